"""What a place fills into a template: one value for each local detail, and whether it fits (domain.md LO-2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from library.documents.detail_values import value_fault
from library.documents.details.leaflet import AgeRange, LocalDetail
from library.documents.fields import plain
from library.documents.markdown import asset_key, is_link, tokens
from library.documents.vocabulary import DetailType

VALUE_LENGTH = 10_000
"""Most characters of a value, as in `DetailValue`."""


@dataclass(frozen=True)
class ServiceValue:
    """A service of the directory, resolved by the caller, each part in words; empty where the directory knows nothing.

    The parts are those that a placeholder can name (`placeholder_checks.PARTS`). `phone_menu` is what to choose after
    dialling (`option 2`): it follows the number wherever that is printed.
    """

    name: str
    short_name: str = ""
    provider: str = ""
    phone: str = ""
    text_number: str = ""
    email: str = ""
    website: str = ""
    address: str = ""
    opening_hours: str = ""
    access_notes: str = ""
    waiting_time: str = ""
    phone_menu: str = ""


LocalValue = bool | AgeRange | str | ServiceValue

_PART_TYPES = {
    "phone": DetailType.PHONE,
    "text_number": DetailType.PHONE,
    "email": DetailType.EMAIL,
    "website": DetailType.URL,
}
_SCHEMES = {DetailType.PHONE: "tel:", DetailType.EMAIL: "mailto:", DetailType.URL: ""}


def is_filled(value: LocalValue | None) -> bool:
    """Whether there is an answer. No is one; blank text is not."""
    if isinstance(value, ServiceValue):
        return any(getattr(value, part.name).strip() for part in fields(value))
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def most_characters(detail: LocalDetail) -> int:
    """How long a value of the detail may be: what is longer is refused for that, before anything else is looked at."""
    return min(detail.max_length or VALUE_LENGTH, VALUE_LENGTH)


def target_of(type_: DetailType, value: str) -> str:
    """Where a link to this phone number, email address or page leads: `tel:01223123456`."""
    return _SCHEMES[type_] + (value.replace(" ", "") if type_ is DetailType.PHONE else value)


def local_faults(detail: LocalDetail, value: LocalValue, pictures: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Why a filled value can't stand for the detail: the part of it (empty for the whole) and a sentence.

    `pictures` are the keys that a rich text can show.
    """
    if isinstance(value, ServiceValue):
        yield from _service_faults(detail, value)
    elif detail.type is DetailType.SERVICE:
        yield "", "This must be a service of the directory."
    elif reason := _text_fault(value) or value_fault(detail, value):
        yield "", reason
    elif isinstance(value, str):
        yield from (("", reason) for reason in _print_faults(detail.type, value, pictures))


def _service_faults(detail: LocalDetail, value: ServiceValue) -> Iterator[tuple[str, str]]:
    if detail.type is not DetailType.SERVICE:
        yield "", "This is not a service: it must be a value of its own."
        return
    if not value.name.strip():
        yield "name", "A service needs a name."
    for part in fields(value):
        words = getattr(value, part.name)
        type_ = _PART_TYPES.get(part.name, DetailType.TEXT)
        stand_in = LocalDetail(key="part", label="Part", type=type_)
        if words.strip() and (reason := _text_fault(words) or value_fault(stand_in, words)):
            yield part.name, reason
        elif words.strip():
            yield from ((part.name, reason) for reason in _print_faults(type_, words, frozenset()))


def _text_fault(value: LocalValue) -> str | None:
    """Text that no document can hold. `{{` can't be escaped (see `grammar`), so a value can't show it."""
    if not isinstance(value, str):
        return None
    if len(value) > VALUE_LENGTH:
        return f"This has {len(value)} characters; the limit is {VALUE_LENGTH}."
    try:
        plain(value)
    except ValueError as error:
        return str(error)
    return None


def _print_faults(type_: DetailType, value: str, pictures: frozenset[str]) -> Iterator[str]:
    if type_ in _SCHEMES and not is_link(target_of(type_, value)):
        yield "No link can lead there: look for a character that was pasted by mistake."
    if type_ is DetailType.RICH_TEXT:
        shown = {asset_key(token) for block in tokens(value) for token in block.children or () if token.type == "image"}
        for key in sorted(key for key in shown if key and key not in pictures):
            yield f"The picture {key[:100]} is not among the images of the document."
