"""The text of a document, without its markup and without losing a word."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings

from library.documents.model import Document
from library.documents.parse import parse_document
from library.documents.text import markdown_lines, plain_text, section_text
from tests.library.documents.build import example, section, smallest, with_details
from tests.library.documents.strategies import documents, lines, markdown_of

NOT_TEXT = {"kind", "language", "policy", "care_level", "url", "asset", "purpose", "duration", "stage", "approach"} | {
    *("group", "status", "slug", "delivery", "ladder", "key", "type", "role", "example", "fallback", "value", "rule"),
    *("low", "high", "filled", "empty", "if", "id", "citations", "images", "medium", "captions", "transcript"),
    *("media_last_reviewed", "media_next_review_due", "as_of", "date", "accessed", "recognitions", "testimonials"),
}
"""Members whose values are not words for readers, by name; `value` and `role` are in some places (see the tests)."""


def text_of(**members: Any) -> list[str]:
    return plain_text(parse_document(smallest(**members))).split("\n")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One\ntwo\n\nthree", ["One two", "three"]),
        ("a  \nb", ["a", "b"]),
        ("*a* **b** [c](https://a.uk) <https://b.uk>", ["a b c https://b.uk"]),
        ("- a\n- b\n  - c", ["a", "b", "c"]),
        ("3. a\n4. b", ["a", "b"]),
        ("> said\n>\n> more", ["said", "more"]),
        ("### Head\n\ntext", ["Head", "text"]),
        ("| a | b |\n| - | - |\n| c | |", ["a, b", "c"]),
        ("A ![seat](asset:sofa) here", ["A seat here"]),
        ("A ![](asset:sofa) here", ["A sofa in a room here"]),
        ("A ![](asset:other) here", ["A  here"]),
        (
            "{{service.phone}} {{service}} {{x.opening_hours}}",
            ["[Our service: phone] [Our service] [x: opening hours]"],
        ),
        ("{{contact:samaritans}}", ["[samaritans]"]),
        ("{{quote:a}}", [""]),
    ],
)
def test_markdown_becomes_lines(markdown: str, expected: list[str]) -> None:
    assert list(markdown_lines(markdown, {"service": "Our service"}, {"sofa": "sofa in a room"})) == expected


def test_title_summary_headings_and_texts_come_in_reading_order() -> None:
    sections = [section("Text *one*.", id="a"), section("Text two.", id="b") | {"heading": "Second"}]
    assert text_of(summary="Summary.", sections=sections) == [
        "Title",
        "Summary.",
        "Heading",
        "Text one.",
        "Second",
        "Text two.",
    ]


def test_there_are_no_empty_lines() -> None:
    assert text_of(summary="", sections=[section("\n\n{{quote:a}}\n\n")]) == ["Title", "Heading"]


def test_how_to_book_is_read_as_markdown() -> None:
    document = parse_document(with_details("training", booking="Write *soon*."))
    assert plain_text(document).split("\n") == ["Title", "Write soon."]


def test_a_section_is_its_heading_and_its_text() -> None:
    parsed = parse_document(smallest(sections=[section("A *b*\n\nc")])).sections[0]
    assert section_text(parsed) == "Heading\nA b\nc"


def test_labels_stand_in_a_template_until_it_is_filled() -> None:
    text = plain_text(parse_document(example("leaflet")))
    assert "The service near you is [Community eating disorder service: name]" in text


def words_in(value: Any, name: str = "") -> list[str]:
    """Every word of the values that are for readers."""
    if isinstance(value, dict):
        return [word for key, inner in value.items() for word in words_in(inner, key)]
    if isinstance(value, list):
        return [word for inner in value for word in words_in(inner, name)]
    return re.findall(r"\w+", value) if isinstance(value, str) and name not in NOT_TEXT else []


@pytest.mark.parametrize("kind", ["resource", "case_study", "leaflet", "training"])
def test_every_word_of_the_details_is_there(kind: str) -> None:
    """A new member is text, unless somebody says here that it is not."""
    details = {name: value for name, value in example(kind)["details"].items() if name not in {"booking", *NOT_TEXT}}
    words = set(re.findall(r"\w+", plain_text(parse_document(example(kind)))))
    assert set(words_in(details)) <= words


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("resource", ["Film with captions"]),
        ("case_study", ["41 of 44", "There is no funding for the mornings yet."]),
        ("leaflet", ["Can people refer themselves?", "The page of the service, not a form that has to be printed."]),
        ("training", ["Huntingdon", "Co-production lead", "TLAP, ladder of co-production"]),
    ],
)
def test_the_details_are_part_of_the_text(kind: str, words: list[str]) -> None:
    assert set(words) <= set(plain_text(parse_document(example(kind))).split("\n"))


@pytest.mark.parametrize(
    ("kind", "hidden"),
    [
        ("resource", "01996a10"),
        ("resource", "PT4M10S"),
        ("case_study", "co_production"),
        ("leaflet", "cpft.nhs.uk"),
        ("leaflet", "age_range"),
        ("training", "thinklocalactpersonal"),
    ],
)
def test_keys_addresses_and_examples_are_not_text(kind: str, hidden: str) -> None:
    assert hidden not in plain_text(parse_document(example(kind)))


@settings(max_examples=30, deadline=None)
@given(markdown_of(lines))
def test_every_word_of_the_markdown_is_in_its_text(markdown: str) -> None:
    source = markdown.replace("](https://www.nhs.uk/)", "]")
    marked = re.sub(r"(?m)^1\. ", "", source)
    expected = re.findall(r"\w+", marked)
    assert re.findall(r"\w+", "\n".join(markdown_lines(markdown, {}, {}))) == expected


@settings(max_examples=30, deadline=None)
@given(documents())
def test_every_word_of_title_summary_and_headings_is_in_the_text(data: dict[str, Any]) -> None:
    document: Document = parse_document(data)
    said = plain_text(document).split("\n")
    assert {data["title"], *(section["heading"] for section in data["sections"])} <= set(said)
