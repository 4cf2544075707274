"""Parameters that all embed pages take: for whom, in which language, and how it is to look."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from api.http.addressing import InLanguage
from library.ids import SLUG_PATTERN
from library.syndication.looks import COLOUR_PATTERN, Look

Colour = Annotated[str, Field(pattern=COLOUR_PATTERN), AfterValidator(str.lower)]
WITHOUT = "Six hexadecimal digits, without #. Its contrast with the background must be 4.5:1, or you get 400 with the numbers."


class LookQuery(InLanguage):
    for_: Annotated[str, Field(max_length=100, pattern=SLUG_PATTERN)] | None = Field(
        None,
        alias="for",
        description="Code of the organisation that embeds it. Then only its registered hosts may frame the page; without, anybody may.",
    )
    text: Colour | None = Field(None, description=f"Colour of text and headings. {WITHOUT}")
    background: Colour | None = Field(None, description="Colour behind the text. Six hexadecimal digits, without #.")
    link: Colour | None = Field(None, description=f"Colour of links; without it they have the text's. {WITHOUT}")
    scheme: Literal["auto", "light", "dark"] = Field(
        "auto", description="`auto` follows the reader's device, unless a colour is given."
    )

    @cached_property
    def look(self) -> Look:
        return Look(text=self.text or "", background=self.background or "", link=self.link or "", scheme=self.scheme)
