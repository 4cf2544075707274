"""A recipe: what makes an adaptation out of a template. Pure values, kept with every edition of the adaptation.

A section that the recipe says nothing of is shown as the template has it. Each choice remembers the edition of the
template that it was made against, so that it can be offered what changed since (design.md, idea 3).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field, ValidationError

from library.documents.base import Part
from library.documents.details.leaflet import DetailValue
from library.documents.fields import DetailKey, Line, Markdown, OptionalLine, Slug
from library.documents.model import LeafletDocument, Section
from library.documents.overrides import Override
from library.documents.pointers import pointer
from library.documents.vocabulary import Policy
from library.errors import Fault

Templates = Mapping[int, LeafletDocument]
"""Editions of a template by number: at least those that a recipe names."""


class Choice(Part):
    """One section, done differently. Without `text` and not `left_out` it is the section as edition `base` had it: a later
    change of it was declined.
    """

    base: int = Field(ge=1, description="Edition of the template that this choice was made against.")
    text: Markdown | None = Field(None, description="Its own text in Markdown.")
    left_out: bool = Field(False, description="Whether the section is left out.")
    reason: OptionalLine = Field("", max_length=300, description="Why it is left out.")
    declined: int | None = Field(
        None, ge=1, description="The newest edition whose change of this section was declined."
    )
    declined_reason: OptionalLine = Field("", max_length=300, description="Why.")

    @property
    def is_verbatim(self) -> bool:
        """The words are the template's."""
        return self.text is None and not self.left_out

    def may_stand(self, policy: Policy) -> bool:
        """Whether the authors allow it, as the section is now."""
        return policy is not Policy.LOCKED and (policy is Policy.OPTIONAL or not self.left_out)


def sentence_of(fault: Mapping[str, Any]) -> str:
    """What pydantic says, without what it says of itself."""
    return str(fault["msg"]).removeprefix("Value error, ")


def choice_faults(section: str, refusal: ValidationError) -> list[Fault]:
    """Why a choice can't be kept, by what a place writes: `/sections/<id>/text` or `/sections/<id>/reason`."""
    return [
        Fault(pointer("sections", section, *map(str, fault["loc"])), sentence_of(fault))
        for fault in refusal.errors(include_url=False)
    ]


class Recipe(Part):
    edition: int = Field(
        ge=1, description="Edition of the template that it follows: its order of sections and its blanks."
    )
    details: dict[DetailKey, DetailValue] = Field(
        default_factory=dict, max_length=100, description="Local details by key; a service by its slug."
    )
    sections: dict[Slug, Choice] = Field(default_factory=dict, max_length=300, description="Choices by section.")
    declined: int | None = Field(None, ge=1, description="The newest edition that was declined as a whole.")
    acknowledged: int | None = Field(
        None, ge=1, description="The newest safety edition that was seen and, with a reason, is not followed yet."
    )
    title: Line | None = Field(None, max_length=200, description="A title of its own.")


def adopted(recipe: Recipe, templates: Templates) -> LeafletDocument:
    """The template as this recipe takes it, before anything is filled in or reworded: the edition that it follows, with
    the sections whose changes were declined as they were.
    """
    template = templates[recipe.edition]
    sections = tuple(_as_taken(section, recipe.sections.get(section.id), templates) for section in template.sections)
    return template.model_copy(update={"sections": sections} | ({"title": recipe.title} if recipe.title else {}))


def overrides(recipe: Recipe) -> dict[str, Override]:
    """The sections with words of their own, and those that are left out. Of sections that the template no longer has
    nothing is shown, but the recipe keeps them until somebody decides.
    """
    return {
        id_: Override(text=choice.text, left_out=choice.left_out, reason=choice.reason)
        for id_, choice in recipe.sections.items()
        if not choice.is_verbatim
    }


def section_of(template: LeafletDocument, id_: str) -> Section | None:
    return next((section for section in template.sections if section.id == id_), None)


def _as_taken(section: Section, choice: Choice | None, templates: Templates) -> Section:
    if choice is None or not choice.is_verbatim:
        return section
    earlier = section_of(templates[choice.base], section.id)
    return section if earlier is None else section.model_copy(update={"heading": earlier.heading, "body": earlier.body})
