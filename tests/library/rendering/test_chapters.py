"""Chapters: everything a document says, in the order in which to read it."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings

from library.documents.markdown import tokens
from library.documents.model import Document, LeafletDocument
from library.documents.parse import parse_document
from library.documents.text import labels_of, markdown_lines, plain_text
from library.rendering.chapters import Chapter, chapters
from tests.library.documents.build import example, section, smallest, with_details
from tests.library.documents.strategies import documents
from tests.library.rendering.web_sheets import document_data

CLOSING_HELP = [
    section("Call.", id="now", care_level="emergency"),
    section("Call.", id="today", care_level="urgent"),
    section("Samaritans.", id="talk"),
]


def told(data: dict[str, Any]) -> dict[str, Chapter]:
    return {chapter.id: chapter for chapter in chapters(parse_document(data))}


def text_of(data: dict[str, Any], id: str) -> list[str]:
    """The lines that a chapter shows."""
    return list(markdown_lines(told(data)[id].markdown, {}, {}))


def assert_nothing_is_lost(document: Document) -> None:
    labels, alts = labels_of(document), {image.key: image.alt for image in document.images}
    shown = [document.title, document.summary]
    for chapter in chapters(document):
        shown += [chapter.heading, *markdown_lines(chapter.markdown, labels, alts)]
    everything = "\n".join(" ".join(line.split()) for line in shown)
    for line in plain_text(_without_questions(document)).split("\n"):
        assert " ".join(line.split()) in everything


def _without_questions(document: Document) -> Document:
    """A leaflet's details are questions to adapters. Their labels stand in the text, so they stay with it."""
    if not isinstance(document, LeafletDocument):
        return document
    labels = labels_of(document)
    bare = document.model_copy(
        update={"details": document.details.model_copy(update={"local_details": (), "rules": ()})}
    )
    kept = [part.model_copy(update={"body": "" if labels else part.body}) for part in bare.sections]
    return bare.model_copy(update={"sections": tuple(kept)})


@given(documents())
@settings(max_examples=60)
def test_no_line_of_any_document_is_lost(data: dict[str, Any]) -> None:
    assert_nothing_is_lost(parse_document(data))


def test_no_line_of_a_full_document_is_lost() -> None:
    for kind in ("resource", "case_study", "training"):
        assert_nothing_is_lost(parse_document(example(kind)))


@given(documents())
@settings(max_examples=40)
def test_no_two_chapters_have_the_same_id(data: dict[str, Any]) -> None:
    ids = [chapter.id for chapter in chapters(parse_document(data))]
    assert len(ids) == len(set(ids))


def test_a_section_keeps_its_id_and_a_detail_of_that_name_gives_way() -> None:
    data = with_details("case_study", aim="To help.") | {"sections": [section("Mine.", id="aim")]}
    assert {id: chapter.markdown for id, chapter in told(data).items()} == {"aim": "Mine.", "aim-2": "To help."}


def test_details_stand_before_the_help_that_closes_the_text() -> None:
    data = with_details("case_study", aim="To help.") | {"sections": [section("Hi.", id="hi"), *CLOSING_HELP]}
    assert list(told(data)) == ["hi", "aim", "now", "today", "talk"]


def test_details_stand_after_help_that_does_not_close_the_text() -> None:
    sections = [CLOSING_HELP[0], *(section("Hi.", id=f"hi-{number}") for number in range(4))]
    data = with_details("case_study", aim="To help.") | {"sections": sections}
    assert list(told(data))[-1] == "aim"


def test_a_text_that_is_nothing_but_help_begins_with_it() -> None:
    data = with_details("case_study", aim="To help.") | {"sections": CLOSING_HELP}
    assert list(told(data)) == ["now", "today", "talk", "aim"]


def test_what_a_training_is_at_a_glance_comes_first() -> None:
    assert text_of(document_data("training"), "at-a-glance") == [
        "How it is held: In person",
        "How long it takes: 3 hours 30 minutes",
        "Size of the group: at least 6 people, at most 12 people",
    ]


def test_the_minutes_of_an_agenda_are_added_up() -> None:
    assert text_of(document_data("training"), "agenda") == [
        "What, Minutes",
        "Welcome, 30",
        "The ladder, 180",
        "In all, 210",
    ]


def test_what_people_said_stands_with_what_was_done_and_why_not_more() -> None:
    assert text_of(document_data("case_study"), "said-did") == [
        "You said: Less waiting",
        "We did: More days",
        "Why: Money",
        "Done in part · As it was on 16 February 2026",
    ]


def test_no_value_of_a_vocabulary_is_shown_raw() -> None:
    shown = json.dumps([chapter.markdown for chapter in told(document_data("case_study")).values()])
    assert "Co-production" in shown
    assert "co_production" not in shown


def test_a_cell_keeps_the_bar_that_was_typed() -> None:
    assert text_of(document_data("case_study"), "outcomes")[1] == "Waiting | days, 12, 1 March 2026"


def test_paragraphs_and_line_breaks_stay() -> None:
    assert text_of(document_data("case_study"), "context") == [
        "People needed *somewhere* to turn.",
        "Not a clinic.",
        "They said so.",
    ]


def test_an_address_keeps_its_brackets_and_what_looks_like_an_entity() -> None:
    inline = next(token for token in tokens(told(document_data("training"))["materials"].markdown) if token.children)
    assert inline.children is not None
    assert inline.children[0].attrs["href"] == "https://www.tlap.test/ladder_(1)?a=1&copy;"


def test_sources_come_last_with_the_day_on_which_they_were_read() -> None:
    data = document_data("leaflet")
    assert list(told(data))[-1] == "sources"
    assert text_of(data, "sources") == ["Eating disorders: overview, NHS, read on 16 February 2026"]


def test_headings_of_details_are_in_the_language_of_the_text() -> None:
    chapter = told(with_details("case_study", aim="Pomóc.") | {"language": "pl"})["aim"]
    assert (chapter.heading, chapter.language) == ("Cel", None)


def test_headings_that_had_to_be_english_say_so() -> None:
    chapter = told(with_details("case_study", aim="In la caawiyo.") | {"language": "so"})["aim"]
    assert (chapter.heading, chapter.language) == ("Aim", "en")


def test_a_guide_that_is_only_this_text_is_not_told_at_a_glance() -> None:
    assert told(smallest("resource")) == {}


def test_a_film_says_where_it_is_and_how_long_it_takes() -> None:
    data = with_details("resource", medium="video", url="https://video.test/film", duration="PT4M30S")
    assert text_of(data, "at-a-glance") == [
        "What it is: Video",
        "On the web: video.test/film",
        "How long it takes: 4 minutes 30 seconds",
    ]
