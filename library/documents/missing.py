"""What a local version still lacks, and which details of the template it leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from library.documents.details.leaflet import AnyOf, AtMost, LeafletDetails, LocalDetail, Requires, Rule
from library.documents.grammar import PlaceholderKind, find
from library.documents.local_rules import called_for
from library.documents.local_values import LocalValue
from library.documents.model import Document, LeafletDocument
from library.documents.passages import markdown_texts
from library.documents.pointers import pointer


@dataclass(frozen=True)
class Missing:
    """A local detail without a value. `key` is what stands between the braces: `area_name`, or `crisis_service.phone` if
    the service is there and knows no number. `place` points to the first text of the leaflet that prints it, or to the
    detail in the template. `reason` is the rule that asks for it, if one does.
    """

    key: str
    label: str
    required: bool
    place: str
    reason: str = ""


def open_details(details: LeafletDetails, values: Mapping[str, LocalValue], assembled: Document) -> LeafletDetails:
    """The details that have no value or still stand in a text, and the rules that are about those alone."""
    named = {content.partition(".")[0] for content in _places(assembled)}
    kept = tuple(detail for detail in details.local_details if detail.key not in values or detail.key in named)
    keys = {detail.key for detail in kept}
    rules = tuple(rule for rule in details.rules if _keys(rule) <= keys)
    return details.model_copy(update={"local_details": kept, "rules": rules})


def still_missing(
    template: LeafletDocument,
    given: Mapping[str, LocalValue],
    values: Mapping[str, LocalValue],
    assembled: LeafletDocument,
) -> Iterator[Missing]:
    """In the order of the template. A detail that is not required, and stood only in sections that were left out, is
    not missed.
    """
    reasons = called_for(template.details, given, values)
    before = {content.partition(".")[0] for content in _places(template)}
    places = _places(assembled)
    for number, detail in enumerate(template.details.local_details):
        own = {content: place for content, place in places.items() if content.partition(".")[0] == detail.key}
        elsewhere = pointer("details", "local_details", number)
        if detail.key in reasons or detail.key not in values:
            required = detail.required or detail.key in reasons
            if required or own or detail.key not in before:
                place = next(iter(own.values()), elsewhere)
                yield Missing(detail.key, detail.label, required, place, reasons.get(detail.key, ""))
        else:
            yield from (
                Missing(content, _part_label(detail, content), detail.required, place) for content, place in own.items()
            )


def _places(document: Document) -> dict[str, str]:
    """The first place of each local detail that is a placeholder, by what stands between its braces."""
    places: dict[str, str] = {}
    for place, text in markdown_texts(document):
        for found in find(text):
            if found.kind is PlaceholderKind.DETAIL:
                places.setdefault(found.content, place)
    return places


def _part_label(detail: LocalDetail, content: str) -> str:
    part = content.partition(".")[2].replace("_", " ")
    return f"{detail.label}: {part}" if part else detail.label


def _keys(rule: Rule) -> set[str]:
    match rule:
        case Requires():
            return {*rule.when, *rule.filled, *rule.empty}
        case AtMost():
            return {rule.low.partition(".")[0], rule.high.partition(".")[0]}
        case AnyOf():
            return {*rule.filled}
