"""A template, what a place filled in, and what it changed: the leaflet of that place. First everything is decided, then
it is applied (design, section 3).

What is not filled in stays a placeholder and is listed: half a leaflet can be looked at, but not mistaken for a whole one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from library.documents.details.leaflet import LeafletDetails
from library.documents.errors import InvalidDocument, LimitExceeded, TooMuchMarkup
from library.documents.filling import Printed, filled, printed_value
from library.documents.limits import MARKUP_WEIGHT
from library.documents.local_rules import contradictions
from library.documents.local_values import LocalValue, is_filled, local_faults
from library.documents.missing import Missing, open_details, still_missing
from library.documents.model import LeafletDocument
from library.documents.overrides import Override, check_policies, override_faults
from library.documents.parse import recheck
from library.documents.passages import with_markdown
from library.documents.pointers import pointer
from library.documents.subset import markup_weight
from library.documents.vocabulary import DetailType
from library.errors import Fault, Incomplete

_NOTHING: Mapping[str, Override] = MappingProxyType({})


class InvalidLocalVersion(Incomplete):
    """`errors` has a pointer for each: `/details/<key>` for a local detail, `/overrides/<id>` for a section."""

    slug = "invalid-local-version"
    title = "Some local details or changes do not fit the template"
    explanation = (
        "`errors` names each local detail and each section. The form of the leaflet (`/form`) says what can be filled in. "
        "What is merely missing is no error."
    )


@dataclass(frozen=True)
class Assembled:
    document: LeafletDocument
    missing: tuple[Missing, ...]


def assemble(
    template: LeafletDocument, local: Mapping[str, LocalValue], overrides: Mapping[str, Override] = _NOTHING
) -> Assembled:
    """The leaflet with what is filled in, in words of its language, and with the sections as they were changed.

    A detail that is empty shows its fallback; without one it stays a placeholder. The local details that remain in the
    document are those without a value. Quotes and contact points stay placeholders.

    Raises SectionProtected for a change that the authors do not allow; InvalidLocalVersion for values that do not fit or
    contradict each other, and changes that make no sense; InvalidDocument or a limit when the whole is not a document.
    """
    given = {key: value for key, value in local.items() if is_filled(value)}
    values = _fallbacks(template.details) | given
    _check(template, given, values, overrides)
    changed = _with_overrides(template, overrides)
    details = {detail.key: detail for detail in template.details.local_details}

    @cache
    def printed(name: str, part: str | None) -> Printed | None:
        value = values.get(name)
        return None if value is None else printed_value(details[name], value, part, template.language)

    assembled = with_markdown(changed, lambda text: filled(text, lambda found: printed(found.name, found.part)))
    left = open_details(template.details, values, assembled)
    document = recheck(assembled.model_copy(update={"details": left}))
    if not isinstance(document, LeafletDocument):  # pragma: no cover - it was one before
        raise TypeError("A leaflet became another kind of document.")
    return Assembled(document, tuple(still_missing(template, given, values, document)))


def _check(
    template: LeafletDocument,
    given: Mapping[str, LocalValue],
    values: Mapping[str, LocalValue],
    overrides: Mapping[str, Override],
) -> None:
    check_policies(template, overrides)
    _check_weight(template, given)
    faults = [*_value_faults(template, given), *override_faults(template, overrides)]
    faults += [] if faults else contradictions(template.details, given, values)
    if faults:
        count = "1 place needs" if len(faults) == 1 else f"{len(faults)} places need"
        raise InvalidLocalVersion(f"{count} attention.", errors=faults)


def _check_weight(template: LeafletDocument, given: Mapping[str, LocalValue]) -> None:
    """Before anybody parses them: all rich texts together may weigh what a document may."""
    rich = {detail.key for detail in template.details.local_details if detail.type is DetailType.RICH_TEXT}
    weight = sum(markup_weight(value) for key, value in given.items() if key in rich and isinstance(value, str))
    if weight > MARKUP_WEIGHT:
        detail = f"The Markdown of the local details weighs {weight}; the limit is {MARKUP_WEIGHT}."
        raise TooMuchMarkup("/details", detail, limit=MARKUP_WEIGHT, found=weight)


def _value_faults(template: LeafletDocument, given: Mapping[str, LocalValue]) -> Iterator[Fault]:
    details = {detail.key: detail for detail in template.details.local_details}
    pictures = frozenset(image.key for image in template.images)
    for key, value in given.items():
        if key not in details:
            yield Fault(pointer("details", key), f"There is no local detail {key[:100]} in this leaflet.")
            continue
        for part, reason in local_faults(details[key], value, pictures):
            yield Fault(pointer("details", key, *filter(None, [part])), reason)


def _with_overrides(template: LeafletDocument, overrides: Mapping[str, Override]) -> LeafletDocument:
    if not overrides:
        return template
    sections = []
    for section in template.sections:
        override = overrides.get(section.id, Override())
        if not override.left_out:
            text = section.body if override.text is None else override.text
            sections.append(section.model_copy(update={"body": text}))
    changed = template.model_copy(update={"sections": tuple(sections)})
    try:
        recheck(changed)
    except LimitExceeded:
        raise
    except InvalidDocument as refusal:
        places = {pointer("sections", number, "body"): section.id for number, section in enumerate(sections)}
        raise InvalidLocalVersion(
            refusal.detail,
            errors=[
                Fault(pointer("overrides", places[fault.pointer], "text"), fault.detail)
                if fault.pointer in places
                else fault
                for fault in refusal.errors
            ],
        ) from None
    return changed


def _fallbacks(details: LeafletDetails) -> dict[str, LocalValue]:
    """A service's fallback would be a slug, which says nothing to a reader."""
    return {
        detail.key: detail.fallback
        for detail in details.local_details
        if is_filled(detail.fallback) and detail.fallback is not None and not detail.role
    }
