"""A text of any length is read in time: these checks run whenever somebody looks at a draft."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from types import FrameType

import pytest

from library.documents.limits import FAULTS
from library.documents.parse import parse_document
from library.quality.absolute_claims import absolute_claims
from library.quality.operational_facts import operational_facts
from library.quality.texts import paragraphs
from library.quality.third_party_names import third_party_names
from library.quality.wording import quote_findings, wording_findings
from tests.texts import text as text_of

LENGTH = 256_000
PATIENCE = 60
"""Seconds: each takes a fraction of one, and took hours when its time grew with the square of the length."""
PIECES = (
    *(
        "24/7 ",
        "24/7\n\n",
        "never ",
        "100% ",
        "nobody!",
        "best practice ",
        "Anna ",
        "Anna said ",
        "Anna and ",
        "Dr Anna ",
    ),
    *("Thanks to Anna and ", "Anna, Betty and ", "Smith Ward ", "my sister Anna ", "\n \n", "https://a ", "Aa-Aa-"),
)


@pytest.fixture
def _alarm() -> Iterator[None]:
    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("_alarm")
@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_ends(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    for check in (absolute_claims, operational_facts, third_party_names):
        for _ in check(text):
            pass


def test_so_many_findings_of_a_rule_in_one_text_are_enough() -> None:
    body = "It is there 24/7. Never any negative feedback. Anna said so. " * 300
    document = parse_document(text_of("case_study", sections=[{"id": "story", "heading": "A story", "body": body}]))
    for found in (list(wording_findings(document)), list(quote_findings(body))):
        rules = [one.rule for one in found if one.pointer in {"", "/sections/0/body"}]
        assert {rules.count(rule) for rule in set(rules)} == {FAULTS}


def test_paragraphs_are_all_of_a_text_but_what_parts_them() -> None:
    text = "One.\nStill one.\n\nTwo.\n \t\n\nThree."
    assert [text[start:end] for start, end in paragraphs(text)] == ["One.\nStill one.", "Two.", "\nThree."]
