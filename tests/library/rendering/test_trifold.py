"""The tri-fold leaflet as a printer gets it: boxes, panels, margins, marks (domain.md PR-1, PR-2, PR-9, PR-10, AX-4)."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pdfplumber
import pikepdf
import pytest
import zxingcpp

from library.documents.model import Document
from library.rendering.sheet import Sheet
from tests.library.rendering.folded import (
    BLEED,
    INSIDE,
    OUTSIDE,
    SHEET,
    SHEETS,
    folded,
    in_trim,
    leaflet,
    panel_text,
    words_at,
)
from tests.library.rendering.printing import POINTS_PER_MILLIMETRE, chars, tags
from tests.library.rendering.web_sheets import IMPRINT

SAFE = 5
EVERY = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)


def _millimetres(box: pikepdf.Object) -> list[float]:
    return [float(side) / POINTS_PER_MILLIMETRE for side in box]  # type: ignore[attr-defined]


def _marks(pdf: bytes, page: int) -> list[float]:
    """Where the upright marks stand in the bleed above the sheet, in millimetres from its left edge."""
    with pdfplumber.open(BytesIO(pdf)) as file:
        lines = [
            line
            for line in file.pages[page].lines
            if line["x0"] == line["x1"] and line["bottom"] < BLEED * POINTS_PER_MILLIMETRE
        ]
    return sorted({round(line["x0"] / POINTS_PER_MILLIMETRE - BLEED, 1) for line in lines})


def _is_rtl(document: Document) -> bool:
    return document.language == "ar"


def test_it_is_the_two_sides_of_one_sheet():
    with pikepdf.open(BytesIO(folded(leaflet()))) as file:
        assert len(file.pages) == 2


@pytest.mark.parametrize("page", [0, 1])
def test_it_is_cut_to_a4_across_from_a_sheet_with_3_mm_more_on_each_side(page):
    with pikepdf.open(BytesIO(folded(leaflet()))) as file:
        found = file.pages[page]
        assert _millimetres(found.mediabox) == pytest.approx([0, 0, 303, 216], abs=0.2)
        assert _millimetres(found.trimbox) == pytest.approx([3, 3, 300, 213], abs=0.2)


def test_colour_runs_on_into_the_bleed():
    """A page without a BleedBox bleeds to its MediaBox (ISO 32000-1, 14.11.2)."""
    with pikepdf.open(BytesIO(folded(leaflet()))) as file:
        assert _millimetres(file.pages[0].obj.get("/BleedBox", file.pages[0].mediabox)) == pytest.approx(
            [0, 0, 303, 216], abs=0.2
        )
    with pdfplumber.open(BytesIO(folded(leaflet()))) as file:
        right = max(rect["x1"] for rect in file.pages[0].rects)
        top = min(rect["top"] for rect in file.pages[1].rects)
    assert right / POINTS_PER_MILLIMETRE == pytest.approx(303, abs=0.2)
    assert top == pytest.approx(0, abs=0.5)


def test_it_is_folded_with_the_narrow_panel_inside():
    pdf = folded(leaflet())
    assert _marks(pdf, 0) == pytest.approx([0, 97, 197, 297], abs=0.2)
    assert _marks(pdf, 1) == pytest.approx([0, 100, 200, 297], abs=0.2)


def test_it_is_folded_the_other_way_round_where_people_read_from_right_to_left():
    pdf = folded(SHEETS["arabic"])
    assert _marks(pdf, 0) == pytest.approx([0, 100, 200, 297], abs=0.2)
    assert _marks(pdf, 1) == pytest.approx([0, 97, 197, 297], abs=0.2)


@EVERY
def test_no_word_comes_near_a_cut_or_a_fold(sheet: Sheet):
    for page, place, word in in_trim(folded(sheet)):
        panels = (OUTSIDE if page == 1 else INSIDE).values()
        if _is_rtl(sheet.document):
            panels = [(SHEET[0] - right, SHEET[0] - left) for left, right in panels]
        inside = [left + SAFE <= place["left"] and place["right"] <= right - SAFE for left, right in panels]
        assert any(inside), (page, word, place)
        assert place["top"] >= SAFE, (word, place)
        assert place["bottom"] <= SHEET[1] - SAFE, (word, place)


@EVERY
def test_nothing_on_it_is_smaller_than_10_point(sheet: Sheet):
    cut_off = (BLEED + SHEET[1]) * POINTS_PER_MILLIMETRE
    assert min(char["size"] for char in chars(folded(sheet)) if char["top"] < cut_off and char["text"].strip()) >= 9.99


@EVERY
def test_its_fonts_are_the_bundled_one(sheet: Sheet):
    assert {char["fontname"].partition("+")[2].partition("-")[0] for char in chars(folded(sheet))} == {"FiraGO"}


def test_title_and_summary_stand_on_the_cover():
    cover = panel_text(folded(leaflet()), "cover")
    assert cover.startswith("Finding support for an eating disorder For adults:")
    assert cover.endswith("The SUN Network")


def test_the_cover_of_a_language_read_from_right_to_left_is_on_the_left():
    sizes = {round(char["x0"]): char["size"] for char in chars(folded(SHEETS["arabic"])) if char["page"] == 1}
    assert max(sizes, key=lambda x: sizes[x]) < 100 * POINTS_PER_MILLIMETRE


def test_help_stands_in_one_place_above_the_imprint():
    back = panel_text(folded(leaflet()), "back")
    assert back.startswith("Emergency If you need help now")
    assert "Urgent If you need help today" in back


def test_help_stands_on_the_flap_where_no_text_does():
    flap = panel_text(folded(leaflet(sections=leaflet().document.model_dump(mode="json")["sections"][3:])), "flap")
    assert flap.startswith("Emergency If you need help now")


def test_the_imprint_tells_what_it_must():
    back = panel_text(folded(leaflet()), "back")
    for told in (
        "The SUN Network",
        "2 November 2026",
        "Edition 3",
        "20 October 2026",
        "20 October 2028",
        IMPRINT.attribution,
        "hello@sun.test",
    ):
        assert told in back


@EVERY
def test_the_code_leads_to_the_short_address_which_also_stands_there_in_words(sheet: Sheet):
    pdf = folded(sheet)
    with pdfplumber.open(BytesIO(pdf)) as file:
        codes = zxingcpp.read_barcodes(file.pages[0].to_image(resolution=150).original)
    assert [code.text for code in codes] == [IMPRINT.short_url]
    assert "library.test/s/7K2M" in [word for _, _, word in in_trim(pdf)]


@EVERY
def test_it_says_outside_the_trim_that_it_is_for_printing_only(sheet: Sheet):
    outside = [word for _, place, word in words_at(folded(sheet)) if place["top"] >= SHEET[1]]
    assert " ".join(outside) == " ".join([f"For printing only. The accessible version is at {IMPRINT.page_url}"] * 2)


def test_its_title_says_that_it_is_for_printing_only():
    with pikepdf.open(BytesIO(folded(leaflet()))) as file, file.open_metadata() as metadata:
        assert metadata["dc:title"] == "Finding support for an eating disorder (for printing only)"
        assert metadata["pdfuaid:part"] == "1"


@EVERY
def test_its_headings_begin_with_the_title_and_skip_no_level(sheet: Sheet):
    levels = [int(tag.kind[1]) for tag in tags(folded(sheet)) if tag.kind in ("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_is_read_cover_first_and_then_flap_and_back():
    read = [tag.text for tag in tags(folded(leaflet())) if tag.kind in ("H1", "H2")]
    assert read[0] == "Finding support for an eating disorder"
    assert read[-3:] == ["You are not alone", "Signs to notice", "How to ask for help"]


def test_equal_sheets_give_equal_bytes():
    assert folded(leaflet()) == folded(leaflet())
