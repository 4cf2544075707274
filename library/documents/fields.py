"""The kinds of text that a document is made of. What was written is never changed silently: it is accepted as it is, or
refused.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit
from uuid import UUID

import langcodes
from langcodes.tag_parser import LanguageTagError
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from library.documents.limits import BODY_BYTES
from library.ids import SLUG_MAX_LENGTH, SLUG_PATTERN

FORBIDDEN_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""NUL and the other controls but line feed and tab, lone surrogates, and the marks that reverse the reading order of
what follows them.
"""

DETAIL_KEY_PATTERN = r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$"
DURATION_PATTERN = r"^PT(?:[0-9]{1,3}H(?:[0-9]{1,2}M)?(?:[0-9]{1,2}S)?|[0-9]{1,4}M(?:[0-9]{1,2}S)?|[0-9]{1,5}S)$"
URL_MAX_LENGTH = 2_000
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)

_LINE_BREAKS = re.compile("[\n\u2028\u2029]")
_NOT_IN_A_URL = re.compile(r"[\s<>\"\\^`{|}]")
_ISO_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def name_character(character: str) -> str:
    """`U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


def without_forbidden_characters(text: str) -> str:
    """Refuse the first character that can't stand in text, by code point."""
    if found := FORBIDDEN_CHARACTERS.search(text):
        raise PydanticCustomError(
            "forbidden_character",
            "{character} at position {position} can't stand in text.",
            {"character": name_character(found.group()), "position": found.start()},
        )
    return text


def plain(text: str) -> str:
    """Refuse what is not plain text: forbidden characters, and placeholders, which nothing resolves outside Markdown."""
    without_forbidden_characters(text)
    if "{{" in text:
        raise PydanticCustomError(
            "placeholder_in_plain_text", "Placeholders can stand only in Markdown: this is plain text."
        )
    return text


def one_line(text: str) -> str:
    """Refuse plain text of more than one line."""
    if found := _LINE_BREAKS.search(text):
        raise PydanticCustomError(
            "line_break",
            "{character} at position {position}: this is a single line.",
            {"character": name_character(found.group()), "position": found.start()},
        )
    return plain(text)


def not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "This can't be blank.")
    return text


def within_body_bytes(text: str) -> str:
    """Refuse Markdown that is too large, before anybody parses it."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > BODY_BYTES:
        raise PydanticCustomError(
            "markdown_too_large",
            "This has {size} bytes in UTF-8; the limit is {limit}.",
            {"size": size, "limit": BODY_BYTES},
        )
    return text


def https_url(text: str) -> str:
    """Refuse what is not an absolute https address with a host and without user name (RFC 3986; nothing is normalised)."""
    plain(text)
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - raises when the port is not a number
    except ValueError:
        parts = None
    if parts is None or parts.scheme != "https" or not parts.hostname or _NOT_IN_A_URL.search(text):
        raise PydanticCustomError("https_url", "This must be an absolute address that starts with https://.")
    if "@" in parts.netloc:
        raise PydanticCustomError("url_with_user", "An address can't carry a user name or password.")
    return text


def canonical_language(tag: str) -> str:
    """Refuse a tag that is not valid BCP 47, or not its canonical form (RFC 5646, section 4.5), which the refusal names."""
    try:
        canonical = langcodes.standardize_tag(tag) if langcodes.tag_is_valid(tag) else None
    except LanguageTagError:
        canonical = None
    if canonical is None:
        raise PydanticCustomError("language", "This is not a language tag of BCP 47, such as en-GB, cy or ar.")
    if canonical != tag:
        raise PydanticCustomError("language_form", "Write this language as {canonical}.", {"canonical": canonical})
    return tag


def _uuid(value: Any) -> Any:
    """UUIDs have several spellings; only the usual one survives a round trip unchanged."""
    if not isinstance(value, str):
        return value
    try:
        uuid = UUID(value)
    except ValueError:
        uuid = None
    if uuid is None or str(uuid) != value:
        raise PydanticCustomError("uuid_form", "This must be a UUID in lower case with hyphens.")
    return uuid


def _day(value: Any) -> Any:
    """pydantic itself would also read seconds since 1970 out of a string of digits."""
    if not isinstance(value, str):
        return value
    try:
        day = date.fromisoformat(value) if _ISO_DATE.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        raise PydanticCustomError("date_form", "This must be a date like 2026-11-23.")
    return day


Line = Annotated[str, Field(json_schema_extra={"minLength": 1}), AfterValidator(one_line), AfterValidator(not_blank)]
"""One line of plain text, not blank."""

OptionalLine = Annotated[str, AfterValidator(one_line)]
"""One line of plain text, or nothing."""

Prose = Annotated[str, Field(max_length=5_000), AfterValidator(plain)]
"""Plain text in paragraphs, or nothing (yet)."""

Markdown = Annotated[str, AfterValidator(within_body_bytes), AfterValidator(without_forbidden_characters)]
"""The Markdown subset of `markdown`, with the placeholders of `placeholders`. What only the whole document can tell,
`checks` checks.
"""

Slug = Annotated[str, Field(pattern=SLUG_PATTERN, max_length=SLUG_MAX_LENGTH)]
DetailKey = Annotated[str, Field(pattern=DETAIL_KEY_PATTERN, max_length=60)]
HttpsUrl = Annotated[
    str,
    Field(max_length=URL_MAX_LENGTH, json_schema_extra={"format": "uri", "pattern": "^https://"}),
    AfterValidator(https_url),
]
Language = Annotated[str, Field(max_length=35), AfterValidator(canonical_language)]
Identifier = Annotated[UUID, BeforeValidator(_uuid)]
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST), BeforeValidator(_day)]
Duration = Annotated[str, Field(pattern=DURATION_PATTERN, json_schema_extra={"format": "duration"})]
"""ISO 8601, hours, minutes and seconds only: PT1H30M."""


def duration_minutes(duration: str) -> int:
    """Whole minutes of a `Duration`; seconds beyond them are dropped."""
    return duration_seconds(duration) // 60


def duration_seconds(duration: str) -> int:
    """All of a `Duration`, in seconds."""
    amounts = {unit: int(number) for number, unit in re.findall("([0-9]+)([HMS])", duration)}
    return amounts.get("H", 0) * 3600 + amounts.get("M", 0) * 60 + amounts.get("S", 0)
