"""When the controls of the hazard log acted, counted from what was written down when they did. Numbers and days only, and of nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    Subquery,
)

from library.catalogue.models import Derivation, Item
from library.editions.actions.standing import FOR_SAFETY
from library.editions.models import Edition, Waiver
from library.history.models import Event
from library.publishing.models import Review
from library.syndication.actions.outcomes import KEPT
from library.syndication.models import Attempt, Delivery
from library.upkeep.models import MATTER, WatchedAddress

CALLED = {
    "contact-editions": "Editions that were made because a number changed",
    "contacts-changed": "Changes of contacts that a second person confirmed",
    "changes-discarded": "Changes of contacts that were discarded",
    "contacts-retired": "Contacts that were retired",
    "addresses-wrong": "Addresses at which something is wrong now",
    "schedules-refused": "Scheduled publications that were refused on their day, for whatever reason",
    "waivers-in-force": "Words that a clinical reviewer lets stand now",
    "changes-asked-for": "Reviews that asked for changes",
    "safety-editions": "Editions for the safety of readers",
    "adaptations-behind": "Adaptations that are behind a safety change now, and say so",
    "withdrawals": "Texts that were withdrawn, for whatever reason, each language counted",
    "withdrawals-unsafe": "Texts that were withdrawn as unsafe, each language counted",
    "words-taken-back": "Notices that words of somebody were taken back, one for the words and one for each text",
    "reviews-overdue": "Published items whose review is overdue now",
}
OF_THE_WHOLE = ("schedules-refused", "withdrawals")
"""Of several controls and of what is none: what was written down does not say which of them it was."""


@dataclass(frozen=True)
class Figure:
    """`last` is when it happened last; None for what is so now, and for what never happened."""

    name: str
    called: str
    number: int
    last: datetime | None = None


@dataclass(frozen=True)
class Recalls:
    """How withdrawals and safety editions reached those who had asked by then to be told: `half` and `longest` from what happened to the
    first answer that took it. What was asked for once more had arrived before.
    """

    told: int
    waiting: int
    given_up: int
    half: timedelta | None
    longest: timedelta | None


class _Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def figures(on: date) -> dict[str, Figure]:
    counted = {**_happened(), **_editions(), **_now(on), "changes-asked-for": _reviews()}
    return {name: Figure(name, CALLED[name], *found) for name, found in counted.items()}


_TYPES: Mapping[str, Q] = {
    "contacts-changed": Q(type="contact_point.changed"),
    "changes-discarded": Q(type="contact_point.change_discarded"),
    "contacts-retired": Q(type="contact_point.retired"),
    "schedules-refused": Q(type="draft.schedule_refused"),
    "withdrawals": Q(type="item.withdrawn"),
    "withdrawals-unsafe": Q(type="item.withdrawn", reason__in=FOR_SAFETY),
    "words-taken-back": Q(type="testimonial.withdrawn"),
}
Counted = tuple[int, datetime | None]


def _happened() -> dict[str, Counted]:
    return _pairs(Event.objects.all(), "occurred_at", _TYPES)


def _editions() -> dict[str, Counted]:
    kinds = {"contact-editions": Q(change_class="contact"), "safety-editions": Q(change_class="safety")}
    return _pairs(Edition.objects.all(), "published_at", kinds)


def _pairs(rows: Any, moment: str, kinds: Mapping[str, Q]) -> dict[str, Counted]:
    """Number and last of each kind, in one query."""
    asked: dict[str, Aggregate] = {}
    for number, kind in enumerate(kinds.values()):
        asked[f"n{number}"] = Count("pk", filter=kind)
        asked[f"last{number}"] = Max(moment, filter=kind, output_field=DateTimeField())
    found = rows.aggregate(**asked)
    return {name: (found[f"n{number}"], found[f"last{number}"]) for number, name in enumerate(kinds)}


def _reviews() -> Counted:
    asking = {"asking": Q(decision=Review.Decision.CHANGES_REQUESTED)}
    return _pairs(Review.objects.all(), "created_at", asking)["asking"]


def _now(on: date) -> dict[str, Counted]:
    counts = {
        "addresses-wrong": WatchedAddress.objects.filter(state__in=MATTER),
        "waivers-in-force": Waiver.objects.filter(ended_at=None, expires_on__gte=on),
        "adaptations-behind": Derivation.objects.filter(
            standing=Derivation.Standing.BEHIND_SAFETY, item__standing=Item.Standing.PUBLISHED
        ),
        "reviews-overdue": Item.objects.filter(standing=Item.Standing.PUBLISHED, next_review_due__lt=on),
    }
    return {name: (rows.count(), None) for name, rows in counts.items()}


def recalls(at: datetime) -> Recalls:
    """Arrivals are of what happened as lately as no delivery of it has been forgotten: older ones may have arrived before, too."""
    urgent = Q(event__type="item.withdrawn") | Q(event__change_class="safety")
    first = Attempt.objects.filter(delivery=OuterRef("pk"), problem="").order_by("at").values("at")[:1]
    took = ExpressionWrapper(F("arrived_at") - F("event__occurred_at"), output_field=DurationField())
    followed = Delivery.objects.filter(urgent, event__occurred_at__gte=F("subscription__created_at"))
    rows = followed.annotate(arrived_at=Subquery(first)).annotate(took=took)
    told = rows.filter(arrived_at__isnull=False, event__occurred_at__gt=at - KEPT)
    found = rows.filter(arrived_at=None).aggregate(
        waiting=Count("pk", filter=Q(state=Delivery.State.WAITING)),
        given_up=Count("pk", filter=Q(state=Delivery.State.GIVEN_UP)),
    )
    return Recalls(**found, **told.aggregate(told=Count("pk"), half=_Median("took"), longest=Max("took")))
