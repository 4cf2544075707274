"""Lists of cards for an iframe."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.client import Api
from tests.worlds import World


def titles(text: str) -> list[str]:
    return re.findall(r'<h2><a href="[^"]*" target="_blank" rel="noopener">([^<]*)</a></h2>', text)


def test_the_newest_come_first_each_leading_to_its_page(world: World, public: Api) -> None:
    first, second = world.published(title="First"), world.published(title="Second")
    world.published(kind="training", title="Other")
    text = public.get("/embed/resources").body.decode()
    assert titles(text) == ["Second", "First"]
    assert f'href="http://127.0.0.1:8000/v1/resources/{first.slug}/renditions/page.html"' in text
    assert "<h1>Resources</h1>" in text
    assert "The SUN Network" in text
    assert second.slug in text


def test_a_topic_lists_all_kinds(world: World, public: Api) -> None:
    world.published(title="First")
    world.published(kind="training", title="Other")
    text = public.get("/embed/topics/mental-health").body.decode()
    assert titles(text) == ["Other", "First"]
    assert "<h1>Mental health</h1>" in text


def test_a_topic_that_nobody_knows_is_404(public: Api, world: World) -> None:
    assert public.get("/embed/topics/no-such-topic").status == 404


def test_what_is_withdrawn_is_gone_at_once(world: World, public: Api) -> None:
    item = world.published(title="First")
    before = public.get("/embed/resources")
    world.withdrawn(item)
    after = public.get("/embed/resources", if_none_match=before.etag)
    assert (after.status, titles(after.body.decode())) == (200, [])
    assert "There is nothing here yet." in after.body.decode()


def test_it_goes_on_in_the_same_look(world: World, public: Api) -> None:
    for number in range(3):
        world.published(title=f"Number {number}")
    page = public.get("/embed/resources", {"page_size": 2, "scheme": "dark"}).body.decode()
    (more,) = re.findall(r'<a href="([^"]*)">Show more</a>', page)
    following = unescape(more).removeprefix("http://127.0.0.1:8000")
    assert "scheme=dark" in following
    assert titles(public.get(following).body.decode()) == ["Number 0"]


def test_help_and_look_are_as_on_the_page_of_an_item(world: World, public: Api) -> None:
    world.crisis_line("Listening line", "116123", "listening")
    text = public.get("/embed/training", {"text": "0b2545", "background": "ffffff"}).body.decode()
    assert "If you need help now" in text
    assert "--ink:#0b2545;" in text


@pytest.mark.parametrize(
    ("query", "place"),
    [({"page_size": "21"}, "?page_size"), ({"page_size": "0"}, "?page_size"), ({"edition": "1"}, "?edition")],
)
def test_what_it_can_not_take_is_refused(world: World, public: Api, query: dict[str, str], place: str) -> None:
    refused = public.get("/embed/resources", query)
    assert (refused.status, refused.pointers) == (400, [place])


def test_a_token_holds_for_its_own_list_only(world: World, public: Api) -> None:
    for _ in range(3):
        world.published()
    page = public.get("/embed/resources", {"page_size": 2}).body.decode()
    (token,) = re.findall(r"page_token=([^\"&]*)", page)
    assert public.get("/embed/training", {"page_size": 2, "page_token": token}).status == 400


def test_a_list_takes_as_many_queries_however_many_cards(world: World, public: Api) -> None:
    counts = []
    for made in (1, 3):
        for _ in range(made):
            world.published()
        with CaptureQueriesContext(connection) as captured:
            public.get("/embed/resources")
        counts.append(len(captured))
    assert counts == [2, 2]
