"""The page on which readers write back, as HTML: whose words are in which language, and that no text becomes part of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from library.rendering.embed_parts import HelpLine
from library.rendering.feedback_page import AskedAbout, Written, feedback_form, feedback_thanks
from library.rendering.page import PageChapter, page_policy
from library.rendering.words import languages, words_for
from tests.library.rendering.test_page import HOSTILE, Reader

SAMARITANS = HelpLine("Samaritans", "116 123", "tel:116123", hours="Every day, 24 hours")
ITEM = AskedAbout(
    title="Finding support",
    publisher="The SUN Network",
    language="en-GB",
    page_url="https://library.test/page.html",
    edition=3,
    sections=[("what", "What it is")],
    help=[PageChapter("now", "Help now", None, "emergency", "Emergency", Markup("<p>Call.</p>"))],
    lines=[SAMARITANS],
)


def form(item: AskedAbout, **how: object) -> bytes:
    return feedback_form(item, address="/feedback", most=2000, sealed={"edition": "3"}, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", sorted(languages()))
def test_it_is_in_the_language_of_the_text_and_reads_its_way(language: str) -> None:
    read = Reader(form(replace(ITEM, language=language)))
    assert read.all("html") == [{"lang": language, "dir": "rtl" if language in ("ar", "ur") else "ltr"}]
    assert words_for(language).feedback.no_help_line in read.words
    assert [found.get("lang") for found in read.all("a", "option")] == [None] * 5


def test_where_we_have_no_words_ours_are_english_and_the_text_s_are_marked() -> None:
    read = Reader(form(replace(ITEM, language="so")))
    assert read.all("html") == [{"lang": "en", "dir": "ltr"}]
    marked = [found for found in read.all("a", "option", "div") if found.get("lang")]
    assert [found["lang"] for found in marked] == ["so"] * 3  # the way back, the card, the section


def test_a_text_without_a_card_for_emergencies_gets_the_directory_s_lines_first() -> None:
    words = Reader(form(replace(ITEM, help=[]))).words
    assert words.index("If you need help now") < words.index("116 123") < words.index("What happens with your words")
    assert "If you would like to talk to somebody" not in words


def test_a_text_with_one_gets_those_for_somebody_to_talk_to_after_it() -> None:
    for page in (form(ITEM), feedback_thanks(ITEM)):
        words = Reader(page).words
        assert words.index("Emergency: Help now") < words.index("If you would like to talk") < words.index("116 123")


def test_every_field_has_a_label_and_every_fault_its_field() -> None:
    html = form(ITEM, faults={"about": "Choose.", "text": "Say."})
    read = Reader(html)
    ids = {found["id"] for _, found in read.tags if found.get("id")}
    fields = [found for found in read.all("input", "textarea", "select") if found.get("type") != "hidden"]
    assert {found["id"] for found in fields} == {found["for"] for found in read.all("label")}
    described = [name for found in fields for name in (found.get("aria-describedby") or "").split()]
    assert set(described) == {"_about-fault", "_text-fault", "_text-hint"}
    assert set(described) <= ids
    assert {found["href"] for found in read.all("a") if str(found["href"]).startswith("#")} <= {f"#{id}" for id in ids}


def test_hostile_words_come_out_as_words() -> None:
    card = replace(ITEM.help[0], heading=HOSTILE)
    item = replace(ITEM, title=HOSTILE, publisher=HOSTILE, sections=[("what", HOSTILE)], help=[card])
    read = Reader(form(item, written=Written(about=HOSTILE, text=HOSTILE)))
    assert read.all("script") == []
    assert read.words.count(HOSTILE) >= 5
    assert len(read.all("style")) == 1


def test_its_policy_lets_its_form_go_to_ourselves_alone() -> None:
    policy = page_policy(form(ITEM), sends_to="'self'")
    assert "form-action 'self'" in policy
    assert "script-src" not in policy
    assert "form-action 'none'" in page_policy(form(ITEM))


def test_equal_items_give_equal_bytes() -> None:
    assert form(ITEM) == form(ITEM)
