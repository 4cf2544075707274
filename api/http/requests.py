"""Query strings and bodies become frozen pydantic models, or a `Malformed` that names every place that is wrong.

Nothing is ignored: an unknown or repeated parameter, or an unknown member of a body, is a refusal, for a typo must not widen an answer
(domain.md, API-18). So a credential in the query (`?api_key=`) is an unknown parameter like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Annotated, Any, ClassVar, TypeVar, cast
from urllib.parse import parse_qsl

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)

from api.http.parsers import parse_json, pointer
from library.errors import Fault, Malformed

MAX_QUERY = 4096
MAX_PARAMETERS = 40
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(DAY.pattern + r"[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
INSTANT_WANTED = (
    "Must be a date, or a date and time with its zone, such as 2026-04-01T09:00:00Z (in an address, write + as %2B)."
)
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class Query(BaseModel):
    """The parameters of an operation. Fields are single values; a list is written with commas (`CommaSeparated`).

    `kept` is whether the text of a query may stay in memory once it is answered; `private` a parameter with which it may not.
    """

    kept: ClassVar[bool] = True
    private: ClassVar[str] = ""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=False)


class NoQuery(Query):
    """The operation takes no parameter."""


class Body(BaseModel):
    """What a request carries. Types are not bent: "5" is no number, 1 is no boolean."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Shape(BaseModel):
    """What an answer carries. Serialised as it stands: every member is always there."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_HIDES_A_LETTER = re.compile(r"%(?:25|[4-7])")
"""An escape of a per cent sign, or of a character between `@` and DEL, where all letters stand."""
QueryT = TypeVar("QueryT", bound=Query)
BodyT = TypeVar("BodyT", bound=BaseModel)


def parse_query(request: Any, model: type[QueryT]) -> QueryT:
    """The query string as a model. Equal strings give the same (frozen) object: it is parsed once."""
    raw = request.META.get("QUERY_STRING", "")
    parse = _parse_query if model.kept and not may_hold(raw, model.private) else _parse_query.__wrapped__
    return cast(QueryT, parse(raw, model))


def may_hold(raw: str, name: str) -> bool:
    """Whether a query string may hold a parameter, itself or in an address that it names: then the name stands there, or a letter of
    it in a percent escape, or in an escape of an escape.
    """
    return bool(name) and (name in raw or _HIDES_A_LETTER.search(raw) is not None)


def parse_body(raw: bytes, model: type[BodyT]) -> BodyT:
    """The JSON body as a model. Raises `Malformed` with a pointer for every fault."""
    data = parse_json(raw)
    try:
        return model.model_validate_json(raw, strict=True)
    except ValidationError as exc:
        raise Malformed(errors=faults_of(exc, data)) from None


@lru_cache(maxsize=512)
def _parse_query(raw: str, model: type[Query]) -> Query:
    if len(raw) > MAX_QUERY:
        raise Malformed(f"A query string may have {MAX_QUERY:,} characters.")
    values = _values(raw)
    try:
        return model.model_validate(values)
    except ValidationError as exc:
        raise Malformed(errors=_query_faults(exc, model)) from None


def _values(raw: str) -> dict[str, str]:
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMETERS)
    except UnicodeDecodeError:
        raise Malformed("The query string is not UTF-8 after percent-decoding.") from None
    except ValueError:
        raise Malformed(f"A query string may have {MAX_PARAMETERS} parameters.") from None
    values = dict(pairs)
    names = [name for name, _ in pairs]
    faults = [Fault(_place(name), "This parameter stands more than once.") for name in values if names.count(name) > 1]
    faults += [
        Fault(_place(name), "Control characters can't stand here.")
        for name, value in values.items()
        if CONTROL.search(name + value)
    ]
    faults += [
        Fault(_place(name), "The value is longer than 1,000 characters.")
        for name, value in values.items()
        if len(value) > 1000 and name != "page_token"
    ]
    if faults:
        raise Malformed(errors=faults)
    return values


def _place(name: str) -> str:
    return "?" + CONTROL.sub("\N{REPLACEMENT CHARACTER}", name)[:60]


def _query_faults(exc: ValidationError, model: type[Query]) -> list[Fault]:
    """One fault per parameter, the first: that a list of nothing but unknown words is also empty helps nobody."""
    known = ", ".join(field.alias or name for name, field in model.model_fields.items()) or "none"
    faults: dict[str, Fault] = {}
    for fault in exc.errors(include_url=False, include_input=False):
        name = str(fault["loc"][0]) if fault["loc"] else ""
        sentence = (
            f"There is no such parameter here. Known: {known}."
            if fault["type"] == "extra_forbidden"
            else _sentence(fault)
        )
        faults.setdefault(name, Fault(_place(name), sentence))
    return list(faults.values())


def faults_of(exc: ValidationError, data: Any, *, prefix: str = "") -> list[Fault]:
    """pydantic's errors as pointers into what was sent. Its own path also names union members, which the sender never wrote: these go."""
    return [
        Fault(prefix + _pointer_into(data, fault["loc"], fault["type"]), _sentence(fault))
        for fault in exc.errors(include_url=False, include_input=False)
    ]


