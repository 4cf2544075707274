"""How a contact point is shown and dialled (domain.md, CR-2; NHS style for numbers). Pure: values in, text out."""

from __future__ import annotations

import re

import phonenumbers

from library.documents.drama_numbers import drama_numbers
from library.documents.unfinished import leads_nowhere

_WRITTEN = re.compile(r"[+]?[0-9 ()\u00a0-]+")
GROUPED_SHORT_NUMBERS = {"116123": "116 123"}
"""Memorable groupings that no numbering plan knows."""


def display(kind: str, value: str) -> str:
    """What a reader sees: `01273 800 900` style for numbers, the address itself for the rest."""
    if kind == "e164":
        return phonenumbers.format_number(phonenumbers.parse(value), phonenumbers.PhoneNumberFormat.NATIONAL)
    return GROUPED_SHORT_NUMBERS.get(value, value)


def link(kind: str, value: str) -> str:
    """Where it leads: a `tel:`, `mailto:` or `https:` address; empty for numbers that are texted.

    Short numbers stand as they are dialled: `tel:999`, never `tel:+44-999`.
    """
    if kind in {"short_voice", "relay", "e164"}:
        return "tel:" + value.replace(" ", "")
    if kind == "email":
        return f"mailto:{value}"
    return value if kind in {"url", "webchat"} else ""


def markdown(kind: str, value: str, menu_path: str = "") -> str:
    """The contact as it stands in a published text: `[116 123](tel:116123)`, and the menu choice in words after it."""
    target = link(kind, value)
    shown = f"[{display(kind, value)}]({target})" if target else f"**{display(kind, value)}**"
    return f"{shown} ({menu_path})" if menu_path else shown


def as_kept(kind: str, value: str) -> str:
    """A number as it is kept, of one that people write: `01603 421 421` is a number of the United Kingdom. What can't be read as one of its
    kind stays as it is. Letters are never read as the keys of a telephone: `111 option 2` is no number (domain.md, CR-2).
    """
    if kind == "e164" and _WRITTEN.fullmatch(value):
        try:
            parsed = phonenumbers.parse(value, "GB")
        except phonenumbers.NumberParseException:
            return value
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if kind in {"short_voice", "sms_short"} and _WRITTEN.fullmatch(value):
        return value.replace(" ", "")
    return value


def is_dialable(kind: str, value: str) -> bool:
    """Is the value of the form that its kind needs? Says nothing of whether anybody answers, save that nobody does at the
    numbers kept for drama and the addresses kept for examples (domain.md, CR-14).
    """
    return _has_its_form(kind, value) and not any(drama_numbers(value)) and not leads_nowhere(value)


def _has_its_form(kind: str, value: str) -> bool:
    if kind == "e164":
        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(value))
        except phonenumbers.NumberParseException:
            return False
    if kind in {"short_voice", "sms_short"}:
        return value.isascii() and value.isdigit() and 3 <= len(value) <= 6
    if kind == "relay":
        return value.startswith("18001 ") and value.removeprefix("18001 ").replace(" ", "").lstrip("+").isdigit()
    if kind == "email":
        return value.count("@") == 1 and not any(character.isspace() for character in value)
    return value.startswith("https://") and not any(character.isspace() for character in value)
