"""Web pages as Word, LibreOffice, Google Docs and websites write them, and Markdown with data at its top."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from library.errors import LibraryError
from library.importing.imported import Imported
from tests.library.importing.reading import body_of, kinds, left_out, read, text_of, words

GAP = """<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span>"""


def page(body: str, head: str = "") -> Imported:
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.htm")


def said(imported: Imported, what: str) -> list[str]:
    return [one.excerpt for one in imported.remarks if one.what == what]


# --- Word ---


def point(mark: str, text: str, style: str = "", font: str = "Symbol", kind: str = "MsoListParagraphCxSpMiddle") -> str:
    return f"<p class={kind} style='{style}text-indent:-18.0pt'><span style='font-family:{font}'>{mark}{GAP}</span>{text}</p>\n\n"


def test_lists_of_word_are_lists() -> None:
    imported = page(
        point("·", "Soup")
        + point("o", "brown", "margin-left:72.0pt;", '"Courier New"')
        + point("§", "sliced", "margin-left:108.0pt;", "Wingdings")
        + point("·", "Fruit")
        + "<p class=MsoNormal>Then:</p>"
        + point("1.", "Sit", font="Calibri", kind="MsoNormal")
        + point("2.", "Talk", font="Calibri", kind="MsoNormal")
    )
    assert body_of(imported) == "- Soup\n  * brown\n    - sliced\n- Fruit\n\nThen:\n\n1) Sit\n2) Talk"
    assert "unaccounted" not in kinds(imported)


def test_lists_that_word_writes_for_itself_are_lists() -> None:
    def own(level: int, mark: str, text: str) -> str:
        return (
            f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='font-family:Symbol'>"
            f"<span style='mso-list:Ignore'>{mark}{GAP}</span></span><![endif]>{text}<o:p></o:p></p>"
        )

    assert (
        body_of(page(own(1, "·", "Soup") + own(2, "o", "brown") + own(1, "·", "<b>Fruit</b>")))
        == "- Soup\n  * brown\n- **Fruit**"
    )


@pytest.mark.parametrize(
    ("mark", "wanted"), [("3.", "3. Sit"), ("a)", "1. Sit"), ("ii.", "1. Sit"), ("(1)", "1. Sit"), ("–", "- Sit")]
)
def test_the_mark_says_what_kind_of_list_it_is(mark: str, wanted: str) -> None:
    assert body_of(page(point(mark, "Sit"))) == wanted


def test_the_gap_in_a_numbered_heading_is_a_space() -> None:
    assert page(f"<h1>1.{GAP}Who helps</h1><p>We do.</p>").title == "1. Who helps"


def test_title_and_subtitle_have_their_places() -> None:
    imported = page(
        "<p class=MsoTitle>Eating</p><p class=MsoSubtitle>For carers</p><h1>Who</h1><p>We.</p>",
        "<title>v3 FINAL</title>",
    )
    assert (imported.title, imported.summary) == ("Eating", "For carers")
    assert [(one.heading, one.body) for one in imported.sections] == [("Who", "We.")]
    assert said(imported, "properties") == ["title: v3 FINAL"]


def test_a_title_that_does_not_begin_the_page_stays_where_it_is() -> None:
    assert "Eating" in body_of(page("<p>First.</p><p class=MsoTitle>Eating</p>"))


def test_what_word_hides_or_adds_is_left_out_and_said() -> None:
    imported = page(
        "<p class=MsoTocHeading>Contents</p><p class=MsoToc1><a href='#a'>Who<span style='display:none'>. 2</span></a></p>"
        "<p class=MsoHeader>Trust</p><p>Seen<span style='display:none;mso-hide:all'>canary</span></p>"
        "<div style='mso-element:comment-list'><p>Agreed?</p></div>"
    )
    assert body_of(imported) == "Seen"
    found = {what: said(imported, what) for what in ("contents", "page-margin", "hidden", "comment")}
    assert found == {
        "contents": ["Contents; Who. 2"],
        "page-margin": ["Trust"],
        "hidden": ["canary"],
        "comment": ["Agreed?"],
    }
    assert "unaccounted" not in kinds(imported)


def test_a_page_that_says_latin_1_has_the_quotation_marks_of_windows() -> None:
    said_latin = "<html><head><meta charset=iso-8859-1></head><body><p>It’s “free” – £5</p></body></html>"
    assert body_of(read(said_latin.encode("cp1252"), "a.htm")) == "It’s “free” – £5"


@pytest.mark.parametrize("tag", ['<font face="Wingdings">{}</font>', "<span style='font-family:Wingdings'>{}</span>"])
def test_signs_of_wingdings_are_signs(tag: str) -> None:
    assert body_of(page(f"<p>{tag.format('ü')} done, {tag.format('(')} phone</p>")) == "✓ done, ☎ phone"


def test_other_letters_of_these_fonts_stay() -> None:
    assert body_of(page("<p><font face='Wingdings 2'>P</font> <font face='Arial'>ü</font></p>")) == "P ü"


# --- LibreOffice and Google Docs ---


def test_paragraphs_of_nothing_but_breaks_are_nothing() -> None:
    imported = page("<h1>One</h1><p><br/>\n\n</p><p><br>First.<br><br></p><h1><br/></h1><h1>Two</h1><p>Second.</p>")
    assert [(one.heading, one.body) for one in imported.sections] == [("One", "First."), ("Two", "Second.")]


def test_what_google_docs_says_in_styles_is_kept() -> None:
    imported = page(
        '<p class="c3 title"><span>Eating</span></p><p class="c3 subtitle"><span>For carers</span></p>'
        '<p><span class="c1">Now</span><span> and then</span></p>',
        "<style>.c1{font-weight:700}.c2{color:red}</style>",
    )
    assert (imported.title, imported.summary, body_of(imported)) == ("Eating", "For carers", "**Now** and then")


def test_pictures_that_a_program_saved_beside_a_page_are_named_and_it_is_said_how_they_come_in() -> None:
    found = [
        one
        for one in page('<p>Words <img src="leaflet_html_f0b7.png" alt="A bench"></p>').remarks
        if one.what == "not-fetched"
    ]
    assert [one.excerpt for one in found] == ["A bench leaflet_html_f0b7.png"]
    assert "It lies beside the page." in found[0].message


@pytest.mark.parametrize("address", ["https://example.org/a.png", "/a.png", "//example.org/a.png"])
def test_a_picture_of_a_website_is_not_beside_its_page(address: str) -> None:
    found = [one for one in page(f'<p>Words <img src="{address}"></p>').remarks if one.what == "not-fetched"]
    assert "beside the page" not in found[0].message


# --- Websites ---

SITE = (
    "<a href='#m'>Skip</a><header><nav><ul><li>Home</li></ul></nav><form><label>Search</label><button>Go</button></form></header>"
    "<main id=m><h1>Eating</h1><p>Text.</p><div hidden><p>Unfolded by a script.</p></div></main><footer><p>Cookies</p></footer>"
)


def test_of_a_website_comes_what_it_calls_its_text() -> None:
    imported = page(SITE)
    assert (imported.title, body_of(imported)) == ("Eating", "Text.\n\nUnfolded by a script.")
    assert said(imported, "around") == ["Skip; Home; Search; Go; Cookies"]
    assert "unaccounted" not in kinds(imported)


@pytest.mark.parametrize(
    "body", ["<main></main><p>Text.</p>", "<main><p>Text.</p></main><main><p>More.</p></main>", "<p>Text.</p>"]
)
def test_a_page_that_does_not_say_which_part_is_its_text_comes_whole(body: str) -> None:
    assert "Text." in body_of(page(body))
    assert said(page(body), "around") == []


def test_whatever_is_taken_out_of_a_page_stands_in_the_report() -> None:
    imported = page(SITE)
    assert (
        words("Skip Home Search Go Eating Text Unfolded by a script Cookies")
        - words(text_of(imported))
        - words(left_out(imported))
        == {}
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p style='display:none'>" * 30_000,
        "<span class=MsoToc1 style='font-family:Wingdings'>" * 140 + "x" + "<nav>" * 5 + "</span>" * 30_000,
        point("·", "Soup") * 15_000,
        "<a href='#sdfootnote1sym'>" * 100 + "x" * 400_000,
        "<p class='" + " " * 400_000 + "'>x</p>",
    ],
    ids=["hidden", "deep", "listed", "notes", "attributes"],
)
def test_an_odd_page_takes_the_time_of_its_size(body: str) -> None:
    begun = time.process_time()
    with suppress(LibraryError):
        page(f"<p>Words.</p>{body}")
    assert time.process_time() - begun < 10


# --- Markdown ---

DATA = """---
title: "Eating: with others"
lang: cy
tags:
  - carers
draft: false
---

# Eating: with others

A note[^1], m^2^, H~2~O.

[TOC]

## Help

- [ ] open
- [x] done

[^1]: Of ours.
"""


def test_data_notes_and_boxes_of_markdown_are_accounted_for() -> None:
    imported = read(DATA.encode(), "a.md")
    assert "unaccounted" not in kinds(imported)
    assert set(said(imported, "properties")) == {"tags: carers", "draft: False"}


def test_a_heading_that_repeats_the_title_is_the_title() -> None:
    imported = read(DATA.encode(), "a.md")
    assert (imported.title, imported.language) == ("Eating: with others", "cy")
    assert [one.heading for one in imported.sections] == ["Eating: with others", "Help"]
    assert body_of(imported).startswith("A note \\[1\\], m², H₂O.")


def test_a_place_for_contents_is_left_out() -> None:
    assert said(read(DATA.encode(), "a.md"), "contents") == ["[TOC]"]
