"""What a personal link shows and asks, as data: the API sends it as JSON or as a page. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from library.errors import Fault, Malformed

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
CONTROL_BUT_LINES = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]")
Value = str | bool


@dataclass(frozen=True)
class Choice:
    """One of the values that may be chosen, and its words."""

    value: str
    label: str


@dataclass(frozen=True)
class Ask:
    """One thing that a person fills in. A `tick` is true or false; everything else is text."""

    name: str
    label: str
    help: str = ""
    type: Literal["line", "text", "password", "choice", "tick"] = "line"
    required: bool = False
    max_length: int = 200
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Fact:
    """Something to read: `name` is for programs and never changes, `label` for people. A `secret` is shown this once."""

    name: str
    label: str
    value: str
    secret: bool = False


@dataclass(frozen=True)
class Offer:
    """What a link is for, before it is used. `text` is paragraphs."""

    title: str
    text: tuple[str, ...]
    button: str
    facts: tuple[Fact, ...] = ()
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What has come of using it."""

    title: str
    text: tuple[str, ...]
    facts: tuple[Fact, ...] = ()


def read_answers(offer: Offer, given: Mapping[str, Value]) -> dict[str, Value]:
    """The answers to everything that an offer asks, "" or false for what was left out. Raises `Malformed` naming each fault."""
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
        wanted = "Please tick this." if ask.type == "tick" else "Please fill this in."
        return wanted if ask.required else ""
    return "" if isinstance(value, bool) else _fault_of_text(ask, value)


def _fault_of_text(ask: Ask, value: str) -> str:
    if len(value) > ask.max_length:
        return f"May have at most {ask.max_length} characters."
    if (CONTROL_BUT_LINES if ask.type == "text" else CONTROL).search(value):
        return "Control characters can't stand here."
    if ask.type == "choice" and value not in {choice.value for choice in ask.choices}:
        return "Please choose one of those on offer."
    return ""
