"""The number follows the place, and none is printed that does not serve it (domain.md CR-3)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.directory.models import ContactPoint
from library.directory.places import ANYWHERE, Place, choose, nations_in_words, serves

NATIONS = ("england", "wales", "scotland", "northern_ireland")


def contact(slug: str, nations: tuple[str, ...] = (), districts: tuple[str, ...] = (), group: str = "beat") -> Any:
    return ContactPoint(slug=slug, group=group, nations=list(nations), districts=list(districts))


BEAT = [contact(f"beat-{nation}", (nation,)) for nation in NATIONS]
LOCAL = contact("beat-cambridge", ("england",), ("CB", "PE"))
EVERYWHERE = contact("beat-uk")


def chosen(name: str, candidates: list[Any], place: Place) -> tuple[list[str], str] | None:
    found = choose(name, candidates, place)
    return ([one.slug for one in found.contacts], found.reach) if found else None


@pytest.mark.parametrize("nation", NATIONS)
def test_each_nation_gets_its_own_number(nation: str) -> None:
    assert chosen("beat", BEAT, Place(nation)) == ([f"beat-{nation}"], "nation")


@pytest.mark.parametrize(
    ("place", "slug", "reach"),
    [
        (Place("england", ("CB",)), "beat-cambridge", "local"),
        (Place("england", ("CB1", "PE2")), "beat-cambridge", "local"),
        (Place("england", ("CB", "NR")), "beat-england", "nation"),  # the local line serves a part of it only
        (Place("england"), "beat-england", "nation"),
        (Place("scotland", ("EH",)), "beat-scotland", "nation"),
    ],
)
def test_the_nearest_line_that_serves_all_of_the_place_is_printed(place: Place, slug: str, reach: str) -> None:
    assert chosen("beat", [*BEAT, LOCAL, EVERYWHERE], place) == ([slug], reach)


def test_without_a_line_of_its_own_a_nation_gets_the_one_for_everywhere() -> None:
    assert chosen("beat", [BEAT[0], EVERYWHERE], Place("scotland")) == (["beat-uk"], "national")


def test_rather_none_than_another_nation_s() -> None:
    assert chosen("beat", BEAT[:1], Place("scotland")) is None
    assert chosen("beat-england", BEAT[:1], Place("scotland")) is None


def test_a_text_for_anywhere_prints_the_line_for_everywhere() -> None:
    assert chosen("beat", [*BEAT, LOCAL, EVERYWHERE], ANYWHERE) == (["beat-uk"], "national")


def test_without_one_it_prints_each_nation_s_and_no_local_one() -> None:
    assert chosen("beat", [LOCAL, *reversed(BEAT)], ANYWHERE) == ([f"beat-{nation}" for nation in NATIONS], "nation")
    assert chosen("beat", [LOCAL], ANYWHERE) is None


def test_a_slug_stands_for_itself_in_a_text_for_anywhere() -> None:
    assert chosen("beat-cambridge", [LOCAL], ANYWHERE) == (["beat-cambridge"], "local")


@pytest.mark.parametrize(
    ("districts", "place", "expected"),
    [
        (["CB"], ("CB1",), True),
        (["CB1"], ("CB",), False),
        (["CB1"], ("CB10",), False),
        (["N"], ("NR1",), False),
        (["N"], ("N1",), True),
        ([], ("CB",), True),
        (["CB"], (), False),
    ],
)
def test_which_districts_contain_which(districts: list[str], place: tuple[str, ...], expected: bool) -> None:
    assert serves([], districts, Place("england", place)) is expected


def test_nations_are_named_in_the_language_of_the_text() -> None:
    assert nations_in_words(["wales", "england"], "en-GB") == "England, Wales"
    assert nations_in_words(["wales"], "cy") == "Cymru"


scopes = st.lists(st.sampled_from(NATIONS), unique=True, max_size=4).map(tuple)
districts = st.lists(st.sampled_from(["CB", "CB1", "NR", "EH", "N"]), unique=True, max_size=3).map(tuple)


@given(st.lists(st.tuples(scopes, districts), max_size=6), st.sampled_from(NATIONS), districts)
def test_nothing_is_printed_that_does_not_serve_the_place(
    scopes: list[tuple[tuple[str, ...], tuple[str, ...]]], nation: str, where: tuple[str, ...]
) -> None:
    candidates = [contact(f"c-{number}", *scope) for number, scope in enumerate(scopes)]
    place = Place(nation, where, uuid4())
    found = choose("beat", candidates, place)
    serving = [one for one in candidates if serves(one.nations, one.districts, place)]
    assert (found is None) is (not serving)
    assert found is None or (len(found.contacts) == 1 and found.contacts[0] in serving)
