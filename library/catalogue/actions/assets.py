"""Files and what is known about them. The public sees one only while a live edition refers to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Func, IntegerField, QuerySet, Value

from library.accounts.actors import Actor, check_role
from library.accounts.roles import Role
from library.catalogue.addresses import asset_key
from library.catalogue.files import store
from library.catalogue.freshness import change_shared_facts, mark_stale
from library.catalogue.models import Asset, Entry, Licence
from library.catalogue.uploads import Upload
from library.errors import Fault, Malformed, NotFound, PreconditionFailed
from library.history.actions import Subject, record
from library.ids import new_id

KEEPERS = (Role.CURATOR, Role.EDITOR)
LONGEST = {"rights_holder": 200, "accessibility_note": 500}
FACTS = ("licence", "rights_holder", "accessibility", "accessibility_note")


@transaction.atomic
def add_asset(
    *,
    upload: Upload,
    licence: str,
    rights_holder: str,
    accessibility: str = Asset.Accessibility.NOT_CHECKED,
    accessibility_note: str = "",
    by: Actor,
    at: datetime,
) -> Asset:
    """Keep a file for the actor's organisation. `licence` is an SPDX identifier of the library's vocabulary.

    Raises `Forbidden` unless the actor is a curator or an editor, `Malformed`, and `StorageUnavailable`. The file is
    stored first: should the transaction fail, it stays behind without a row, and nobody can reach it.
    """
    check_role(by, *KEEPERS)
    facts = _checked(
        {
            "licence": licence,
            "rights_holder": rights_holder,
            "accessibility": accessibility,
            "accessibility_note": accessibility_note,
        }
    )
    asset = Asset(
        id=new_id(),
        owner_id=by.home,
        name=upload.name,
        media_type=upload.media_type,
        size=upload.size,
        sha256=upload.sha256,
        width=upload.width,
        height=upload.height,
        uploaded_by=by.id,
        created_at=at,
        **facts,
    )
    asset.file.name = store(upload, asset.id)
    asset.save(force_insert=True)
    record("asset.added", subject=_subject(asset), actor=by.id, at=at, sha256=asset.sha256)
    return asset


@transaction.atomic
def change_asset(*, asset: Asset, changes: Mapping[str, Any], expected_version: int, by: Actor, at: datetime) -> Asset:
    """Change what is known about a file, any of `FACTS`; the file itself never changes. What shows it is right at once.

    Raises `NotFound` for somebody else's, `Forbidden`, `Malformed`, and `PreconditionFailed` when the version has moved on.
    """
    asset = _lock(asset, by)
    check_role(by, *KEEPERS)
    if asset.version != expected_version:
        raise PreconditionFailed("This file's details have changed since you read them.", version=asset.version)
    for name, value in _checked(changes).items():
        setattr(asset, name, value)
    asset.version += 1
    asset.save()
    change_shared_facts()
    mark_stale(_showing(asset), at=at)
    record("asset.changed", subject=_subject(asset), actor=by.id, at=at, sha256=asset.sha256)
    return asset


def _lock(asset: Asset, by: Actor) -> Asset:
    row = Asset.objects.select_for_update(of=("self",)).select_related("licence").filter(owner=by.organisation_id)
    found = row.filter(pk=asset.pk).first()
    if found is None:
        raise NotFound()
    return found


def _checked(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with the licence looked up. Raises `Malformed` naming each that can't be stored."""
    licence = Licence.objects.filter(spdx=facts["licence"]).first() if "licence" in facts else None
    faults = [Fault(f"/{name}", "There is no such fact about a file.") for name in facts if name not in FACTS]
    if "licence" in facts and licence is None:
        faults.append(Fault("/licence", f"There is no licence {facts['licence']!r}; see /v1/licences."))
    if "rights_holder" in facts and not facts["rights_holder"].strip():
        faults.append(Fault("/rights_holder", "Say who holds the rights."))
    if facts.get("accessibility", Asset.Accessibility.NOT_CHECKED) not in Asset.Accessibility.values:
        faults.append(Fault("/accessibility", f"One of {', '.join(Asset.Accessibility.values)}."))
    faults += [fault for name, value in facts.items() if name in FACTS and (fault := _unfit(name, value))]
    if faults:
        raise Malformed(errors=faults)
    return {**facts, "licence": licence} if "licence" in facts else dict(facts)


def _unfit(name: str, text: str) -> Fault | None:
    longest = LONGEST.get(name, len(text))
    if "\x00" in text:
        return Fault(f"/{name}", "The character U+0000 can't be stored.")
    return Fault(f"/{name}", f"At most {longest} characters.") if len(text) > longest else None


def _showing(asset: Asset) -> QuerySet[Entry]:
    """The entries whose bytes hold the file's address: the catalogue does not see which editions refer to what."""
    place = Func(
        Value(asset_key(asset.sha256).encode()),
        F("document"),
        template="position(%(expressions)s)",
        arg_joiner=" in ",
        output_field=IntegerField(),
    )
    return Entry.objects.alias(place=place).filter(place__gt=0)


def _subject(asset: Asset) -> Subject:
    return Subject(id=asset.pk, kind="asset", organisation=asset.owner_id)
