"""The web page of a text, and the fragment for another page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from library.documents.text import markdown_lines
from library.rendering.chapters import chapters
from library.rendering.page import fragment_html, page_html, page_policy
from library.rendering.sheet import Theme
from library.rendering.words import words_for
from tests.library.rendering.web_sheets import IMPRINT, picture, sheet

KINDS = ("leaflet", "case_study", "training")
BLANK_OR_PICTURE = re.compile(r"\{\{.*?\}\}|!\[\]\(.*?\)")
CELL_END = ", "
HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too' </title></style> {% raw %} {{"


class Reader(HTMLParser):
    """Tags with their attributes, and the text that is shown."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.hidden = 0
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.hidden += tag in ("style", "script", "title")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "script", "title")

    def handle_data(self, data: str) -> None:
        self.text += "" if self.hidden else data

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


def page(*arguments: str, **members: object) -> Reader:
    return Reader(page_html(sheet(*arguments, **members)))  # type: ignore[arg-type]


@pytest.mark.parametrize("make", [page_html, fragment_html])
@pytest.mark.parametrize("kind", KINDS)
def test_no_word_is_lost(kind: str, make: object) -> None:
    given = sheet(kind)
    shown = Reader(make(given)).words  # type: ignore[operator]
    said = [given.document.title, given.document.summary]
    for chapter in chapters(given.document):
        words = BLANK_OR_PICTURE.sub(CELL_END, chapter.markdown)
        said += [chapter.heading, *markdown_lines(words, {}, {})]
    for line in said:
        for piece in line.split(CELL_END):
            assert " ".join(piece.split()) in shown


def test_it_says_its_language_and_direction() -> None:
    assert page("leaflet", "ur").all("html") == [{"lang": "ur", "dir": "rtl"}]
    assert page("leaflet").all("html") == [{"lang": "en-GB", "dir": "ltr"}]


