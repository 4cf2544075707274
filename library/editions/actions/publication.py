"""Through the door: copy, number, hash, project, announce; all in one transaction (safety.md, rule 7)."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from library.accounts.actors import Actor
from library.catalogue.actions.items import subject_of
from library.catalogue.models import Asset, Derivation, Entry, Item
from library.coproduction.testimonials import said
from library.directory.places import ANYWHERE, Place
from library.documents.canonical import canonical_json, document_hash
from library.documents.model import Document
from library.documents.references import references
from library.editions.actions.standing import announce_return, check_not_taken_back, complete_return, returns_in
from library.editions.contacts import resolve
from library.editions.derivations import BEHIND_BY, fall_behind, lock_adaptations
from library.editions.entries import put_entry
from library.editions.models import Edition, Provenance, Reference
from library.editions.prints import owners_of_files, quote_faults
from library.editions.quotes import quote_ids
from library.editions.review_status import uk_day
from library.editions.tasks import make_renditions_of
from library.errors import Incomplete
from library.history.actions import record


@dataclass(frozen=True)
class SignOff:
    """That somebody able to judge it approved this text, on a day. Who it was stays in the workshop."""

    kind: str
    scope: str
    on: date

    def as_json(self) -> dict[str, str]:
        return {"kind": self.kind, "scope": self.scope, "on": self.on.isoformat()}


@dataclass(frozen=True)
class Origin:
    """What an edition of an adaptation is made from: see `Provenance`. `template` is the edition of the original."""

    template: Edition
    title: str
    recipe: dict[str, Any]
    sections: list[dict[str, Any]]
    service_words: dict[str, dict[str, str]]
    service_contacts: dict[str, list[str]]


@dataclass(frozen=True)
class Printed:
    """What a text prints of the directory besides the contact points that it names: services, and their contact points."""

    services: frozenset[UUID] = frozenset()
    contacts: frozenset[UUID] = frozenset()


NOTHING_ELSE = Printed()


class UnknownAsset(Incomplete):
    """A text refers to a file that is not there."""

    slug = "unknown-asset"
    title = "The text refers to a file that is not there"
    explanation = (
        "Files are named by the id that `POST /v1/workspace/assets` gave them. The ids under `assets` are not "
        "files of your organisation."
    )


class QuoteWithoutConsent(Incomplete):
    """A quote that its owner has not agreed to."""

    slug = "quote-without-consent"
    title = "The text prints a quote whose owner has not agreed to that"
    explanation = (
        "A quote stands in a text as `{{quote:id}}`, with the id of a testimonial, and is published only while its owner has "
        "approved the words and a consent in force names your organisation. `errors` names each place, with the reason. "
        "Record the consent (`POST /v1/workspace/testimonials/{id}/consents`), or take the quote out of the text."
    )


@transaction.atomic
def publish_edition(
    *,
    item: Item,
    document: Document,
    change_class: str,
    note: str,
    sign_offs: Sequence[SignOff],
    by: Actor,
    published_by: UUID | None,
    at: datetime,
    place: Place = ANYWHERE,
    origin: Origin | None = None,
    printed: Printed = NOTHING_ELSE,
    renditions: Sequence[str] | None = None,
) -> Edition:
    """The next edition of an item, out at once in lists, search and feed. Its adaptations are behind from then on.

    `item` is the row locked by the caller, who has checked sign-offs and review dates. `place`, `origin` and `printed` are for
    adaptations. `renditions` are those that are made at once, by default all.

    Raises `UnknownContact`, `UnknownAsset`, `QuoteWithoutConsent`, and `NotInThatStanding` for an item that was withdrawn or redirected.
    """
    check_not_taken_back(item)
    returns = returns_in(item, document.language)
    adaptations = _adaptations(item, document.language, returns or change_class in BEHIND_BY)
    resolved, contacts = resolve(document, uk_day(at), place)
    assets = _assets(document, item)
    quotes = _quotes(document, item, at, is_derived=origin is not None)
    edition = Edition(
        item=item,
        language=document.language,
        number=_next_number(item, document.language),
        change_class=change_class,
        note=note,
        document=canonical_json(resolved).decode(),
        sha256=document_hash(resolved),
        source=canonical_json(document).decode(),
        source_sha256=document_hash(document),
        licence=item.licence.spdx,
        rights_holder=item.rights_holder,
        sign_offs=[sign_off.as_json() for sign_off in sign_offs],
        published_at=at,
        published_by=published_by,
    )
    edition.save(force_insert=True)
    _refer(edition, {contact.pk for contact in contacts} | printed.contacts, printed.services, assets, quotes)
    if origin is not None:
        Provenance(edition=edition, **vars(origin)).save(force_insert=True)
    if returns:
        complete_return(item, edition.language, adaptations, at=at)
    _bring_out(item, edition, renditions, by=by, at=at)
    if returns:
        announce_return(item, edition.language, by=by, at=at)
    fall_behind(adaptations, edition, by=by, at=at)
    return edition


def _bring_out(item: Item, edition: Edition, renditions: Sequence[str] | None, *, by: Actor, at: datetime) -> None:
    """Make it what the public reads, and tell of it."""
    first = not Entry.objects.filter(item=item, language=edition.language).exists()
    if item.standing != Item.Standing.PUBLISHED:
        item.standing = Item.Standing.PUBLISHED
        item.version += 1
        item.save(update_fields=["standing", "version"])
    entry = put_entry(item=item, edition=edition, at=at)
    names = {} if renditions is None else {"names": list(renditions)}
    # In this transaction: the job is there if, and only if, the edition is.
    make_renditions_of.defer(entry=str(entry.pk), **names)
    record(
        "item.published" if first else "item.updated",
        subject=subject_of(item, edition.language),
        actor=by.id,
        at=at,
        edition=edition.number,
        change_class=edition.change_class,
        sha256=edition.sha256,
    )


def _quotes(document: Document, item: Item, at: datetime, *, is_derived: bool) -> list[UUID]:
    """The testimonials that it names. An adaptation names those of its original, whose owners may not have named its publisher:
    they are left out of what is shown until they have, and are no reason to refuse it.
    """
    faults = [] if is_derived else quote_faults(document, item, at)
    if faults:
        raise QuoteWithoutConsent(faults[0].detail, errors=faults)
    return sorted(said(quote_ids(references(document).quotes)))


def _adaptations(item: Item, language: str, concerns_them: bool) -> list[Derivation]:
    """Those that the new edition concerns, locked before anything else is."""
    return lock_adaptations(item, language) if item.kind == Item.Kind.LEAFLET and concerns_them else []


def _next_number(item: Item, language: str) -> int:
    last = Edition.objects.filter(item=item, language=language).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _assets(document: Document, item: Item) -> list[Asset]:
    """The files it prints, all of them the publisher's own, or those of the original. An id of somebody else's file is as
    unknown as a random one.
    """
    wanted = {UUID(str(asset)) for asset in references(document).assets}
    found = list(Asset.objects.filter(pk__in=wanted, owner__in=owners_of_files(item))) if wanted else []
    missing = sorted(str(asset) for asset in wanted - {asset.pk for asset in found})
    if missing:
        raise UnknownAsset(f"Not files of the publisher: {', '.join(missing)}.", assets=missing)
    return found


def _refer(
    edition: Edition, contacts: Set[UUID], services: Set[UUID], assets: Sequence[Asset], quotes: Sequence[UUID]
) -> None:
    printed: list[tuple[Any, Any]] = [(Reference.Kind.CONTACT, contact) for contact in sorted(contacts)]
    printed += [(Reference.Kind.SERVICE, service) for service in sorted(services)]
    printed += [(Reference.Kind.ASSET, asset.pk) for asset in assets]
    printed += [(Reference.Kind.QUOTE, quote) for quote in quotes]
    Reference.objects.bulk_create(Reference(edition=edition, kind=kind, target=target) for kind, target in printed)
