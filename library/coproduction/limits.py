"""How much may be written down of what people tell us, and in which languages: for every door. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic_core import PydanticCustomError

from library.documents.fields import canonical_language
from library.errors import Fault

WORDS = 2000
"""Characters of a testimonial, or of a wording."""
PURPOSES, PURPOSE = 10, 200
SHOWN_NAME = 100
IDENTITY: Mapping[str, int] = {"name": 200, "email": 100, "phone": 40, "guardian_name": 200, "guardian_contact": 200}
"""Characters of each part of who somebody is."""


def too_long(pointer: str, text: str, longest: int) -> Iterator[Fault]:
    """A fault for a text that is longer than so many characters."""
    if len(text) > longest:
        yield Fault(pointer, f"At most {longest:,} characters; this has {len(text):,}.")


def no_language(tag: str) -> Iterator[Fault]:
    """A fault for what is not the canonical form of a language tag (BCP 47)."""
    try:
        canonical_language(tag)
    except PydanticCustomError as fault:
        yield Fault("/language", fault.message())
