"""Embeds for a place: the version that serves it, a choice, or the one for everywhere, marked as such."""

from __future__ import annotations

import logging

import pytest

from tests.adaptations import AREA, Place
from tests.api.public.editions.test_adaptations import suffolk
from tests.client import Api, Response
from tests.worlds import World

NATIONAL = "There is no version for this place yet."
FORM = '<form action="'


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


def embed(here: Place, public: Api, **query: str) -> Response:
    return public.get(f"/embed/leaflets/{here.template.slug}", query)


@pytest.mark.parametrize(
    "query", [{"postcode": "NR1"}, {"postcode": "nr1 1aa"}, {"area": AREA}, {"area": AREA.lower()}]
)
def test_the_version_that_serves_the_place_is_shown(here: Place, public: Api, query: dict[str, str]) -> None:
    here.published()
    text = embed(here, public, **query).body.decode()
    assert "01603 421421" in text
    assert NATIONAL not in text


def test_where_there_is_none_the_one_for_everywhere_says_so(here: Place, public: Api) -> None:
    here.published()
    text = embed(here, public, postcode="CB1").body.decode()
    assert NATIONAL in text
    assert "01603 421421" not in text


def test_several_are_offered_and_none_is_guessed(here: Place, public: Api) -> None:
    mine, theirs = here.published(), suffolk(here, "NR")
    page = embed(here, public, postcode="NR1", scheme="dark")
    text = page.body.decode()
    assert "More than one version serves this place." in text
    for adaptation in (mine, theirs):
        assert f"/embed/adaptations/{adaptation.item.slug}?scheme=dark" in text
    assert f"/embed/leaflets/{here.template.slug}?scheme=dark" in text


def test_the_form_asks_and_keeps_everything_else(here: Place, public: Api) -> None:
    page = embed(here, public, find="local", scheme="dark", **{"for": "norfolk"})
    text = page.body.decode()
    assert "<form" in text, text
    assert f'{FORM}http://127.0.0.1:8000/embed/leaflets/{here.template.slug}" method="get"' in text
    for name, value in (("find", "local"), ("scheme", "dark"), ("for", "norfolk")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in text
    assert "form-action http://127.0.0.1:8000;" in page.headers["Content-Security-Policy"]
    assert NATIONAL not in text


def test_the_form_is_there_again_beside_the_answer(here: Place, public: Api) -> None:
    here.published()
    text = embed(here, public, find="local", postcode="NR1 1AA").body.decode()
    assert "01603 421421" in text
    assert 'value="NR1"' in text
    assert "1AA" not in text


@pytest.mark.parametrize("typed", ["", "Norwich", "<script>alert(1)</script>"])
def test_a_slip_of_the_hand_is_answered_with_the_form(here: Place, public: Api, typed: str) -> None:
    text = embed(here, public, find="local", postcode=typed).body.decode()
    assert "That is not the first half of a postcode" in text
    assert 'aria-invalid="true"' in text
    assert "alert" not in text


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({"postcode": "Norwich"}, "?postcode"),
        ({"postcode": "NR1", "area": AREA}, "?postcode"),
        ({"area": "Norfolk!"}, "?area"),
        ({"find": "global"}, "?find"),
    ],
)
def test_what_names_no_place_is_refused(here: Place, public: Api, query: dict[str, str], place: str) -> None:
    refused = embed(here, public, **query)
    assert (refused.status, refused.pointers) == (400, [place])


@pytest.mark.parametrize("query", [{"area": AREA}, {"postcode": "NR1"}, {"find": "local"}])
def test_no_local_version_can_be_pinned(here: Place, public: Api, query: dict[str, str]) -> None:
    refused = embed(here, public, edition="1", **query)
    assert (refused.status, refused.pointers) == (400, ["?edition"])


@pytest.mark.parametrize("query", [{"area": AREA}, {"postcode": "NR1"}, {"find": "local"}])
def test_only_leaflets_are_for_places(world: World, public: Api, query: dict[str, str]) -> None:
    refused = public.get(f"/embed/resources/{world.published().slug}", query)
    assert (refused.status, refused.pointers) == (400, [f"?{next(iter(query))}"])


SECRET = "1ZZ"


@pytest.mark.parametrize("find", [{}, {"find": "local"}])
@pytest.mark.parametrize("postcode", [f"NR1 {SECRET}", f"bad {SECRET} postcode"])
def test_what_a_reader_types_goes_nowhere(
    here: Place, public: Api, postcode: str, find: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    here.published()
    with caplog.at_level(logging.DEBUG):
        answer = embed(here, public, postcode=postcode, **find)
    assert SECRET not in answer.body.decode().upper()
    assert SECRET not in str(dict(answer.headers)).upper()
    assert SECRET not in caplog.text.upper()
    assert (answer.headers["Cache-Control"], answer.headers["X-Accel-Expires"]) == ("no-store", "0")


def test_an_area_is_kept_by_caches_like_any_page(here: Place, public: Api) -> None:
    here.published()
    page = embed(here, public, area=AREA)
    assert page.headers["Cache-Control"] == "public, max-age=60"
    assert "catalogue" in page.headers["Surrogate-Key"]


def test_an_adaptation_that_is_behind_for_safety_says_so(here: Place, public: Api) -> None:
    here.published(signs="Our own signs.")
    here.edition("safety", signs="New signs.")
    text = embed(here, public, area=AREA).body.decode()
    assert "the original has changed for the safety of readers" in text
