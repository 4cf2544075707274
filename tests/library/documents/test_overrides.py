"""What a local version may do with the sections of a template."""

from __future__ import annotations

import pytest

from library.documents.assemble import InvalidLocalVersion, assemble
from library.documents.model import LeafletDocument
from library.documents.overrides import Override, SectionProtected
from library.documents.parse import parse_document
from tests.library.documents.build import section, smallest

LEFT_OUT = Override(left_out=True, reason="There is none here.")
REWORDED = Override(text="Our words about {{area}}.")
DETAILS = {"local_details": [{"key": "area", "label": "Area", "type": "text"}]}


def leaflet() -> LeafletDocument:
    """A section of each policy, named for it."""
    sections = [
        section(f"The {policy} words.", policy, policy=policy, policy_reason="Safety first.", heading=policy.upper())
        for policy in ("locked", "adaptable", "optional", "slot")
    ]
    found = parse_document(smallest("leaflet", sections=sections, details=DETAILS))
    assert isinstance(found, LeafletDocument)
    return found


@pytest.mark.parametrize("policy", ["adaptable", "optional", "slot"])
def test_a_section_that_is_not_locked_can_be_reworded(policy: str) -> None:
    document = assemble(leaflet(), {"area": "Norfolk"}, {policy: REWORDED}).document
    bodies = {part.id: part.body for part in document.sections}
    assert bodies[policy] == "Our words about Norfolk."
    assert bodies["locked"] == "The locked words."


def test_an_optional_section_can_be_left_out() -> None:
    document = assemble(leaflet(), {}, {"optional": LEFT_OUT}).document
    assert [part.id for part in document.sections] == ["locked", "adaptable", "slot"]


@pytest.mark.parametrize(
    ("policy", "override", "sentence"),
    [
        ("locked", REWORDED, "“LOCKED” is locked: it is the same everywhere. Safety first."),
        ("locked", LEFT_OUT, "“LOCKED” is locked: it is the same everywhere. Safety first."),
        ("adaptable", LEFT_OUT, "“ADAPTABLE” can be reworded, but not left out. Safety first."),
        ("slot", LEFT_OUT, "“SLOT” can be reworded, but not left out. Safety first."),
    ],
)
def test_a_policy_is_kept_and_the_refusal_says_why(policy: str, override: Override, sentence: str) -> None:
    with pytest.raises(SectionProtected) as refusal:
        assemble(leaflet(), {}, {policy: override})
    assert [(fault.pointer, fault.detail) for fault in refusal.value.errors] == [(f"/overrides/{policy}", sentence)]
    assert refusal.value.members["sections"] == [
        {"id": policy, "heading": policy.upper(), "policy": policy, "policy_reason": "Safety first."}
    ]


@pytest.mark.parametrize(
    ("id_", "override", "pointer", "sentence"),
    [
        ("other", REWORDED, "/overrides/other", "There is no section other"),
        ("slot", Override(), "/overrides/slot", "one of the two"),
        ("optional", Override(text="x", left_out=True, reason="y"), "/overrides/optional", "one of the two"),
        ("optional", Override(left_out=True, reason=" "), "/overrides/optional/reason", "Say why"),
        ("slot", Override(text=" \n"), "/overrides/slot/text", "Write it"),
        ("slot", Override(text="# One"), "/overrides/slot/text", "heading of level 1"),
        ("slot", Override(text="{{other}}"), "/overrides/slot/text", "other is not a local detail"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_at_its_place(
    id_: str, override: Override, pointer: str, sentence: str
) -> None:
    with pytest.raises(InvalidLocalVersion) as refusal:
        assemble(leaflet(), {}, {id_: override})
    (fault,) = refusal.value.errors
    assert fault.pointer == pointer
    assert sentence in fault.detail


def test_an_optional_detail_of_a_section_that_was_left_out_is_not_missed() -> None:
    sections = [section("{{page}}", "page", policy="optional"), section("Words", "words")]
    details = {"local_details": [{"key": "page", "label": "Page", "type": "url", "required": False}]}
    document = parse_document(smallest("leaflet", sections=sections, details=details))
    assert isinstance(document, LeafletDocument)
    assert [missing.key for missing in assemble(document, {}).missing] == ["page"]
    assert assemble(document, {}, {"page": LEFT_OUT}).missing == ()
