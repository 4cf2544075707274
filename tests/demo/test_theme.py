"""The demo's colours."""

from __future__ import annotations

from demo.theme import COLOURS, LICENCE_HOLDER
from library.rendering.themes import theme_faults


def test_the_demos_theme_may_be_used() -> None:
    assert theme_faults(COLOURS, licence_holder=LICENCE_HOLDER, claims_nhs_identity=False, is_nhs=False) == []


def test_the_demo_shows_no_logo() -> None:
    assert COLOURS.logo is None
