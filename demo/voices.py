"""The example testimonial, with the example consent that lets it be shown. Nobody is quoted: the words were written for the demo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from demo.cast import Cast
from demo.content.the_sanctuary import EXAMPLE_TESTIMONIAL
from demo.people import CURATOR, STEWARD_CODE
from demo.standins import stand_in
from demo.timeline import Step
from library.coproduction import actions as coproduction
from library.coproduction.actions import Agreement, Identity
from library.coproduction.words import hash_of
from library.editions import actions as editions

TOLD = 70
"""Days before the day of loading."""
WORDS = (
    "Example testimonial, written for the demo: I was met as a guest. Somebody put the kettle on, and nobody asked me to fill in a form "
    "first."
)
TELLER = Identity(name="Example guest, written for the demo")
WORDING = (
    "Example wording, written for the demo. You let the organisations named here show your words, in the places named here, until the "
    "day named here. You choose how you are named. You have seen the words as they will be shown. You can take them back at any time. "
    "You need not say why, and nothing else changes for you."
)


def speaking(cast: Cast) -> Iterator[Step]:
    """What was said, approved by whoever said it, and agreed to."""
    yield Step(TOLD, partial(_speak, cast))


def _speak(cast: Cast, at: datetime) -> None:
    by = cast.actor(CURATOR)
    wording = coproduction.add_wording(text=WORDING, language="en-GB", by=by, at=at)
    quote = coproduction.add_testimonial(words=WORDS, language="en-GB", identity=TELLER, by=by, at=at)
    quote = editions.approve_words(
        testimonial=quote, words_sha256=hash_of(WORDS), expected_version=quote.version, by=by, at=at
    )
    agreement = Agreement(
        controllers=(STEWARD_CODE,),
        purposes=("To show what a testimonial looks like here.",),
        channels=("web", "print", "api", "embed"),
        attribution="pseudonym",
        shown_name="Example guest",
        wording=wording.pk,
        special_category=True,
        given_at=at,
        how="written",
        support_during=True,
        support_after=True,
        saw_final_words=True,
        told_may_withdraw=True,
    )
    editions.record_consent(testimonial=quote, agreement=agreement, expected_version=quote.version, by=by, at=at)
    cast.ids[stand_in(EXAMPLE_TESTIMONIAL)] = str(quote.pk)
