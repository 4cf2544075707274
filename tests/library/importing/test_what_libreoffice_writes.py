"""One leaflet, as LibreOffice saves it: nothing of it is lost, and nothing that the program added is taken for its text."""

from pathlib import Path

import pytest

from library.importing.imported import Imported
from tests import imports
from tests.files import image
from tests.imports.hostile import odt, odt_styles
from tests.imports.odt import NS, packed
from tests.library.importing.reading import body_of, kinds, left_out, read, text_of, words

WRITTEN = Path(imports.__file__).parent / "written"
PACKED = ["docx", "odt"]
ALL = [*PACKED, "html"]
SHOWN = """Eating with others. For carers in Norfolk. Who helps. We listen and always answer. Can I come? Yes. Ring 01603 421421 or
(01603) 421 421. Soup, Bread, brown. A garden: Your name: write it here, on, day Tuesday. Day Who; Monday first; Ada; nested Grace.
Numbered heading. The last words. After the caption frame. Figure 1: Tea for two. From our survey."""


def written(kind: str) -> Imported:
    return read((WRITTEN / f"leaflet.{kind}").read_bytes(), f"leaflet.{kind}")


@pytest.mark.parametrize("kind", ALL)
def test_every_word_that_readers_see_is_in_the_draft(kind: str) -> None:
    imported = written(kind)
    assert words(SHOWN) - words(text_of(imported)) - words(imported.summary) == {}


@pytest.mark.parametrize("kind", ALL)
def test_what_readers_do_not_see_stands_in_the_report_alone(kind: str) -> None:
    imported = written(kind)
    beside = {
        "page-margin": "Norfolk Trust Page 1",
        "contents": "Contents Who helps 1",
        "hidden": "Printer: use blue.",
    }
    for what, said in beside.items():
        found = " ".join(one.excerpt for one in imported.remarks if one.what == what)
        assert words(said) - words(found) == {}
    assert "Printer" not in text_of(imported)
    assert "Contents" not in text_of(imported)
    assert "unaccounted" not in kinds(imported)


@pytest.mark.parametrize("kind", PACKED)
def test_title_and_summary_are_those_of_the_page(kind: str) -> None:
    imported = written(kind)
    assert (imported.title, imported.summary) == ("Eating with others", "For carers in Norfolk")


@pytest.mark.parametrize("kind", PACKED)
def test_its_headings_are_the_sections_and_an_empty_one_is_none(kind: str) -> None:
    assert [one.heading for one in written(kind).sections] == ["Who helps", "Numbered heading"]


def test_a_numbered_heading_of_a_page_is_a_heading() -> None:
    assert written("html").sections[-1].heading == "Numbered heading"


@pytest.mark.parametrize("kind", ALL)
def test_a_bold_line_that_asks_something_may_be_a_heading(kind: str) -> None:
    imported = written(kind)
    assert "**Can I come?**" in "\n\n".join(one.body for one in imported.sections)
    assert "Can I come?" in [one.excerpt for one in imported.remarks if one.what == "heading-lookalike"]


@pytest.mark.parametrize("kind", PACKED)
def test_notes_are_no_quotes(kind: str) -> None:
    assert body_of(written(kind)).endswith("\n\n\\[1\\] From our survey.")


def test_the_notes_of_a_page_have_their_figures_apart() -> None:
    imported = written("html")
    assert "We listen \\[1\\] and always answer." in body_of(imported, 1)
    assert body_of(imported, -1).endswith("\\[1\\] From our survey.")


@pytest.mark.parametrize("kind", ALL)
def test_what_fields_show_is_text(kind: str) -> None:
    imported = written(kind)
    assert "Your name: write it here, on " in text_of(imported)
    assert "day Tuesday." in text_of(imported)


@pytest.mark.parametrize("kind", ALL)
def test_a_table_in_a_cell_is_in_the_cell(kind: str) -> None:
    assert "| Monday first | Ada; nested Grace |" in "\n".join(one.body for one in written(kind).sections)


