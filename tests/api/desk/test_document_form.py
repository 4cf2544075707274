"""A document's form, made from the model of its kind: what goes in comes out, and what is wrong is shown in its place."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from api.desk.forms.fields import BlanksWidget
from api.desk.forms.json_schema import Ask, Blank, blank_of
from api.desk.forms.reading import read, written_value
from api.desk.publishing.document_form import GIVEN, document_blank
from library.documents.examples import BY_KIND
from library.documents.parse import parse_document
from tests.api.desk.paper import as_posted, controls


def through_the_form(document: dict[str, Any]) -> dict[str, Any]:
    """The document as it comes back from a form in which nobody has changed anything."""
    blank = document_blank(document["kind"], (), ())
    html = BlanksWidget(blank).render("document", document)
    return {**{name: document[name] for name in GIVEN}, **read(blank, as_posted(controls(html)), "document")}


@pytest.mark.parametrize("kind", BY_KIND)
def test_what_nobody_changed_comes_back_as_it_was(kind: str) -> None:
    document = parse_document(BY_KIND[kind]).model_dump(mode="json")
    # Parsed, for a member that may be left out is empty in the form.
    assert parse_document(through_the_form(document)).model_dump(mode="json") == document


@pytest.mark.parametrize("kind", BY_KIND)
def test_every_member_of_a_kind_is_asked_for(kind: str) -> None:
    blank = document_blank(kind, (), ())
    asked = {part.name for part in blank.parts}
    assert asked | set(GIVEN) == set(parse_document(BY_KIND[kind]).model_dump())


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=300))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    document = parse_document(BY_KIND["case_study"]).model_dump(mode="json")
    document["details"]["context"] = text
    assert through_the_form(document)["details"]["context"] == (text if text.strip() else "")


def form(schema: dict[str, Any], **posted: Any) -> Any:
    query = QueryDict(mutable=True)
    for name, value in posted.items():
        query.setlist(name.replace("__", "/"), value if isinstance(value, list) else [value])
    return read(blank_of(schema), query, "d")


def one(schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"type": "object", "properties": {"x": schema}, "required": ["x"] if required else []}


NUMBER = {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": None}


@pytest.mark.parametrize(
    ("schema", "typed", "expected"),
    [
        (one(NUMBER), "12", {"x": 12}),
        (one(NUMBER), " 12 ", {"x": 12}),
        (one(NUMBER), "", {"x": None}),
        (one(NUMBER), "twelve", {"x": "twelve"}),  # for the model to refuse
        (one({"type": "integer"}, required=True), "", {}),
        (one({"type": "string", "maxLength": 200, "default": ""}), "", {"x": ""}),
        (one({"type": "string", "maxLength": 200, "minLength": 1}, required=True), "  ", {}),
        (one({"type": "string", "maxLength": 300, "default": ""}), "two\r\nlines", {"x": "two lines"}),
        (one({"type": "string", "default": ""}), "two\r\nlines", {"x": "two\nlines"}),
        (one({"type": "string", "format": "date"}, required=True), "2026-11-23", {"x": "2026-11-23"}),
        (one({"type": "array", "items": {"type": "string"}, "default": []}), "a\r\n\r\n b ", {"x": ["a", "b"]}),
        (
            one({"type": "object", "additionalProperties": True}),
            "a = yes\r\nb=no\r\nc = some",
            {"x": {"a": True, "b": False, "c": "some"}},
        ),
    ],
)
def test_reading_one_control(schema: dict[str, Any], typed: str, expected: dict[str, Any]) -> None:
    assert form(schema, d__x=typed) == expected


def test_a_group_that_may_be_missing_is_none_when_nothing_is_in_it() -> None:
    size = {"anyOf": [{"$ref": "#/$defs/Size"}, {"type": "null"}], "default": None}
    schema = {**one(size), "$defs": {"Size": {"type": "object", "properties": {"least": NUMBER}}}}
    assert form(schema, d__x__least="") == {"x": None}
    assert form(schema, d__x__least="3") == {"x": {"least": 3}}


SECTION = {
    "type": "object",
    "required": ["id", "heading"],
    "properties": {
        "id": {"type": "string", "maxLength": 100, "pattern": "x"},
        "heading": {"type": "string", "maxLength": 200},
    },
}
SECTIONS = one({"type": "array", "items": SECTION})


def test_items_come_in_the_order_of_the_page() -> None:
    posted = {
        "d__x#": ["1:0", "new7:0"],
        "d__x__1__heading": "B",
        "d__x__1__id": "b",
        "d__x__new7__heading": "A",
        "d__x__new7__id": "a",
    }
    assert [section["id"] for section in form(SECTIONS, **posted)["x"]] == ["b", "a"]


def test_an_empty_id_is_made_from_the_heading_and_is_not_taken() -> None:
    posted = {
        "d__x#": ["0:0", "1:0", "2:0"],
        "d__x__0__heading": "Ask for help!",
        "d__x__1__heading": "Ask for help",
        "d__x__2__heading": "Ask for help",
    }
    assert [section["id"] for section in form(SECTIONS, **posted)["x"]] == [
        "ask-for-help",
        "ask-for-help-2",
        "ask-for-help-3",
    ]


def test_an_item_says_which_of_several_kinds_it_is() -> None:
    kinds = [
        {"type": "object", "properties": {"rule": {"const": name}, name: {"type": "string", "maxLength": 9}}}
        for name in ("a", "b")
    ]
    schema = one({"type": "array", "items": {"oneOf": kinds}})
    assert form(schema, **{"d__x#": ["0:1"], "d__x__0__b": "say"}) == {"x": [{"rule": "b", "b": "say"}]}


def test_a_marker_that_is_made_up_is_no_error() -> None:
    assert form(SECTIONS, **{"d__x#": ["0:99", "evil", "::"]}) == {"x": [{}, {}, {}]}


@pytest.mark.parametrize(
    ("type", "typed", "value"),
    [
        ("boolean", "yes", True),
        ("boolean", "No", False),
        ("boolean", "perhaps", "perhaps"),
        ("age_range", "18 to 25", {"min": 18, "max": 25}),
        ("age_range", "18-25", {"min": 18, "max": 25}),
        ("age_range", "18 and over", {"min": 18, "max": None}),
        ("age_range", "18+", {"min": 18, "max": None}),
        ("age_range", "adults", "adults"),
        ("text", "yes", "yes"),
    ],
)
def test_what_a_local_detail_holds_follows_its_type(type: str, typed: str, value: Any) -> None:
    schema = BY_KIND_BLANK.parts
    detail = next(part for part in schema if part.name == "details").parts[0].parts[0]
    query = QueryDict(mutable=True)
    query.update({"d/key": "k", "d/label": "L", "d/type": type, "d/example": typed})
    assert read(detail, query, "d")["example"] == value
    if value != typed or type == "text":
        assert read(detail, _again(query, value), "d")["example"] == value


BY_KIND_BLANK: Blank = document_blank("leaflet", (), ())


def _again(query: QueryDict, value: Any) -> QueryDict:
    again = query.copy()
    again["d/example"] = written_value(value)
    return again


def test_an_error_stands_at_its_control_and_opens_what_hides_it() -> None:
    widget = BlanksWidget(document_blank("resource", (), ()))
    widget.errors = {"/sections/1/heading": ["This is needed."]}
    sections = [{"id": "a", "heading": "A"}, {"id": "b", "heading": "B"}]
    filled = widget.filled("document", {"sections": sections})
    listed = next(part for part in filled.parts if part.blank.name == "sections").parts
    assert [item.open for item in listed] == [False, True]
    heading = next(part for part in listed[1].parts if part.blank.name == "heading")
    assert heading.errors == ["This is needed."]


def test_an_error_inside_a_list_of_lines_stands_at_the_list() -> None:
    widget = BlanksWidget(document_blank("training", (), ()))
    widget.errors = {"/details/learning_outcomes/2": ["Too long."]}
    details = next(part for part in widget.filled("d", {}).parts if part.blank.name == "details")
    outcomes = next(part for part in details.parts if part.blank.name == "learning_outcomes")
    assert (outcomes.blank.ask, outcomes.errors) == (Ask.LINES, ["Too long."])


def test_text_in_a_form_is_text() -> None:
    html = BlanksWidget(document_blank("resource", (), ())).render("d", {"title": '"><script>alert(1)</script>'})
    assert "<script>" not in html


def test_a_choice_that_is_not_offered_is_kept() -> None:
    html = BlanksWidget(document_blank("resource", (), ())).render(
        "d", {"details": {"captions": "01996a10-0000-7000-8000-000000000003"}}
    )
    assert ("d/details/captions", "01996a10-0000-7000-8000-000000000003") in controls(html)


def test_what_a_form_can_not_ask_for_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="No form asks"):
        blank_of(one({"type": "array", "items": {"type": "array"}}))
