"""The sealed tables: the only door to who people are. Every reading leaves a row that says who read, and why (domain.md, CN-7)."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from library.accounts.actors import SYSTEM, Actor, check_role
from library.accounts.roles import Role
from library.coproduction import tombstones
from library.coproduction.actions.testimonials import Identity
from library.coproduction.models import Consent, SealedDocument, SealedPerson, SealedRead, Testimonial
from library.coproduction.retention import may_be_forgotten
from library.coproduction.sealed_files import SealedFile
from library.errors import NotFound
from library.history.actions import Subject, record

EMPTY = {"name": "", "email": "", "phone": "", "guardian_name": "", "guardian_contact": ""}


@dataclass(frozen=True)
class Known:
    """Who gave us some words, for whoever may know."""

    person: UUID
    identity: Identity
    documents: tuple[tuple[UUID, str], ...]


@transaction.atomic
def read_identity(*, testimonial: Testimonial, why: str, by: Actor, at: datetime) -> Known:
    """Who gave us these words. Raises `NotFound` when nobody is on record (any more), and `Forbidden` unless a curator asks."""
    check_role(by, Role.CURATOR)
    person = _person_of(testimonial, by)
    _note(person, SealedRead.What.IDENTITY, why, by, at)
    documents = tuple(person.documents.order_by("added_at").values_list("pk", "name"))
    return Known(person.pk, Identity(**{name: getattr(person, name) for name in EMPTY}), documents)


@transaction.atomic
def attach_document(*, testimonial: Testimonial, file: SealedFile, by: Actor, at: datetime) -> SealedDocument:
    """A signed form or a recording, put with the person. Raises as `read_identity`."""
    check_role(by, Role.CURATOR)
    person = lock_person(_person_of(testimonial, by).pk)  # who is forgotten at this moment keeps none
    if person is None:
        raise NotFound()
    document = SealedDocument(person=person, **vars(file), sha256=hashlib.sha256(file.content).hexdigest(), added_at=at)
    document.save(force_insert=True)
    record("person.document_added", subject=_subject(person), actor=by.id, at=at, document=document.pk)
    return document


@transaction.atomic
def read_document(*, testimonial: Testimonial, document: UUID, why: str, by: Actor, at: datetime) -> SealedDocument:
    """A document of whoever gave us these words; the reading is noted. Raises as `read_identity`, also when it is somebody else's."""
    check_role(by, Role.CURATOR)
    person = _person_of(testimonial, by)
    found = person.documents.filter(pk=document).first()
    if found is None:
        raise NotFound()
    _note(person, SealedRead.What.DOCUMENT, why, by, at)
    return found


@transaction.atomic
def address_for_letter(*, testimonial: Testimonial, by: Actor, at: datetime) -> str:
    """Where to write to the person; nothing if there is no address, or nobody on record any more. The reading is noted."""
    person = _on_record(testimonial, by)
    if person is None:
        return ""
    _note(person, SealedRead.What.LETTER, "To send a personal link.", by, at)
    return person.email


@transaction.atomic
def export_person(*, person: UUID, why: str, at: datetime) -> dict[str, Any]:
    """Everything that we hold about somebody, for them to have (UK GDPR, Article 15). Raises `NotFound`."""
    found = SealedPerson.objects.filter(pk=person).first()
    if found is None:
        raise NotFound()
    _note(found, SealedRead.What.EXPORT, why, SYSTEM, at)
    reads = SealedRead.objects.filter(person=person).order_by("read_at")
    return {
        "person": str(found.pk),
        **{name: getattr(found, name) for name in EMPTY},
        "held_by": found.owner.name,
        "since": found.created_at.isoformat(),
        "documents": [_exported_document(document) for document in found.documents.order_by("added_at")],
        "testimonials": [_exported(testimonial) for testimonial in found.testimonials.order_by("created_at")],
        "readings": [{"what": read.what, "why": read.why, "at": read.read_at.isoformat()} for read in reads],
    }


@transaction.atomic
def erase_person(*, person: UUID, by: Actor, at: datetime, bury: bool = True) -> bool:
    """Forget who somebody is: identity and documents. Their words are withdrawn apart from this, before. False if there is nobody.

    With `bury` a backup that is restored later can't bring the identity back either.
    """
    found = lock_person(person)
    if found is None:
        return False
    found.documents.all().delete()
    for name, empty in EMPTY.items():
        setattr(found, name, empty)
    found.erased_at = at
    found.save()
    record("person.erased", subject=_subject(found), actor=by.id, at=at)
    if bury:
        tombstones.bury(tombstones.PERSON, found.pk, at=at)
    return True


def lock_person(person: UUID) -> SealedPerson | None:
    """The row of somebody who is not forgotten, locked until the end of the transaction: before any testimonial of theirs."""
    return SealedPerson.objects.select_for_update().filter(pk=person, erased_at=None).first()


def is_over(person: SealedPerson, *, at: datetime) -> bool:
    """Whether the time is over for which we keep who somebody is (`retention`)."""
    moments = [person.created_at]
    for told in person.testimonials.prefetch_related("consents"):
        moments += filter(None, (told.created_at, told.approved_final_at))
        for one in told.consents.all():
            moments.append(min(filter(None, (one.withdrawn_at, one.replaced_at, one.expires_at))))
    return may_be_forgotten(moments, at=at)


def _person_of(testimonial: Testimonial, by: Actor) -> SealedPerson:
    found = _on_record(testimonial, by)
    if found is None:
        raise NotFound()
    return found


def _on_record(testimonial: Testimonial, by: Actor) -> SealedPerson | None:
    people = SealedPerson.objects.filter(testimonials=testimonial, erased_at=None)
    return people.first() if by is SYSTEM else people.filter(owner=by.organisation_id).first()


def _subject(person: SealedPerson) -> Subject:
    return Subject(id=person.pk, kind="person", organisation=person.owner_id)


def _note(person: SealedPerson, what: str, why: str, by: Actor, at: datetime) -> None:
    SealedRead(person=person.pk, what=what, reader=by.id, why=why, read_at=at).save(force_insert=True)


def _exported_document(document: SealedDocument) -> dict[str, Any]:
    return {
        "name": document.name,
        "media_type": document.media_type,
        "added_at": document.added_at.isoformat(),
        "sha256": document.sha256,
        "content_base64": base64.b64encode(document.content).decode(),
    }


def _exported(testimonial: Testimonial) -> dict[str, Any]:
    return {
        "id": str(testimonial.pk),
        "words": testimonial.words,
        "language": testimonial.language,
        "withdrawn_at": testimonial.withdrawn_at and testimonial.withdrawn_at.isoformat(),
        "consents": [_exported_consent(consent) for consent in testimonial.consents.order_by("given_at")],
    }


def _exported_consent(consent: Consent) -> dict[str, Any]:
    return {
        "controllers": sorted(consent.controllers.values_list("name", flat=True)),
        "purposes": consent.purposes,
        "channels": consent.channels,
        "attribution": consent.attribution,
        "shown_name": consent.shown_name,
        "wording": consent.wording.text,
        "how": consent.how,
        "given_at": consent.given_at.isoformat(),
        "expires_at": consent.expires_at.isoformat(),
        "withdrawn_at": consent.withdrawn_at and consent.withdrawn_at.isoformat(),
    }
