"""How two documents differ."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.documents.canonical import canonical_json
from library.documents.changes import Change
from library.documents.diff import diff
from library.documents.parse import parse_document
from tests.library.documents.build import example, section, smallest
from tests.library.documents.strategies import documents


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    return diff(parse_document(old), parse_document(new))


def data_of(found: list[Change]) -> list[dict[str, Any]]:
    return [change.model_dump(mode="json") for change in found]


def with_sections(*ids: str) -> dict[str, Any]:
    return smallest(sections=[section(id=name) for name in ids])


@pytest.mark.parametrize("kind", ["resource", "case_study", "leaflet", "training"])
def test_a_document_does_not_differ_from_itself(kind: str) -> None:
    assert changes(example(kind), example(kind)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # before, after: (change, section, places)
        ("abc", "abcd", [("added", "d", (3,))]),
        ("abc", "ac", [("removed", "b", (1,))]),
        ("abc", "bca", [("moved", "a", (0, 2))]),
        ("abc", "cab", [("moved", "c", (2, 0))]),
        ("abcde", "adbce", [("moved", "d", (3, 1))]),
        ("ab", "xb", [("removed", "a", (0,)), ("added", "x", (0,))]),
        ("abcd", "xdbc", [("removed", "a", (0,)), ("added", "x", (0,)), ("moved", "d", (3, 1))]),
        ("", "a", [("added", "a", (0,))]),
        ("a", "", [("removed", "a", (0,))]),
    ],
)
def test_sections_come_go_and_move(old: str, new: str, expected: list[Any]) -> None:
    found = data_of(changes(with_sections(*old), with_sections(*new)))
    places = [tuple(entry[name] for name in ("position", "old", "new") if name in entry) for entry in found]
    seen = [(entry["change"], entry["section"], place) for entry, place in zip(found, places, strict=True)]
    assert sorted(seen) == sorted(expected)


@pytest.mark.parametrize(
    ("new", "fewest"), [("abcdef", 0), ("bacdef", 1), ("fabcde", 1), ("cdefab", 2), ("badcfe", 3), ("fedcba", 5)]
)
def test_the_fewest_sections_that_explain_an_order_have_moved(new: str, fewest: int) -> None:
    found = changes(with_sections(*"abcdef"), with_sections(*new))
    assert [change.change for change in found] == ["moved"] * fewest


def one_section(**members: Any) -> dict[str, Any]:
    return smallest(sections=[section("Call your GP today.", **members)])


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (
            {"policy": "adaptable"},
            {"change": "policy_changed", "old": "locked", "new": "adaptable", "old_reason": "", "new_reason": ""},
        ),
        (
            {"policy_reason": "Evidence."},
            {"change": "policy_changed", "old": "locked", "new": "locked", "old_reason": "", "new_reason": "Evidence."},
        ),
        ({"care_level": "urgent"}, {"change": "care_level_changed", "old": "none", "new": "urgent"}),
    ],
)
def test_what_a_section_promises_is_a_change_of_its_own(members: dict[str, Any], expected: dict[str, Any]) -> None:
    assert data_of(changes(one_section(), one_section(**members))) == [{"section": "one"} | expected]


def test_a_reworded_section_shows_its_words() -> None:
    new = smallest(sections=[section("Call your practice today.")])
    (change,) = data_of(changes(one_section(), new))
    assert (change["change"], change["member"]) == ("reworded", "body")
    assert [(hunk["op"], hunk["old"], hunk["new"]) for hunk in change["hunks"]] == [
        ("equal", "Call your ", "Call your "),
        ("replace", "GP ", "practice "),
        ("equal", "today.", "today."),
    ]


def test_a_heading_is_reworded_on_its_own() -> None:
    new = smallest(sections=[section("Call your GP today.") | {"heading": "New heading"}])
    (change,) = data_of(changes(one_section(), new))
    assert (change["change"], change["member"]) == ("reworded", "heading")


def test_a_section_that_changed_in_every_way_has_a_change_for_each() -> None:
    old = smallest(sections=[section(id="a"), section("Old", id="b")])
    new = smallest(
        sections=[
            {"id": "b", "heading": "New", "body": "New", "policy": "slot", "care_level": "urgent"},
            section(id="a"),
        ]
    )
    kinds = [change.change for change in changes(old, new) if change.section == "b"]
    assert kinds[-4:] == ["reworded", "reworded", "policy_changed", "care_level_changed"]


def changed(kind: str, *path: str | int, to: Any) -> list[dict[str, Any]]:
    """Changes of an example when the value at this path is another."""
    new = example(kind)
    target: Any = new
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = to
    return data_of(changes(example(kind), new))


@pytest.mark.parametrize(
    ("kind", "path", "to"),
    [
        ("resource", ("title",), "Another title"),
        ("resource", ("summary",), "Another summary"),
        ("resource", ("language",), "cy"),
        ("resource", ("details", "duration"), "PT5M"),
        ("resource", ("citations", 0, "accessed"), "2026-11-01"),
        ("resource", ("images", 0, "alt"), "Two people talk."),
        ("case_study", ("details", "said_did", 2, "status"), "done"),
        ("leaflet", ("details", "rules", 0, "message"), "Another message."),
        ("leaflet", ("details", "local_details", 1, "example", "min"), 16),
    ],
)
def test_a_field_that_changed_is_named_by_pointer(kind: str, path: tuple[str | int, ...], to: Any) -> None:
    (change,) = changed(kind, *path, to=to)
    assert change["change"] == "field_changed"
    assert change["pointer"] == "/" + "/".join(map(str, path))
    assert change["new"] == to


def test_a_field_that_was_emptied_has_no_new_value() -> None:
    (change,) = changed("resource", "details", "duration", to=None)
    assert (change["old"], change["new"]) == ("PT4M10S", None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ab", "abc", [("item_added", 2, None, "c")]),
        ("ab", "xab", [("item_added", 0, None, "x")]),
        ("abc", "ac", [("item_removed", 1, "b", None)]),
        ("abc", "axc", [("field_changed", 1, "b", "x")]),
        ("abc", "ba", [("item_removed", 0, "a", None), ("item_removed", 1, "b", None), ("item_removed", 2, "c", None)]),
        (
            "ab",
            "cde",
            [("item_removed", 0), ("item_removed", 1), ("item_added", 0), ("item_added", 1), ("item_added", 2)],
        ),
    ],
)
def test_items_of_a_list_come_and_go(old: str, new: str, expected: list[Any]) -> None:
    def training(outcomes: str) -> dict[str, Any]:
        return smallest("training", details={"delivery": "online", "learning_outcomes": list(outcomes)})

    found = data_of(changes(training(old), training(new)))
    seen = [(entry["change"], int(entry["pointer"].rsplit("/")[-1]), entry["old"], entry["new"]) for entry in found]
    if old == "abc" and new == "ba":
        expected = [*expected, ("item_added", 0, None, "b"), ("item_added", 1, None, "a")]
    assert [entry[: len(wanted)] for entry, wanted in zip(seen, expected, strict=True)] == expected


@settings(max_examples=30, deadline=None)
@given(documents(), documents())
def test_there_is_no_change_exactly_when_the_canonical_json_is_the_same(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    old, new = parse_document(one), parse_document(other)
    assert (diff(old, new) == []) == (canonical_json(old) == canonical_json(new))


@settings(max_examples=30, deadline=None)
@given(documents(), st.data())
def test_any_single_edit_is_seen(data: dict[str, Any], draw: st.DataObject) -> None:
    edited = copy.deepcopy(data)
    place = draw.draw(st.sampled_from(["title", "summary", "language", *range(len(data["sections"]))]))
    if isinstance(place, str):
        edited[place] = {"title": "Other", "summary": "Other", "language": "fr"}[place]
    else:
        edited["sections"][place]["heading"] += " other"
    found = changes(data, edited)
    assert len(found) == (0 if edited == data else 1)


@settings(max_examples=30, deadline=None)
@given(st.permutations("abcdefg"), st.sets(st.sampled_from("abcdefg")), st.sets(st.sampled_from("abcdefg")))
def test_sections_that_did_not_move_stand_in_the_same_order(order: list[str], gone: set[str], late: set[str]) -> None:
    old = [name for name in "abcdefg" if name not in late]
    new = [name for name in order if name not in gone]
    moved = {change.section for change in changes(with_sections(*old), with_sections(*new)) if change.change == "moved"}
    stayed = set(old) & set(new) - moved
    assert [name for name in old if name in stayed] == [name for name in new if name in stayed]
