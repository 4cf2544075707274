"""What a reader must know first stands in every form of the text, above everything but the title."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from io import BytesIO

import pdfplumber
import pytest
from docx import Document

from library.rendering.page import fragment_html, page_html
from library.rendering.plain import text_md, text_txt
from library.rendering.sheet import Sheet
from library.rendering.word import document_docx
from tests.library.rendering.printing import leaflet, printed

NOTICE = "This version is behind & has “changed” <here>. Read https://library.test/page.html"
WITHOUT = leaflet("The text itself.")
SHEET = replace(WITHOUT, notice=NOTICE)


def squeezed(text: str) -> str:
    """Without white space, which a line break may have added or taken, and without what Markdown escapes."""
    return "".join(text.replace("\\", "").split())


def read_pdf(sheet: Sheet, name: str) -> str:
    with pdfplumber.open(BytesIO(printed(sheet, name))) as file:
        return "".join(page.extract_text() for page in file.pages)


def read_word(sheet: Sheet) -> str:
    file = Document(BytesIO(document_docx(sheet)))
    return "".join(cell.text for table in file.tables for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("name", ["a4.pdf", "a5.pdf", "large-print.pdf", "poster.pdf"])
def test_it_is_printed_in_every_size(name: str) -> None:
    assert squeezed(NOTICE) in squeezed(read_pdf(SHEET, name))
    assert "Thisversion" not in squeezed(read_pdf(WITHOUT, name))


def test_the_leaflet_that_is_folded_has_it_where_the_text_begins() -> None:
    text = read_pdf(SHEET, "trifold.pdf")
    assert [word for word in ("behind", "“changed”", "<here>.", "Read") if word not in text] == []


@pytest.mark.parametrize("make", [page_html, fragment_html, text_md, text_txt])
def test_it_stands_before_the_text(make: object) -> None:
    assert callable(make)
    text = squeezed(unescape(make(SHEET).decode()))
    assert 0 <= text.find(squeezed(NOTICE)) < text.find("Thetextitself.")
    assert "Thisversion" not in squeezed(make(WITHOUT).decode())


def test_a_word_file_has_it_in_a_box() -> None:
    assert squeezed(NOTICE) in squeezed(read_word(SHEET))


def test_in_a_language_without_our_words_it_is_marked_as_english() -> None:
    sheet = replace(leaflet("Szöveg.", language="hu"), notice=NOTICE)
    assert '<p class="notice" role="note"><bdi lang="en">This version' in page_html(sheet).decode()
