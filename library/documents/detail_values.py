"""Whether a value is of the type of a local detail: of its example, its fallback, and later of what a place fills in."""

from __future__ import annotations

import re
from datetime import date

from library.documents.details.leaflet import AgeRange, LocalDetail
from library.documents.fields import https_url
from library.documents.markdown import tokens
from library.documents.subset import subset_faults
from library.documents.vocabulary import DetailType
from library.ids import SLUG_PATTERN

_FORMS = {
    DetailType.PHONE: (re.compile(r"\+?[0-9](?:[0-9 ]*[0-9])?"), "This must be a phone number in figures and spaces."),
    DetailType.EMAIL: (
        re.compile(r'[^@\s<>"|\\]+@[^@\s.<>"?|\\]+(?:\.[^@\s.<>"?|\\]+)+'),
        "This must be an email address.",
    ),
    DetailType.SERVICE: (
        re.compile(SLUG_PATTERN.removeprefix("^").removesuffix("$")),
        "This must be the slug of a service.",
    ),
}


def value_fault(detail: LocalDetail, value: bool | AgeRange | str) -> str | None:
    """Why the value does not fit the detail, or nothing."""
    if detail.type is DetailType.BOOLEAN:
        return None if isinstance(value, bool) else "This must be true or false."
    if detail.type is DetailType.AGE_RANGE:
        return _age_fault(value)
    if not isinstance(value, str) or not value.strip():
        return "This must be text."
    if detail.max_length is not None and len(value) > detail.max_length:
        return f"This has {len(value)} characters; the limit is {detail.max_length}."
    return _text_fault(detail, value)


def _age_fault(value: bool | AgeRange | str) -> str | None:
    if not isinstance(value, AgeRange):
        return "This must be an age range, such as min 18."
    return "The youngest age is not above the oldest." if value.max is not None and value.min > value.max else None


def _text_fault(detail: LocalDetail, value: str) -> str | None:
    if form := _FORMS.get(detail.type):
        return None if form[0].fullmatch(value) else form[1]
    match detail.type:
        case DetailType.CHOICE:
            return None if value in {choice.value for choice in detail.choices} else "This must be one of the choices."
        case DetailType.DATE:
            return None if _is_date(value) else "This must be a date like 2026-11-23."
        case DetailType.URL:
            return _url_fault(value)
        case DetailType.RICH_TEXT:
            return next(subset_faults(tokens(value)), None)
    return None


def _url_fault(value: str) -> str | None:
    try:
        https_url(value)
    except ValueError as error:
        return str(error)
    return None


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
