"""Writing: items and their drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from pydantic import TypeAdapter

from library.accounts.actors import Actor, check_role
from library.catalogue.actions import create_item
from library.catalogue.actions.items import Governance, lock_item, subject_of
from library.catalogue.models import Item
from library.documents.canonical import document_hash
from library.documents.errors import InvalidDocument
from library.documents.model import Document
from library.documents.parse import parse_document
from library.editions.models import Edition
from library.errors import Conflict, Fault, Malformed
from library.history.actions import record
from library.ids import new_id, slugify
from library.publishing.actions.invitations import ask_again, end_invitations_of
from library.publishing.models import Draft, Review
from library.publishing.moves import check_version, lock_draft, move
from library.publishing.queries import missing_sign_offs
from library.publishing.workflow import WRITERS, check_step

_DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)


class DraftExists(Conflict):
    """There is a draft of the item in this language."""

    slug = "draft-exists"
    title = "There is a draft in this language already"
    explanation = "An item has one draft per language. `draft` is its id: change that one."


@transaction.atomic
def start_item(*, document: Any, governance: Governance, slug: str | None = None, by: Actor, at: datetime) -> Draft:
    """A new item with its first draft. `document` is JSON data; its kind and language become the item's.

    Without a `slug` one is made from the title. Raises `InvalidDocument`, `Forbidden`, `SlugTaken`, and `Malformed` for unknown words.
    """
    parsed = parse_document(document)
    slug = slug or slugify(parsed.title)
    if not slug:
        raise Malformed(
            "No address can be made from this title.",
            errors=[Fault("/slug", "Give a slug of lower-case letters, digits and hyphens.")],
        )
    item = create_item(kind=parsed.kind, slug=slug, language=parsed.language, governance=governance, by=by, at=at)
    return _new_draft(item, parsed, None, by=by, at=at)


@transaction.atomic
def start_draft(*, item: Item, document: Any, by: Actor, at: datetime) -> Draft:
    """A first draft of an item in a further language, or a new one after a draft was discarded.

    Raises `DraftExists` and `InvalidDocument`, also when the document is of another kind than the item.
    """
    item = lock_item(item, by=by)
    check_role(by, *WRITERS)
    parsed = parse_document(document)
    _check_kind(item, parsed)
    existing = Draft.objects.filter(item=item, language=parsed.language).first()
    if existing:
        raise DraftExists(f"There is a draft in {parsed.language}.", draft=str(existing.pk))
    latest = Edition.objects.filter(item=item, language=parsed.language).order_by("-number").first()
    return _new_draft(item, parsed, latest.number if latest else None, by=by, at=at)


@transaction.atomic
def save_draft(*, draft: Draft, document: Any, expected_version: int, by: Actor, at: datetime) -> Draft:
    """Replace the text of a draft. It goes back to `draft`; a sign-off of another text no longer holds.

    Raises `PreconditionFailed` when somebody else has saved meanwhile, `NotInThatState` while it is scheduled, and `InvalidDocument`.
    """
    draft = lock_draft(draft, by=by)
    step = check_step("edit", draft.state)
    check_role(by, *step.roles)
    check_version(draft, expected_version)
    parsed = parse_document(document)
    _check_kind(draft.item, parsed)
    if parsed.language != draft.language:
        raise InvalidDocument([Fault("/language", f"This draft is in {draft.language}; start another one.")])
    if draft.state == Draft.State.PUBLISHED:
        draft.contributors, draft.change_class, draft.change_note = [], "", ""
    _write(draft, parsed, by)
    return move(draft, step.target, step.event, by=by, at=at)


@transaction.atomic
def submit(
    *,
    draft: Draft,
    expected_version: int,
    change_class: str | None = None,
    change_note: str | None = None,
    by: Actor,
    at: datetime,
) -> Draft:
    """Ask for reviews. `change_class` and `change_note` tell reviewers what kind of change it is (None: as said before);
    the publisher has the last word on both. A text that has all its sign-offs already is approved at once. Who outside was asked for
    a review and has not answered is told: while the text was being changed, nobody read it by their link.
    """
    draft = lock_draft(draft, by=by)
    step = check_step("submit", draft.state)
    check_role(by, *step.roles)
    check_version(draft, expected_version)
    draft.change_class = draft.change_class if change_class is None else change_class
    draft.change_note = draft.change_note if change_note is None else change_note
    state = step.target if missing_sign_offs(draft) else Draft.State.APPROVED
    ask_again(draft, at=at)
    return move(draft, state, step.event, by=by, at=at)


@transaction.atomic
def recall(*, draft: Draft, expected_version: int, by: Actor, at: datetime) -> Draft:
    """Take a draft back from review without changing it. Sign-offs of this text stay valid."""
    draft = lock_draft(draft, by=by)
    step = check_step("recall", draft.state)
    check_role(by, *step.roles)
    check_version(draft, expected_version)
    return move(draft, step.target, step.event, by=by, at=at)


@transaction.atomic
def discard_draft(*, draft: Draft, expected_version: int, by: Actor, at: datetime) -> None:
    """Throw a draft away. What is published stays, and so does who signed it off; an item that never was published goes
    with its last draft.
    """
    draft = lock_draft(draft, by=by)
    step = check_step("discard", draft.state)
    check_role(by, *step.roles)
    check_version(draft, expected_version)
    item, language = draft.item, draft.language
    Review.objects.filter(draft=draft, edition__isnull=True).delete()
    end_invitations_of(draft, at=at)
    draft.delete()
    record(step.event, subject=subject_of(item, language), actor=by.id, at=at)
    if item.standing == Item.Standing.UNPUBLISHED and not item.drafts.exists():
        item.delete()


def _new_draft(item: Item, document: Document, based_on: int | None, *, by: Actor, at: datetime) -> Draft:
    draft = Draft(id=new_id(), item=item, language=document.language, based_on=based_on, created_at=at, updated_at=at)
    _write(draft, document, by)
    draft.save(force_insert=True)
    record(
        "draft.started",
        subject=subject_of(item, draft.language),
        actor=by.id,
        at=at,
        draft=draft.pk,
        document_hash=draft.document_hash,
    )
    return draft


def _write(draft: Draft, document: Document, by: Actor) -> None:
    draft.document = _DOCUMENT.dump_python(document, mode="json")
    draft.document_hash = document_hash(document)
    if by.id and by.id not in draft.contributors:
        draft.contributors = [*draft.contributors, by.id]


def _check_kind(item: Item, document: Document) -> None:
    if document.kind != item.kind:
        raise InvalidDocument([Fault("/kind", f"This item is a {item.kind}, and its kind does not change.")])
