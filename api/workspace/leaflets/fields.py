"""What the members of bodies and answers are made of here."""

from __future__ import annotations

from typing import Annotated, Any

import langcodes
from pydantic import AfterValidator, Discriminator, Field, Tag

from api.http.fields import not_blank
from api.http.requests import Body, PlainText
from library.accounts.area_codes import is_area_code
from library.catalogue.places import is_district_or_area
from library.documents.details.leaflet import AgeRange
from library.documents.fields import Markdown, OptionalLine
from library.ids import SLUG_MAX_LENGTH, SLUG_PATTERN


def _area(value: str) -> str:
    if not is_area_code(value):
        raise ValueError("Must be an ODS or GSS code, such as E54000065.")
    return value


def _district(value: str) -> str:
    if not is_district_or_area(value):
        raise ValueError("Must be a postcode district or area in capitals, such as NR1 or NR.")
    return value


def _language(value: str) -> str:
    try:
        return str(langcodes.standardize_tag(value))
    except ValueError:
        raise ValueError("Must be a BCP 47 language tag, such as en-GB or cy.") from None


Slug = Annotated[str, Field(max_length=SLUG_MAX_LENGTH, pattern=SLUG_PATTERN)]
Language = Annotated[
    str, Field(max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"), AfterValidator(_language)
]
AreaCode = Annotated[str, Field(max_length=20), AfterValidator(_area)]
District = Annotated[str, Field(max_length=4), AfterValidator(_district)]
Reason = Annotated[PlainText, AfterValidator(not_blank), Field(min_length=1, max_length=300)]


def _sort_of(value: Any) -> str | None:
    """Which kind of value stands here, so that a fault is told once and not for every other kind."""
    if isinstance(value, bool):
        return "answer"
    return "text" if isinstance(value, str) else "ages" if isinstance(value, dict | AgeRange) else None


LocalDetail = Annotated[
    Annotated[str, Field(max_length=10_000), Tag("text")]
    | Annotated[bool, Tag("answer")]
    | Annotated[AgeRange, Tag("ages")],
    Discriminator(
        _sort_of,
        custom_error_type="local_detail",
        custom_error_message="Must be text, true or false, or an age range with `min`",
    ),
]
LocalDetails = Annotated[dict[str, LocalDetail], Field(max_length=100)]


class LocalSection(Body):
    """Other words for a section, or that it is left out. What is allowed, the section's `policy` says."""

    text: Markdown | None = Field(None, description="Its own text in Markdown, in place of the section's.")
    leave_out: bool = Field(False, description="Whether it is left out; only `optional` sections can be.")
    reason: Annotated[OptionalLine, Field(max_length=300)] = Field("", description="Needed to leave a section out.")


LocalSections = Annotated[dict[Slug, LocalSection], Field(max_length=300)]
