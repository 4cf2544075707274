"""A report has an end, and says how many words stand behind it."""

from __future__ import annotations

import re

import pytest

from library.importing import remarks as report
from library.importing.remarks import EXCERPT, Remark, bounded, condensed, remark
from tests.imports.odt import OdtMaker
from tests.library.importing.reading import read, words


def numbered(first: int, number: int) -> str:
    return " ".join(f"w{n}" for n in range(first, first + number))


def told(remarks: list[Remark]) -> int:
    """Words that stand in the report, and those that it says stand only in the file."""
    missing = (re.search(r"([\d,]+) words? more of it", one.message) for one in remarks)
    beyond = sum(int(found[1].replace(",", "")) for found in missing if found)
    return beyond + sum(words(" ".join(one.excerpt for one in remarks)).values())


@pytest.mark.parametrize("room", [0, 1, 40, 41, 399, 10_000])
def test_every_word_is_there_or_counted(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    monkeypatch.setattr(report, "MOST_SAID", room)
    kept = bounded([remark("comment", numbered(10 * n, 10)) for n in range(20)])
    assert sum(len(one.excerpt) for one in kept) <= room
    assert (len(kept), told(kept)) == (20, 200)


def test_what_was_left_out_has_the_first_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MOST_SAID", 10)
    kept = bounded([remark("formula", "a + b = c"), remark("comment", "Is it so?")])
    assert [(one.what, one.excerpt) for one in kept] == [("formula", "a"), ("comment", "Is it so?")]


def test_a_report_with_room_stays_as_it_is() -> None:
    remarks = [remark("comment", "Is it so?", "/sections/0/body"), remark("inserted", "a" * EXCERPT)]
    assert bounded(remarks) == remarks


def test_thousands_of_long_comments_make_a_report_of_an_ordinary_length() -> None:
    maker = OdtMaker()
    maker.para("Hello", *(("comment", numbered(n * 1_000, 1_000)) for n in range(300)))
    remarks = list(read(maker.made()).remarks)
    assert len(remarks) < 100
    assert sum(len(one.excerpt) for one in remarks) <= report.MOST_SAID
    assert told([one for one in remarks if one.what == "comment"]) == 300_000


def test_a_chart_of_many_words_is_cut_and_says_so() -> None:
    maker = OdtMaker()
    maker.para("Hello")
    maker.files["Object 1/content.xml"] = f"<x>{numbered(0, 200_000)}</x>".encode()
    (drawing,) = (one for one in read(maker.made()).remarks if one.what == "drawing")
    assert len(drawing.excerpt) <= report.MOST_SAID
    assert told([drawing]) == 200_000


def test_remarks_of_one_kind_are_one_and_stay_counted() -> None:
    kept = condensed([remark("comment", f"w{n}") for n in range(1_000)])
    assert (len(kept), told(kept)) == (report.MOST_OF_A_KIND + 1, 1_000)
