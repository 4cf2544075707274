"""What was to be replaced and was not, found wherever a document shows it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.documents import examples
from library.documents.drama_numbers import RANGES, drama_numbers
from library.documents.parse import parse_document
from library.documents.unfinished import unfinished
from tests.library.documents.build import parsed_body, smallest, with_details


def found_in(body: str) -> list[str]:
    return [fault.detail for fault in unfinished(parsed_body(body))]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("Call XXXX.", "“XXXX” stands for words"),
        ("Call xxxxxx.", "“xxxxxx” stands for words"),
        ("Opening hours: tbc", "“tbc” stands for words"),
        ("T**BC**", "“TBC” stands for words"),
        ("TODO: say when", "“TODO” stands for words"),
        ("Lorem ipsum dolor", "“Lorem” stands for words"),
        ("Call 01632 960 123.", "01632 960 123 is a number that Ofcom keeps"),
        ("Call 07700 9*00* 461.", "07700 900 461 is a number"),
        ("[Call us](tel:+442079460958)", "+442079460958 is a number"),
        ("See www.example.com.", "An example address"),
        ("[Here](https://www.example.org/a)", "https://www.example.org/a is an example address"),
        ("[Here](https://service.EXAMPLE/)", "is an example address"),
        ("[Write](mailto:a@nhs.example)", "mailto:a@nhs.example is an example address"),
        ("Write to a@nhs.example, please", "An example address"),
    ],
)
def test_what_is_unfinished_is_named(body: str, sentence: str) -> None:
    (found,) = found_in(body)
    assert sentence in found


@pytest.mark.parametrize(
    "body",
    [
        "For example, see this. Example: one. An example.",
        "[Here](https://www.counterexample.com/) or www.example.com.au",
        "[Call us](tel:08088010677), 116 123, 999 or 0808 801 0677",
        "XXX, XXL, xxx and todo",
        "10201632960123",
        "{{contact:samaritans}}",
    ],
)
def test_what_only_looks_like_it_is_left_alone(body: str) -> None:
    assert found_in(body) == []


def test_a_spanish_word_is_no_note_to_oneself() -> None:
    document = parsed_body("TODO está bien.", language="es")
    assert unfinished(document) == []


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        (smallest(title="TBC"), "/title"),
        (smallest(summary="Lorem ipsum"), "/summary"),
        (smallest(sections=[{"id": "a", "heading": "XXXX"}]), "/sections/0/heading"),
        (
            smallest(images=[{"key": "a", "asset": "01996a10-0000-7000-8000-000000000001", "alt": "TODO"}]),
            "/images/0/alt",
        ),
        (with_details("resource", url="https://example.org/"), "/details/url"),
        (with_details("case_study", context="TBC"), "/details/context"),
        (with_details("training", booking="Call 07700 900 123"), "/details/booking"),
        (with_details("training", learning_outcomes=["Name TBC"]), "/details/learning_outcomes/0"),
        (
            smallest(
                citations=[
                    {
                        "id": "a",
                        "title": "A",
                        "url": "https://example.com/a",
                        "accessed": "2026-10-05",
                        "publisher": "B",
                    }
                ]
            ),
            "/citations/0/url",
        ),
    ],
)
def test_it_is_found_wherever_a_document_shows_it(data: dict[str, Any], pointer: str) -> None:
    assert [fault.pointer for fault in unfinished(parse_document(data))] == [pointer]


def test_examples_and_hints_of_a_template_may_be_invented_and_fallbacks_not() -> None:
    detail = {"key": "page", "label": "Page", "type": "url", "required": False, "help": "Such as example.org"}
    detail |= {"example": "https://service.example/", "fallback": "https://www.example.org/"}
    document = parse_document(with_details("leaflet", local_details=[detail]))
    assert [fault.pointer for fault in unfinished(document)] == ["/details/local_details/0/fallback"]


def test_braces_in_plain_text_are_found_even_if_nothing_parsed_them() -> None:
    document = parsed_body("Words").model_copy(update={"title": "In {{area}}"})
    assert [fault.pointer for fault in unfinished(document)] == ["/title"]


@pytest.mark.parametrize("kind", list(examples.BY_KIND))
def test_the_examples_of_the_reference_are_finished(kind: str) -> None:
    assert unfinished(parse_document(examples.BY_KIND[kind])) == []


@settings(deadline=None)
@given(st.sampled_from(RANGES), st.integers(0, 999), st.sampled_from(["0", "+44 ", "+44 (0)", "0044 "]), st.data())
def test_a_drama_number_is_found_however_it_is_grouped(
    range_: str, last: int, country: str, data: st.DataObject
) -> None:
    figures = f"{range_}{last:03}".replace(" ", "")
    gaps = data.draw(
        st.lists(st.sampled_from(["", "", " ", "-", "\u00a0"]), min_size=len(figures), max_size=len(figures))
    )
    written = country + "".join(gap + figure for gap, figure in zip(["", *gaps[1:]], figures, strict=True))
    assert list(drama_numbers(f"Call {written}, please")) == [written]
