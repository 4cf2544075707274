"""What came of attempts, in words."""

from __future__ import annotations

from urllib.parse import urlsplit

from api.desk.cells import NOTHING, link
from api.desk.forms.json_schema import people_words
from api.desk.things import Cell
from library.syndication.messages import subject_of
from library.syndication.models import Attempt, Delivery
from library.syndication.reminders import RemindedDuty

STATE_TONES = {"waiting": "busy", "delivered": "good", "given_up": "bad", "not_needed": "plain"}
WORDS = {
    "refused": "refused",
    "redirect": "a redirect, which is never followed",
    "too-slow": "no whole answer within 10 seconds",
    "no-answer": "no answer",
    "broken-answer": "an answer that is not HTTP",
    "tls": "its certificate is not trusted",
    "name-unknown": "nobody knows that name",
    "address-refused": "the name leads to an address that nothing is sent to",
    "secret-unusable": "its secret can't be used any more: make a new one",
    "broken-here": "something went wrong here",
}


def what(delivery: Delivery) -> str:
    """The type of an event; what kind of duty, and how it stands; or a test."""
    if delivery.event is not None:
        return delivery.event.type
    if delivery.reminder is None:
        return "Test"
    reminder = RemindedDuty.model_validate(delivery.reminder)
    return f"{reminder.title}: {reminder.status}"


def about_what(delivery: Delivery) -> Cell:
    """What a message is about; of a reminder, where to see to it."""
    if delivery.reminder is None:
        return subject_of(delivery) or NOTHING
    about = RemindedDuty.model_validate(delivery.reminder).subject
    return link(urlsplit(about.url).path, about.name or people_words(about.kind))


def outcome(attempt: Attempt | None) -> str:
    """`204 in 35 ms`; `500 in 20 ms: refused`."""
    if attempt is None:
        return "Not sent yet"
    answer = (
        f"{attempt.status} in {attempt.milliseconds:,} ms" if attempt.status else f"After {attempt.milliseconds:,} ms"
    )
    return f"{answer}: {WORDS.get(attempt.problem, attempt.problem)}" if attempt.problem else answer
