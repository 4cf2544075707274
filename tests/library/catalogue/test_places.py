"""Postcodes are cut to their first half, and districts lie in areas."""

from __future__ import annotations

import pytest

from library.catalogue.places import containing, district_of, is_district_or_area


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("CB1", "CB1"),
        ("cb1", "CB1"),
        ("CB1 2ST", "CB1"),
        ("cb12st", "CB1"),
        (" CB12 4AB ", "CB12"),
        ("CB12", "CB12"),
        ("E1 6AN", "E1"),
        ("EC1A 1BB", "EC1A"),
        ("W1A0AX", "W1A"),
        ("M1 1AE", "M1"),
    ],
)
def test_a_postcode_is_cut_to_its_district(text: str, district: str) -> None:
    assert district_of(text) == district


@pytest.mark.parametrize(
    "text", ["", "CB", "1CB", "Cambridge", "CB1 2S", "CB1 2STX", "CB1-2ST", "CB\u00b9", "\uff23B1", "E54000065"]
)
def test_what_is_no_postcode_has_no_district(text: str) -> None:
    assert district_of(text) is None


@pytest.mark.parametrize(
    ("district", "places"),
    [
        ("CB1", ["CB1", "CB"]),
        ("NR10", ["NR10", "NR"]),
        ("EC1A", ["EC1A", "EC1", "EC"]),
        ("E1", ["E1", "E"]),
        ("W1A", ["W1A", "W1", "W"]),
    ],
)
def test_a_district_lies_in_these_places(district: str, places: list[str]) -> None:
    assert containing(district) == places


@pytest.mark.parametrize(
    ("text", "may"), [("CB", True), ("CB1", True), ("EC1A", True), ("CB1 2ST", False), ("cb", False), ("", False)]
)
def test_what_a_list_of_places_may_hold(text: str, may: bool) -> None:
    assert is_district_or_area(text) is may
