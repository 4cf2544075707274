"""The page of a text for an iframe: whole, light, and with nothing in it that a text has smuggled in."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from library.rendering.embed_frame import NOTHING, Filling, embed_policy, filled, height_script
from library.rendering.embed_page import Around, OtherLanguage, embed_html
from library.rendering.embed_parts import HelpLine, Link, form_html, help_html, note_html, other_page
from library.rendering.sheet import Sheet
from tests.library.rendering.web_sheets import IMPRINT, sheet

NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)><look-here><notes-here></style>&"
SECTION = {"id": "a", "heading": NASTY, "body": f"{NASTY}\n\n| {NASTY} |\n| --- |\n| {NASTY} |"}
OURS = {
    *(
        "html",
        "head",
        "meta",
        "style",
        "title",
        "link",
        "body",
        "main",
        "p",
        "h1",
        "h2",
        "h3",
        "span",
        "time",
        "div",
        "section",
    ),
    *(
        "footer",
        "ul",
        "ol",
        "li",
        "a",
        "details",
        "summary",
        "dl",
        "dt",
        "dd",
        "bdi",
        "script",
        "strong",
        "em",
        "img",
        "form",
    ),
    *("label", "input", "button", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "br"),
}


class Seen(HTMLParser):
    """What a browser would make of a page: the elements, and the scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.styles = 0
        self._in_script = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in OURS, tag
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            assert name != "style", tag
            assert name not in {"href", "src", "action"} or not (value or "").lower().startswith("javascript:"), value
            assert (tag, value) != ("img", "x")
        self._in_script = tag == "script"
        self.styles += tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts.append(data)


def nasty() -> Sheet:
    made = sheet("case_study", title=NASTY, summary=NASTY, sections=[SECTION])
    said = dict.fromkeys(
        ("publisher", "licence_name", "attribution", "coproduction", "rights_holder", "contact"), NASTY
    )
    return replace(made, imprint=replace(made.imprint, **said), notice=NASTY)


def test_nothing_that_people_write_becomes_part_of_the_page() -> None:
    around = Around(languages=[OtherLanguage("cy", NASTY, "https://library.test/embed/x?language=cy")])
    seen = Seen(filled(embed_html(nasty(), around), NOTHING).decode())
    assert "".join(seen.scripts) == height_script()
    assert seen.styles == 2


def test_no_text_forges_a_place_to_be_filled() -> None:
    page = filled(embed_html(nasty(), Around()), Filling(look="LOOK", notes="NOTES"))
    assert (page.count(b"LOOK"), page.count(b"NOTES")) == (1, 1)


@pytest.mark.parametrize(
    "piece",
    [
        note_html(NASTY, "en", [Link(f"https://library.test/?{NASTY}", NASTY)]),
        help_html([HelpLine(NASTY, NASTY, f"tel:{NASTY}", NASTY, NASTY)], "en"),
        form_html("en", f"https://library.test/{NASTY}", [(NASTY, NASTY)], district=NASTY, is_refused=True),
    ],
)
def test_nor_of_a_piece(piece: str) -> None:
    assert Seen(piece).scripts == []


def test_nor_of_a_page_that_shows_no_text() -> None:
    card = {"url": NASTY, "language": NASTY, "direction": NASTY}
    card |= dict.fromkeys(("title", "summary", "publisher", "reviewed"), NASTY)
    page = other_page(
        "embed_list.html.j2", "en-GB", title=NASTY, title_language=None, cards=[card], more=NASTY, library_url=NASTY
    )
    assert "".join(Seen(filled(page, NOTHING).decode()).scripts) == height_script()


def test_links_that_leave_open_a_window_of_their_own_and_numbers_do_not() -> None:
    lines = [HelpLine("A", "999", "tel:999"), HelpLine("B", "https://b.test/", "https://b.test/")]
    page = embed_html(sheet(), Around()).decode() + help_html(lines, "en")
    for link in re.findall(r"<a [^>]*>", page):
        leaves = 'href="http' in link
        assert ('target="_blank"' in link) == leaves, link
        assert ("noopener" in link) or not leaves, link


def test_its_foot_leads_to_where_readers_write_back_in_a_window_of_its_own() -> None:
    page = embed_html(sheet("leaflet", "ur"), Around()).decode()
    foot = page[page.index("<footer>") :]
    assert "کیا اس متن میں" in foot
    address = IMPRINT.feedback_url.replace("&", "&amp;")
    assert f'<a href="{address}" target="_blank" rel="noopener"><bdi>ہمیں بتائیں</bdi></a>' in foot


def test_how_it_was_made_is_said_once_and_in_its_own_language() -> None:
    made = sheet("leaflet")
    imprint = replace(made.imprint, coproduction="Made with carers.", coproduction_language="en")
    page = embed_html(replace(made, imprint=imprint), Around()).decode()
    assert page.count("Made with carers.") == 1
    assert '<bdi lang="en">Made with carers.</bdi>' in page


def test_pictures_are_fetched_from_where_they_are() -> None:
    page = embed_html(sheet(), Around(pictures={"room": "https://library.test/v1/assets/a/room.png"})).decode()
    assert '<img src="https://library.test/v1/assets/a/room.png" alt="A &quot;red&quot; room" width="600"' in page
    assert "data:image" not in page


def test_a_text_that_brings_help_for_emergencies_needs_no_more() -> None:
    brings = embed_html(sheet(), Around())
    lacks = embed_html(sheet(sections=[{"id": "a", "heading": "A", "body": "B"}]), Around())
    assert (b"<help-here>" in brings, b"<help-here>" in lacks) == (False, True)


def test_one_that_is_overdue_says_so() -> None:
    assert "has not happened yet" in embed_html(sheet(), Around(is_overdue=True)).decode()


def test_its_policy_names_each_of_its_styles_and_its_script() -> None:
    page = embed_html(sheet(), Around())
    policy = embed_policy(page, ":root{color:red}", origin="https://library.test", ancestors="a.test")
    assert len(re.findall("'sha256-", policy.partition("script-src")[0])) == 3
    assert policy.endswith(
        "img-src data: https://library.test; base-uri 'none'; form-action 'none'; frame-ancestors a.test"
    )


def test_equal_sheets_give_equal_pages() -> None:
    assert embed_html(sheet(), Around()) == embed_html(sheet(), Around())
