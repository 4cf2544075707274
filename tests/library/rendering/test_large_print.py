"""Large print: domain.md AX-6."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

from tests.library.rendering.printing import chars, leaflet, printed
from tests.library.rendering.web_sheets import sheet

COMPOUNDS = " ".join(["well-being and co-production in a self-help eating-disorder support-group meeting"] * 12)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return printed(sheet("leaflet", "en-GB"), "large-print.pdf")


def _lines(pdf: bytes) -> list[list[dict[str, Any]]]:
    by_place = sorted(chars(pdf), key=lambda char: (char["page"], round(char["bottom"]), char["x0"]))
    return [list(line) for _, line in groupby(by_place, key=lambda char: (char["page"], round(char["bottom"])))]


def test_nothing_is_under_16_points(pdf: bytes) -> None:
    assert min(char["size"] for char in chars(pdf)) >= 16


def test_text_has_18_points(pdf: bytes) -> None:
    sizes = [round(char["size"], 1) for char in chars(pdf)]

    assert max(set(sizes), key=sizes.count) == 18


def test_page_numbers_are_as_large_as_the_text(pdf: bytes) -> None:
    at_the_foot = [char for char in chars(pdf) if char["top"] > char["down"] - 28 * 72 / 25.4]

    assert at_the_foot
    assert {round(char["size"], 1) for char in at_the_foot} == {18}


def test_there_are_no_italics() -> None:
    fonts = {char["fontname"] for char in chars(printed(leaflet("*Softly* said and ***loudly***"), "large-print.pdf"))}

    assert not [font for font in fonts if "Italic" in font]


def test_no_line_ends_in_a_hyphen() -> None:
    for body in (COMPOUNDS, "un\u00addi\u00advi\u00added " * 40):
        ends = [
            "".join(char["text"] for char in line).rstrip()[-1:]
            for line in _lines(printed(leaflet(body), "large-print.pdf"))
        ]

        assert not {"-", "\u00ad", "\u2010"} & set(ends)


def test_lines_begin_at_the_left_and_end_where_they_end() -> None:
    lines = _lines(
        printed(leaflet("It is all right to ask, more than once, for what you need. " * 12), "large-print.pdf")
    )
    text = [line for line in lines if round(line[0]["size"]) == 18 and len(line) > 5]

    assert len({round(line[0]["x0"]) for line in text}) == 1
    assert len({round(line[-1]["x1"]) for line in text}) > 3


def test_lines_have_at_most_70_characters(pdf: bytes) -> None:
    assert max(len(line) for line in _lines(pdf)) <= 70
