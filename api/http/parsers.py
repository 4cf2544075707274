"""Strict JSON: what `json.loads` lets through or falls over is refused here, with the place where it stands (safety.md, table).

One meaning per body (no duplicate members, RFC 8259 section 4), nothing that PostgreSQL can't hold (NUL, lone surrogates), nothing that
costs more than it is worth (1 MB, 32 levels, numbers of 20 digits).
"""

from __future__ import annotations

import json
import re
from typing import IO, Any

from rest_framework.parsers import BaseParser

from api.http.refusals import TooLarge, UnsupportedMediaType
from library.errors import Fault, Malformed

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 32
MAX_DIGITS = 20
TOKENS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)


class _Repeated(dict[str, Any]):
    """An object in which a member stands twice; found again, with its place, by `_check_values`."""

    names: tuple[str, ...] = ()


def parse_json(raw: bytes) -> dict[str, Any]:
    """The object that the body holds. Raises `Malformed`, `TooLarge`."""
    if len(raw) > MAX_BYTES:
        raise TooLarge(f"A JSON body may have {MAX_BYTES:,} bytes.")
    if not raw.strip():
        raise _malformed("", "The body is empty; a JSON object is expected.")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise _malformed(
            "", f"The body is not UTF-8: the byte at position {exc.start} belongs to no character."
        ) from None
    _check_depth(raw)
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_whole, parse_float=_decimal
        )
    except json.JSONDecodeError as exc:
        raise _malformed("", f"The body is not JSON: {exc.msg} at line {exc.lineno}, column {exc.colno}.") from None
    if not isinstance(value, dict):
        raise _malformed("", "The body must be a JSON object.")
    _check_values(value)
    return value


def check_media_type(content_type: str) -> None:
    """Only `application/json`, in UTF-8 where it names a charset. Raises `UnsupportedMediaType`."""
    media_type, _, rest = content_type.partition(";")
    charset = (
        dict(part.strip().lower().partition("=")[::2] for part in rest.split(";")).get("charset", "utf-8").strip('"')
    )
    if media_type.strip().lower() != "application/json" or charset not in ("utf-8", "utf8"):
        raise UnsupportedMediaType("Send the body as `Content-Type: application/json`, in UTF-8.")


def pointer(*parts: str | int) -> str:
    """A JSON pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


class StrictJSON(BaseParser):
    """The same for DRF's own `request.data`."""

    media_type = "application/json"

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        return parse_json(stream.read(MAX_BYTES + 1))


def _check_depth(raw: bytes) -> None:
    """Count brackets outside strings, without recursion: `json` itself falls over at some thousand levels."""
    depth = 0
    for token in TOKENS.finditer(raw):
        first = raw[token.start()]
        if first in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise _malformed("", f"The body is nested more than {MAX_DEPTH} levels deep.")
        elif first in b"]}":
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    repeated = _Repeated(found)
    names = [name for name, _ in pairs]
    repeated.names = tuple(name for name in found if names.count(name) > 1)
    return repeated


def _constant(name: str) -> None:
    raise _malformed("", f"{name} is not JSON.")


def _whole(digits: str) -> int:
    _check_digits(digits)
    return int(digits)


def _decimal(digits: str) -> float:
    _check_digits(digits)
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise _malformed("", f"The number {digits[:30]} is too large.")
    return value


def _check_digits(digits: str) -> None:
    if sum(character.isdigit() for character in digits) > MAX_DIGITS:
        raise _malformed("", f"The number {digits[:MAX_DIGITS]}... has more than {MAX_DIGITS} digits.")


def _check_values(value: Any) -> None:
    """Walk everything once, with a stack of our own, and name each place that can't be taken."""
    faults: list[Fault] = []
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), value)]
    while waiting and len(faults) < 20:
        place, value = waiting.pop()
        if isinstance(value, str):
            _check_text(place, value, faults)
        elif isinstance(value, dict):
            if isinstance(value, _Repeated):
                faults += [Fault(pointer(*place, name), "This member stands more than once.") for name in value.names]
            for name, inner in value.items():
                _check_text((*place, name), name, faults)
                waiting.append(((*place, name), inner))
        elif isinstance(value, list):
            waiting += [((*place, index), inner) for index, inner in enumerate(value)]
    if faults:
        raise Malformed(errors=faults)


def _check_text(place: tuple[str | int, ...], text: str, faults: list[Fault]) -> None:
    if "\x00" in text:
        faults.append(Fault(pointer(*place), "The character U+0000 can't be stored."))
    elif not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        faults.append(Fault(pointer(*place), "Half of a surrogate pair stands alone: this is not Unicode text."))


def _malformed(place: str, detail: str) -> Malformed:
    return Malformed(errors=[Fault(place, detail)])
