"""What a safety edition of a template does to a recipe before anything is published from it. Pure: local gates flag what
they find, and never block (design.md, section 6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from library.documents.assemble import InvalidLocalVersion
from library.documents.grammar import PlaceholderKind, find
from library.documents.local_values import ServiceValue
from library.leaflets.composing import Composed, compose
from library.leaflets.decisions import follow
from library.leaflets.recipe import Recipe
from library.leaflets.templates import History


def followed(recipe: Recipe, history: History, in_use: Callable[[str], bool]) -> Recipe:
    """The recipe with the newest safety edition in every section that is shown verbatim; the same one if it has that.

    `in_use` tells whether a contact point may be printed: words that name another one give way to the template's.
    """
    number = history.newest_safety
    if number > recipe.edition:
        after = follow(recipe, history.documents[number], number)
    elif held_back := _declined_before(recipe, number):
        after = _without(recipe, held_back)
    else:
        return recipe
    return _without(after, [id_ for id_, choice in after.sections.items() if not _printable(choice.text or "", in_use)])


def fitting(recipe: Recipe, history: History, services: Mapping[str, ServiceValue]) -> tuple[Recipe, Composed]:
    """The recipe without the values and words that the edition it follows does not take, and what it makes."""
    while True:
        try:
            return recipe, compose(recipe, history.documents, services)
        except InvalidLocalVersion as refusal:
            recipe = _without_refused(recipe, refusal)


def lost_between(before: Recipe, after: Recipe) -> dict[str, str]:
    """Local texts, by section, that are in the one and not in the other."""
    return {
        id_: choice.text
        for id_, choice in before.sections.items()
        if choice.text is not None and (id_ not in after.sections or after.sections[id_].text != choice.text)
    }


def _declined_before(recipe: Recipe, number: int) -> list[str]:
    """Sections that are shown as they were before the safety edition, because a change of them was declined."""
    return [id_ for id_, choice in recipe.sections.items() if choice.is_verbatim and choice.base < number]


def _printable(text: str, in_use: Callable[[str], bool]) -> bool:
    return all(in_use(found.name) for found in find(text) if found.kind is PlaceholderKind.CONTACT)


def _without_refused(recipe: Recipe, refusal: InvalidLocalVersion) -> Recipe:
    keys = {parts[1] for fault in refusal.errors if (parts := fault.pointer.strip("/").split("/"))[0] == "details"}
    ids = {parts[1] for fault in refusal.errors if (parts := fault.pointer.strip("/").split("/"))[0] == "overrides"}
    if not keys & recipe.details.keys() and not ids & recipe.sections.keys():
        raise refusal
    details = {key: value for key, value in recipe.details.items() if key not in keys}
    return _without(recipe.model_copy(update={"details": details}), ids)


def _without(recipe: Recipe, ids: Iterable[str]) -> Recipe:
    gone = set(ids)
    return recipe.model_copy(
        update={"sections": {id_: choice for id_, choice in recipe.sections.items() if id_ not in gone}}
    )
