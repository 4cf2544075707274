"""The rows that a plan would leave behind if it were carried out through the actions, made without asking the database.

Each follows the verb named beside it; the pure functions of the areas do the work.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from pydantic import TypeAdapter

from demo.generator.ground import Ground, Publisher
from demo.generator.plans import Plan
from library.accounts.actors import Actor
from library.catalogue.actions.items import GOVERNANCE_FIELDS, subject_of
from library.catalogue.models import Entry, Item
from library.directory.models import ContactPoint
from library.directory.queries import contact_markdown
from library.documents.canonical import canonical_json, document_hash
from library.documents.grammar import replace
from library.documents.model import Document
from library.documents.passages import with_markdown
from library.documents.references import references
from library.editions.actions import SignOff
from library.editions.actions.upkeep import months_later
from library.editions.described import concepts_of
from library.editions.facts import Facts
from library.editions.indexing import entry_columns
from library.editions.models import Edition, Reference
from library.editions.projection import project, version_tag
from library.editions.review_status import status_changes_at, uk_day
from library.history.actions import event_of
from library.history.models import Event
from library.ids import new_id
from library.publishing.models import Draft, Review

# Without the checks of `parse_document`, which a test makes on some plans: they would take half of the time.
_DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)


@dataclass(frozen=True)
class Rows:
    """One published item. Only the events have no position yet; `document` is its text, for the index."""

    item: Item
    draft: Draft
    reviews: list[Review]
    edition: Edition
    references: list[Reference]
    entry: Entry
    events: list[Event]
    document: Document
    topics: list[Any]
    audiences: list[Any]


def rows_of(plan: Plan, ground: Ground, *, now: datetime) -> Rows:
    """All rows of one item. What depends on the day is as the upkeep of entries would have it at `now`."""
    publisher = ground.publishers[plan.publisher]
    source = _DOCUMENT.validate_json(json.dumps(plan.document))
    document, contacts = _resolved(source, ground)
    item = _item(plan, ground, publisher, document)
    draft = _draft(plan, item, publisher, source)
    edition = _edition(plan, item, publisher, source, document)
    read = _review(draft, edition, "lived_experience", by=publisher.reader, at=plan.read_at)
    checked = _review(draft, edition, "clinical", by=publisher.clinician, at=plan.checked_at)
    entry = _entry(plan, ground, item=item, edition=edition, document=document, now=now)
    return Rows(
        item=item,
        draft=draft,
        reviews=[read, checked],
        edition=edition,
        entry=entry,
        references=[
            Reference(id=new_id(), edition=edition, kind=Reference.Kind.CONTACT, target=contact.pk)
            for contact in contacts
        ],
        events=list(_events(plan, publisher, draft, edition, reviews=(read, checked))),
        document=document,
        topics=[
            Item.topics.through(item_id=item.pk, topic_id=ground.topics[slug].pk) for slug in plan.governance["topics"]
        ],
        audiences=[
            Item.audiences.through(item_id=item.pk, audience_id=ground.audiences[slug].pk)
            for slug in plan.governance["audiences"]
        ],
    )


def _resolved(document: Document, ground: Ground) -> tuple[Document, list[ContactPoint]]:
    """`contacts.resolve`, without reading it once more."""
    named = [ground.contacts[name] for name in references(document).contacts]
    shown = {f"contact:{contact.slug}": contact_markdown(contact) for contact in named}
    return with_markdown(document, lambda text: replace(text, shown)), named


def _item(plan: Plan, ground: Ground, publisher: Publisher, document: Document) -> Item:
    """`create_item`, then `record_whole_review` and `publish_edition`."""
    reviewed = uk_day(plan.checked_at)
    return Item(
        id=new_id(),
        kind=document.kind,
        slug=plan.slug,
        owner=publisher.organisation,
        original_language=document.language,
        licence=ground.licences[plan.governance["licence"]],
        created_at=plan.started_at,
        standing=Item.Standing.PUBLISHED,
        version=3,
        last_reviewed=reviewed,
        next_review_due=months_later(reviewed, plan.governance["review_cycle_months"]),
        **{name: plan.governance[name] for name in GOVERNANCE_FIELDS},
    )


def _draft(plan: Plan, item: Item, publisher: Publisher, document: Document) -> Draft:
    """`start_draft`, `submit`, two reviews and `publish`: five writes."""
    return Draft(
        id=new_id(),
        item=item,
        language=document.language,
        document=document.model_dump(mode="json"),
        document_hash=document_hash(document),
        state=Draft.State.PUBLISHED,
        version=5,
        based_on=1,
        contributors=[publisher.curator.id],
        change_class=Edition.ChangeClass.CONTENT,
        change_note=plan.note,
        created_at=plan.started_at,
        updated_at=plan.published_at,
    )


def _review(draft: Draft, edition: Edition, kind: str, *, by: Actor, at: datetime) -> Review:
    """`review_draft`, and `publish`, which gives it to the edition."""
    return Review(
        id=new_id(),
        item=draft.item,
        language=draft.language,
        draft=draft,
        edition=edition,
        kind=kind,
        scope=Review.Scope.WHOLE,
        decision=Review.Decision.APPROVED,
        evidence_checked=True,
        document_hash=draft.document_hash,
        reviewer_id=by.person,
        created_at=at,
    )


def _edition(plan: Plan, item: Item, publisher: Publisher, source: Document, document: Document) -> Edition:
    """`publish_edition`."""
    sign_offs = [
        SignOff(kind="clinical", scope="whole", on=uk_day(plan.checked_at)),
        SignOff(kind="lived_experience", scope="whole", on=uk_day(plan.read_at)),
    ]
    return Edition(
        id=new_id(),
        item=item,
        language=document.language,
        number=1,
        change_class=Edition.ChangeClass.CONTENT,
        note=plan.note,
        document=canonical_json(document).decode(),
        sha256=document_hash(document),
        source=canonical_json(source).decode(),
        source_sha256=document_hash(source),
        licence=item.licence.spdx,
        rights_holder=item.rights_holder,
        sign_offs=[sign_off.as_json() for sign_off in sign_offs],
        published_at=plan.published_at,
        published_by=publisher.publisher.id,
    )


def _entry(plan: Plan, ground: Ground, *, item: Item, edition: Edition, document: Document, now: datetime) -> Entry:
    """`put_entry`, and `rewrite_stale_entries` where the day has changed what it shows."""
    topics = [ground.topics[slug] for slug in plan.governance["topics"]]
    audiences = [ground.audiences[slug] for slug in plan.governance["audiences"]]
    facts = Facts(
        item=item,
        licence=item.licence,
        topics=tuple(sorted((topic.slug, topic.name) for topic in topics)),
        concepts=concepts_of(topics),
        audiences=tuple(sorted((audience.slug, audience.name) for audience in audiences)),
        contributions=(),
        recognitions=(),
        languages=(edition.language,),
        current_edition=1,
        first_published=edition.published_at,
        assets={},
    )
    projection = project(edition, document, facts, now, settings.PUBLIC_URL)
    return Entry(
        id=new_id(),
        item=item,
        language=edition.language,
        languages=[edition.language],
        published_at=edition.published_at,
        changed_at=plan.published_at if _is_as_published(item, plan.published_at, now) else now,
        card=projection.card,
        document=projection.document,
        etag=projection.etag,
        fresh_until=projection.fresh_until,
        projection_version=version_tag(settings.PUBLIC_URL),
        search="",
        search_head="",
        **entry_columns(item, edition, document, topics, audiences),
    )


def _is_as_published(item: Item, published_at: datetime, now: datetime) -> bool:
    """Do the bytes made at publication still hold?"""
    if item.next_review_due is None:
        return False
    changes_at = status_changes_at(item.next_review_due, uk_day(published_at))
    return changes_at is None or changes_at > now


def _events(
    plan: Plan, publisher: Publisher, draft: Draft, edition: Edition, *, reviews: tuple[Review, Review]
) -> Iterator[Event]:
    """What each verb has recorded, in order."""
    subject = subject_of(draft.item, draft.language)
    text = {"draft": draft.pk, "document_hash": draft.document_hash}
    of_edition = {"edition": edition.number, "change_class": edition.change_class, "sha256": edition.sha256}
    read, checked = ({name: getattr(row, name) for name in ("kind", "scope", "decision")} for row in reviews)
    first, second = reviews
    by = publisher
    steps: list[tuple[str, Actor, datetime, dict[str, Any]]] = [
        ("draft.started", by.curator, plan.started_at, text),
        ("draft.submitted", by.curator, plan.submitted_at, text | {"state": "in_review"}),
        ("draft.reviewed", by.reader, plan.read_at, text | read | {"state": "in_review", "review": first.pk}),
        ("draft.reviewed", by.clinician, plan.checked_at, text | checked | {"state": "approved", "review": second.pk}),
        ("item.published", by.publisher, plan.published_at, of_edition),
        ("draft.published", by.publisher, plan.published_at, text | {"state": "published"}),
    ]
    yield event_of("item.created", subject=subject_of(draft.item), actor=by.curator.id, at=plan.started_at)
    for type, actor, at, facts in steps:
        yield event_of(type, subject=subject, actor=actor.id, at=at, **facts)
