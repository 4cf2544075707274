"""A number or address that changed reaches everything that prints it by one call (design.md, section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.accounts.roles import Role
from library.catalogue.actions.items import lock_item
from library.catalogue.models import Derivation, Item
from library.directory.models import ContactPoint
from library.documents.canonical import document_hash
from library.editions.actions.publication import publish_edition
from library.editions.archive import source_of
from library.editions.contacts import UnknownContact, contact_faults, resolve
from library.editions.models import Edition
from library.editions.printed_contacts import editions_printing
from library.editions.review_status import uk_day
from library.errors import Fault, LibraryError
from library.leaflets.places import place_of_adaptation
from library.leaflets.publishing import (
    kept_of,
    kept_sign_offs,
    prepare,
    published,
    published_recipe,
    put_out,
)
from library.leaflets.templates import history_of

NOTE = "A contact point changed: {name}."
UNKNOWN = "What it printed of {} was not kept: publish it with an approval."
RELEASERS = (Role.PUBLISHER, Role.APPROVER)


@dataclass(frozen=True)
class Refused:
    """An edition that prints the contact point and can't be made anew by itself, with the reasons."""

    edition: Edition
    reasons: tuple[str, ...]


@dataclass
class Republished:
    """What came of it: new editions, those that are right as they are, and those that need a person."""

    editions: list[Edition] = field(default_factory=list)
    unchanged: list[Edition] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def republish_for_contact(*, contact_point: ContactPoint, by: Actor, at: datetime) -> Republished:
    """Make every live text that prints a contact point anew, as class `contact`, with what holds now; each in a transaction
    of its own. No new sign-off is needed, since no words change: what else somebody has written of a service since then, and which
    contact points they have given it, waits until the place publishes it with an approval. What prints the contact point as it is
    now is left alone, so that asking again does nothing twice.

    Whether a text about health still has all lines of help (`editions.crisis_help`) does not hold it up: that would keep a number in
    print that is wrong.

    A publisher of the steward reaches every organisation's texts; an approver, those of their own. Raises `Forbidden`.
    """
    check_role(by, *RELEASERS)
    result = Republished()
    for printed in editions_printing(contact_point):
        edition = printed.edition
        if by.has_role(Role.PUBLISHER) or edition.item.owner_id == by.organisation_id:
            _one(edition, NOTE.format(name=contact_point.name), result, by=by, at=at)
    return result


def _one(edition: Edition, note: str, result: Republished, *, by: Actor, at: datetime) -> None:
    try:
        with transaction.atomic():
            made = _republish(edition, note, by=by, at=at)
    except LibraryError as refusal:
        result.refused.append(Refused(edition, _reasons(refusal)))
        return
    if made is None:
        result.unchanged.append(edition)
    else:
        result.editions.append(made)


def _republish(edition: Edition, note: str, *, by: Actor, at: datetime) -> Edition | None:
    item = lock_item(edition.item, by=_for(edition.item, by))
    newest = Edition.objects.filter(item=item, language=edition.language).order_by("-number").first()
    if newest is None or newest.number != edition.number:
        return None  # somebody has just published it, with what holds now
    if item.kind == Item.Kind.ADAPTATION:
        return _adaptation(item, edition, note, by=by, at=at)
    document, today = source_of(edition), uk_day(at)
    _check([fault.detail for fault in contact_faults(document, today)])
    if document_hash(resolve(document, today)[0]) == edition.sha256:
        return None
    return publish_edition(
        item=item,
        document=document,
        change_class=Edition.ChangeClass.CONTACT,
        note=note,
        sign_offs=kept_sign_offs(edition),
        by=by,
        published_by=by.id,
        at=at,
    )


def _adaptation(item: Item, edition: Edition, note: str, *, by: Actor, at: datetime) -> Edition | None:
    derivation = Derivation.objects.select_related("original").get(item=item)
    derivation.item = item
    origin, history, today = published(derivation), history_of(derivation), uk_day(at)
    if origin is None:
        return None
    recipe, kept = published_recipe(origin), kept_of(origin)
    outgoing, place = prepare(recipe, history, on=today, kept=kept), place_of_adaptation(derivation)
    document = outgoing.composed.document
    _check([UNKNOWN.format(service.name) for service in outgoing.services if service.slug not in kept])
    missing = [one.label for one in outgoing.composed.missing if one.required]
    _check([fault.detail for fault in contact_faults(document, today, place)] + [f"Missing: {one}." for one in missing])
    if document_hash(resolve(document, today, place)[0]) == edition.sha256:
        return None
    return put_out(
        outgoing,
        derivation,
        history,
        change_class=Edition.ChangeClass.CONTACT,
        note=note,
        sign_offs=kept_sign_offs(edition),
        review_by=item.next_review_due,
        by=by,
        published_by=by.id,
        at=at,
    )


def _for(item: Item, by: Actor) -> Actor:
    """A publisher of the steward acts for whichever organisation prints it."""
    return Actor(id=by.id, organisation_id=item.owner_id, roles=by.roles, is_person=by.is_person)


def _check(reasons: Sequence[str]) -> None:
    if reasons:
        raise UnknownContact(errors=[Fault("", reason) for reason in reasons])


def _reasons(refusal: LibraryError) -> tuple[str, ...]:
    return tuple(fault.detail for fault in refusal.errors) or (refusal.detail,)
