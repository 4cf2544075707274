"""What is known here of a withdrawn quote: which subscriptions were told, and which websites have embedded it.

Of a subscription only its organisation is named: where its webhook leads is its keepers' alone. Of websites what reach names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Min, Sum
from django.db.models.functions import TruncMonth

from library.editions import proofs
from library.editions.proofs import Seen, Told
from library.history.models import Event
from library.syndication.actions.fan_out import Page, wish_of
from library.syndication.figures import FEWEST
from library.syndication.models import Attempt, DailyCount, Delivery, Subscription
from library.syndication.models.counts import OTHER_HOSTS
from library.syndication.wants import is_wanted

OTHERS = "other websites"


class SyndicationSource:
    """Deliveries of webhooks, and counts of embeds."""

    def told(self, positions: Sequence[int]) -> Iterable[Told]:
        found = [*_delivered(positions), *_to_be_told(positions)]
        return sorted(found, key=lambda one: (one.position, one.organisation))

    def seen(self, items: Sequence[UUID]) -> Iterable[Seen]:
        """Websites with a month's cell that is not small, and in which month last; all others under one name (`figures`)."""
        counts = DailyCount.objects.filter(entry__item__in=items).exclude(host="").annotate(month=TruncMonth("day"))
        cells = counts.order_by().values("entry", "month", "channel", "format", "host", "partner")
        last: dict[tuple[str, str, str], date] = {}
        for host, kind, slug, month, count in cells.annotate(exact=Sum("count")).values_list(
            "host", "entry__kind", "entry__slug", "month", "exact"
        ):
            name = (OTHERS if host == OTHER_HOSTS or count < FEWEST else host, kind, slug)
            last[name] = max(month, last.get(name, month))
        return [Seen(*name, month) for name, month in last.items()]


def _delivered(positions: Sequence[int]) -> Iterator[Told]:
    deliveries = Delivery.objects.filter(position__in=positions).select_related("subscription__organisation")
    first = dict(Attempt.objects.filter(delivery__in=deliveries).values_list("delivery").annotate(first=Min("at")))
    for delivery in deliveries:
        yield Told(
            organisation=delivery.subscription.organisation.code,
            position=delivery.position or 0,
            told_at=first.get(delivery.pk),
            confirmed_at=delivery.finished_at if delivery.state == Delivery.State.DELIVERED else None,
        )


def _to_be_told(positions: Sequence[int]) -> Iterator[Told]:
    """Of subscriptions that have not come so far in the feed: paused, switched off, resting, or far behind."""
    page = Page(Event.objects.filter(position__in=positions).order_by("position"))
    there = set(Delivery.objects.filter(position__in=positions).values_list("subscription", "position"))
    behind = Subscription.objects.filter(position__lt=max(positions, default=0)).select_related("organisation")
    for subscription in behind.exclude(state=Subscription.State.ENDED):
        for event, news in page.news:
            position = event.position or 0
            is_due = subscription.position < position and (subscription.pk, position) not in there
            if is_due and is_wanted(wish_of(subscription), news):
                yield Told(subscription.organisation.code, position, told_at=None, confirmed_at=None)


proofs.register(SyndicationSource())
