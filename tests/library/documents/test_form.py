"""The form of a leaflet says the same as the checks of what is filled in."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from demo.content import caring_for_someone, finding_support
from library.documents import examples
from library.documents.filled_example import example_values
from library.documents.form import form_schema
from library.documents.model import LeafletDocument
from library.documents.parse import parse_document
from tests.library.documents.locals import optional, template

ADDRESS = "https://library.test/v1/leaflets/finding-support/form"
REQUIRES = {"rule": "requires", "if": {"open": False}, "filled": ["wording"], "empty": ["page"], "message": "Because."}
LEAFLETS = [examples.LEAFLET, finding_support.DOCUMENT, caring_for_someone.DOCUMENT]


def leaflet(data: dict[str, Any]) -> LeafletDocument:
    document = parse_document(data)
    assert isinstance(document, LeafletDocument)
    return document


def faults(document: LeafletDocument, values: dict[str, Any]) -> list[str]:
    validator = Draft202012Validator(form_schema(document), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(values)]


@pytest.mark.parametrize(
    "document", [template(""), template("", rules=(REQUIRES,), page=optional()), *map(leaflet, LEAFLETS)]
)
def test_a_form_is_json_schema_and_its_example_is_valid(document: LeafletDocument) -> None:
    Draft202012Validator.check_schema(form_schema(document, address=ADDRESS))
    assert faults(document, example_values(document)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("area", ""),
        ("area", "x" * 201),
        ("area", 1),
        ("line", "call us"),
        ("post", "nobody"),
        ("page", "http://www.nhs.uk/"),
        ("ages", {"max": 18}),
        ("ages", {"min": 121}),
        ("ages", {"min": 18, "other": 1}),
        ("open", "yes"),
        ("route", "other"),
        ("day", "tomorrow"),
        ("service", "Not a slug"),
        ("other", "x"),
    ],
)
def test_what_does_not_fit_is_not_valid(key: str, value: Any) -> None:
    document = template("")
    assert faults(document, {**example_values(document), key: value}) != []


def test_what_is_required_must_be_there() -> None:
    document = template("", area=optional())
    values = example_values(document)
    assert faults(document, {key: value for key, value in values.items() if key != "area"}) == []
    assert faults(document, {key: value for key, value in values.items() if key != "line"}) != []


def test_rules_that_can_be_said_are_conditions() -> None:
    rules = (
        REQUIRES,
        {"rule": "any_of", "filled": ["post", "line"]},
        {"rule": "at_most", "low": "ages.min", "high": "ages.max"},
    )
    document = template("", rules=rules, page=optional(), wording=optional(), post=optional(), line=optional())
    values = {
        key: value for key, value in example_values(document).items() if key not in ("page", "post", "line", "wording")
    }
    page = "https://www.nhs.uk/"
    assert faults(document, {**values, "open": False, "wording": "Ask.", "line": "999"}) == []
    assert faults(document, {**values, "open": False, "line": "999"}) != []
    assert faults(document, {**values, "open": False, "wording": "Ask.", "line": "999", "page": page}) != []
    assert faults(document, {**values, "open": True}) != []
    assert form_schema(document)["x-rules"] == [
        {"rule": "at_most", "low": "ages.min", "high": "ages.max", "message": ""}
    ]


def test_a_field_tells_people_what_to_write() -> None:
    document = template("", area=optional(help="As people say it.", example="Norfolk", fallback="your area"))
    assert form_schema(document)["properties"]["area"] == {
        "title": "Area",
        "type": "string",
        "pattern": r"\S",
        "maxLength": 200,
        "x-type": "text",
        "description": "As people say it.",
        "examples": ["Norfolk"],
        "x-fallback": "your area",
    }


def test_a_choice_has_its_labels() -> None:
    route = form_schema(template(""))["properties"]["route"]
    assert route["enum"] == ["gp", "self"]
    assert route["oneOf"][0] == {"const": "gp", "title": "Through a GP"}


def test_a_form_says_what_may_be_done_with_each_section() -> None:
    schema = form_schema(leaflet(examples.LEAFLET), address=ADDRESS)
    assert schema["$id"] == ADDRESS
    assert schema["x-sections"][0] == {
        "id": "you-are-not-alone",
        "heading": "You are not alone",
        "policy": "locked",
        "policy_reason": "These words were chosen by people who have been there.",
    }


def test_an_example_leaves_out_what_a_rule_wants_empty() -> None:
    document = template("", rules=(REQUIRES,), page=optional(), open={"example": False})
    assert "page" not in example_values(document)


def test_an_example_of_a_short_text_fits() -> None:
    assert example_values(template("", area={"max_length": 5}))["area"] == "Examp"
