"""A theme on dark screens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.rendering.shades import NIGHT, NIGHT_CARD, on_dark
from library.rendering.themes import contrast

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(COLOURS)
def test_every_colour_can_be_read_on_a_dark_page(colour: str) -> None:
    assert contrast(on_dark(colour), NIGHT) >= 7
    assert contrast(on_dark(colour), NIGHT_CARD) >= 7


@pytest.mark.parametrize("colour", ["#ffffff", "#ffe9a8"])
def test_a_light_colour_stays_as_it_is(colour: str) -> None:
    assert on_dark(colour) == colour
