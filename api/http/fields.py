"""What members of bodies are made of, wherever people write them: text that is there, in one line or several, addresses, days."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from api.http.requests import PlainText


def not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("Must not be blank.")
    return value


def several_lines(value: str) -> str:
    if any((character < " " and character not in "\n\t") or character == "\x7f" for character in value):
        raise ValueError("Control characters can't stand here.")
    return value


def whole(value: str) -> str:
    # Django puts this character where a form was not UTF-8.
    if "\N{REPLACEMENT CHARACTER}" in value:
        raise ValueError("This is not UTF-8.")
    return value


def no_repeats(values: list[Any]) -> list[Any]:
    if len(set(values)) != len(values):
        raise ValueError("Each may stand once.")
    return values


def _web_address(value: str) -> str:
    if value and (not value.startswith("https://") or any(character.isspace() for character in value)):
        raise ValueError("Must be an address that begins with https://.")
    return value


def line(longest: int) -> Any:
    """One line of text, which may be empty."""
    return Annotated[PlainText, Field(max_length=longest)]


def address(longest: int) -> Any:
    """An address on the web, or nothing."""
    return Annotated[PlainText, AfterValidator(_web_address), Field(max_length=longest)]


FormLine = Annotated[PlainText, AfterValidator(whole)]
"""One line in a form that is sent with a file."""
Name = Annotated[PlainText, AfterValidator(not_blank), Field(min_length=1, max_length=200)]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))]
