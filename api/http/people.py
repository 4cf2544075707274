"""Fields that hold what people are called and how they are reached."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from api.http.requests import PlainText

ADDRESS = re.compile(r"""[^\s@<>()\[\]\\,;:"?&%]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+""")


def _is_address(value: str) -> str:
    if not ADDRESS.fullmatch(value) or not value.isprintable():
        raise ValueError("Must be an e-mail address.")
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("Must not be blank.")
    return value.strip()


EmailAddress = Annotated[PlainText, Field(min_length=3, max_length=100), AfterValidator(_is_address)]
PersonName = Annotated[PlainText, Field(min_length=1, max_length=150), AfterValidator(_not_blank)]
BodyName = Annotated[PlainText, Field(min_length=1, max_length=200), AfterValidator(_not_blank)]
"""What an organisation is called."""
