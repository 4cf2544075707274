"""Days become months when they are old, and nothing is lost or doubled by it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from library.catalogue.models import Item
from library.syndication import adding
from library.syndication.keeping import add_up_months, forget_batches
from library.syndication.models import CountedBatch, DailyCount
from tests.library.syndication.counting import a_note, count_reads, counted
from tests.worlds import World

NOW = datetime(2027, 6, 15, tzinfo=UTC)
OLD, KEPT = date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture
def item(world: World) -> Item:
    return world.published()


def days() -> list[date]:
    return sorted(DailyCount.objects.values_list("day", flat=True))


def test_an_old_month_stands_under_its_first_day(item: Item) -> None:
    for day in (1, 2, 30):
        count_reads(item, day, day=OLD.replace(day=day))
    add_up_months(at=NOW)
    assert days() == [OLD]
    assert counted() == 33


def test_days_of_the_last_thirteen_months_stay(item: Item) -> None:
    count_reads(item, 1, day=KEPT), count_reads(item, 1, day=KEPT.replace(day=31))
    add_up_months(at=NOW)
    assert days() == [KEPT, KEPT.replace(day=31)]


def test_again_and_again_is_as_once(item: Item) -> None:
    count_reads(item, 7, day=OLD.replace(day=9))
    for _ in range(3):
        add_up_months(at=NOW)
    assert counted() == 7


def test_what_was_told_apart_stays_so(item: Item) -> None:
    for host in ("a.org", "b.org"):
        for day in (3, 4):
            count_reads(item, 1, day=OLD.replace(day=day), channel="embed", host=host)
    add_up_months(at=NOW)
    assert dict(DailyCount.objects.values_list("host", "count")) == {"a.org": 2, "b.org": 2}


@pytest.mark.django_db
def test_batches_are_known_for_a_week() -> None:
    for days_ago in (6, 8):
        adding.add(uuid4(), {a_note(): 1}, at=NOW - timedelta(days=days_ago))
    forget_batches(at=NOW)
    assert [batch.added_at for batch in CountedBatch.objects.all()] == [NOW - timedelta(days=6)]
