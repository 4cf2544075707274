"""Items and their governance. What they say is written as drafts (`publishing`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from library.accounts.actors import SYSTEM, Actor, check_role
from library.accounts.roles import Role
from library.catalogue.codes import condition_tokens
from library.catalogue.freshness import hold_shared_facts, mark_stale
from library.catalogue.models import Audience, Entry, Item, Licence, Topic
from library.catalogue.review_cycle import months_later
from library.errors import Conflict, Fault, Malformed, NotFound, PreconditionFailed
from library.history.actions import Subject, record
from library.ids import new_id

GOVERNANCE_FIELDS = (
    "rights_holder",
    "is_health_content",
    "funding",
    "conflicts_of_interest",
    "review_cycle_months",
    "accessible_formats",
)


class SlugTaken(Conflict):
    """Another item of the kind has this slug."""

    slug = "slug-taken"
    title = "Another item of this kind has this slug"
    explanation = (
        "Slugs are unique within a kind, since they are part of the public address. Choose another, or leave it "
        "out to have one made from the title."
    )


@dataclass(frozen=True)
class Governance:
    """What is known about an item besides its text, by the words of the vocabularies: slugs of topics and audiences,
    SPDX id of the licence.
    """

    licence: str
    rights_holder: str
    funding: str
    conflicts_of_interest: str
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    is_health_content: bool = True
    review_cycle_months: int = 36
    accessible_formats: list[dict[str, str]] = field(default_factory=list)


@transaction.atomic
def create_item(*, kind: str, slug: str, language: str, governance: Governance, by: Actor, at: datetime) -> Item:
    """A new item of the actor's organisation, unpublished and without text.

    Raises `Forbidden` unless the actor is a curator of the steward, `SlugTaken`, and `Malformed` naming each unknown
    topic, audience or licence.
    """
    check_role(by, Role.CURATOR)
    words = _look_up(governance)
    item = Item(
        id=new_id(),
        kind=kind,
        slug=slug,
        owner_id=by.home,
        original_language=language,
        licence=words.licence,
        created_at=at,
        **{name: getattr(governance, name) for name in GOVERNANCE_FIELDS},
    )
    insert_item(item)
    item.topics.set(words.topics)
    item.audiences.set(words.audiences)
    record("item.created", subject=subject_of(item), actor=by.id, at=at)
    return item


@transaction.atomic
def change_item(*, item: Item, changes: Mapping[str, Any], expected_version: int, by: Actor, at: datetime) -> Item:
    """Change governance: any of the fields of `Governance`. Of a published item that is public at once, so it takes a publisher.

    The licence holds from the next edition on; editions that are out keep theirs. Raises `PreconditionFailed` when
    the version has moved on.
    """
    item = lock_item(item, by=by)
    check_role(
        by, *((Role.CURATOR, Role.PUBLISHER) if item.standing == Item.Standing.UNPUBLISHED else (Role.PUBLISHER,))
    )
    if item.version != expected_version:
        raise PreconditionFailed("This item has changed since you read it.", version=item.version)
    words = _look_up(changes)
    for name in GOVERNANCE_FIELDS:
        if name in changes:
            setattr(item, name, changes[name])
    if words.licence:
        item.licence = words.licence
    if "review_cycle_months" in changes and item.last_reviewed:
        item.next_review_due = months_later(item.last_reviewed, item.review_cycle_months)
    item.version += 1
    item.save()
    if "topics" in changes:
        item.topics.set(words.topics)
    if "audiences" in changes:
        item.audiences.set(words.audiences)
    refresh_filter_columns(item, at=at)
    record("item.changed", subject=subject_of(item), actor=by.id, at=at)
    return item


def insert_item(item: Item) -> None:
    """The constraint decides whether the slug is free: of two who ask for it at once, one gets it."""
    try:
        with transaction.atomic():
            item.save(force_insert=True)
    except IntegrityError as refusal:
        if "item_slug_per_kind" not in str(refusal):
            raise
        taken = Fault("/slug", "Another item of this kind has it.")
        raise SlugTaken(f"There is a {item.kind} with the slug {item.slug!r} already.", errors=[taken]) from None


def lock_item(item: Item, *, by: Actor) -> Item:
    """The row as it is now, locked until the end of the transaction: every verb about an item starts here, so they follow one another.

    Raises `NotFound` when it belongs to another organisation than the actor's, whatever the caller has checked before.
    """
    # NO KEY: rows that refer to the item may be written meanwhile. PostgreSQL checks their reference at commit, and one who
    # changes a shared fact would wait for us there, with us waiting for the fact.
    rows = Item.objects.select_for_update(of=("self",), no_key=True).select_related("owner", "licence")
    locked = rows.filter(pk=item.pk).first()
    if locked is None or (by is not SYSTEM and locked.owner_id != by.organisation_id):
        raise NotFound()
    return locked


def subject_of(item: Item, language: str = "") -> Subject:
    """The item as the subject of an event."""
    return Subject(id=item.pk, kind=item.kind, slug=item.slug, language=language, organisation=item.owner_id)


def topic_columns(topics: Iterable[Topic]) -> dict[str, list[str]]:
    """What entries are filtered by: slugs with those above them, and codes."""
    topics = list(topics)
    slugs = sorted({slug for topic in topics for slug in topic.path})
    codes = sorted({token for topic in topics for token in condition_tokens(topic.codes)})
    return {"topics": slugs, "conditions": codes}


def topic_markers(slugs: Iterable[str]) -> list[str]:
    """The lexemes by which a search for a topic's names finds its entries (`TopicAlias`)."""
    return [f"topic:{slug}" for slug in slugs]


