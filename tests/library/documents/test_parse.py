"""Data becomes a document, or is refused at the right place."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from library.documents.canonical import canonical_json
from library.documents.model import CaseStudyDocument, LeafletDocument, ResourceDocument, TrainingDocument
from library.documents.parse import parse_document
from library.documents.vocabulary import CareLevel, Policy
from tests.library.documents.build import example, faults, section, smallest, with_body


@pytest.mark.parametrize(
    ("kind", "class_"),
    [
        ("resource", ResourceDocument),
        ("case_study", CaseStudyDocument),
        ("leaflet", LeafletDocument),
        ("training", TrainingDocument),
    ],
)
def test_the_kind_at_the_top_decides_what_it_is(kind: str, class_: type) -> None:
    assert isinstance(parse_document(smallest(kind)), class_)


def test_a_section_is_locked_and_calm_unless_it_says_otherwise() -> None:
    parsed = parse_document(with_body("Text")).sections[0]
    assert (parsed.policy, parsed.care_level) == (Policy.LOCKED, CareLevel.NONE)


def test_a_document_can_not_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        parse_document(smallest()).title = "Other"


def test_what_was_handed_in_stays_as_it_was() -> None:
    data = example("leaflet")
    before = copy.deepcopy(data)
    parse_document(data)
    assert data == before


def test_text_is_not_normalised() -> None:
    decomposed = "Cafe\u0301  au lait "
    assert parse_document(smallest(title=decomposed)).title == decomposed


def test_every_fault_is_listed_at_once() -> None:
    data = smallest(title="", summary="x" * 301, language="english", sections=[section(id="Not a slug"), {"id": "two"}])
    assert list(faults(data)) == ["/title", "/summary", "/language", "/sections/0/id", "/sections/1/heading"]


def refused(change: dict[str, Any], pointer: str, sentence: str) -> Any:
    return pytest.param(change, pointer, sentence, id=f"{pointer or 'root'}: {sentence[:30]}")


@pytest.mark.parametrize(
    ("change", "pointer", "sentence"),
    [
        refused({"title": None}, "/title", "must be text"),
        refused({"title": 3}, "/title", "must be text"),
        refused({"title": " "}, "/title", "can't be blank"),
        refused({"title": "x" * 201}, "/title", "at most 200 characters"),
        refused({"title": "two\nlines"}, "/title", "U+000A"),
        refused({"title": "{{area}}"}, "/title", "Placeholders can stand only in Markdown"),
        refused({"summary": "{{area}}"}, "/summary", "Placeholders can stand only in Markdown"),
        refused({"kind": "poem"}, "", "no such 'kind'"),
        refused({"kind": None}, "", "no such 'kind'"),
        refused({"details": []}, "/details", "must be an object"),
        refused({"details": {"medium": "guide", "agenda": []}}, "/details/agenda", "no such member"),
        refused({"published_at": "2026-01-01"}, "/published_at", "no such member"),
        refused({"__proto__": {}}, "/__proto__", "no such member"),
        refused({"a/b~c": 1}, "/a~1b~0c", "no such member"),
        refused({"sections": {}}, "/sections", "must be an array"),
        refused({"sections": [section(heading="{{area}}")]}, "/sections/0/heading", "Placeholders can stand only"),
        refused({"sections": [section(policy="open")]}, "/sections/0/policy", "'locked', 'adaptable'"),
        refused({"sections": [section(care_level="high")]}, "/sections/0/care_level", "'emergency'"),
        refused({"sections": [section()] * 2}, "/sections/1/id", "of another one before it"),
        refused({"sections": [section(id=f"s{n}") for n in range(61)]}, "/sections", "at most 60 members"),
    ],
)
def test_a_fault_is_named_at_its_place(change: dict[str, Any], pointer: str, sentence: str) -> None:
    found = faults(smallest() | change)
    assert list(found) == [pointer]
    assert sentence in found[pointer]


@pytest.mark.parametrize("data", [None, [], "text", 3, True])
def test_what_is_not_an_object_is_no_document(data: Any) -> None:
    assert faults(data) == {"": "This must be an object."}


def test_the_kind_is_needed() -> None:
    data = smallest()
    del data["kind"]
    assert faults(data) == {"": "This needs 'kind', which says what it is."}


def test_a_value_of_several_possible_types_has_one_fault() -> None:
    data = example("leaflet")
    data["details"]["local_details"][0]["example"] = 3
    assert list(faults(data)) == ["/details/local_details/0/example"]


def test_no_more_than_a_hundred_faults_are_listed() -> None:
    assert len(faults(smallest() | {f"unknown{number}": 1 for number in range(300)})) == 100


def test_the_refusal_never_repeats_what_was_sent() -> None:
    canary = "canary-5ac1"
    found = faults(smallest() | {"language": canary, "details": {"medium": canary}})
    assert canary not in "".join(found.values())


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (float("nan"), "whole numbers"),
        (1.5, "whole numbers"),
        (2**60, "too large"),
        (10**5000, "too large"),
        (object(), "not JSON"),
        (b"bytes", "not JSON"),
    ],
    ids=["nan", "fraction", "large", "huge", "object", "bytes"],
)
def test_what_json_can_not_hold_is_refused(value: Any, sentence: str) -> None:
    found = faults(smallest(citations=[{"id": value}]))
    assert sentence in found["/citations/0/id"]


def test_a_number_is_not_read_from_text() -> None:
    data = smallest("training", details={"delivery": "online", "agenda": [{"title": "Talk", "minutes": "30"}]})
    assert faults(data) == {"/details/agenda/0/minutes": "This must be a whole number."}


def test_a_member_with_an_unreadable_name_is_refused() -> None:
    assert faults(smallest() | {"\ud800": 1}) == {"": "A member has a name that is not text."}


def test_defaults_are_written_out() -> None:
    assert b'"policy":"locked"' in canonical_json(parse_document(with_body("Text")))
