"""What of drafts needs somebody today: one reading of the workshop for one person, from states as they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from library.accounts.actors import Actor
from library.catalogue.models import Entry, Item
from library.editions.review_status import due_range
from library.publishing.models import Draft
from library.publishing.queries import opinion, people_behind, reviews_with_reviewers, visible_drafts
from library.publishing.signoff import missing_kinds, required_kinds, valid_sign_offs

LISTED = 50
"""So many of each are listed; the rest is behind them in the lists."""


@dataclass(frozen=True)
class Today:
    """Drafts by what they wait for. Each list holds at most `LISTED`."""

    to_review: list[Draft] = field(default_factory=list)
    changes_requested: list[Draft] = field(default_factory=list)
    approved: list[Draft] = field(default_factory=list)
    scheduled: list[Draft] = field(default_factory=list)
    refused: list[Draft] = field(default_factory=list)
    in_review: list[Draft] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


def today_for(by: Actor) -> Today:
    """What needs somebody of the actor's organisation; `to_review` is for this actor alone."""
    states: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in titled_drafts(by).exclude(state=Draft.State.PUBLISHED).order_by("updated_at"):
        states[draft.state].append(draft)
    refused = [draft for draft in states[Draft.State.APPROVED] if draft.schedule_failure]
    return Today(
        to_review=reviewable(states[Draft.State.IN_REVIEW], by)[:LISTED],
        changes_requested=states[Draft.State.CHANGES_REQUESTED][:LISTED],
        approved=[draft for draft in states[Draft.State.APPROVED] if not draft.schedule_failure][:LISTED],
        scheduled=sorted(states[Draft.State.SCHEDULED], key=lambda draft: str(draft.publish_at))[:LISTED],
        refused=refused[:LISTED],
        in_review=states[Draft.State.IN_REVIEW][:LISTED],
        drafts=states[Draft.State.DRAFT][-LISTED:][::-1],
    )


def titled_drafts(by: Actor) -> QuerySet[Draft]:
    """The drafts of the actor's organisation with their `title`, without their texts."""
    return visible_drafts(by).defer("document")


def reviewable(drafts: Sequence[Draft], by: Actor) -> list[Draft]:
    """Those of the drafts that wait for a sign-off of a kind that this reviewer can give, and that they have not written in."""
    missing = missing_of(drafts)
    return [draft for draft in drafts if by.id not in draft.contributors and by.review_kinds & set(missing[draft.pk])]


def missing_of(drafts: Sequence[Draft]) -> dict[UUID, list[str]]:
    """The kinds of sign-off that each draft still needs, in two queries at most."""
    prefetch_related_objects(drafts, Prefetch("reviews", reviews_with_reviewers()))
    said = [review for draft in drafts for review in draft.reviews.all()]
    people = people_behind(said, writers={writer for draft in drafts for writer in draft.contributors})
    return {draft.pk: _missing(draft, people) for draft in drafts}


def _missing(draft: Draft, people: Mapping[UUID, UUID]) -> list[str]:
    said = sorted(draft.reviews.all(), key=lambda review: (review.created_at, review.pk))
    valid = valid_sign_offs([opinion(review, people) for review in said], draft.document_hash, draft.contributors)
    return missing_kinds(required_kinds(draft.item.is_health_content), valid)


def with_review_status(items: QuerySet[Item], status: str, on: date) -> QuerySet[Item]:
    """The items whose review is `current`, `due_soon` or `overdue` on a day."""
    first, last = due_range(status, on)
    between = Q()
    if first:
        between &= Q(next_review_due__gte=first)
    if last:
        between &= Q(next_review_due__lte=last)
    return items.filter(between, next_review_due__isnull=False)


def with_words(items: QuerySet[Item], words: str) -> QuerySet[Item]:
    """The items with these words in their slug, or in the title of a draft or of what is out."""
    drafts = Draft.objects.filter(item=OuterRef("pk"), title__icontains=words)
    entries = Entry.objects.filter(item=OuterRef("pk"), title__icontains=words)
    return items.filter(Q(slug__icontains=words) | Exists(drafts) | Exists(entries))


def with_draft_state(items: QuerySet[Item], state: str) -> QuerySet[Item]:
    """The items that have a draft in this state."""
    return items.filter(Exists(Draft.objects.filter(item=OuterRef("pk"), state=state)))


def in_language(items: QuerySet[Item], language: str) -> QuerySet[Item]:
    """The items that are out, or being written, in a language."""
    out = Entry.objects.filter(item=OuterRef("pk"), language=language)
    written = Draft.objects.filter(item=OuterRef("pk"), language=language)
    return items.filter(Exists(out) | Exists(written))
