"""How an organisation's renditions look: its colours, and its logo with the permission to show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.accounts.models import Organisation
from library.accounts.roles import Role
from library.catalogue.freshness import change_shared_facts, mark_stale
from library.catalogue.models import Asset, Entry, Theme
from library.catalogue.uploads.kinds import IMAGES
from library.errors import Fault, Incomplete, NotFound, PreconditionFailed
from library.history.actions import Subject, record
from library.rendering import sheet
from library.rendering.themes import COLOURS, theme_faults

KEEPERS = (Role.ADMIN, Role.STEWARD_ADMIN)
LARGEST_LOGO = 1_000_000
"""Bytes. A logo stands in every rendition of everything that its organisation publishes."""
MOST_PIXELS = 4_000_000
LONGEST = 200
IMAGE_TYPES = frozenset(kind.media_type for kind in IMAGES)


class ThemeNotAccepted(Incomplete):
    """Somebody could not read it, or it passes for whose it is not."""

    slug = "theme-not-accepted"
    title = "This theme can't be used"
    explanation = (
        "A theme must be legible for everybody and belong to who uses it. `errors` names each colour whose contrast is "
        "too small, with the ratio it has and the one it needs, and what is wrong about the logo, its permission or the "
        "use of the NHS identity. Nothing was changed: the theme that you had stays in use."
    )


@dataclass(frozen=True)
class Logo:
    """The file of a logo, and why it may be shown (domain.md, PR-6): a basis of `Theme.LogoPermission`.

    `granted_by` and `granted_on` go with written permission, and only with that.
    """

    asset: UUID
    permission: str
    granted_by: str = ""
    granted_on: date | None = None


@transaction.atomic
def save_theme(
    *,
    organisation: Organisation,
    colours: sheet.Theme,
    licence_holder: str,
    logo: Logo | None = None,
    claims_nhs_identity: bool = False,
    expected_version: int,
    by: Actor,
    at: datetime,
) -> Theme:
    """Give an organisation this theme, whole; renditions of what it publishes show it from this moment on.

    `expected_version` is 0 for its first. Raises `NotFound` for another organisation than the actor's, `Forbidden` unless the actor
    administers it, `PreconditionFailed`, and `ThemeNotAccepted` naming everything that speaks against it.
    """
    if organisation.pk != by.home:
        raise NotFound()
    check_role(by, *KEEPERS)
    # Before the lock on shared facts, as whoever changes what is known of a file takes them: no two wait for each other.
    asset = _lock_asset(logo, organisation)
    change_shared_facts()
    theme = _present(organisation, expected_version)
    faults = theme_faults(
        colours,
        licence_holder=licence_holder,
        claims_nhs_identity=claims_nhs_identity,
        is_nhs=organisation.kind == Organisation.Kind.HEALTH_AUTHORITY,
    )
    faults += _unfit("/licence_holder", licence_holder) + (_logo_faults(logo, asset, at=at) if logo else [])
    if faults:
        raise ThemeNotAccepted(errors=faults)
    for name in COLOURS:
        setattr(theme, name, getattr(colours, name))
    theme.licence_holder, theme.claims_nhs_identity = licence_holder.strip(), claims_nhs_identity
    _put_logo(theme, logo, asset)
    theme.version += 1
    theme.save()
    mark_stale(Entry.objects.filter(publisher=organisation.code), at=at)
    record("theme.saved", subject=_subject(theme), actor=by.id, at=at, sha256=asset.sha256 if asset else "")
    return theme


def _present(organisation: Organisation, expected_version: int) -> Theme:
    """The organisation's theme, or its first, not saved yet. The lock on shared facts lets in one at a time."""
    theme = Theme.objects.filter(organisation=organisation).first() or Theme(organisation=organisation, version=0)
    if theme.version != expected_version:
        raise PreconditionFailed("This theme has changed since you read it.", version=theme.version)
    return theme


def _lock_asset(logo: Logo | None, organisation: Organisation) -> Asset | None:
    if logo is None:
        return None
    return Asset.objects.select_for_update(no_key=True).filter(owner=organisation, pk=logo.asset).first()


def _put_logo(theme: Theme, logo: Logo | None, asset: Asset | None) -> None:
    theme.logo = asset
    theme.logo_permission = logo.permission if logo else ""
    theme.permission_granted_by = logo.granted_by.strip() if logo else ""
    theme.permission_granted_on = logo.granted_on if logo else None


def _logo_faults(logo: Logo, asset: Asset | None, *, at: datetime) -> list[Fault]:
    if asset is None:
        faults = [Fault("/logo/asset", "There is no such file of your organisation; see /v1/workspace/assets.")]
    elif asset.media_type not in IMAGE_TYPES:
        faults = [Fault("/logo/asset", "A logo is a PNG, JPEG or WebP image.")]
    elif asset.size > LARGEST_LOGO or (asset.width or 0) * (asset.height or 0) > MOST_PIXELS:
        faults = [Fault("/logo/asset", "A logo has at most 1 MB and 4 million pixels.")]
    else:
        faults = []
    return faults + _permission_faults(logo, at=at)


def _permission_faults(logo: Logo, *, at: datetime) -> list[Fault]:
    if logo.permission not in Theme.LogoPermission:
        return [Fault("/logo/permission", f"One of {', '.join(Theme.LogoPermission)}.")]
    if logo.permission == Theme.LogoPermission.OWN_MARK:
        needless = "Only written permission has this; your own mark needs none."
        given = (("granted_by", logo.granted_by), ("granted_on", logo.granted_on))
        return [Fault(f"/logo/{name}", needless) for name, value in given if value]
    faults = _unfit("/logo/granted_by", logo.granted_by)
    if not logo.granted_by.strip():
        faults.append(Fault("/logo/granted_by", "Say who gave the permission."))
    if logo.granted_on is None:
        faults.append(Fault("/logo/granted_on", "Say on which day the permission was given."))
    # In summer time a day begins an hour before it does in UTC.
    elif logo.granted_on > (at + timedelta(hours=1)).date():
        faults.append(Fault("/logo/granted_on", "This day is still to come."))
    return faults


def _unfit(pointer: str, text: str) -> list[Fault]:
    if "\x00" in text:
        return [Fault(pointer, "The character U+0000 can't be stored.")]
    return [Fault(pointer, f"At most {LONGEST} characters.")] if len(text) > LONGEST else []


def _subject(theme: Theme) -> Subject:
    organisation = theme.organisation
    return Subject(id=theme.pk, kind="theme", slug=organisation.code, organisation=organisation.pk)
