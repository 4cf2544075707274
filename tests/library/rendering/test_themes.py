"""Which themes may be used."""

from __future__ import annotations

from dataclasses import replace

import pytest

from library.rendering.nhs_palette import NHS_PALETTE
from library.rendering.sheet import Theme
from library.rendering.themes import COLOURS, contrast, theme_faults

WHITE, BLACK = "#ffffff", "#000000"
NHS = Theme(primary="#005eb8", on_primary="#ffffff", accent="#003087", tint="#e8edee")


def faults(
    theme: Theme, *, holder: str = "The SUN Network", claims: bool = False, is_nhs: bool = False
) -> list[tuple[str, str]]:
    found = theme_faults(theme, licence_holder=holder, claims_nhs_identity=claims, is_nhs=is_nhs)
    return [(fault.pointer, fault.detail) for fault in found]


def members(*arguments: object, **options: object) -> list[str]:
    return [member for member, _ in faults(*arguments, **options)]  # type: ignore[arg-type]


# domain.md, section 12: contrast on white
@pytest.mark.parametrize(
    ("colour", "ratio"),
    [
        ("#005eb8", 6.38),
        ("#212b32", 14.42),
        ("#d5281b", 5.06),
        ("#007f3b", 5.12),
        ("#ae2573", 6.34),
        ("#00a499", 3.10),
        ("#ed8b00", 2.53),
        (BLACK, 21.0),
        (WHITE, 1.0),
        ("#767676", 4.54),  # the lightest grey that is legible on white
    ],
)
def test_contrast_on_white(colour: str, ratio: float) -> None:
    assert contrast(colour, WHITE) == pytest.approx(ratio, abs=0.005)


def test_contrast_is_the_same_in_either_order() -> None:
    assert contrast("#ffeb3b", "#212b32") == contrast("#212b32", "#ffeb3b") == pytest.approx(11.81, abs=0.005)


@pytest.mark.parametrize("theme", [Theme(), NHS], ids=["the library's own", "NHS colours"])
def test_a_good_theme_has_no_fault(theme: Theme) -> None:
    assert faults(theme) == []


@pytest.mark.parametrize(
    ("change", "member", "sentence"),
    [
        (
            {"primary": "#00a499", "on_primary": "#000000"},
            "/primary",
            "Headings on white: the contrast is 3.10:1, and must be 4.5:1.",
        ),
        (
            {"on_primary": "#1f6873"},
            "/on_primary",
            "Text on bands: the contrast is 1.00:1, and must be 4.5:1.",
        ),
        ({"accent": "#777777"}, "/accent", "Links on white: the contrast is 4.47:1, and must be 4.5:1."),
        # 4.54 on white is enough, 4.18 on the tint is not.
        (
            {"accent": "#767676"},
            "/accent",
            "Links on the tint: the contrast is 4.18:1, and must be 4.5:1.",
        ),
    ],
)
def test_a_colour_that_can_not_be_read_is_named_with_its_ratio(
    change: dict[str, str], member: str, sentence: str
) -> None:
    assert (member, sentence) in faults(replace(Theme(), **change))


def test_black_text_on_the_tint_needs_seven() -> None:
    # Black on #949494 has 6.92, on #959595 7.01.
    dark = Theme(primary=BLACK, on_primary=WHITE, accent=BLACK, tint="#949494")
    assert faults(dark) == [("/tint", "Black text on the tint: the contrast is 6.92:1, and must be 7:1.")]
    assert faults(replace(dark, tint="#959595")) == []


def test_a_ratio_is_never_rounded_up_to_what_it_needs() -> None:
    # #3c78c3 has 4.49992 on white.
    found = faults(replace(Theme(), accent="#3c78c3", tint=WHITE))
    assert found[0][1].endswith("the contrast is 4.49:1, and must be 4.5:1.")


@pytest.mark.parametrize("name", COLOURS)
@pytest.mark.parametrize("wrong", ["", "red", "#fff", "#1F6873", "1f6873", "#1f6873\n", "#1f687g", "#1f687333"])
def test_what_is_no_colour_is_named_and_measured_no_further(name: str, wrong: str) -> None:
    assert members(replace(Theme(), **{name: wrong})) == [f"/{name}"]


@pytest.mark.parametrize("holder", ["", "  "])
def test_somebody_holds_the_rights(holder: str) -> None:
    assert members(Theme(), holder=holder) == ["/licence_holder"]


def test_an_nhs_body_may_use_the_nhs_identity_in_its_colours() -> None:
    assert faults(NHS, claims=True, is_nhs=True) == []


def test_a_claim_of_the_nhs_identity_takes_colours_of_its_palette() -> None:
    assert members(replace(NHS, accent="#005eb9"), claims=True, is_nhs=True) == ["/accent"]


def test_nobody_else_claims_the_nhs_identity() -> None:
    assert members(NHS, claims=True, is_nhs=False) == ["/claims_nhs_identity"]


def test_the_palette_alone_makes_nothing_legible() -> None:
    aqua = replace(NHS, accent="#00a499")
    assert set(members(aqua, claims=True, is_nhs=True)) == {"/accent"}


def test_everything_is_said_at_once() -> None:
    wrong = Theme(primary="#ed8b00", on_primary=WHITE, accent=WHITE, tint=BLACK)
    assert set(members(wrong, holder="", claims=True)) == {
        "/primary",
        "/on_primary",
        "/accent",
        "/tint",
        "/licence_holder",
        "/claims_nhs_identity",
    }


def test_the_palette_is_written_as_themes_are() -> None:
    assert all(len(colour) == 7 and colour == colour.lower() for colour in NHS_PALETTE)
