"""Bringing files in: what was read (`library.importing`) becomes a draft, and what became of it stays beside the draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.catalogue.actions import add_asset
from library.catalogue.actions.items import Governance, SlugTaken, subject_of
from library.catalogue.models import Item
from library.documents.errors import InvalidDocument, LimitExceeded
from library.documents.parse import parse_document
from library.editions.review_status import uk_day
from library.errors import Fault, Malformed
from library.history.actions import record
from library.ids import new_id
from library.importing.errors import DocumentTooLong
from library.importing.imported import Imported
from library.publishing.actions.drafts import save_draft, start_item
from library.publishing.contact_offers import Offer, contact_offers, only_ones, with_contacts
from library.publishing.imported_texts import as_document, in_place_of, waiting, with_pictures
from library.publishing.models import Draft, Import
from library.publishing.moves import check_version, lock_draft, parsed_document
from library.publishing.workflow import WRITERS, check_step

NEWER_VERSION = (
    "If the file is a newer version of that one, bring it into its draft. If not, give this one an address of its own."
)


@transaction.atomic
def import_item(
    *,
    imported: Imported,
    kind: str,
    details: Mapping[str, Any],
    governance: Governance,
    title: str = "",
    language: str = "",
    slug: str | None = None,
    puts_contacts: bool = False,
    by: Actor,
    at: datetime,
) -> Import:
    """A new item with a first draft made from a file. `title` and `language` take the place of what the file says.

    With `puts_contacts` the numbers that belong to exactly one contact point of the directory become its name. Raises
    what `start_item` and `add_asset` do, and DocumentTooLong for a text that is larger than a document may be.
    """

    def document(assets: Mapping[str, str]) -> dict[str, Any]:
        return as_document(imported, assets, kind=kind, details=details, title=title, language=language)

    _check(document, imported)
    assets = _pictures(imported, governance.licence, governance.rights_holder, by=by, at=at)
    data = _with_contacts(document(assets), puts_contacts, at)
    try:
        draft = start_item(document=data, governance=governance, slug=slug, by=by, at=at)
    except SlugTaken as refusal:
        raise SlugTaken(f"{refusal.detail} {NEWER_VERSION}", errors=refusal.errors) from None
    return _keep(draft, imported, assets, by=by, at=at)


@transaction.atomic
def import_into_draft(
    *,
    draft: Draft,
    imported: Imported,
    expected_version: int,
    puts_contacts: bool = False,
    by: Actor,
    at: datetime,
) -> Import:
    """A file's text in place of a draft's. Raises what `save_draft` and `add_asset` do, and DocumentTooLong.

    What is asked of the draft is asked before a picture is stored.
    """
    draft = lock_draft(draft, by=by)
    check_role(by, *check_step("edit", draft.state).roles)
    check_version(draft, expected_version)
    before = dict(draft.document)
    _check(lambda assets: in_place_of(before, imported, assets), imported)
    assets = _pictures(imported, draft.item.licence.spdx, draft.item.rights_holder, by=by, at=at)
    data = _with_contacts(in_place_of(before, imported, assets), puts_contacts, at)
    draft = save_draft(draft=draft, document=data, expected_version=expected_version, by=by, at=at)
    Import.objects.filter(draft=draft).delete()
    return _keep(draft, imported, assets, by=by, at=at)


@transaction.atomic
def describe_pictures(
    *,
    report: Import,
    words: Mapping[str, str | None],
    bodies: Mapping[str, str],
    expected_version: int,
    by: Actor,
    at: datetime,
) -> Draft:
    """Put pictures that wait into the text: by key what each says, or None for one that says nothing; and by key what it shows of a
    body (`BodyShown`), where somebody has said it.

    Raises what `save_draft` does, and Malformed for a picture that does not wait, or words that are none.
    """
    report = Import.objects.select_related("draft").get(pk=report.pk)
    waits = {one["key"]: one for one in waiting(report.pictures, report.draft.document)}
    faults = [
        Fault(f"/{key}", "There is no picture of this name that waits." if key not in waits else "Say what it shows.")
        for key, alt in words.items()
        if key not in waits or (alt is not None and not alt.strip())
    ]
    if faults or not words:
        raise Malformed(errors=faults or [Fault("", "Say what at least one picture shows, or that it shows nothing.")])
    described = {
        key: {
            "key": key,
            "asset": waits[key]["asset"],
            "alt": (alt or "").strip(),
            "decorative": alt is None,
            "depicts_body": bodies.get(key),
        }
        for key, alt in words.items()
    }
    data = with_pictures(report.draft.document, described)
    draft = save_draft(draft=report.draft, document=data, expected_version=expected_version, by=by, at=at)
    left = waiting(report.pictures, draft.document)
    Import.objects.filter(pk=report.pk).update(pictures=left)
    return draft


@transaction.atomic
def put_contacts(
    *, draft: Draft, chosen: Sequence[tuple[Offer, str]], expected_version: int, by: Actor, at: datetime
) -> Draft:
    """Put contact points, by slug, in place of numbers that stand in the draft as it is now.

    Raises what `save_draft` does, and Malformed when a choice is not among what is offered.
    """
    draft = lock_draft(draft, by=by)
    check_version(draft, expected_version)
    offered = contact_offers(parsed_document(draft), uk_day(at))
    known = {(offer, slug) for offer in offered for slug, _ in offer.contacts}
    if not chosen or any(choice not in known for choice in chosen):
        raise Malformed(errors=[Fault("/contacts", "Choose from the contact points that are offered for the text.")])
    data = with_contacts(draft.document, chosen)
    return save_draft(draft=draft, document=data, expected_version=expected_version, by=by, at=at)


@transaction.atomic
def dismiss_import(*, report: Import, by: Actor, at: datetime) -> None:
    """Somebody has read what became of the file, so it need not be kept. The draft stays as it is."""
    check_role(by, *WRITERS)
    draft = lock_draft(report.draft, by=by)
    gone, _ = Import.objects.filter(pk=report.pk).delete()
    if gone:
        _record("import.dismissed", draft, report.sha256, by=by, at=at)


def _check(document: Any, imported: Imported) -> None:
    """Whether it will be a document, before any picture is stored."""
    with _as_a_file():
        parse_document(document(dict.fromkeys((one.key for one in imported.pictures), str(new_id()))))


@contextmanager
def _as_a_file() -> Iterator[None]:
    """A limit of documents is the file's to keep; other faults are about what was said beside it."""
    try:
        yield
    except LimitExceeded as refusal:
        raise DocumentTooLong(f"{refusal.detail} Split the file into several, one for each item.") from None
    except InvalidDocument as refusal:
        refusal.errors = [
            Fault(
                fault.pointer.removeprefix("/details") if fault.pointer.startswith("/details/") else fault.pointer,
                fault.detail,
            )
            for fault in refusal.errors
        ]
        raise


