"""The templates of web pages, and how our own words are marked in them. No template ever comes from outside."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from library.rendering.words import Words

PAGES = Path(__file__).parent / "pages"


@cache
def templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def marker(language: str, words: Words) -> Callable[[str], Markup]:
    """Marks our words as English where the text is in a language that we have none for."""
    if words.speaks(language):
        return escape
    return lambda phrase: Markup('<bdi lang="{}">{}</bdi>').format(words.language, phrase)
