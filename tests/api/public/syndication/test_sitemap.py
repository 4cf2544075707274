"""Search engines find every page that is out, in all its languages, and none that is gone."""

from __future__ import annotations

import re
from urllib.robotparser import RobotFileParser
from xml.dom import minidom

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.syndication import sitemap
from tests.client import Api
from tests.worlds import World

BASE = "http://127.0.0.1:8000"


def urls(body: bytes) -> dict[str, tuple[str, dict[str, str]]]:
    """By address: `lastmod`, and the alternates by language."""
    found = {}
    for node in minidom.parseString(body).getElementsByTagName("url"):  # noqa: S318 - our own
        links = node.getElementsByTagName("xhtml:link")
        found[value_of(node, "loc")] = (
            value_of(node, "lastmod"),
            {link.getAttribute("hreflang"): link.getAttribute("href") for link in links},
        )
    return found


def value_of(node: minidom.Element, name: str) -> str:
    return str(node.getElementsByTagName(name)[0].firstChild.data)  # type: ignore[union-attr]


def test_a_page_has_the_date_of_its_edition(world: World, public: Api) -> None:
    item = world.published()
    world.republished(item, title="Again")
    modified = public.get(f"/v1/resources/{item.slug}").json()["modified_at"]
    page = f"{BASE}/v1/resources/{item.slug}/renditions/page.html"
    assert urls(public.get("/sitemap.xml").body) == {page: (modified, {})}
    assert f'rel="canonical" href="{page}"' in public.get(page.removeprefix(BASE)).body.decode()


def test_pages_in_several_languages_name_each_other(world: World, public: Api) -> None:
    item = world.published()
    world.published(world.translation(item))
    page = f"{BASE}/v1/resources/{item.slug}/renditions/page.html"
    found = urls(public.get("/sitemap.xml").body)
    assert set(found) == {page, f"{page}?language=cy"}
    for _, alternates in found.values():
        assert alternates == {"en-GB": page, "cy": f"{page}?language=cy", "x-default": page}


def test_a_page_itself_names_the_feed_and_its_other_languages(world: World, public: Api) -> None:
    item = world.published()
    address = f"/v1/resources/{item.slug}/renditions/page.html"
    alone = public.get(address).body.decode()
    assert f'<link rel="alternate" type="application/atom+xml" href="{BASE}/feed.atom">' in alone
    assert "hreflang" not in alone
    world.published(world.translation(item))
    for page in (address, f"{address}?language=cy"):
        shown = public.get(page).body.decode()
        assert f'<link rel="alternate" hreflang="en-GB" href="{BASE}{address}">' in shown
        assert f'<link rel="alternate" hreflang="cy" href="{BASE}{address}?language=cy">' in shown


def test_what_is_gone_is_not_in_it(world: World, public: Api) -> None:
    successor = world.published()
    world.withdrawn()
    world.redirected(successor=successor)
    (only,) = urls(public.get("/sitemap.xml").body)
    assert successor.slug in only


def test_too_many_pages_for_one_file_have_an_index(world: World, public: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "PER_FILE", 2)
    items = [world.published() for _ in range(5)]
    index = public.get("/sitemap.xml").body.decode()
    parts = re.findall(r"<sitemap><loc>([^<]+)</loc><lastmod>([^<]+)</lastmod></sitemap>", index)
    assert [address for address, _ in parts] == [f"{BASE}/sitemaps/{number}" for number in (1, 2, 3)]
    met = []
    for address, last in parts:
        held = urls(public.get(address.removeprefix(BASE)).body)
        assert last == max(modified for modified, _ in held.values())
        met += list(held)
    assert sorted(met) == sorted(f"{BASE}/v1/resources/{item.slug}/renditions/page.html" for item in items)


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999"])
def test_a_part_that_is_not_there_is_404(world: World, public: Api, number: str) -> None:
    world.published()
    assert public.get(f"/sitemaps/{number}").status == 404


def test_it_takes_one_query(world: World, public: Api) -> None:
    world.published()
    with CaptureQueriesContext(connection) as captured:
        public.get("/sitemap.xml")
    assert len(captured) == 1


def test_robots_may_read_what_is_public_and_nothing_else(public: Api) -> None:
    answer = public.get("/robots.txt")
    robots = RobotFileParser()
    robots.parse(answer.body.decode().splitlines())
    assert robots.site_maps() == [f"{BASE}/sitemap.xml"]
    for path, allowed in (
        ("/v1/leaflets/a/renditions/page.html", True),
        ("/v1/catalogue", True),
        ("/v1/export", False),
        ("/v1/workspace/drafts", False),
        ("/links/abc", False),
        ("/desk/", False),
    ):
        assert robots.can_fetch("anybot", f"{BASE}{path}") is allowed, path
