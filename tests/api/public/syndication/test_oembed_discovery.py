"""How consumers of oEmbed that know no more than an address of ours find out how to embed it (oEmbed 1.0, section 4)."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from library.catalogue.models import Item
from tests.adaptations import AREA, Place
from tests.client import Api
from tests.worlds import World

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def item(world: World) -> Item:
    return world.published(title="Caring for someone")


def announced(public: Api, path: str) -> list[str]:
    """The addresses whose embedding a page says how to ask for, in its head, and that the answer to each is there."""
    head = public.get(path).body.decode().partition("</head>")[0]
    found = re.findall(r'<link rel="alternate" type="(application/json|text/xml)\+oembed" href="([^"]*)"', head)
    asked = [urlsplit(unescape(href)) for _, href in found]
    assert [media_type for media_type, _ in found] == ["application/json", "text/xml"][: len(found)]
    assert [public.get(f"{one.path}?{one.query}").status for one in asked] == [200] * len(found)
    assert [dict(parse_qsl(one.query))["format"] for one in asked] == ["json", "xml"][: len(found)]
    return [dict(parse_qsl(one.query))["url"].removeprefix(BASE) for one in asked]


def test_a_web_page_announces_it(public: Api, item: Item) -> None:
    path = f"/v1/resources/{item.slug}/renditions/page.html"
    assert announced(public, path) == [path] * 2


@pytest.mark.parametrize("query", ["", "?edition=1", "?for={owner}&text=003366&background=fff8e7&scheme=light"])
def test_an_embed_page_announces_itself_with_all_that_was_chosen(public: Api, item: Item, query: str) -> None:
    path = f"/embed/resources/{item.slug}{query.format(owner=item.owner.code)}"
    assert [announced(public, path) for _ in range(2)] == [[path] * 2] * 2


@pytest.mark.parametrize("path", ["/embed/resources", "/embed/topics/eating-disorders?page_size=5&background=fff8e7"])
def test_so_does_a_list(public: Api, item: Item, path: str) -> None:
    assert announced(public, path) == [path] * 2


def test_a_local_embed_announces_the_place_and_never_a_postcode(world: World, public: Api) -> None:
    here = Place(world)
    here.published()
    path = f"/embed/leaflets/{here.template.slug}"
    for query in ("?find=local", f"?area={AREA}"):
        assert announced(public, path + query) == [path + query] * 2
    assert announced(public, f"{path}?find=local&postcode=NR1") == [f"{path}?find=local"] * 2
    assert announced(public, f"{path}?postcode=NR1") == []


def test_so_do_headers(public: Api, item: Item) -> None:
    for path in (f"/v1/resources/{item.slug}", f"/v1/resources/{item.slug}/renditions/page.html"):
        link = public.get(path).headers["Link"]
        assert link.endswith('; rel="alternate"; type="application/json+oembed"')
        address = link.partition(">")[0].removeprefix("<").removeprefix(BASE)
        assert json.loads(public.get(address).body)["title"] == "Caring for someone"
