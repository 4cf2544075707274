"""Rendering takes time in proportion to the text, also for texts that no document may hold: previews render before they parse."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from library.rendering.html import markdown_to_html
from library.rendering.text import markdown_to_text

SIZE = 65_536
SECONDS = 3.0
"""Most processor time for 64 kB. Where this was written the slowest took 1.2; quadratic ones take minutes."""


@pytest.mark.parametrize("render", [markdown_to_html, markdown_to_text])
@pytest.mark.parametrize("fragment", ["[", "[!", "*a_", "- a\n", "| |\n", "a |\n-|\n"], ids=ascii)
def test_64_kb_of_anything_is_rendered_quickly(render: Callable[[str], str], fragment: str) -> None:
    markdown = (fragment * SIZE)[:SIZE]
    start = time.process_time()
    render(markdown)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "[", "![", "*a _b "])
def test_a_thousand_levels_are_rendered_quickly(mark: str) -> None:
    start = time.process_time()
    markdown_to_html(mark * 1_000 + "text")
    assert time.process_time() - start < SECONDS
