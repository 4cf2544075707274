"""What a document prints that lives elsewhere, and its headings."""

from __future__ import annotations

from uuid import UUID

import pytest

from library.documents.outline import Heading, outline
from library.documents.parse import parse_document
from library.documents.references import References, references
from tests.library.documents.build import example, section, smallest

ONE, TWO, THREE, FOUR = (UUID(f"01996a10-0000-7000-8000-00000000000{number}") for number in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("resource", References(contacts=("nhs-111-mental-health", "samaritans"), assets=(ONE, TWO, THREE, FOUR))),
        (
            "case_study",
            References(
                contacts=("nhs-111-mental-health",),
                quotes=("01996a10-0000-7000-8000-000000000021",),
                recognitions=(UUID("01996a10-0000-7000-8000-000000000011"),),
            ),
        ),
        (
            "leaflet",
            References(
                contacts=("emergency-999",),
                local_details=("ages", "community_service", "gp_wording", "self_referral_url"),
            ),
        ),
        ("training", References(contacts=("sun-network",))),
    ],
)
def test_references_of_the_examples(kind: str, expected: References) -> None:
    assert references(parse_document(example(kind))) == expected


def test_quotes_of_text_and_details_are_one_list() -> None:
    data = smallest("case_study", sections=[section("{{quote:b}}")], details={"testimonials": ["a", "b"]})
    assert references(parse_document(data)).quotes == ("a", "b")


def test_a_file_of_a_material_is_an_asset() -> None:
    data = smallest("training", details={"delivery": "online", "materials": [{"title": "Slides", "asset": str(ONE)}]})
    assert references(parse_document(data)).assets == (ONE,)


def test_a_link_to_a_detail_refers_to_it() -> None:
    details = {"local_details": [{"key": "page", "label": "Page", "type": "url"}]}
    data = smallest("leaflet", sections=[section("[Page]({{page}})")], details=details)
    assert references(parse_document(data)).local_details == ("page",)


def test_the_outline_lists_headings_of_sections_and_inside_them() -> None:
    data = smallest(sections=[section("### A *b*\n\n#### c\n\ntext", id="one"), section("No. # heading", id="two")])
    assert outline(parse_document(data)) == (
        Heading("one", 2, "Heading"),
        Heading("one", 3, "A b"),
        Heading("one", 4, "c"),
        Heading("two", 2, "Heading"),
    )
