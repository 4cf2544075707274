"""How an adaptation stands to its template (domain.md LO-9). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from library.leaflets.offers import SETTLED, SectionOffer, Status, offer
from library.leaflets.recipe import Recipe, Templates, section_of

UNNOTICED = frozenset({"minor", "contact"})
"""A typing error or a new number leaves adaptations current (design.md, section 6)."""


class Standing(StrEnum):
    """`current`: everything that the template brought was decided. `behind`: something is offered. `behind_safety`: some
    of it is for the safety of readers. `upstream_withdrawn`: there is no template any more.
    """

    CURRENT = "current"
    BEHIND = "behind"
    BEHIND_SAFETY = "behind_safety"
    UPSTREAM_WITHDRAWN = "upstream_withdrawn"


def standing(recipe: Recipe, templates: Templates, newest: int, classes: Mapping[int, str]) -> Standing:
    """`templates` and `classes` hold every edition from the oldest that the recipe names up to `newest`.

    A safety edition that was declined or acknowledged is still one that readers don't have.
    """
    made = offer(recipe, templates, newest)
    open_ = [one for one in made.sections if one in made.pending or (one.declined and one.status not in SETTLED)]
    if any(_is_for_safety(one, recipe, templates, newest, classes) for one in open_):
        return Standing.BEHIND_SAFETY
    if any(one.missing for one in made.details) and _any_safety(recipe, newest, classes):
        return Standing.BEHIND_SAFETY
    noticed = [one for one in made.pending if any(_changing(one, templates, newest, classes))]
    return Standing.BEHIND if noticed else Standing.CURRENT


def open_safety(
    recipe: Recipe, templates: Templates, newest: int, classes: Mapping[int, str]
) -> tuple[SectionOffer, ...]:
    """What an edition up to `newest` changed for the safety of readers and this recipe does not have, declined or not."""
    made = offer(recipe, templates, newest)
    return tuple(
        one
        for one in made.sections
        if one.status not in SETTLED and _is_for_safety(one, recipe, templates, newest, classes)
    )


def _is_for_safety(
    one: SectionOffer, recipe: Recipe, templates: Templates, newest: int, classes: Mapping[int, str]
) -> bool:
    """Whether a safety edition since then changed this very section. One that the edition followed has no more is not shown,
    so that nobody reads it.
    """
    if one.status is Status.REMOVED and section_of(templates[recipe.edition], one.id) is None:
        return False
    return "safety" in _changing(one, templates, newest, classes)


def _changing(one: SectionOffer, templates: Templates, newest: int, classes: Mapping[int, str]) -> Iterator[str]:
    """The classes of the editions since then that changed this very section, but for those that nobody need notice."""
    for number in range(one.since + 1, newest + 1):
        changed = section_of(templates[number - 1], one.id) != section_of(templates[number], one.id)
        if changed and classes[number] not in UNNOTICED:
            yield classes[number]


def _any_safety(recipe: Recipe, newest: int, classes: Mapping[int, str]) -> bool:
    return any(classes.get(number) == "safety" for number in range(recipe.edition, newest + 1))
