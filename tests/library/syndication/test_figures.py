"""What is shown of counts: the large, and of the small nothing, by whatever way one asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.catalogue.models import Item
from library.syndication.figures import FEWEST, Figure, Tables, tables
from library.syndication.models import DailyCount
from library.syndication.spans import Span, month_after
from tests.library.syndication.counting import count_reads
from tests.worlds import World

APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)
RUNNING = date(2026, 7, 1)
WAYS = (
    {"channel": "api", "format": "json"},
    {"channel": "rendition", "format": "a4.pdf"},
    {"channel": "rendition", "format": "text.md"},
    {"channel": "rendition", "format": "short-address"},
    {"channel": "embed", "format": "page", "host": "a.org"},
    {"channel": "embed", "format": "page", "host": "b.org"},
    {"channel": "oembed", "format": "json", "host": "a.org"},
)


@pytest.fixture
def items(world: World) -> list[Item]:
    return [world.published(), world.published()]


def shown(items: Sequence[Item], first: date = APRIL, last: date = JUNE, *, by_day: bool = False) -> Tables:
    return tables([item.pk for item in items], Span(first, last, RUNNING, by_day))


def test_a_number_under_five_is_not_shown(items: list[Item]) -> None:
    count_reads(items[0], 4)
    assert shown(items).totals == {"reads": Figure(None, True)}


def test_five_are_shown(items: list[Item]) -> None:
    count_reads(items[0], 5)
    assert shown(items).totals == {"reads": Figure(5, False)}


def test_a_small_number_is_in_no_total(items: list[Item]) -> None:
    count_reads(items[0], 20), count_reads(items[1], 3)
    found = shown(items)
    assert found.totals["reads"] == found.periods[APRIL]["reads"] == Figure(20, True)
    assert found.items[items[1].pk]["reads"] == Figure(None, True)


def test_what_is_small_in_each_form_does_not_add_up_to_something(items: list[Item]) -> None:
    for form in ("a4.pdf", "text.md"):
        count_reads(items[0], 4, channel="rendition", format=form)
    assert shown(items).totals["downloads"] == Figure(None, True)


def test_days_of_a_month_do_add_up(items: list[Item]) -> None:
    for number in range(1, 7):
        count_reads(items[0], 1, day=APRIL.replace(day=number))
    assert shown(items).totals["reads"] == Figure(6, False)


def test_the_month_that_is_not_over_is_rounded_down(items: list[Item]) -> None:
    count_reads(items[0], 14, day=RUNNING)
    assert shown(items, RUNNING, RUNNING).totals["reads"] == Figure(10, False)
    later = tables([items[0].pk], Span(RUNNING, RUNNING, month_after(RUNNING)))
    assert later.totals["reads"] == Figure(14, False)


def test_days_are_rounded_down_and_silent_below_five(items: list[Item]) -> None:
    count_reads(items[0], 9), count_reads(items[0], 2, day=APRIL.replace(day=2))
    found = shown(items, APRIL, APRIL, by_day=True)
    assert [found.periods[APRIL.replace(day=day)]["reads"].count for day in (1, 2, 3)] == [5, None, None]
    assert found.totals["reads"] == Figure(11, False)


def test_a_day_holds_nothing_of_what_its_month_leaves_out(items: list[Item]) -> None:
    count_reads(items[0], 12, channel="rendition", format="a4.pdf")
    count_reads(items[0], 3, channel="rendition", format="text.md")
    assert shown(items, APRIL, APRIL, by_day=True).periods[APRIL]["downloads"].count == 10


def test_each_way_is_a_measure_of_its_own(items: list[Item]) -> None:
    for way in WAYS:
        count_reads(items[0], 6, **way)
    totals = shown(items).totals
    assert {name: figure.count for name, figure in totals.items()} == {
        "reads": 6,
        "downloads": 12,
        "from_paper": 6,
        "embeds": 12,
        "oembed": 6,
    }


def test_languages_are_cells_of_their_own(world: World, items: list[Item]) -> None:
    world.publish(world.approved(world.translation(items[0], "cy")))
    count_reads(items[0], 9), count_reads(items[0], 2, language="cy")
    assert shown(items).totals["reads"] == Figure(9, True)


CELLS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from([APRIL, APRIL.replace(day=9), MAY, JUNE]),
        st.sampled_from(range(len(WAYS))),
        st.integers(1, 12),
    ),
    max_size=8,
    unique_by=lambda cell: (cell[0], cell[1].month, cell[2]),
)


def answers(items: list[Item]) -> list[Tables]:
    """Everything that can be asked of these: all of them, each alone, every span of months, by month and by day."""
    months = (APRIL, MAY, JUNE)
    spans = [(first, last) for first in months for last in months if first <= last]
    return [
        shown(chosen, *between, by_day=by_day)
        for chosen in (items, items[:1], items[1:])
        for between in spans
        for by_day in (False, True)
    ]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CELLS, st.data())
def test_whatever_a_small_number_is_every_answer_is_the_same(
    items: list[Item], cells: list[tuple[int, date, int, int]], data: st.DataObject
) -> None:
    """So none can be had by subtraction, nor by any other reckoning with any answers."""
    found = []
    for _ in range(2):
        with transaction.atomic():
            for which, day, way, times in cells:
                small = times < FEWEST
                number = data.draw(st.integers(1, FEWEST - 1)) if small and found else times
                count_reads(items[which], number, day=day, **WAYS[way])
            found.append(answers(items))
            DailyCount.objects.all().delete()
    assert found[0] == found[1]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CELLS)
def test_every_number_that_is_shown_is_five_or_more_or_truly_nothing(
    items: list[Item], cells: list[tuple[int, date, int, int]]
) -> None:
    with transaction.atomic():
        for which, day, way, times in cells:
            count_reads(items[which], times, day=day, **WAYS[way])
        found = answers(items)
        DailyCount.objects.all().delete()
    numbers = {
        figure.count
        for one in found
        for rows in (one.periods, one.items, one.formats, one.hosts, one.partners)
        for figures in (one.totals, *rows.values())
        for figure in figures.values()
    }
    assert all(not number or number >= FEWEST for number in numbers)
