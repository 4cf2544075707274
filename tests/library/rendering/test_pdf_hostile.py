"""Text that wants to be something else, or more than a page can hold: it comes out as itself, or is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.rendering.errors import MissingGlyphs, RenderFailed
from library.rendering.jobs import Job
from library.rendering.sheet import Sheet
from library.rendering.typeset import typeset
from tests.library.rendering.printing import PAGES, PDFS, chars, document, leaflet, printed, read_aloud
from tests.library.rendering.web_sheets import IMPRINT


def _all_inside(pdf: bytes) -> bool:
    return all(
        25 < char["x0"] < char["x1"] < char["across"] - 25 and char["bottom"] < char["down"] - 20 for char in chars(pdf)
    )


def _count(pdf: bytes, character: str) -> int:
    return sum(char["text"] == character for char in chars(pdf))


@pytest.mark.parametrize("name", PDFS)
@pytest.mark.parametrize("length", [30, 59, 61, 400, 5000])
def test_a_word_without_end_is_broken_and_not_cut_off(name: str, length: int) -> None:
    pdf = printed(leaflet(f"Before {'Q' * length} after", care_level="urgent"), name)

    assert _all_inside(pdf)
    assert _count(pdf, "Q") == length


@pytest.mark.parametrize("name", PAGES)
def test_64_kilobytes_of_brackets_are_so_many_brackets(name: str) -> None:
    length = 5_900  # more weigh too much for a document

    assert _count(printed(leaflet("[" * length), name), "[") == length


@pytest.mark.parametrize("word", ["Q" * 20_000, "Qb " * 7_000])
def test_a_very_long_text_comes_out_whole(word: str) -> None:
    pdf = printed(leaflet(word), "a5.pdf")

    assert _count(pdf, "Q") == word.count("Q")
    assert _all_inside(pdf)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("columns", [2, 4, 6, 12, 40])
def test_a_wide_table_stays_on_the_page(name: str, columns: int) -> None:
    head = "|" + "|".join(f" Heading{number:02} " for number in range(columns)) + "|"
    row = "|" + "|".join(f" Appointment{number:02} " for number in range(columns)) + "|"
    pdf = printed(leaflet("\n".join([head, "|---" * columns + "|", row])), name)

    assert _all_inside(pdf)
    assert all(f"Appointment{number:02}" in read_aloud(pdf) for number in range(columns))


@pytest.mark.parametrize("name", PAGES)
def test_lists_in_lists_in_lists_stay_on_the_page(name: str) -> None:
    body = "\n".join(f"{'  ' * depth}- level{depth} {'word ' * 30}" for depth in range(8))

    assert _all_inside(printed(leaflet(body), name))


@pytest.mark.parametrize("name", PDFS)
def test_a_document_without_text_is_a_page(name: str) -> None:
    assert chars(printed(Sheet(document([]), IMPRINT), name))


def test_sixty_sections_have_sixty_headings() -> None:
    sections = [{"id": f"s{number}", "heading": f"Section{number:02}", "body": "Text."} for number in range(60)]
    said = read_aloud(printed(Sheet(document(sections), IMPRINT), "a4.pdf"))

    assert all(f"Section{number:02}" in said for number in range(60))


@pytest.mark.parametrize("name", PDFS)
@pytest.mark.parametrize("lines", [5, 30, 60, 200])
def test_a_care_card_longer_than_a_page_goes_on_overleaf(name: str, lines: int) -> None:
    pdf = printed(leaflet("\n\n".join(["Zebra."] * lines), care_level="emergency"), name)

    assert _count(pdf, "Z") == lines
    assert _all_inside(pdf)


def test_a_care_card_that_fits_on_a_page_is_not_broken() -> None:
    for filler in range(0, 40, 3):
        sections = [
            {"id": "a", "heading": "Before", "body": "\n\n".join(["Text."] * filler)},
            {"id": "b", "heading": "Card", "care_level": "urgent", "body": "\n\n".join(["Zebra."] * 12)},
        ]
        found = chars(printed(Sheet(document(sections), IMPRINT), "a4.pdf"))

        assert len({char["page"] for char in found if char["text"] == "Z"}) == 1


def test_a_heading_is_never_left_alone_at_the_foot() -> None:
    for filler in range(16, 30):
        sections = [
            {"id": "a", "heading": "Before", "body": "\n\n".join(["Text."] * filler)},
            {"id": "b", "heading": "Kxk", "body": "Zebra. " * 60},
        ]
        found = chars(printed(Sheet(document(sections), IMPRINT), "a4.pdf"))
        heading = next(char["page"] for char in found if char["text"] == "K")

        assert heading == min(char["page"] for char in found if char["text"] == "Z")


def test_a_long_title_and_a_long_publisher_stay_on_the_page() -> None:
    found = document([], title="Supercalifragilistic " * 9 + "Q" * 11, summary="W" * 300)

    for name in PDFS:
        pdf = printed(Sheet(found, IMPRINT), name)
        assert _all_inside(pdf)


def test_a_character_without_a_sign_is_refused_with_its_name_and_place() -> None:
    with pytest.raises(MissingGlyphs) as refusal:
        printed(leaflet("Ask for 中 here."), "a4.pdf")

    assert refusal.value.members["characters"] == ["U+4E2D"]
    (fault,) = refusal.value.errors
    assert fault.pointer == "/sections/0/body"
    assert "U+4E2D CJK UNIFIED IDEOGRAPH-4E2D" in fault.detail


def test_what_is_not_printed_may_hold_any_character() -> None:
    assert printed(leaflet("Text.", policy_reason="Because 中."), "a4.pdf")


def test_the_refusal_of_the_typesetter_is_named(tmp_path: Path) -> None:
    with pytest.raises(RenderFailed):
        typeset(Job("page", {}), folder=tmp_path)
