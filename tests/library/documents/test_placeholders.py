"""The grammar of placeholders, where they may stand, and what they become."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.documents.errors import InvalidDocument, UnresolvedContacts
from library.documents.grammar import PlaceholderKind, Unreadable, find, replace, scan
from library.documents.parse import parse_document
from library.documents.placeholders import resolve_contacts
from tests.library.documents.build import body_fault, example, faults, parsed_body, section, smallest, with_details

DETAILS = {
    "local_details": [
        {"key": "service", "label": "Service", "type": "service", "role": "crisis"},
        {"key": "ages", "label": "Ages", "type": "age_range"},
        {"key": "page", "label": "Page", "type": "url"},
        {"key": "line", "label": "Line", "type": "phone"},
        {"key": "post", "label": "Post", "type": "email"},
        {"key": "gp_wording", "label": "GP", "type": "rich_text"},
    ]
}


def leaflet_fault(body: str) -> str:
    return body_fault(body, "leaflet", details=DETAILS)


@pytest.mark.parametrize(
    ("text", "kind", "name", "part"),
    [
        ("{{key}}", "detail", "key", None),
        ("{{gp_wording}}", "detail", "gp_wording", None),
        ("{{crisis_service.phone}}", "detail", "crisis_service", "phone"),
        ("{{contact:samaritans}}", "contact", "samaritans", None),
        ("{{contact:nhs-111}}", "contact", "nhs-111", None),
        ("{{quote:01996a10-0000-7000-8000-000000000021}}", "quote", "01996a10-0000-7000-8000-000000000021", None),
        ("{{quote:a-warm-room}}", "quote", "a-warm-room", None),
    ],
)
def test_a_placeholder_is_read(text: str, kind: str, name: str, part: str | None) -> None:
    (found,) = find(f"Before {text} after")
    assert (found.kind, found.name, found.part) == (kind, name, part)
    assert (found.start, found.end) == (7, 7 + len(text))
    assert f"{{{{{found.content}}}}}" == text


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("{{", "{{ after"),
        ("{{}}", "{{}}"),
        ("{{ key }}", "{{ key }}"),
        ("{{Key}}", "{{Key}}"),
        ("{{key.}}", "{{key.}}"),
        ("{{key.a.b}}", "{{key.a.b}}"),
        ("{{_key}}", "{{_key}}"),
        ("{{key_}}", "{{key_}}"),
        ("{{key__a}}", "{{key__a}}"),
        ("{{contact:}}", "{{contact:}}"),
        ("{{contact:a_b}}", "{{contact:a_b}}"),
        ("{{quote:A}}", "{{quote:A}}"),
        ("{{other:a}}", "{{other:a}}"),
        ("{{{key}}}", "{{{key}}"),
        ("{{key}", "{{key} after"),
        ("{{key\n}}", "{{key"),
        ("\\{{key}}", "\\{{key}}"),
        ("\\{\\{key}}", "\\{\\{key}}"),
        ("{\\{key}}", "{\\{key}}"),
        ("{{" + "a" * 200 + "}}", "{{" + "a" * 38),
    ],
)
def test_braces_that_are_no_placeholder_are_refused_with_their_span(text: str, excerpt: str) -> None:
    fault = leaflet_fault(f"Before {text} after")
    assert fault.startswith(f"Characters 7 to {7 + len(excerpt)}, `{excerpt}`, are not a placeholder.")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{{unknown}}", "unknown is not a local detail"),
        ("{{unknown.phone}}", "unknown is not a local detail"),
        ("{{service.colour}}", "of type service, which has no part colour"),
        ("{{gp_wording.phone}}", "of type rich_text, which has no part phone"),
        ("{{ages.median}}", "of type age_range, which has no part median"),
        ("Said: {{quote:a}}", "must be alone in a paragraph"),
        ("{{quote:a}} {{quote:b}}", "must be alone in a paragraph"),
        ("- {{quote:a}}", "must be alone in a paragraph"),
        ("> {{quote:a}}", "must be alone in a paragraph"),
        ("### {{quote:a}}", "must be alone in a paragraph"),
        ("[Call {{contact:a}}](https://a.uk)", "can't stand in the words of a link"),
        ("[a]({{contact:a}})", "A link can't lead to {{contact:a}}"),
        ("[a](tel:{{quote:a}})", "A link can't lead to {{quote:a}}"),
        ("[a]({{line}})", "A link can't lead to {{line}}"),
        ("[a](tel:{{page}})", "A link can't lead to {{page}}"),
        ("[a](mailto:{{service.phone}})", "A link can't lead to {{service.phone}}"),
        ("[a](https://a.uk/{{page}})", "a link must go to"),
        ("![{{page}}](asset:a)", "the text of a picture must be plain"),
    ],
)
def test_a_placeholder_must_fit_where_it_stands(body: str, sentence: str) -> None:
    data = smallest("leaflet", sections=[section(body)], details=DETAILS)
    with pytest.raises(InvalidDocument) as refusal:
        parse_document(data)
    assert any(sentence in fault.detail for fault in refusal.value.errors)


@pytest.mark.parametrize(
    "body",
    [
        "{{service}} and {{service.phone}}",
        "*{{service.name}}* for ages {{ages.min}} to {{ages.max}}",
        "| {{service.name}} | {{contact:a}} |\n| - | - |\n| a | b |",
        "- {{contact:a}}",
        "{{quote:a}}",
        "Words.\n\n{{quote:a}}\n\nMore words.",
        "[Refer yourself]({{page}})",
        "[Page]({{service.website}})",
        "[Call](tel:{{line}}) or [call](tel:{{service.phone}})",
        "[Write](mailto:{{post}})",
        "[About {{service.name}}](https://a.uk)",
    ],
)
def test_a_placeholder_stands_in_text_and_in_links_of_its_type(body: str) -> None:
    parsed_body(body, "leaflet", details=DETAILS)


def test_only_a_leaflet_has_local_details() -> None:
    assert "service is not a local detail" in body_fault("{{service}}", "case_study")


@pytest.mark.parametrize("member", ["title", "summary"])
def test_plain_text_has_no_placeholders(member: str) -> None:
    assert "only in Markdown" in faults(smallest("leaflet", **{member: "For {{service}}"}))[f"/{member}"]


def test_how_to_book_can_name_contact_points() -> None:
    parse_document(with_details("training", booking="Write to {{contact:office}}."))


def test_how_to_book_is_checked_like_a_section() -> None:
    assert list(faults(with_details("training", booking="# Book\n\n{{ contact }}"))) == ["/details/booking"]


def test_contacts_are_replaced_everywhere() -> None:
    data = with_details("training", booking="Write to {{contact:office}}.")
    data["sections"] = [section("{{contact:office}}, or {{contact:night}} at night: {{contact:office}}")]
    resolved = resolve_contacts(
        parse_document(data), {"office": "[the office](mailto:a@b.uk)", "night": "[999](tel:999)"}
    )
    assert (
        resolved.sections[0].body
        == "[the office](mailto:a@b.uk), or [999](tel:999) at night: [the office](mailto:a@b.uk)"
    )
    assert resolved.details.booking == "Write to [the office](mailto:a@b.uk)."


def test_other_placeholders_stay_when_contacts_are_replaced() -> None:
    before = parse_document(example("leaflet"))
    after = resolve_contacts(before, {"emergency-999": "[999](tel:999)"})
    assert after.sections[:-1] == before.sections[:-1]


def test_all_contacts_that_are_missing_are_named_at_once() -> None:
    data = smallest(sections=[section("{{contact:b}} {{contact:a}} {{contact:c}}"), section("{{contact:b}}", id="two")])
    with pytest.raises(UnresolvedContacts) as refusal:
        resolve_contacts(parse_document(data), {"c": "[999](tel:999)"})
    assert refusal.value.members == {"contacts": ["a", "b"]}
    assert [fault.pointer for fault in refusal.value.errors] == [
        "/sections/0/body",
        "/sections/0/body",
        "/sections/1/body",
    ]


@pytest.mark.parametrize("display", ["[a](javascript:alert(1))", "{{", "\x00", "# Call", "x" * 70_000])
def test_what_a_contact_shows_is_checked_too(display: str) -> None:
    with pytest.raises(InvalidDocument):
        resolve_contacts(parsed_body("{{contact:a}}"), {"a": display})


def test_replacing_is_not_repeated_in_what_was_put_in() -> None:
    assert replace("{{a}} {{b}}", {"a": "{{b}}", "b": "c"}) == "{{b}} c"


@given(st.text("{}abc:._- \\", max_size=30))
def test_every_pair_of_braces_is_a_placeholder_or_refused(text: str) -> None:
    found = list(scan(text))
    readable = [entry for entry in found if not isinstance(entry, Unreadable)]
    assert ("{{" in text) <= bool(found)
    assert all(text[entry.start : entry.end] == f"{{{{{entry.content}}}}}" for entry in readable)


@given(st.lists(st.sampled_from(["{{a}}", "{{b.c}}", "{{contact:a}}", "text ", "{ ", "}} "])))
def test_replacing_with_themselves_changes_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert replace(text, {found.content: text[found.start : found.end] for found in find(text)}) == text


def kinds(data: Any) -> list[PlaceholderKind]:
    return [found.kind for found in find(data)]


def test_placeholders_are_found_in_order() -> None:
    assert kinds("{{quote:a}} {{a}} {{contact:a}}") == ["quote", "detail", "contact"]
