"""Whether a template's details and rules make sense by themselves, before any place fills them in (domain.md LO-2, LO-3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from library.documents.detail_values import value_fault
from library.documents.details.leaflet import AnyOf, AtMost, LeafletDetails, LocalDetail, Requires
from library.documents.placeholder_checks import PARTS
from library.documents.pointers import pointer
from library.documents.vocabulary import DetailType
from library.errors import Fault

_WITH_LENGTH = frozenset({DetailType.TEXT, DetailType.RICH_TEXT, DetailType.ADDRESS, DetailType.OPENING_HOURS})
_ORDERED_PARTS = {DetailType.AGE_RANGE: PARTS[DetailType.AGE_RANGE], DetailType.DATE: frozenset({None})}


def leaflet_faults(details: LeafletDetails) -> Iterator[Fault]:
    """Every fault of the details, then of the rules."""
    known: dict[str, LocalDetail] = {}
    for number, detail in enumerate(details.local_details):
        place = ("details", "local_details", number)
        if detail.key in known:
            yield Fault(pointer(*place, "key"), f"{detail.key} is the key of another one before it.")
        known.setdefault(detail.key, detail)
        yield from (Fault(pointer(*place, name), reason) for name, reason in _detail_faults(detail))
    for number, rule in enumerate(details.rules):
        yield from (
            Fault(pointer("details", "rules", number, *path), reason) for path, reason in _rule_faults(rule, known)
        )


def _detail_faults(detail: LocalDetail) -> Iterator[tuple[str, str]]:
    """Member and reason."""
    if (detail.type is DetailType.CHOICE) is not bool(detail.choices):
        yield (
            "choices",
            "A choice needs something to choose from."
            if detail.type is DetailType.CHOICE
            else "Only a choice has choices.",
        )
    if len({choice.value for choice in detail.choices}) < len(detail.choices):
        yield "choices", "Each value can be chosen once only."
    if (detail.type is DetailType.SERVICE) is not (detail.role is not None):
        yield (
            "role",
            "A service needs the role that it has here."
            if detail.type is DetailType.SERVICE
            else "Only a service has a role.",
        )
    if detail.max_length is not None and detail.type not in _WITH_LENGTH:
        yield "max_length", "Only text has a length."
    if detail.fallback is not None and detail.required:
        yield "fallback", "What is required has no fallback: nothing would ever show it."
    for name in ("example", "fallback"):
        value = getattr(detail, name)
        if value is not None and (reason := value_fault(detail, value)):
            yield name, reason


def _rule_faults(
    rule: Requires | AtMost | AnyOf, known: Mapping[str, LocalDetail]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Path inside the rule and reason."""
    match rule:
        case Requires():
            yield from _condition_faults(rule, known)
            yield from _unknown("filled", rule.filled, known)
            yield from _unknown("empty", rule.empty, known)
            yield from _contradictions(rule, known)
        case AtMost():
            yield from _order_faults(rule, known)
        case AnyOf():
            yield from _unknown("filled", rule.filled, known)


def _unknown(
    member: str, keys: tuple[str, ...], known: Mapping[str, LocalDetail]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for number, key in enumerate(keys):
        if key not in known:
            yield (member, number), f"{key} is not a local detail of this document."


def _condition_faults(rule: Requires, known: Mapping[str, LocalDetail]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for key, value in rule.when.items():
        detail = known.get(key)
        if detail is None:
            yield ("if", key), f"{key} is not a local detail of this document."
        elif detail.type not in (DetailType.BOOLEAN, DetailType.CHOICE):
            yield ("if", key), f"{key} is of type {detail.type}; a condition is on a boolean or a choice."
        elif reason := value_fault(detail, value):
            yield ("if", key), reason


def _contradictions(rule: Requires, known: Mapping[str, LocalDetail]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if not rule.filled and not rule.empty:
        yield (), "The rule asks for nothing: it needs `filled` or `empty`."
    for number, key in enumerate(rule.empty):
        if key in rule.filled:
            yield ("empty", number), f"{key} can't be filled and empty at once."
        elif key in known and known[key].required:
            yield ("empty", number), f"{key} is always required, so it can't be asked to be empty."


def _order_faults(rule: AtMost, known: Mapping[str, LocalDetail]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    types = []
    for member, reference in (("low", rule.low), ("high", rule.high)):
        key, _, part = reference.partition(".")
        detail = known.get(key)
        if detail is None:
            yield (member,), f"{key} is not a local detail of this document."
        elif (part or None) not in _ORDERED_PARTS.get(detail.type, frozenset()):
            yield (member,), f"{reference} has no order: name a date, or min or max of an age range."
        else:
            types.append(detail.type)
    if len(types) == 2 and types[0] is not types[1]:
        yield ("high",), "An age and a date can't be compared."
