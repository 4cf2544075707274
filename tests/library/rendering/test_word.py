"""Word files, opened with another library than the one that wrote them."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest
import zxingcpp
from docx.document import Document as WordDocument
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from PIL import Image, ImageOps

from library.documents.text import markdown_lines
from library.rendering import limited
from library.rendering import pandoc as door
from library.rendering.blanks import blanks
from library.rendering.chapters import chapters
from library.rendering.errors import RenderFailed, TooDemanding
from library.rendering.imprint import imprint_lines
from library.rendering.plain import chapter_heading
from library.rendering.sheet import Sheet, Theme
from library.rendering.word import document_docx
from library.rendering.words import words_for
from tests.library.rendering.web_sheets import IMPRINT, picture, sheet

KINDS = [("leaflet", "en-GB"), ("leaflet", "ur"), ("case_study", "en-GB"), ("training", "en-GB")]
HOSTILE = [
    "<script>alert(1)</script> <w:p/> </w:t></w:r> &lt;b&gt; &#0; <!-- a --> ]]> <?pi?>",
    "$x^2$ \\\\(y\\\\) `=html` {=openxml} ::: :smile: #let @cite [^1] ~~a~~ H~2~O",
    "[" * 65_000,
    "longest" * 3_000,
    "\u200f\u202eevil\u202c \U0001f49b \u0627\u200d",
]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(made: Sheet) -> WordDocument:
    return docx.Document(io.BytesIO(document_docx(made)))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def paragraphs(within: WordDocument | _Cell) -> Iterator[Paragraph]:
    for block in within.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell)
        else:
            yield block


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def told(made: Sheet) -> list[str]:
    """Every word of the document and its imprint, in reading order."""
    fixed = words_for(made.document.language)
    lines = [made.document.title, made.document.summary]
    for chapter in chapters(made.document):
        labels = blanks(made, chapter.markdown, fixed)
        lines += [chapter_heading(chapter, fixed), *markdown_lines(chapter.markdown, labels, {})]
    lines += [fixed.about, *(f"{line.label} {line.text}" for line in imprint_lines(made.imprint, fixed))]
    return words("\n".join(lines))


def told_in_word(made: Sheet) -> list[str]:
    return words("\n".join(paragraph.text for paragraph in paragraphs(opened(made))))


def unchecked(text: str) -> Sheet:
    """A sheet with this text everywhere, as if nobody had checked the document."""
    made = sheet()
    section = made.document.sections[0].model_copy(update={"heading": text[:90], "body": text})
    document = made.document.model_copy(update={"title": text[:90], "summary": text[:90], "sections": (section,)})
    return Sheet(document, replace(IMPRINT, publisher=text[:90], contact=text[:90]))


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_its_words_are_those_of_the_document_in_order(kind: str, language: str) -> None:
    made = sheet(kind, language)
    assert told_in_word(made) == told(made)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_hostile_text_comes_out_as_itself(text: str) -> None:
    made = unchecked(text)
    assert told_in_word(made) == told(made)
    shown = "".join(paragraph.text for paragraph in paragraphs(opened(made)))
    for sign in "<>$[]#@{}:\u202e\U0001f49b":
        assert shown.count(sign) >= text.count(sign)


def test_characters_that_no_word_file_can_hold_are_left_out() -> None:
    content = document_docx(unchecked("ab\x0bc\ufffede"))
    assert ET.fromstring(part(content, "docProps/core.xml"))[0].text == "abcde"  # noqa: S314 - our own
    assert "abcde" in [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def test_equal_sheets_give_equal_bytes() -> None:
    assert document_docx(sheet()) == document_docx(sheet())


def test_title_language_publisher_and_day_are_its_properties() -> None:
    properties = opened(sheet()).core_properties
    assert properties.title == "Finding support & hope"
    assert properties.language == "en-GB"
    assert properties.author == IMPRINT.publisher
    assert properties.modified is not None
    assert properties.modified.date() == IMPRINT.published_on


def test_headings_are_headings_and_skip_no_level() -> None:
    levels = []
    for paragraph in paragraphs(opened(sheet())):
        style = paragraph.style
        while style is not None and not str(style.name).startswith("Heading "):
            style = style.base_style
        if style is not None:
            levels.append(int(str(style.name).removeprefix("Heading ")))
    assert levels[:4] == [1, 2, 3, 2]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_text_is_at_least_12_point() -> None:
    sizes = re.findall(r'<w:szC?s? w:val="([0-9]+)"', part(document_docx(sheet()), "word/styles.xml"))
    assert sizes
    assert min(map(int, sizes)) >= 24  # half points


def test_urgent_help_is_a_card_with_a_heading_in_words() -> None:
    found = opened(sheet())
    headings = [paragraph for paragraph in found.paragraphs if paragraph.text == "Emergency: Help now"]
    assert [str(paragraph.style.name) for paragraph in headings if paragraph.style] == ["EmergencyHeading"]
    cards = [table for table in found.tables if len(table.columns) == 1]
    assert [card._tbl.tblPr.find(f"{W}tblStyle").get(f"{W}val") for card in cards] == [
        "EmergencyCard",
        "UrgentCard",
        "NonUrgentCard",
    ]


def test_a_table_repeats_its_head_row() -> None:
    document = part(document_docx(sheet()), "word/document.xml")
    assert document.count("<w:tblHeader") == 1
    assert 'w:firstRow="1"' in document


def test_links_lead_where_the_document_says() -> None:
    targets = {link.address for paragraph in paragraphs(opened(sheet())) for link in paragraph.hyperlinks}
    assert {"tel:+441223123456", "tel:999", "https://www.nhs.uk/help", "mailto:hello@sun.test"} < targets
    assert IMPRINT.short_url in targets


def test_a_picture_has_its_words_and_a_decorative_one_says_that_it_is() -> None:
    images = [
        {"key": "room", "asset": "0a5d0e4c-6c7e-4a0a-8f0e-3f7d0a1b2c3d", "alt": 'A "red" <room> & more'},
        {"key": "line", "asset": "0a5d0e4c-6c7e-4a0a-8f0e-3f7d0a1b2c3e", "decorative": True},
    ]
    sections = [{"id": "a", "heading": "A", "body": "![](asset:room)\n\n![](asset:line)"}]
    tree = ET.fromstring(part(document_docx(sheet(images=images, sections=sections)), "word/document.xml"))  # noqa: S314
    shown = [node for node in tree.iter() if node.tag.endswith("}docPr")]
    assert [node.get("descr") for node in shown] == ['A "red" <room> & more', "", f"QR: {IMPRINT.short_url}"]
    assert [any(child.tag.endswith("}decorative") for child in node.iter()) for node in shown] == [False, True, False]


def test_a_picture_that_is_not_there_is_its_words() -> None:
    made = sheet()
    found = opened(Sheet(made.document, IMPRINT, labels=made.labels))
    assert '[A "red" room]' in [paragraph.text for paragraph in found.paragraphs]


def test_a_picture_in_webp_becomes_one_that_word_reads() -> None:
    made = sheet()
    out = io.BytesIO()
    Image.open(io.BytesIO(made.pictures["room"].content)).save(out, "WEBP")
    webp = replace(made.pictures["room"], content=out.getvalue(), media_type="image/webp")
    with zipfile.ZipFile(io.BytesIO(document_docx(replace(made, pictures={"room": webp})))) as archive:
        assert {Path(name).suffix for name in archive.namelist() if "media/" in name} == {".png"}


def test_what_is_not_filled_in_is_marked() -> None:
    marked = [
        run.text
        for paragraph in paragraphs(opened(sheet()))
        for run in paragraph.runs
        if run.style is not None and run.style.name == "ToFillIn"
    ]
    assert "[Community service: phone, not filled in yet]" in "".join(marked)


def test_the_code_at_the_end_leads_to_the_web_page() -> None:
    content = document_docx(sheet())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    codes = [
        code.text
        for data in pictures
        for code in zxingcpp.read_barcodes(ImageOps.expand(Image.open(io.BytesIO(data)).convert("L"), 40, 255))
    ]
    assert codes == [IMPRINT.short_url]


def test_pages_are_a4_and_numbered() -> None:
    content = document_docx(sheet())
    section = docx.Document(io.BytesIO(content)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert " PAGE " in part(content, "word/footer1.xml")
    assert section.footer.paragraphs[0].text.startswith("Page ")


def test_a_text_read_from_right_to_left_is_set_so() -> None:
    content = document_docx(sheet("leaflet", "ur"))
    document = part(content, "word/document.xml")
    body = re.findall(r"<w:p>.*?</w:p>", document, re.DOTALL)
    assert all("<w:bidi" in paragraph for paragraph in body)
    assert document.count("<w:bidiVisual") == document.count("<w:tbl>")
    assert '<w:lang w:val="ur" w:eastAsia="ur" w:bidi="ur"/>' in part(content, "word/styles.xml")
    assert "<w:bidi/>" in part(content, "word/footer1.xml")


def test_a_telephone_number_keeps_its_order_among_words_read_from_right_to_left() -> None:
    texts = [paragraph.text for paragraph in paragraphs(opened(sheet("leaflet", "ur")))]
    assert any("\u200e01223 123 456" in text for text in texts)


def test_the_look_is_that_of_the_theme() -> None:
    theme = Theme("#7c2855", "#ffffff", "#330072", "#f5edf1", picture("Logo of the network"))
    content = document_docx(sheet(theme=theme))
    assert 'w:color w:val="7c2855"' in part(content, "word/styles.xml")
    assert part(content, "word/document.xml").index("Logo of the network") < 3_000


def test_every_style_that_is_used_is_defined() -> None:
    content = document_docx(sheet())
    used = re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]*)"', part(content, "word/document.xml"))
    defined = re.findall(r'w:styleId="([^"]*)"', part(content, "word/styles.xml"))
    assert set(used) <= set(defined)


def test_a_text_that_takes_too_long_is_refused_and_leaves_no_process() -> None:
    with pytest.raises(TooDemanding, match="more than"):
        door.pandoc("<p>a</p>" * 50_000, source="html", target="docx", seconds=0.05)


def test_a_text_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_MEGABYTES", 200)
    with pytest.raises(TooDemanding):
        door.pandoc("<p>a <b>b</b></p>" * 100_000, source="html", target="docx")


def test_what_pandoc_refuses_has_a_name() -> None:
    with pytest.raises(RenderFailed, match="Unknown"):
        door.pandoc("a", source="nothing", target="docx")


def test_pandoc_reads_no_file() -> None:
    html = '<p><img src="/etc/hostname" alt="here"></p>'
    assert b"media/" not in door.pandoc(html, source="html", target="docx")


def test_the_program_sees_no_environment_and_its_limits(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nulimit -t; ulimit -v; ulimit -n; ulimit -f; nice; /usr/bin/env\n")
    program.chmod(0o755)
    launched = subprocess.run(
        [sys.executable, "-I", limited.__file__, "7", "900", str(program)],
        capture_output=True,
        text=True,
        check=True,
        env={"SECRET": "canary"},
    )
    assert launched.stdout.split("\n")[:4] == ["7", str(900 * 1024), "64", "0"]
    assert "canary" not in launched.stdout
