"""A leaflet template: which details a place fills in, and which of them must agree (domain.md LO-2, LO-3)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from library.documents.base import Part
from library.documents.fields import DetailKey, Line, OptionalLine, Slug, plain
from library.documents.vocabulary import DetailType

DETAIL_REFERENCE_PATTERN = r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:\.[a-z][a-z0-9]*(?:_[a-z0-9]+)*)?$"
DetailReference = Annotated[str, Field(pattern=DETAIL_REFERENCE_PATTERN, max_length=121)]
"""`age_range.min`: a detail, or a part of one."""


class AgeRange(Part):
    min: int = Field(ge=0, le=120, title="From age", description="Youngest age, in years.")
    max: int | None = Field(
        None, ge=0, le=120, title="To age", description="Oldest age, in years; none if there is no upper limit."
    )


def _value(text: str) -> str:
    """A check of its own, because what a place fills in is not text of the template (`text` tells by the check)."""
    return plain(text)


DetailValue = bool | AgeRange | Annotated[str, Field(max_length=10_000), AfterValidator(_value)]
"""What a local detail holds, by its type: text for most, a truth value, an age range."""


class Choice(Part):
    value: Slug = Field(description="What is stored.")
    label: Line = Field(max_length=200, description="What people read.")


class LocalDetail(Part):
    """A typed blank of the template."""

    key: DetailKey = Field(description="Name in placeholders: `{{key}}`.")
    label: Line = Field(
        max_length=120, description="What people see above the field, and in its place until it is filled."
    )
    help: OptionalLine = Field("", max_length=500, description="What to write here, and where to find it.")
    type: DetailType = Field(description="What it holds.")
    required: bool = Field(True, description="Whether a local version can't be published without it.")
    example: DetailValue | None = Field(None, description="A realistic value, of the type of the detail.")
    max_length: int | None = Field(
        None, ge=1, le=10_000, description="Most characters that fit where it stands; for text only."
    )
    fallback: DetailValue | None = Field(
        None, description="What stands there if nothing is filled in; only for details that are not required."
    )
    choices: tuple[Choice, ...] = Field((), max_length=50, description="What can be chosen; for `choice` only.")
    role: Slug | None = Field(
        None,
        title="Role of the service",
        description="Which service of the place is meant, such as `crisis`; for `service` only.",
    )


class Requires(Part):
    """If all of `if` is so, then all of `filled` are filled and all of `empty` are empty."""

    rule: Literal["requires"] = Field(description="This rule: one detail calls for others.")
    when: dict[DetailKey, bool | Slug] = Field(
        alias="if",
        min_length=1,
        max_length=5,
        title="If",
        description="Details of type `boolean` or `choice`, each with the value that it must have.",
    )
    filled: tuple[DetailKey, ...] = Field((), max_length=20, description="Details that must then be filled.")
    empty: tuple[DetailKey, ...] = Field((), max_length=20, description="Details that must then be empty.")
    message: OptionalLine = Field("", max_length=300, description="What to tell people when it is broken.")


class AtMost(Part):
    """`low` is not more than `high`, if both are filled."""

    rule: Literal["at_most"] = Field(description="This rule: two values are in order.")
    low: DetailReference = Field(description="A detail of type `date`, or `min` or `max` of an `age_range`.")
    high: DetailReference = Field(description="Another of the same sort.")
    message: OptionalLine = Field("", max_length=300, description="What to tell people when it is broken.")


class AnyOf(Part):
    """At least one of them is filled."""

    rule: Literal["any_of"] = Field(description="This rule: one of several is enough.")
    filled: tuple[DetailKey, ...] = Field(
        min_length=2, max_length=20, description="Details of which at least one must be filled."
    )
    message: OptionalLine = Field("", max_length=300, description="What to tell people when it is broken.")


Rule = Annotated[Requires | AtMost | AnyOf, Field(discriminator="rule")]


class LeafletDetails(Part):
    local_details: tuple[LocalDetail, ...] = Field(
        (), max_length=100, description="What a place fills in, in the order in which to ask for it."
    )
    rules: tuple[Rule, ...] = Field((), max_length=50, description="Which details must agree.")
