"""Adaptations behind on safety, and texts that wait for a second person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KT

from library.accounts.roles import ReviewKind
from library.catalogue.models import Derivation, Entry, Item
from library.editions.review_status import uk_day
from library.history.models import Event
from library.leaflets.models import Adaptation, DecisionRecord
from library.publishing.models import Draft
from library.publishing.today import missing_of
from library.upkeep.duty import Duty
from library.upkeep.rules import SAFETY_DAYS, WAITING_DAYS, Kind
from library.upkeep.sources.asking import Question
from library.upkeep.sources.titles import public_titles

BEHIND = "adaptation.behind_safety"
SUBMITTED = "draft.submitted"


def safety_updates(asked: Question) -> Iterator[Duty]:
    """Due a week after it fell behind; or on the day that its organisation has named, with a reason."""
    behind = _adaptations(asked).filter(
        item__standing=Item.Standing.PUBLISHED, item__derivation__standing=Derivation.Standing.BEHIND_SAFETY
    )
    since = Event.objects.filter(type=BEHIND, subject=OuterRef("item")).order_by("-id")
    put_off = DecisionRecord.objects.filter(adaptation=OuterRef("pk"), kind=DecisionRecord.Kind.ACKNOWLEDGED)
    dated = behind.annotate(
        since=Subquery(since.values("occurred_at")[:1]), until=Subquery(put_off.order_by("-id").values("deadline")[:1])
    )
    for row in dated:
        fell_behind = uk_day(row.since or row.updated_at)
        usual = fell_behind + timedelta(days=SAFETY_DAYS)
        acknowledged = row.until is not None and row.until >= fell_behind
        yield Duty(
            kind=Kind.SAFETY,
            subject=row.pk,
            name=_name(row),
            page=f"leaflets/adaptation/{row.pk}/change/",
            organisation=row.item.owner_id,
            due_on=row.until if acknowledged else usual,
            on=asked.on,
            detail="Put off until this day." if acknowledged else "Readers are told that it is behind.",
            public_name=row.public_title or "",
        )


def approvals(asked: Question) -> Iterator[Duty]:
    for row in _adaptations(asked).filter(state=Adaptation.State.SUBMITTED):
        yield Duty(
            kind=Kind.APPROVAL,
            subject=row.pk,
            name=_name(row),
            page=f"leaflets/adaptation/{row.pk}/change/",
            organisation=row.item.owner_id,
            due_on=uk_day(row.updated_at) + timedelta(days=WAITING_DAYS),
            on=asked.on,
            not_for=frozenset({*row.contributors, row.submitted_by} - {None}),
            public_name=row.public_title or "",
        )


def sign_offs(asked: Question) -> Iterator[Duty]:
    """Due so many days after it was handed in: one sign-off of two does not put off the other."""
    handed_in = Event.objects.filter(
        type=SUBMITTED, subject=OuterRef("item"), subject_language=OuterRef("language")
    ).order_by("-id")
    rows = Draft.objects.filter(state=Draft.State.IN_REVIEW, **asked.owned("item__owner")).select_related("item")
    dated = rows.annotate(
        handed_in=Subquery(handed_in.values("occurred_at")[:1]), public_title=Subquery(public_titles("item"))
    )
    drafts = list(dated.defer("document"))
    missing = missing_of(drafts)
    for row in drafts:
        yield Duty(
            kind=Kind.SIGN_OFF,
            subject=row.pk,
            name=row.title or row.item.slug,
            page=f"publishing/draft/{row.pk}/review/",
            organisation=row.item.owner_id,
            due_on=uk_day(row.handed_in or row.updated_at) + timedelta(days=WAITING_DAYS),
            on=asked.on,
            detail=f"It needs: {', '.join(kind.replace('_', ' ') for kind in missing[row.pk])}.",
            review_kinds=frozenset(ReviewKind(kind) for kind in missing[row.pk]),
            not_for=frozenset(row.contributors),
            public_name=row.public_title or "",
        )


def _adaptations(asked: Question) -> Any:
    title = Entry.objects.filter(item=OuterRef("item__derivation__original"), is_original=True).values("title")[:1]
    rows = Adaptation.objects.filter(**asked.owned("item__owner")).select_related("item")
    return rows.defer("recipe").annotate(
        own_title=KT("recipe__title"), template_title=Subquery(title), public_title=Subquery(public_titles("item"))
    )


def _name(row: Any) -> str:
    return str(row.own_title or row.template_title or row.item.slug)
