"""Rendering takes time in proportion to the text, also for texts that no document may hold: previews render before they parse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from library.rendering.html import markdown_to_html
from library.rendering.text import markdown_to_text
from tests.growth import STEADY, growth

SIZE = 65_536


@pytest.mark.parametrize("render", [markdown_to_html, markdown_to_text])
@pytest.mark.parametrize("fragment", ["[", "[!", "*a_", "- a\n", "| |\n", "a |\n-|\n"], ids=ascii)
def test_64_kb_of_anything_is_rendered_in_the_time_that_its_size_takes(
    render: Callable[[str], str], fragment: str
) -> None:
    assert growth(lambda quarters: render((fragment * SIZE)[: SIZE * quarters // 4])) < STEADY


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "[", "![", "*a _b "])
def test_a_thousand_levels_are_rendered_in_the_time_that_their_number_takes(mark: str) -> None:
    assert growth(lambda quarters: markdown_to_html(mark * 250 * quarters + "text")) < STEADY
