"""How an item is named in an address, and in which language it is asked for: the same for everything about items."""

from __future__ import annotations

from typing import Annotated

import langcodes
from pydantic import AfterValidator, Field

from api.http.requests import Query
from library.accounts.area_codes import is_area_code

PATH = {
    "collection": {"description": "Which kind of item.", "example": "case-studies"},
    "slug": {"description": "The item's slug, as in its card.", "example": "the-sanctuary"},
}


def _canonical(tag: str) -> str:
    try:
        return str(langcodes.standardize_tag(tag))
    except ValueError:
        raise ValueError("Must be a BCP 47 language tag, such as en or cy.") from None


LanguageTag = Annotated[
    str, Field(max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"), AfterValidator(_canonical)
]


def _area(value: str) -> str:
    if not is_area_code(value.upper()):
        raise ValueError("Must be an ODS or GSS code, such as E54000065.")
    return value.upper()


AreaCode = Annotated[str, Field(max_length=20), AfterValidator(_area)]


class InLanguage(Query):
    """One item: in which language."""

    language: LanguageTag | None = Field(
        None,
        description=(
            "BCP 47 tag. Left out: the item's original. A language that it is not published in is 404 and says which "
            "there are."
        ),
    )