@pytest.mark.parametrize("language", ["en-GB", "ur"])
def test_headings_go_down_one_step_at_a_time(language: str) -> None:
    levels = [int(tag[1]) for tag, _ in page("leaflet", language).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_chapter_can_be_linked_to_and_is_in_the_table_of_contents() -> None:
    given = sheet("case_study")
    read = Reader(page_html(given))
    ids = [chapter.id for chapter in chapters(given.document)]
    assert [attributes["id"] for attributes in read.all("h2") if attributes.get("id") in ids] == ids
    targets = [attributes["href"] for attributes in read.all("a")]
    assert all(f"#{id}" in targets for id in ids)


def test_a_short_text_has_no_table_of_contents() -> None:
    assert page(sections=[], citations=[]).all("nav") == []


def test_how_soon_to_act_stands_in_words_before_the_heading() -> None:
    words = page().words
    for label, heading in (("Emergency", "Help now"), ("Urgent", "Help today"), ("When you can", "Help soon")):
        assert f"{label}: {heading}" in words


def test_the_emergency_card_is_linked_from_the_top() -> None:
    html = page_html(sheet()).decode()
    assert html.index('href="#now"') < html.index('<nav class="contents"')


def test_a_text_that_begins_with_the_emergency_needs_no_link_to_it() -> None:
    first = {"id": "now", "heading": "Help now", "care_level": "emergency", "body": "Call."}
    assert 'class="help"' not in page_html(sheet(sections=[first], citations=[])).decode()


def test_what_is_not_filled_in_is_marked_and_says_so() -> None:
    read = page()
    assert "Name of your area, not filled in yet" in read.words
    assert {"class": "placeholder", "data-key": "area"} in read.all("span")


def test_a_quote_without_words_leaves_nothing() -> None:
    quoted = [{"id": "one", "heading": "One", "body": "Before.\n\n{{quote:carer-1}}\n\nAfter."}]
    html = page_html(sheet("case_study", sections=quoted)).decode()
    assert "quote:carer-1" not in html
    assert "<p></p>" not in html


def test_a_picture_is_inside_the_page() -> None:
    (image,) = page().all("img")
    assert str(image["src"]).startswith("data:image/png;base64,")
    assert (image["alt"], image["width"], image["height"]) == ('A "red" room', "600", "300")


def test_a_picture_that_is_not_there_is_told_in_words() -> None:
    read = Reader(page_html(replace(sheet(), pictures={})))
    assert read.all("img") == []
    assert 'A "red" room' in read.words


def test_the_logo_is_called_what_the_publisher_is_called() -> None:
    (image,) = [found for found in page(theme=Theme(logo=picture("x"))).all("img") if found.get("class") == "logo"]
    assert image["alt"] == "The SUN Network"


def test_a_table_can_be_scrolled_with_the_keyboard_and_has_a_name() -> None:
    read = page()
    (box,) = [found for found in read.all("div") if found.get("class") == "table"]
    assert box["tabindex"] == "0"
    assert box["aria-labelledby"] in [found.get("id") for found in read.all("h2")]


def test_a_telephone_number_is_read_from_left_to_right() -> None:
    assert '<bdi dir="ltr"><a href="tel:+441223123456"' in page_html(sheet("leaflet", "ur")).decode()


def test_words_that_had_to_be_english_are_marked() -> None:
    html = page_html(sheet("case_study", "so")).decode()
    assert '<bdi lang="en">Emergency</bdi>' in html
    assert re.search(r'<h2 id="context" lang="en">Context and need</h2>', html)


def test_it_ends_with_whose_it_is_and_how_current() -> None:
    words = page().words
    for said in (
        "Published by The SUN Network",
        "2 November 2026, Edition 3",
        "Last reviewed 20 October 2026",
        "Next review due 20 October 2028",
        "Creative Commons BY-NC-SA 4.0",
        "“Finding support” by The SUN Network, CC BY-NC-SA 4.0.",
        "Made together with people who know.",
        "Large print: hello@sun.test",
        "https://library.test/s/7K2M",
    ):
        assert said in words


@pytest.mark.parametrize("make", [page_html, fragment_html])
@pytest.mark.parametrize(("language", "asks"), [("en-GB", "Is something in this text wrong"), ("ur", "کیا اس متن میں")])
def test_after_the_text_it_leads_to_where_readers_write_back(make: object, language: str, asks: str) -> None:
    read = Reader(make(sheet("leaflet", language)))  # type: ignore[operator]
    assert IMPRINT.feedback_url in [found["href"] for found in read.all("a")]
    assert read.words.index(asks) < read.words.index(words_for(language).published_by)


@pytest.mark.parametrize("make", [page_html, fragment_html])
def test_what_is_not_published_asks_nobody(make: object) -> None:
    given = sheet()
    read = Reader(make(replace(given, imprint=replace(given.imprint, feedback_url=""))))  # type: ignore[operator]
    assert "Is something in this text wrong" not in read.words


def test_it_asks_nobody_for_anything() -> None:
    read = page()
    assert [found["type"] for found in read.all("script")] == ["application/ld+json"]
    assert [found.get("src") for found in read.all("iframe", "video", "object", "embed")] == []
    assert {found["rel"] for found in read.all("link")} == {"canonical", "license", "icon"}
    assert "url(" not in page_html(sheet()).decode()


def test_nobody_can_close_the_data_block() -> None:
    given = sheet()
    html = page_html(given).decode()
    block = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert not set(block) & set("<>&\u2028\u2029")
    assert json.loads(block) == given.structured_data


@pytest.mark.parametrize("make", [page_html, fragment_html])
def test_hostile_words_come_out_as_words(make: object) -> None:
    said = HOSTILE.replace(" {{", "")
    given = sheet("case_study", title=said, summary=said, details={"context": said, "said_did": []})
    given = replace(given, imprint=replace(given.imprint, publisher=HOSTILE, attribution=HOSTILE, contact=HOSTILE))
    read = Reader(make(given))  # type: ignore[operator]
    assert all(found["type"] == "application/ld+json" for found in read.all("script"))
    assert read.words.count(said) >= 4


def test_a_colour_that_is_not_a_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="primary"):
        page_html(sheet(theme=Theme(primary="#fff}</style><script>")))


def test_equal_sheets_give_equal_bytes() -> None:
    assert page_html(sheet()) == page_html(sheet())


def test_the_policy_lets_nothing_in_but_the_page_s_own_style() -> None:
    made = page_html(sheet())
    policy = page_policy(made)
    assert re.search(r"style-src 'sha256-[A-Za-z0-9+/]{43}='", policy)
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert policy == page_policy(page_html(sheet("training")))
    assert policy != page_policy(page_html(sheet(theme=Theme(primary="#003087"))))


def test_a_fragment_is_an_article_that_begins_at_h2_and_brings_no_style() -> None:
    html = fragment_html(sheet("leaflet", "ur"))
    read = Reader(html)
    assert read.tags[0] == ("article", {"class": "coproduction-library", "lang": "ur", "dir": "rtl"})
    assert [tag for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)][:2] == ["h2", "h3"]
    assert read.all("style", "script", "html", "body", "h1") == []
    assert b"style=" not in html


def test_a_fragment_has_help_attribution_and_review_dates_in_it() -> None:
    words = Reader(fragment_html(sheet())).words
    assert "Emergency: Help now" in words
    assert "“Finding support” by The SUN Network" in words
    assert "Next review due 20 October 2028" in words


def test_ids_of_a_fragment_keep_clear_of_those_of_the_page_around_it() -> None:
    ids = [found["id"] for _, found in Reader(fragment_html(sheet())).tags if found.get("id")]
    assert ids
    assert all(str(id).startswith("text-") for id in ids)
