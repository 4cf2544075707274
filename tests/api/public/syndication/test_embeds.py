"""Embed pages: current, whole, and for whom they are for."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.accounts import actions
from library.accounts.actors import SYSTEM
from library.catalogue.models import Item
from library.editions.models import Rendition
from tests.client import Api, Response
from tests.worlds import World

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


def address(item: Item) -> str:
    return f"/embed/resources/{item.slug}"


def directives(response: Response) -> dict[str, str]:
    parts = response.headers["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_it_shows_the_text_with_what_must_stand_around_it(world: World, public: Api) -> None:
    item = world.published(title="Caring for someone")
    page = public.get(address(item))
    text = page.body.decode()
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    for said in (
        "<h1>Caring for someone</h1>",
        "The SUN Network",
        "Last reviewed",
        "Next review due",
        "Licence",
        "/s/",
    ):
        assert said in text
    assert "-here>" not in text


def test_the_next_edition_is_there_at_once(world: World, public: Api) -> None:
    item = world.published(title="Before")
    before = public.get(address(item))
    world.republished(item, title="After")
    after = public.get(address(item), if_none_match=before.etag)
    assert (after.status, b"<h1>After</h1>" in after.body) == (200, True)
    assert before.headers["Cache-Control"] == "public, max-age=60"


def test_a_warm_page_takes_one_query_and_its_304_reads_no_page(world: World, public: Api) -> None:
    item = world.published()
    page = public.get(address(item))
    for headers, status in ({}, 200), ({"if_none_match": page.etag}, 304):
        with CaptureQueriesContext(connection) as captured:
            assert public.get(address(item), **headers).status == status
        assert len(captured) == 1


def test_it_is_kept_until_the_item_is_withdrawn(world: World, public: Api) -> None:
    item = world.published()
    public.get(address(item))
    assert Rendition.objects.filter(name="embed.html").count() == 1
    world.withdrawn(item)
    assert Rendition.objects.filter(name="embed.html").count() == 0


def test_what_is_kept_for_it_has_no_address_of_its_own(world: World, public: Api) -> None:
    """It has places yet to be filled."""
    item = world.published()
    public.get(address(item))
    key = Rendition.objects.get(name="embed.html").sha256[:32]
    assert public.get(f"/v1/renditions/{key}/embed.html").status == 404
    assert public.get(f"/v1/resources/{item.slug}/renditions/embed.html").status == 404


def test_nothing_is_let_in_but_its_own_styles_and_its_script(world: World, public: Api) -> None:
    page = public.get(address(world.published()))
    allowed = directives(page)
    assert allowed["default-src"] == allowed["base-uri"] == allowed["form-action"] == "'none'"
    assert allowed["frame-ancestors"] == "*"
    assert re.fullmatch(r"'sha256-[^']+' 'sha256-[^']+'", allowed["style-src"])
    assert re.fullmatch(r"'sha256-[^']+'", allowed["script-src"])
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in page.headers
    assert "X-Frame-Options" not in page.headers


def test_one_organisation_s_page_is_framed_by_its_hosts_only(world: World, public: Api) -> None:
    item = world.published()
    hosts = ("www.carers.example", "advice.carers.example", "bad host; script-src *")
    actions.create_organisation(
        code="carers", name="Carers", kind="partner", embed_hosts=hosts, by=SYSTEM, at=world.now()
    )
    page = public.get(address(item), {"for": "carers"})
    assert directives(page)["frame-ancestors"] == "www.carers.example advice.carers.example"


def test_without_registered_hosts_nobody_frames_it_and_it_says_so(world: World, public: Api) -> None:
    item = world.published()
    page = public.get(address(item), {"for": "suffolk"})
    assert directives(page)["frame-ancestors"] == "'none'"
    assert "has not registered a website" in page.body.decode()


def test_an_organisation_that_nobody_knows_is_404(world: World, public: Api) -> None:
    item = world.published()
    assert public.get(address(item), {"for": "nobody"}).slug == "no-such-organisation"
    page = public.get(address(item), {"for": "nobody"}, accept=BROWSER)
    assert (page.status, page.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_colours_are_put_in(world: World, public: Api) -> None:
    item = world.published()
    plain = public.get(address(item))
    blue = public.get(address(item), {"text": "0B2545", "background": "ffffff"})
    assert b"--ink:#0b2545;" in blue.body
    assert blue.etag != plain.etag
    assert len(directives(blue)["style-src"].split()) == 3


def test_one_look_s_etag_does_not_stand_for_another(world: World, public: Api) -> None:
    item = world.published()
    plain = public.get(address(item))
    dark = public.get(address(item), {"scheme": "dark"}, if_none_match=plain.etag)
    assert (dark.status, b"color-scheme:dark}" in dark.body, b"<h1>" in dark.body) == (200, True, True)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({"text": "777777", "background": "ffffff"}, "?text"),
        ({"text": "red"}, "?text"),
        ({"scheme": "sepia"}, "?scheme"),
        ({"edition": "0"}, "?edition"),
        ({"onload": "x"}, "?onload"),
    ],
)
def test_what_it_can_not_take_is_refused_in_words_and_as_a_page(
    world: World, public: Api, query: dict[str, str], place: str
) -> None:
    item = world.published()
    refused = public.get(address(item), query)
    assert (refused.status, refused.pointers) == (400, [place])
    page = public.get(address(item), query, accept=BROWSER)
    assert (page.status, page.headers["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert directives(page)["frame-ancestors"] == "*"


def test_the_refusal_of_colours_tells_the_numbers(world: World, public: Api) -> None:
    page = public.get(address(world.published()), {"text": "777777", "background": "ffffff"}, accept=BROWSER)
    assert "the contrast is 4.47:1, and must be 4.5:1" in page.body.decode()


def test_what_was_withdrawn_says_why_what_took_its_place_and_where_help_is(world: World, public: Api) -> None:
    world.crisis_line("Samaritans line", "116123", "listening")
    successor = world.published()
    item = world.withdrawn(successor=successor)
    page = public.get(address(item), {"scheme": "dark"}, accept=BROWSER)
    text = page.body.decode()
    assert page.status == 410
    for said in (
        "This is no longer published",
        "It has been overtaken by events.",
        'href="tel:116123"',
        "scheme:dark}",
    ):
        assert said in text
    assert f"/embed/resources/{successor.slug}?scheme=dark" in text
    assert directives(page)["frame-ancestors"] == "*"
    assert page.headers["Cache-Control"] == "no-store"
    assert public.get(address(item)).json()["reason"] == "out_of_date"


def test_help_stands_in_every_page_and_is_today_s(world: World, public: Api) -> None:
    item = world.published()
    world.crisis_line("Listening line", "116123", "listening")
    before = public.get(address(item))
    assert "If you need help now" in before.body.decode()
    world.retire("listening-line")
    after = public.get(address(item), if_none_match=before.etag)
    assert (after.status, b"Listening line" in after.body) == (200, False)
