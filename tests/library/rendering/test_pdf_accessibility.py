from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from library.rendering.fonts import ALLOWED
from library.rendering.sheet import Picture, Sheet, Theme
from tests.library.rendering.printing import PDFS, Tag, chars, leaflet, printed, tags
from tests.library.rendering.web_sheets import sheet

pytestmark = pytest.mark.parametrize("name", PDFS)


@pytest.fixture(scope="module")
def everything() -> Sheet:
    return sheet("leaflet", "en-GB")


def _opened(sheet: Sheet, name: str) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(printed(sheet, name)))


def _headings(pdf: bytes) -> list[int]:
    return [int(tag.kind[1:]) for tag in tags(pdf) if tag.kind in ("H1", "H2", "H3", "H4", "H5", "H6")]


def test_it_says_that_it_is_pdf_ua(everything: Sheet, name: str) -> None:
    with _opened(everything, name) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_it_is_tagged(everything: Sheet, name: str) -> None:
    with _opened(everything, name) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot


@pytest.mark.parametrize("language", ["en-GB", "cy", "pl", "ur", "ar"])
def test_it_names_its_language(name: str, language: str) -> None:
    with _opened(leaflet("Text", language=language), name) as pdf:
        assert str(pdf.Root.Lang) == language


def test_it_shows_its_title_and_not_its_file_name(everything: Sheet, name: str) -> None:
    with _opened(everything, name) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == everything.document.title
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_there_is_one_first_heading_and_no_level_is_skipped(everything: Sheet, name: str) -> None:
    levels = _headings(printed(everything, name))

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_figure_has_words(everything: Sheet, name: str) -> None:
    figures = [tag for tag in tags(printed(everything, name)) if tag.kind == "Figure"]

    assert figures
    assert all(figure.alt for figure in figures)


def test_the_code_says_where_it_leads(everything: Sheet, name: str) -> None:
    alts = [tag.alt for tag in tags(printed(everything, name)) if tag.kind == "Figure"]

    assert f"Read this on the web: {everything.imprint.short_url}" in alts


def test_a_decorative_logo_is_no_figure(everything: Sheet, name: str) -> None:
    (picture,) = everything.pictures.values()
    logo = Picture(picture.content, picture.media_type, "", picture.width, picture.height)
    plain = Sheet(leaflet("Text").document, everything.imprint, Theme(logo=logo))

    assert len([tag for tag in tags(printed(plain, name)) if tag.kind == "Figure"]) == 1


def test_every_link_is_tagged_and_described(everything: Sheet, name: str) -> None:
    with _opened(everything, name) as pdf:
        links = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]

        assert links
        assert all("/Contents" in link and "/StructParent" in link for link in links)


def test_fonts_are_embedded_and_ours(everything: Sheet, name: str) -> None:
    with _opened(everything, name) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        names = {str(font.BaseFont).removeprefix("/").partition("+")[2].partition("-")[0] for font in fonts}
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]

        assert names <= ALLOWED
        assert all("/FontFile2" in found or "/FontFile3" in found for found in descriptors)


def test_equal_sheets_give_equal_bytes(everything: Sheet, name: str) -> None:
    assert printed(everything, name) == printed(sheet("leaflet", "en-GB"), name)


def test_no_character_stands_outside_the_margin(everything: Sheet, name: str) -> None:
    for char in chars(printed(everything, name)):
        assert 28 < char["x0"] < char["x1"] < char["across"] - 28
        assert 20 < char["top"] < char["bottom"] < char["down"] - 20


def test_what_repeats_on_pages_is_not_read_aloud(everything: Sheet, name: str) -> None:
    said = [tag for tag in tags(printed(everything, name)) if everything.document.title in tag.text]

    assert [tag.kind for tag in said if tag.kind] == ["H1"]


def test_a_table_has_headings_for_its_columns(name: str) -> None:
    if name == "poster.pdf":
        pytest.skip("A poster of a leaflet shows no tables.")
    found = tags(printed(leaflet("| Day | From |\n|---|---|\n| Monday | 9 |"), name))

    assert [tag.kind for tag in found if tag.kind in ("TH", "TD")] == ["TH", "TH", "TD", "TD"]


def test_a_care_card_says_in_words_how_soon_to_act(name: str) -> None:
    found = tags(printed(leaflet("Call 999.", care_level="emergency"), name))
    heading = next(number for number, tag in enumerate(found) if tag.kind == "H2")

    assert _said(found, heading).startswith("EmergencyHeading")


def _said(found: list[Tag], number: int) -> str:
    return "".join(tag.text for tag in found[number + 1 : number + 6] if not tag.kind)