def _pointer_into(data: Any, location: Sequence[str | int], kind: str) -> str:
    parts: list[str | int] = []
    for index, part in enumerate(location):
        is_last = index == len(location) - 1
        if isinstance(data, Mapping) and (part in data or (is_last and kind == "missing")):
            parts.append(part)
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            parts.append(part)
            data = data[part]
    return pointer(*parts)


SENTENCES = {
    "missing": "This is required.",
    "extra_forbidden": "There is no such member here.",
    "string_type": "Must be text.",
    "string_too_short": "Must have at least {min_length} characters.",
    "string_too_long": "May have at most {max_length} characters.",
    "string_pattern_mismatch": "Must match the pattern {pattern}.",
    "int_type": "Must be a whole number.",
    "int_parsing": "Must be a whole number.",
    "bool_type": "Must be true or false.",
    "bool_parsing": "Must be true or false.",
    "list_type": "Must be a list.",
    "tuple_type": "Must be a list.",
    "dict_type": "Must be an object.",
    "model_type": "Must be an object.",
    "model_attributes_type": "Must be an object.",
    "too_short": "Must have at least {min_length} entries.",
    "too_long": "May have at most {max_length} entries.",
    "greater_than_equal": "Must be {ge} or more.",
    "less_than_equal": "Must be {le} or less.",
    "greater_than": "Must be more than {gt}.",
    "less_than": "Must be less than {lt}.",
    "enum": "Must be one of {expected}.",
    "literal_error": "Must be one of {expected}.",
    "uuid_parsing": "Must be a UUID.",
    "uuid_type": "Must be a UUID.",
    "timezone_aware": "Must say its time zone, such as 2026-04-01T09:00:00Z.",
    "datetime_parsing": "Must be a date and time, such as 2026-04-01T09:00:00Z.",
    "datetime_from_date_parsing": "Must be a date and time, such as 2026-04-01T09:00:00Z.",
    "datetime_type": "Must be a date and time, such as 2026-04-01T09:00:00Z.",
    "date_parsing": "Must be a date, such as 2026-04-01.",
    "date_from_datetime_parsing": "Must be a date, such as 2026-04-01.",
    "date_type": "Must be a date, such as 2026-04-01.",
}


def _sentence(fault: Any) -> str:
    context = fault.get("ctx", {})
    if fault["type"] in ("value_error", "assertion_error"):
        sentence = str(context.get("error", fault["msg"]))
        return sentence[:1].upper() + sentence[1:].rstrip(".") + "."
    template = SENTENCES.get(fault["type"])
    return template.format(**context) if template else f"{fault['msg']}."


# Types for parameters and bodies


def _digits(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise ValueError("Must be a whole number of at most nine digits.")
    return value


def _true_or_false(value: Any) -> Any:
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError("Must be true or false.")
    return value


def _instant(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError(INSTANT_WANTED)  # numbers would be taken for seconds since 1970
    if DAY.fullmatch(value):
        return datetime.combine(date.fromisoformat(value), datetime.min.time(), UTC)
    if not MOMENT.fullmatch(value):
        raise ValueError(INSTANT_WANTED)
    return datetime.fromisoformat(value.upper())


def _in_range(value: datetime) -> datetime:
    # Compared before conversion: 0001-01-01T00:00:00+23:59 has no place in UTC, and asking for it raises OverflowError.
    if not EARLIEST.year <= value.year < LATEST.year:
        raise ValueError(f"Must be between {EARLIEST.year} and {LATEST.year - 1}.")
    return value.astimezone(UTC)


def _split(value: Any) -> Any:
    return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value


def _no_repeats(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(set(values)) != len(values):
        raise ValueError("Each value may stand once.")
    return values


def _plain(value: str) -> str:
    if CONTROL.search(value):
        raise ValueError("Line breaks and control characters can't stand here.")
    return value


Item = TypeVar("Item")
WholeNumber = Annotated[int, BeforeValidator(_digits)]
"""An integer in a query: ASCII digits, at most nine."""
TrueOrFalse = Annotated[bool, BeforeValidator(_true_or_false)]
"""A boolean in a query: exactly `true` or `false`."""
Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_instant),
    AfterValidator(_in_range),
    WithJsonSchema({"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]}),
]
"""A moment, RFC 3339, between 1900 and 2199, in UTC; a bare date means its first second."""
CommaSeparated = Annotated[
    tuple[Item, ...], Field(min_length=1, max_length=20), AfterValidator(_no_repeats), BeforeValidator(_split)
]
"""A list in a query: `topic=a,b`. Each value stands once, at most 20."""
PlainText = Annotated[str, AfterValidator(_plain)]
"""One line of text."""


def described(values: Iterable[str]) -> str:
    """Names for a description, in prose."""
    return ", ".join(f"`{value}`" for value in values)
