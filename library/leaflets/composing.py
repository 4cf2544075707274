"""From a recipe to the leaflet of a place: the whole document, what it still lacks, and what in it is local. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from library.documents.assemble import assemble
from library.documents.grammar import PlaceholderKind, find
from library.documents.local_values import LocalValue, ServiceValue
from library.documents.missing import Missing
from library.documents.model import LeafletDocument, Section
from library.documents.overrides import Override
from library.documents.vocabulary import DetailType, Policy
from library.leaflets.recipe import Recipe, Templates, adopted, overrides


@dataclass(frozen=True)
class Composed:
    """`sections` tells what is local, as `editions.Provenance` keeps it."""

    document: LeafletDocument
    missing: tuple[Missing, ...]
    sections: list[dict[str, Any]]


def compose(recipe: Recipe, templates: Templates, services: Mapping[str, ServiceValue]) -> Composed:
    """The leaflet that a recipe makes, with `services` by slug. An empty place for local words is not shown.

    Raises as `assemble`: InvalidLocalVersion for values that do not fit, SectionProtected for changes that are not allowed.
    """
    template = adopted(recipe, templates)
    own = shown_overrides(recipe, template)
    assembled = assemble(template, local_values(recipe, template, services), own)
    shown = tuple(section for section in assembled.document.sections if not _is_empty_slot(section))
    return Composed(
        document=assembled.document.model_copy(update={"sections": shown}),
        missing=assembled.missing,
        sections=list(_local(recipe, template, own)),
    )


def shown_overrides(recipe: Recipe, template: LeafletDocument) -> dict[str, Override]:
    """The overrides of sections that the template has: the others wait in the recipe for somebody to decide."""
    known = {section.id for section in template.sections}
    return {id_: override for id_, override in overrides(recipe).items() if id_ in known}


def local_values(
    recipe: Recipe, template: LeafletDocument, services: Mapping[str, ServiceValue]
) -> dict[str, LocalValue]:
    """The details that the template asks for, with services in the place of their slugs; one that is not there is missing."""
    values: dict[str, LocalValue] = {}
    for detail in template.details.local_details:
        value: LocalValue | None = recipe.details.get(detail.key)
        if detail.type is DetailType.SERVICE:
            value = services.get(value) if isinstance(value, str) else None
        if value is not None:
            values[detail.key] = value
    return values


def service_slugs(recipe: Recipe, template: LeafletDocument) -> dict[str, str]:
    """The services that the recipe names, by key of the detail."""
    keys = [detail.key for detail in template.details.local_details if detail.type is DetailType.SERVICE]
    return {key: value for key in keys if isinstance(value := recipe.details.get(key), str) and value.strip()}


def _local(recipe: Recipe, template: LeafletDocument, own: Mapping[str, Override]) -> Iterator[dict[str, Any]]:
    for section in template.sections:
        choice = recipe.sections.get(section.id)
        base = choice.base if choice else recipe.edition
        yield {"id": section.id, "status": _status(section, own.get(section.id)), "base_edition": base}


def _status(section: Section, override: Override | None) -> str:
    if override is not None and override.left_out:
        return "left_out"
    if override is not None:
        return "added" if section.policy is Policy.SLOT and not section.body.strip() else "reworded"
    filled = any(found.kind is PlaceholderKind.DETAIL for found in find(section.body))
    return "filled" if filled else "verbatim"


def _is_empty_slot(section: Section) -> bool:
    return section.policy is Policy.SLOT and not section.body.strip()
