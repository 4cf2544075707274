"""Numbers that were typed into a text are found, and retired ones never pass (domain.md CR-1, CR-5)."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.directory.findings import typed_number_findings
from library.directory.retired_numbers import retired_in
from library.directory.typed_numbers import dialled, typed_numbers
from library.documents.parse import parse_document
from tests.texts import text


def digits(words: str) -> list[str]:
    return [found.digits for found in typed_numbers(words)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 999 now.", ["999"]),
        ("Call 111, and select the mental health option.", ["111"]),
        ("Samaritans: 116 123", ["116123"]),
        ("Text SHOUT to 85258.", ["85258"]),
        ("Call 0808 801 0677, or 0345-634-1414.", ["08088010677", "03456341414"]),
        ("(01223) 219400 or +44 (0)1223 219400 or 0044 1223 219400", ["01223219400"] * 3),
        ("Relay: 18001 0808 801 0677", ["08088010677"]),
        ("٠٨٠٨ ٨٠١ ٠٦٧٧", ["08088010677"]),
        ("[call](tel:08088010677)", ["08088010677"]),  # where a link leads is a number, too
        ("A local number of six figures and a code: 01768 88 123", ["0176888123"]),
    ],
)
def test_numbers_are_found_however_they_are_written(text: str, found: list[str]) -> None:
    assert digits(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "We asked 111 people and 999 carers.",
        "It cost £999 in 2026, 85,258 in all, and 112% more than before.",
        "In 1999, between 2009 and 2015, on pages 100 to 110.",
        "The study has the number 10.1136/bmj.n71, and took 111 days.",
        "Version 1.111.999",
        "",
    ],
)
def test_what_is_counted_is_no_number_to_call(text: str) -> None:
    assert digits(text) == []


def test_the_menu_choice_is_shown_with_it() -> None:
    (found,) = typed_numbers("Call 111 option 2 at any time.")
    assert found.shown == "111 option 2"


def test_the_numbering_library_s_own_finder_would_not_do() -> None:
    text = "999, 111, 116 123, 85258"
    assert list(phonenumbers.PhoneNumberMatcher(text, "GB")) == []
    assert digits(text) == ["999", "111", "116123", "85258"]


@given(st.integers(1_000_000_000, 9_999_999_999), st.sampled_from(["", " ", "-", ".", " - "]), st.integers(2, 5))
def test_grouping_hides_no_number(number: int, gap: str, size: int) -> None:
    written = f"0{number}"
    grouped = gap.join(written[start : start + size] for start in range(0, len(written), size))
    assert digits(f"Call {grouped} now.") == [written]


@pytest.mark.parametrize("number", ["+44 1223 219400", "0044 (0)1223 219400", "01223 219400", "18001 01223 219400"])
def test_one_number_has_one_form(number: str) -> None:
    assert dialled(number) == "01223219400"


RETIRED = [
    ("e164", "+448006522865"),
    ("short_voice", "116000"),
    ("url", "https://old.nhs.uk/help"),
    ("email", "a@old.uk"),
]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Call 0800 652 2865.", ["0800 652 2865"]),
        ("[Call us](tel:08006522865)", ["08006522865"]),
        ("Call 116 000.", ["116 000"]),
        ("See https://old.nhs.uk/help.", ["https://old.nhs.uk/help"]),
        ("See HTTPS://OLD.NHS.UK/help/", ["https://old.nhs.uk/help"]),
        ("Write to a@old.uk!", ["a@old.uk"]),
        ("See https://old.nhs.uk/helpers, write to aa@old.uk, call 0800 652 2866.", []),
    ],
)
def test_what_was_retired_is_found(text: str, shown: list[str]) -> None:
    assert list(retired_in(text, RETIRED)) == shown


def test_a_finding_says_where_and_what() -> None:
    sections = [
        {"id": "a", "heading": "A", "body": "Call {{contact:samaritans}}."},
        {"id": "b", "heading": "B", "body": "Call 111 option 2. Or call 111 option 2, or 999."},
    ]
    found = typed_number_findings(parse_document(text(sections=sections)))
    assert [(one.pointer, one.span, one.excerpt) for one in found] == [
        ("/sections/1/body", (5, 17), "111 option 2"),
        ("/sections/1/body", (44, 47), "999"),
    ]


def test_a_number_in_the_name_of_a_contact_point_is_no_number_that_somebody_typed() -> None:
    text = "Call {{contact:emergency-999}} or {{contact:nhs-111-mental-health}}, not 999."
    assert [(found.shown, found.start) for found in typed_numbers(text)] == [("999", text.index("999."))]
