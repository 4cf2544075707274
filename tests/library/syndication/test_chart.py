"""Reach as a drawing and as a table."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.syndication.chart import Row, chart, described, in_words
from library.syndication.figures import Figure

MONTHS = ["Apr 2026", "May 2026", "Jun 2026"]
READS = Row("Reads", Figure(25, True), [Figure(25, False), Figure(None, True), Figure(0, False)])
NOTHING = Row("Embeds", Figure(0, False), [Figure(0, False)] * 3)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*rows: Row, title: str = "Reach", periods: list[str] | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(chart(title, periods or MONTHS, rows))  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(0, False), "0"),
        (Figure(1250, False), "1,250"),
        (Figure(1250, True), "at least 1,250"),
        (Figure(None, True), "fewer than 5"),
    ],
)
def test_a_figure_is_said_in_words(figure: Figure, words: str) -> None:
    assert in_words(figure) == words


def test_the_description_says_every_number() -> None:
    assert described(MONTHS, [READS]) == ("Reads, in all at least 25: Apr 2026 25, May 2026 fewer than 5, Jun 2026 0.")


def test_a_chart_is_an_image_with_a_title_and_a_description() -> None:
    root = drawn(READS)
    names = {element.get("id") for element in root if element.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert root.get("role") == "img"
    assert set(str(root.get("aria-labelledby")).split()) == names == {"reach-title", "reach-description"}


def test_it_holds_no_script_and_asks_for_nothing() -> None:
    tags = {element.tag.removeprefix(SVG) for element in drawn(READS, NOTHING).iter()}
    assert tags <= {"svg", "title", "desc", "style", "defs", "pattern", "rect", "text", "tspan", "path"}
    assert "http" not in chart("Reach", MONTHS, [READS]).replace("http://www.w3.org/2000/svg", "")


def test_what_was_never_counted_has_no_row() -> None:
    texts = [text.text for text in drawn(READS, NOTHING).iter(f"{SVG}text")]
    assert "Reads" in texts
    assert "Embeds" not in texts


def test_without_any_count_it_says_so() -> None:
    assert "Nothing has been counted" in chart("Reach", MONTHS, [NOTHING])


def test_many_periods_are_labelled_at_intervals_and_bars_stay_inside() -> None:
    days = [f"{number} Apr" for number in range(1, 93)]
    row = Row("Reads", Figure(9200, False), [Figure(number * 100, False) for number in range(92)])
    root = drawn(row, periods=days)
    assert 2 <= sum(text.text in days for text in root.iter(f"{SVG}text")) <= 6
    rects = [rect for rect in root.iter(f"{SVG}rect") if rect.get("x")]
    assert all(0 <= float(rect.get("x", -1)) <= 720 and float(rect.get("y", -1)) >= 0 for rect in rects)


@given(st.text(max_size=60), st.lists(st.integers(0, 10**9) | st.none(), min_size=1, max_size=60))
def test_any_title_and_any_numbers_give_well_formed_xml(title: str, counts: list[int | None]) -> None:
    figures = [Figure(count, count is None) for count in counts]
    root = drawn(Row(title, Figure(None, True), figures), title=title, periods=["x"] * len(counts))
    assert root.tag == f"{SVG}svg"
