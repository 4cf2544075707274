"""What comes of what was chosen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.rendering.themes import LEGIBLE, contrast
from library.syndication.choices import Choices, choose, nearest_legible, subject_of
from library.syndication.embed_address import ItemEmbed, ListEmbed
from library.syndication.looks import PLAIN, Look

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def chosen(item: str = "leaflets/caring", **choices: str) -> Any:
    return choose(Choices(item=item, **choices))


def test_nothing_chosen_is_the_national_text_as_it_is() -> None:
    assert chosen().embed == ItemEmbed(kind="leaflet", slug="caring", look=PLAIN)


@pytest.mark.parametrize(
    ("item", "embed"),
    [
        ("leaflets/caring", ItemEmbed(kind="leaflet", slug="caring")),
        ("leaflets", ListEmbed(kind="leaflet")),
        ("topics/eating-disorders", ListEmbed(topic="eating-disorders")),
        ("leaflets/caring?scheme=dark", None),
        ("nothing/caring", None),
        ("leaflets/..", None),
        ("script/x", None),
        ("", None),
    ],
)
def test_a_subject_is_what_stands_in_an_address(item: str, embed: object) -> None:
    assert subject_of(item) == embed


@pytest.mark.parametrize(
    ("place", "members"),
    [
        ("national", {}),
        ("", {}),
        ("reader", {"finds_local": True}),
        ("E54000063", {"area": "E54000063"}),
    ],
)
def test_a_place_is_national_the_reader_s_or_an_area(place: str, members: dict[str, Any]) -> None:
    assert chosen(place=place).embed == ItemEmbed(kind="leaflet", slug="caring", **members)


@pytest.mark.parametrize(
    ("choices", "place"),
    [
        ({"place": "Norfolk"}, "place"),
        ({"edition": "none"}, "edition"),
        ({"edition": "2", "place": "reader"}, "edition"),
        ({"text": "red"}, "text"),
        ({"background": "#12345"}, "background"),
        ({"link": "12345g"}, "link"),
        ({"height": "5"}, "height"),
        ({"height": "1e3"}, "height"),
        ({"height": "٣٠٠"}, "height"),
    ],
)
def test_what_can_not_be_is_said_beside_its_field(choices: dict[str, str], place: str) -> None:
    found = chosen(**choices)
    assert (found.embed, list(found.faults)) == (None, [place])


def test_a_list_has_a_size() -> None:
    assert chosen("leaflets", page_size="5").embed == ListEmbed(kind="leaflet", page_size=5)
    assert list(chosen("leaflets", page_size="21").faults) == ["page_size"]


@pytest.mark.parametrize("typed", ["1F6873", "#1f6873", " 1f6873 "])
def test_a_colour_may_be_typed_as_people_type_it(typed: str) -> None:
    assert chosen(text=typed).embed.look == Look(text="1f6873")


def test_three_digits_are_doubled() -> None:
    assert chosen(text="036").embed.look == Look(text="003366")


def test_a_faint_text_is_refused_with_one_that_is_not() -> None:
    found = chosen(text="999999", background="ffffff")
    (shade,) = found.shades
    assert found.embed is None
    assert found.faults == {"text": f"Text is too faint to be read. Try {shade.better}, which is near it."}
    assert chosen(text=shade.better, background="ffffff").faults == {}


def test_a_background_that_the_library_s_text_can_not_be_read_on_is_itself_mended() -> None:
    found = chosen(background="707070", scheme="light")
    assert list(found.faults) == ["background"]
    assert chosen(background=found.shades[0].better, scheme="light").faults == {}


def test_contrast_is_told_when_it_is_enough() -> None:
    (text, link) = chosen(text="000000", background="ffffff", link="595959").shades
    assert (text.ratio, text.is_well_legible, link.ratio, link.is_legible) == ("21.00", True, "7.00", True)


def test_without_colours_there_is_nothing_to_tell() -> None:
    assert chosen(scheme="dark").shades == ()


@given(colour=COLOUR, beside=COLOUR)
def test_the_better_shade_can_be_read_and_stays_what_it_was_if_that_could(colour: str, beside: str) -> None:
    better = nearest_legible(colour, beside)
    assert contrast(better, beside) >= LEGIBLE
    assert better == colour or contrast(colour, beside) < LEGIBLE
