"""A number or an address that was made up never gets into the directory, and so into no text (domain.md CR-14)."""

from __future__ import annotations

import pytest

from library.directory.display import is_dialable
from library.documents.drama_numbers import RANGES


@pytest.mark.parametrize("range_", RANGES)
def test_a_number_that_ofcom_keeps_for_drama_is_not_dialable(range_: str) -> None:
    assert not is_dialable("e164", f"+44{range_}123".replace(" ", ""))


@pytest.mark.parametrize(
    ("kind", "value"),
    [("url", "https://www.example.org/"), ("webchat", "https://chat.example/"), ("email", "a@nhs.example")],
)
def test_an_example_address_leads_nowhere(kind: str, value: str) -> None:
    assert not is_dialable(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("e164", "+448088010677"),
        ("short_voice", "116123"),
        ("url", "https://www.nhs.uk/"),
        ("email", "hello@nhs.uk"),
        ("relay", "18001 0808 801 0677"),
    ],
)
def test_what_can_be_reached_is_dialable(kind: str, value: str) -> None:
    assert is_dialable(kind, value)
