"""What is known here of a withdrawn quote: which subscriptions were told, and which websites have embedded it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Max, Min

from library.editions import proofs
from library.editions.proofs import Seen, Told
from library.syndication.hosts import host_of
from library.syndication.models import Attempt, DailyCount, Delivery
from library.syndication.models.counts import OTHER_HOSTS


class SyndicationSource:
    """Deliveries of webhooks, and counts of embeds."""

    def told(self, positions: Sequence[int]) -> Iterable[Told]:
        deliveries = Delivery.objects.filter(position__in=positions).select_related("subscription__organisation")
        first = dict(Attempt.objects.filter(delivery__in=deliveries).values_list("delivery").annotate(first=Min("at")))
        for delivery in deliveries.order_by("position", "id"):
            arrived = delivery.finished_at if delivery.state == Delivery.State.DELIVERED else None
            yield Told(
                organisation=delivery.subscription.organisation.code,
                where=host_of(delivery.subscription.url),
                position=delivery.position or 0,
                told_at=first.get(delivery.pk),
                confirmed_at=arrived,
            )

    def seen(self, items: Sequence[UUID]) -> Iterable[Seen]:
        counts = DailyCount.objects.filter(entry__item__in=items).exclude(host="")
        rows = counts.values_list("host", "entry__kind", "entry__slug").annotate(last=Max("day")).order_by("host")
        for host, kind, slug, last in rows:
            yield Seen("other websites" if host == OTHER_HOSTS else host, kind, slug, last)


proofs.register(SyndicationSource())
