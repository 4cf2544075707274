"""Conditional requests (RFC 9110, section 13): pure functions over header texts.

`Last-Modified` has whole seconds, and two changes may fall into one. So what changed at 12:00:00.3 is dated 12:00:01: a client that read it
at 12:00:00.5 was told 12:00:00 (a date is never in the future) and will not be told 304 after the change at 12:00:00.7.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

from library.errors import Fault, Malformed, PreconditionRequired

ENTITY_TAG = re.compile(r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
SEPARATOR = re.compile(r"[, \t]+")
VERSION = re.compile(r"v([0-9]{1,9})")
MAX_HEADER = 8192


@dataclass(frozen=True)
class Validators:
    """What a representation is known by. `etag` without quotes; `changed_at` only where a date says it truly: single items, never lists."""

    etag: str
    changed_at: datetime | None = None


def etag_of(body: bytes) -> str:
    """A strong tag for bytes that have none stored."""
    return hashlib.sha256(body).hexdigest()[:32]


def headers_of(validators: Validators, *, now: datetime) -> dict[str, str]:
    headers = {"ETag": f'"{validators.etag}"'}
    if validators.changed_at is not None:
        headers["Last-Modified"] = last_modified(validators.changed_at, now=now)
    return headers


def last_modified(changed_at: datetime, *, now: datetime) -> str:
    """The date to send: the second after the change, but never later than now."""
    return _http_date(min(_settled(changed_at), int(now.timestamp())))


@lru_cache(maxsize=1024)
def _http_date(second: int) -> str:
    return format_datetime(datetime.fromtimestamp(second, UTC), usegmt=True)


def is_unmodified(validators: Validators, *, if_none_match: str | None, if_modified_since: str | None) -> bool:
    """Does the client hold this representation already? `If-Modified-Since` counts only without `If-None-Match` (section 13.2.2)."""
    if if_none_match is not None:
        return matches(if_none_match, validators.etag)
    if if_modified_since is None or validators.changed_at is None:
        return False
    since = _parse_date(if_modified_since)
    return since is not None and since >= _settled(validators.changed_at)


def matches(header: str, etag: str) -> bool:
    """Is the tag in an `If-None-Match` list, by weak comparison (section 8.8.3.2)? `*` is any; a malformed list is none."""
    if header == f'"{etag}"':
        return True
    if header.strip() == "*":
        return True
    return any(tag == etag for _, tag in _tags(header) or ())


def known_tags(header: str | None) -> list[str]:
    """The tags that a client says it holds, so that bytes it has need not be fetched; none for `*` or a malformed list."""
    return [tag for _, tag in _tags(header) or ()] if header else []


def expected_version(header: str | None) -> int:
    """The version that `If-Match` names; -1, which no version is, for a tag that is not of ours, weak ones among them (they never match).

    Raises `PreconditionRequired` without one, or with `*`, which names no version; `Malformed` unless it is one entity tag.
    """
    if header is None or header.strip() == "*":
        raise PreconditionRequired("Send `If-Match` with the `ETag` of the version that you read.")
    tags = _tags(header)
    if tags is None or len(tags) != 1:
        raise Malformed(errors=[Fault("If-Match", 'Must be one entity tag in quotes, as the `ETag` was sent: "v3".')])
    weak, tag = tags[0]
    match = VERSION.fullmatch(tag)
    return int(match[1]) if match and not weak else -1


def version_etag(version: int) -> str:
    return f'"v{version}"'


def _tags(header: str) -> list[tuple[str, str]] | None:
    """The (weakness, opaque tag) pairs of a list, empty elements allowed (section 5.6.1); None if it is not one. Linear in its length."""
    found: list[tuple[str, str]] = []
    rest = header.strip(", \t") if len(header) <= MAX_HEADER else "?"
    position = 0
    while position < len(rest):
        match = ENTITY_TAG.match(rest, position)
        if match is None:
            return None
        found.append((match[1] or "", match[2]))
        gap = SEPARATOR.match(rest, match.end())
        position = gap.end() if gap else match.end()
        if position < len(rest) and (gap is None or "," not in gap[0]):
            return None
    return found or None


def _settled(changed_at: datetime) -> int:
    """The first whole second in which everything of the change's own second is past."""
    return int(changed_at.timestamp() // 1) + 1


def _parse_date(text: str) -> int | None:
    try:
        parsed = parsedate_to_datetime(text)
        return int(parsed.replace(tzinfo=parsed.tzinfo or UTC).timestamp())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
