"""What a personal link shows and asks, as data: the API sends it as JSON or as a page. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from library.errors import Conflict, Fault, Malformed

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
CONTROL_BUT_LINES = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]")
Value = str | bool
WANTED = {
    "tick": "Please tick this.",
    "choice": "Please choose one.",
    "seal": "Send the value that the question has: it says what was read.",
}


@dataclass(frozen=True)
class Choice:
    """One of the values that may be chosen, and its words."""

    value: str
    label: str


@dataclass(frozen=True)
class Ask:
    """One thing that a person fills in. A `tick` is true or false; everything else is text. A `seal` is not filled in: its `value`
    comes back as it was given, and says what the person has seen. Asks that follow one another with the same `group` belong together.
    `language` is that of the label, where it is not English. `about` says what it is about to those who do not see under what it stands.
    """

    name: str
    label: str
    help: str = ""
    type: Literal["line", "text", "password", "choice", "tick", "seal"] = "line"
    required: bool = False
    max_length: int = 200
    choices: tuple[Choice, ...] = ()
    group: str = ""
    value: str = ""
    language: str = ""
    about: str = ""


@dataclass(frozen=True)
class Fact:
    """Something to read: `name` is for programs and never changes, `label` for people. A `secret` is shown this once."""

    name: str
    label: str
    value: str
    secret: bool = False


@dataclass(frozen=True)
class Offer:
    """What a link is for, before it is used. `text` is paragraphs, `closing` those before the button. `shows` is the title of a page
    to be read before one answers, if there is one (`LinkKind.show`). While it `waits`, for the reason that it says, nobody is shown
    any of this; an answer to what was read before still counts.
    """

    title: str
    text: tuple[str, ...]
    button: str
    facts: tuple[Fact, ...] = ()
    asks: tuple[Ask, ...] = ()
    shows: str = ""
    closing: tuple[str, ...] = ()
    waits: str = ""


class LinkWaits(Conflict):
    """There will be something to do with it, and there is nothing now."""

    slug = "link-waits"
    title = "There is nothing to do here just now"
    explanation = (
        "What the link is about is being changed. You need do nothing: whoever sent it will write to you again. What you have read "
        "before can still be answered, in JSON with the `value` that its `seal` had."
    )


class ShownHasChanged(Conflict):
    """What the person saw is not what there is now."""

    slug = "shown-has-changed"
    title = "What you read has changed since you opened this page"
    explanation = (
        "Somebody has changed it meanwhile, and an answer counts for what was read. Nothing is lost: read what is there now, and answer "
        "again. In JSON, take the new `value` of the question whose type is `seal`."
    )


class LinkNotForYou(Conflict):
    """Something has happened since the link was sent that keeps the person from using it."""

    slug = "link-not-for-you"
    title = "You can't do this any more"
    explanation = (
        "Something has changed since the link was sent, and it is not yours to use now. The detail says what: ask "
        "whoever sent it."
    )


@dataclass(frozen=True)
class Outcome:
    """What has come of using it."""

    title: str
    text: tuple[str, ...]
    facts: tuple[Fact, ...] = ()


def read_answers(offer: Offer, given: Mapping[str, Value]) -> dict[str, Value]:
    """The answers to everything that an offer asks, "" or false for what was left out. Raises `Malformed` naming each fault, and
    before that `ShownHasChanged` for a seal of something else.
    """
    if any(ask.type == "seal" and given.get(ask.name) not in (None, "", ask.value) for ask in offer.asks):
        raise ShownHasChanged()
    known = {ask.name for ask in offer.asks}
    faults = [Fault(f"/answers/{name}", "There is no such question here.") for name in given if name not in known]
    answers: dict[str, Value] = {}
    for ask in offer.asks:
        value = given.get(ask.name, False if ask.type == "tick" else "")
        fault = _fault(ask, value)
        if fault:
            faults.append(Fault(f"/answers/{ask.name}", fault))
        answers[ask.name] = value
    if faults:
        raise Malformed(errors=faults)
    return answers


def _fault(ask: Ask, value: Value) -> str:
    """What is wrong with an answer, in a sentence for whoever gave it; nothing if nothing is."""
    if isinstance(value, bool) != (ask.type == "tick"):
        return "Must be true or false." if ask.type == "tick" else "Must be text."
    if value is False or (isinstance(value, str) and not value.strip()):
        return WANTED.get(ask.type, "Please fill this in.") if ask.required else ""
    return "" if isinstance(value, bool) else _fault_of_text(ask, value)


def _fault_of_text(ask: Ask, value: str) -> str:
    if len(value) > ask.max_length:
        return f"May have at most {ask.max_length} characters."
    if (CONTROL_BUT_LINES if ask.type == "text" else CONTROL).search(value):
        return "Control characters can't stand here."
    if ask.type == "choice" and value not in {choice.value for choice in ask.choices}:
        return "Please choose one of those on offer."
    return ""