def refresh_filter_columns(item: Item, *, at: datetime) -> None:
    """Bring the filter columns of an item's entries in line with its governance, and mark their bytes stale."""
    # Before any row of an entry is locked: whoever changes a shared fact takes the two in this order.
    hold_shared_facts()
    entries = Entry.objects.filter(item=item, state=Entry.State.LIVE)
    if not entries.exists():
        return
    columns = topic_columns(item.topics.all())
    before = entries.values_list("topics", flat=True)[0]
    entries.update(
        **columns, audiences=sorted(item.audiences.values_list("slug", flat=True)), next_review_due=item.next_review_due
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_entry SET search = ts_delete(search, %(gone)s::text[]) || array_to_tsvector(%(new)s::text[]),"
            " search_head = ts_delete(search_head, %(gone)s::text[]) || array_to_tsvector(%(new)s::text[]) WHERE item_id = %(item)s",
            {"gone": topic_markers(before), "new": topic_markers(columns["topics"]), "item": item.pk},
        )
    mark_stale(entries, at=at)


@dataclass(frozen=True)
class _Words:
    licence: Licence | None
    topics: list[Topic]
    audiences: list[Audience]


def _look_up(named: Governance | Mapping[str, Any]) -> _Words:
    """The records behind the words; `Malformed` names every word that there is none for."""
    get = named.get if isinstance(named, Mapping) else lambda name: getattr(named, name)
    topics = list(get("topics") or ())
    audiences = list(get("audiences") or ())
    licence = get("licence")
    found_topics = {topic.slug: topic for topic in Topic.objects.filter(slug__in=topics)}
    found_audiences = {audience.slug: audience for audience in Audience.objects.filter(slug__in=audiences)}
    found_licence = Licence.objects.filter(spdx=licence).first() if licence else None
    faults = [
        Fault(f"/topics/{i}", f"There is no topic {slug!r}; see /v1/topics.")
        for i, slug in enumerate(topics)
        if slug not in found_topics
    ]
    faults += [
        Fault(f"/audiences/{i}", f"There is no audience {slug!r}; see /v1/audiences.")
        for i, slug in enumerate(audiences)
        if slug not in found_audiences
    ]
    if licence and not found_licence:
        faults.append(Fault("/licence", f"There is no licence {licence!r}; see /v1/licences."))
    if faults:
        raise Malformed("A word is not in the library's vocabularies.", errors=faults)
    return _Words(found_licence, list(found_topics.values()), list(found_audiences.values()))
