"""Looks: colours of a partner's page are taken only where text can be read in them (domain.md AX-1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.rendering.themes import LEGIBLE, contrast
from library.syndication.looks import Look, colours_of, look_faults

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06x}")
PERHAPS = st.just("") | COLOUR


@pytest.mark.parametrize(
    ("look", "places"),
    [
        (Look(), []),
        (Look(scheme="dark"), []),
        (Look(text="000000", background="ffffff"), []),
        (Look(text="767676", background="ffffff"), []),  # 4.54:1
        (Look(text="777777", background="ffffff"), ["?text"]),  # 4.47:1
        (Look(text="ffffff"), []),  # on the dark scheme's paper
        (Look(text="ffffff", scheme="light"), ["?text"]),  # white on white
        (Look(background="000000"), []),  # the dark scheme's ink
        (Look(background="000000", scheme="light"), ["?background"]),  # black on black
        (Look(link="ffff00"), ["?link"]),
        (Look(link="ffff00", scheme="dark"), []),
        (Look(text="777777", background="ffffff", link="eeeeee"), ["?text", "?link"]),
        (Look(text="red"), ["?text"]),
        (Look(text="#00000"), ["?text"]),
        (Look(background="ffffff}"), ["?background"]),
    ],
)
def test_what_can_not_be_read_is_named(look: Look, places: list[str]) -> None:
    assert [fault.pointer for fault in look_faults(look)] == places


def test_the_refusal_tells_the_numbers() -> None:
    (fault,) = look_faults(Look(text="777777", background="ffffff"))
    assert fault.detail == "Text in #777777 on #ffffff: the contrast is 4.47:1, and must be 4.5:1."


@given(
    st.builds(Look, text=PERHAPS, background=PERHAPS, link=PERHAPS, scheme=st.sampled_from(["auto", "light", "dark"]))
)
def test_a_look_without_faults_can_be_read_and_no_other_is_without(look: Look) -> None:
    colours = colours_of(look)
    readable = colours is None or (
        contrast(colours.text, colours.background) >= LEGIBLE and contrast(colours.link, colours.background) >= LEGIBLE
    )
    assert (look_faults(look) == ()) == readable
