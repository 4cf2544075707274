"""What leaves no room for anything else needs evidence beside it (domain.md CP-5)."""

from __future__ import annotations

import pytest

from library.quality.absolute_claims import absolute_claims

BAD = (
    ("We have never had any negative feedback.", "never had any negative feedback"),
    ("There has never been a negative comment.", "never been a negative comment"),
    ("There has never been one bad review.", "never been one bad review"),
    ("We had no complaints.", "no complaints"),
    ("There was not a single complaint.", "not a single complaint"),
    ("Zero negative feedback so far.", "Zero negative feedback"),
    ("Nobody has ever complained.", "Nobody has ever complained"),
    ("No one dropped out.", "No one dropped out"),
    ("100% of carers would come again.", "100%"),
    ("It works in 100 per cent of cases.", "100 per cent"),
    ("One hundred percent happy.", "One hundred percent"),
    ("It is best practice.", "best practice"),
    ("A best-practice example.", "best-practice"),
    ("This is the gold standard.", "gold standard"),
    ("A world-class service.", "world-class"),
    ("Our world leading team.", "world leading"),
    ("The support is second to none.", "second to none"),
    ("It is the first of its kind.", "first of its kind"),
    ("The best crisis support in the country.", "The best crisis support in the country"),
    ("It is the only approach that works.", "the only approach that works"),
    ("It works for everyone.", "works for everyone"),
    ("Talking always works.", "always works"),
    ("It never fails.", "never fails"),
    ("We guarantee recovery.", "guarantee recovery"),
    ("She was completely cured.", "completely cured"),
    ("Without exception they came back.", "Without exception"),
    ("Everyone loved it.", "Everyone loved"),
    ("Every single carer felt better.", "Every single carer felt better"),
    ("All participants recommended it.", "All participants recommended"),
    ("It is clinically proven.", "clinically proven"),
    ("It is proven to work.", "proven to work"),
)
GOOD = (
    "We had little negative feedback, and this is what it said.",
    "Some feedback was negative.",
    "Two people complained about the room.",
    "No feedback form was handed out.",
    "100 people took part.",
    "Ninety of 100 carers would come again.",
    "In 2025, 87% of carers said that they would come again.",
    "We never share your details.",
    "You never have to explain yourself.",
    "Nobody has to tell their story.",
    "Nobody wears a name badge.",
    "Practice makes it easier.",
    "We did our best.",
    "The best time to call is the morning.",
    "Standard letters were put aside.",
    "It was gold in colour.",
    "All the world came.",
    "This was the first of four workshops.",
    "It works for some people and not for others.",
    "It often works.",
    "There is no guarantee.",
    "She is recovering.",
    "Everyone who wished to could speak.",
    "Everybody learns from everybody.",
    "All participants were offered expenses.",
    "All staff wear slippers.",
    "We could not prove it.",
    "Most carers liked it; three did not.",
    "None found. We looked in the survey and in the minutes.",
    "It seems safe, as far as we can tell.",
    "One service is not like another.",
)


@pytest.mark.parametrize(("text", "excerpt"), BAD)
def test_a_claim_without_evidence_is_found(text: str, excerpt: str) -> None:
    (found,) = absolute_claims(text, "/summary")
    assert (found.excerpt, found.pointer, found.severity) == (excerpt, "/summary", "warn")
    assert found.span is not None
    assert text[slice(*found.span)] == excerpt


@pytest.mark.parametrize("text", GOOD)
def test_a_modest_sentence_is_let_be(text: str) -> None:
    assert list(absolute_claims(text)) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("100% said so.", True),
        ("100% said so (https://example.org/survey).", True),
        ("100% said so in 2025.", True),
        ("100% said so (https://example.org/survey-2025).", True),
        ("100% said so (https://example.org/survey, May 2025).", False),
        ("100% said so in [the survey of 2025](https://example.org/survey).", False),
        ("100% said so.\n\nSee https://example.org/survey, May 2025.", True),
    ],
)
def test_an_address_and_a_date_in_the_same_paragraph_are_evidence(text: str, is_found: bool) -> None:
    assert bool(list(absolute_claims(text))) is is_found