@pytest.mark.parametrize("kind", PACKED)
def test_pictures_keep_their_words_and_stand_apart_where_they_float(kind: str) -> None:
    imported = written(kind)
    assert [one.alt for one in imported.pictures] == ["A bench in a garden", "Two cups"]
    assert "\n\n![](asset:picture-1)\n\nA garden:\n\n" in body_of(imported)


# --- OpenDocument, one thing at a time ---


def odt_in_styles(body: str, automatic: str = "", named: str = "") -> Imported:
    content = (
        f"<office:document-content {NS}><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    styles = f"<office:document-styles {NS}><office:styles>{named}</office:styles></office:document-styles>"
    return read(packed({"content.xml": content, "styles.xml": styles}))


def test_a_bibliography_is_text_and_an_index_is_not() -> None:
    inside = "<text:index-body><text:p>{}</text:p></text:index-body>"
    imported = read(
        odt(
            f"<text:p>Hello</text:p><text:bibliography>{inside.format('Trent 2024')}</text:bibliography>"
            f"<text:alphabetical-index>{inside.format('soup, 7')}</text:alphabetical-index>"
        )
    )
    assert body_of(imported) == "Hello\n\nTrent 2024"
    assert left_out(imported) == "soup, 7"


@pytest.mark.parametrize(
    ("properties", "wanted"),
    [
        ('fo:font-weight="bold"', "**Be calm**"),
        ('fo:font-style="italic"', "*Be calm*"),
        ('fo:font-weight="normal"', "Be calm"),
    ],
)
def test_the_style_of_a_whole_paragraph_is_that_of_its_words(properties: str, wanted: str) -> None:
    style = f'<style:style style:name="P9" style:family="paragraph"><style:text-properties {properties}/></style:style>'
    assert body_of(odt_in_styles('<text:p text:style-name="P9">Be calm</text:p>', style)) == wanted


@pytest.mark.parametrize(
    "hidden",
    [
        '<text:p>Seen</text:p><text:p text:style-name="H">canary</text:p>',
        '<text:p>Seen<text:span text:style-name="H">canary</text:span></text:p>',
        '<text:p>Seen</text:p><text:section text:display="none"><text:p>canary</text:p></text:section>',
        '<text:p>Seen</text:p><text:p><text:hidden-paragraph text:is-hidden="true"/>canary</text:p>',
        '<text:p>Seen<text:hidden-text text:is-hidden="true">canary</text:hidden-text></text:p>',
    ],
)
def test_hidden_words_are_left_out_in_whatever_way_they_are_hidden(hidden: str) -> None:
    style = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    imported = odt_in_styles(hidden, named=style)
    assert body_of(imported) == "Seen"
    assert [one.excerpt for one in imported.remarks if one.what == "hidden"] == ["canary"]


def test_a_section_that_is_shown_stays() -> None:
    assert body_of(read(odt('<text:section text:name="S"><text:p>Seen</text:p></text:section>'))) == "Seen"


def test_margins_of_several_kinds_of_pages_are_said_once() -> None:
    page = "<style:master-page><style:header><text:p>Trust</text:p></style:header></style:master-page>"
    assert left_out(read(odt(**{"styles.xml": odt_styles(page * 3)}))) == "Trust"


def test_a_subtitle_that_is_too_long_for_a_summary_stays_in_the_text() -> None:
    long = "All of this is for carers. " * 20
    imported = odt_in_styles(
        f'<text:p text:style-name="Title">Eating</text:p><text:p text:style-name="Subtitle">{long}</text:p>'
    )
    assert imported.title == "Eating"
    assert words(text_of(imported))["carers"] == 20


@pytest.mark.parametrize(
    ("before", "behind", "wanted"),
    [("", "Words", ["picture", "Words"]), ("Words", "", ["Words", "picture"]), ("One ", "two", ["One two", "picture"])],
)
def test_a_floating_picture_takes_no_words_with_it(before: str, behind: str, wanted: list[str]) -> None:
    frame = '<draw:frame text:anchor-type="paragraph"><draw:image xlink:href="Pictures/0.png"/></draw:frame>'
    imported = read(odt(f"<text:p>{before}{frame}{behind}</text:p>", **{"Pictures/0.png": image()}))
    assert body_of(imported).replace("\\[picture-1\\]", "picture").split("\n\n") == wanted
