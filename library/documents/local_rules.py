"""Whether the details of a place agree with each other, by the rules of the template (domain.md LO-3). What is not filled
in yet is told apart from what contradicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from library.documents.details.leaflet import AgeRange, AnyOf, AtMost, LeafletDetails, Requires
from library.documents.local_values import LocalValue
from library.documents.pointers import pointer
from library.errors import Fault


def contradictions(
    details: LeafletDetails, given: Mapping[str, LocalValue], values: Mapping[str, LocalValue]
) -> Iterator[Fault]:
    """A fault at each value that the rules forbid beside the others. `given` is what is filled in; `values` has the
    fallbacks too.
    """
    labels = {detail.key: detail.label for detail in details.local_details}
    for rule in details.rules:
        match rule:
            case Requires() if _applies(rule, values):
                for key in rule.empty:
                    if key in given:
                        yield Fault(pointer("details", key), rule.message or f"“{labels[key]}” must then be empty.")
            case AtMost():
                low, high = _ordered(rule.low, values), _ordered(rule.high, values)
                if low is not None and high is not None and type(low) is type(high) and low > high:  # type: ignore[operator]
                    place = pointer("details", *rule.high.split("."))
                    yield Fault(place, rule.message or "The first of the two can't be above the second.")
            case _:
                pass


def called_for(
    details: LeafletDetails, given: Mapping[str, LocalValue], values: Mapping[str, LocalValue]
) -> dict[str, str]:
    """The details that the rules ask for and that are not filled in, each with the reason. A fallback is not filled in."""
    labels = {detail.key: detail.label for detail in details.local_details}
    wanted: dict[str, str] = {}
    for rule in details.rules:
        if isinstance(rule, Requires) and _applies(rule, values):
            reasons = {key: rule.message or f"“{labels[key]}” is needed with the other answers." for key in rule.filled}
        elif isinstance(rule, AnyOf) and not any(key in given for key in rule.filled):
            names = "; ".join(labels[key] for key in rule.filled)
            reasons = dict.fromkeys(rule.filled, rule.message or f"At least one of these is needed: {names}.")
        else:
            reasons = {}
        wanted |= {key: reason for key, reason in reasons.items() if key not in given and key not in wanted}
    return wanted


def _applies(rule: Requires, values: Mapping[str, LocalValue]) -> bool:
    """An answer is a truth value or text: `True == 1` must not make one of the other."""
    return all(key in values and values[key] == value for key, value in rule.when.items())


def _ordered(reference: str, values: Mapping[str, LocalValue]) -> int | str | None:
    """An age, or a date as ISO 8601, which sorts by day."""
    key, _, part = reference.partition(".")
    value = values.get(key)
    if isinstance(value, AgeRange):
        age: int | None = getattr(value, part)
        return age
    return value if isinstance(value, str) else None