def _pictures(imported: Imported, licence: str, rights_holder: str, *, by: Actor, at: datetime) -> dict[str, str]:
    """Keep the pictures; their ids by key."""
    return {
        one.key: str(add_asset(upload=one.upload, licence=licence, rights_holder=rights_holder, by=by, at=at).pk)
        for one in imported.pictures
    }


def _with_contacts(data: dict[str, Any], puts: bool, at: datetime) -> dict[str, Any]:
    return with_contacts(data, only_ones(contact_offers(parse_document(data), uk_day(at)))) if puts else data


def _keep(draft: Draft, imported: Imported, assets: Mapping[str, str], *, by: Actor, at: datetime) -> Import:
    report = Import(
        id=new_id(),
        draft=draft,
        kind=imported.kind,
        file_name=imported.name,
        size=imported.size,
        sha256=imported.sha256,
        remarks=[asdict(one) for one in imported.remarks],
        pictures=[
            {"key": one.key, "asset": assets[one.key], "name": one.upload.name}
            for one in imported.pictures
            if not one.described
        ],
        created_at=at,
    )
    report.save(force_insert=True)
    _record("import.made", draft, imported.sha256, by=by, at=at)
    return report


def _record(event: str, draft: Draft, sha256: str, *, by: Actor, at: datetime) -> None:
    item: Item = draft.item
    record(event, subject=subject_of(item, draft.language), actor=by.id, at=at, draft=draft.pk, sha256=sha256)
