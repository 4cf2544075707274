"""oEmbed 1.0: JSON and XML, sizes honoured, our own addresses only."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.http.requests import _parse_query
from library.catalogue.models import Entry, Item
from library.catalogue.short_codes import short_url
from library.syndication.scripts import current_script
from tests.adaptations import AREA, Place
from tests.client import Api, Response
from tests.worlds import World

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def item(world: World) -> Item:
    return world.published(title="Caring for someone")


def ask(public: Api, path: str, **query: object) -> Response:
    return public.get("/v1/oembed", {"url": BASE + path, **query})


def frame(html: str) -> dict[str, str | None]:
    """The attributes of the one frame, before which stands a quote of nothing but text and links, out of sight."""
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Reader().feed(html)
    (quote, opening), *links, (tag, attributes) = found
    assert (quote, "hidden" in opening, {name for name, _ in links}, tag) == ("blockquote", True, {"a"}, "iframe")
    return attributes


def test_an_item_is_rich_with_all_that_there_is_to_say(public: Api, item: Item) -> None:
    answer = ask(public, f"/v1/resources/{item.slug}")
    told = answer.json()
    assert (told["version"], told["type"], told["title"]) == ("1.0", "rich", "Caring for someone")
    assert (told["author_name"], told["provider_url"]) == ("The SUN Network", BASE)
    assert (told["review_status"], told["license"]) == ("current", "CC-BY-4.0")
    assert "Caring for someone" in told["attribution_html"]
    assert told["cache_age"] > 0
    assert {"thumbnail_url", "thumbnail_width", "thumbnail_height"} <= told.keys()
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Type"] == "application/json"


def test_its_frame_has_a_title_a_size_and_a_sandbox(public: Api, item: Item) -> None:
    told = ask(public, f"/v1/resources/{item.slug}").json()
    attributes = frame(told["html"])
    assert attributes["src"] == f"{BASE}/embed/resources/{item.slug}"
    assert attributes["title"] == "Caring for someone"
    assert (attributes["width"], attributes["height"]) == (str(told["width"]), str(told["height"]))
    assert "allow-same-origin" not in (attributes["sandbox"] or "")


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ({}, (720, 800)),
        ({"maxwidth": 400}, (400, 800)),
        ({"maxheight": 300}, (720, 300)),
        ({"maxwidth": 5000, "maxheight": 5000}, (720, 800)),
        ({"maxwidth": 1, "maxheight": 1}, (1, 1)),
    ],
)
def test_sizes_are_never_exceeded(public: Api, item: Item, query: dict[str, int], size: tuple[int, int]) -> None:
    told = ask(public, f"/v1/resources/{item.slug}", **query).json()
    assert (told["width"], told["height"]) == size
    for name, limit in query.items():
        assert told.get(f"thumbnail_{name.removeprefix('max')}", 0) <= limit


def test_the_picture_is_told_whole_or_not_at_all(public: Api, item: Item) -> None:
    told = ask(public, f"/v1/resources/{item.slug}", maxwidth=300).json()
    assert not [name for name in told if name.startswith("thumbnail")]


@pytest.mark.parametrize(
    ("path", "src"),
    [
        ("/v1/resources/{slug}", "/embed/resources/{slug}"),
        ("/v1/resources/{slug}/renditions/page.html", "/embed/resources/{slug}"),
        ("/v1/resources/{slug}/renditions/page.html?language=en-GB", "/embed/resources/{slug}?language=en-GB"),
        ("/embed/resources/{slug}?scheme=dark&edition=1", "/embed/resources/{slug}?edition=1&scheme=dark"),
    ],
)
def test_each_of_its_addresses_leads_to_its_embed_page(public: Api, item: Item, path: str, src: str) -> None:
    told = ask(public, path.format(slug=item.slug)).json()
    assert frame(told["html"])["src"] == BASE + src.format(slug=item.slug)


def test_a_short_address_leads_to_its_language(world: World, public: Api, item: Item) -> None:
    world.publish(world.approved(world.translation(item, title="Gofalu")))
    code = short_url(BASE, Entry.objects.get(item=item, language="cy").pk)
    told = public.get("/v1/oembed", {"url": code}).json()
    assert told["title"] == "Gofalu"
    assert frame(told["html"])["src"] == f"{BASE}/embed/resources/{item.slug}?language=cy"


def test_a_list_can_be_embedded_too(public: Api, item: Item) -> None:
    told = ask(public, "/embed/topics/eating-disorders?page_size=5").json()
    assert (told["title"], told["type"]) == ("Eating disorders", "rich")
    assert frame(told["html"])["src"] == f"{BASE}/embed/topics/eating-disorders?page_size=5"


def test_xml_says_the_same(public: Api, item: Item) -> None:
    answer = ask(public, f"/v1/resources/{item.slug}", format="xml")
    root = ElementTree.fromstring(answer.body)  # noqa: S314 - our own answer
    told = ask(public, f"/v1/resources/{item.slug}", format="json").json()
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert root.tag == "oembed"
    assert {child.tag: child.text for child in root} == {name: str(value) for name, value in told.items()}


@pytest.mark.parametrize("url", ["https://evil.example/v1/resources/x", "javascript:alert(1)", "", f"{BASE}/v1/"])
def test_what_is_not_ours_is_404(public: Api, item: Item, url: str) -> None:
    refused = public.get("/v1/oembed", {"url": url})
    assert (refused.status, refused.slug) == (404, "nothing-to-embed")
    assert "javascript:" not in refused.body.decode()


def test_what_was_never_there_is_404(public: Api, item: Item) -> None:
    assert ask(public, "/v1/resources/no-such-thing").status == 404
    assert ask(public, f"/v1/resources/{item.slug}?language=cy").slug == "language-not-available"


@pytest.mark.parametrize("form", ["yaml", "JSON", "jsonp", ""])
def test_another_format_is_501(public: Api, item: Item, form: str) -> None:
    refused = ask(public, f"/v1/resources/{item.slug}", format=form)
    assert (refused.status, refused.slug) == (501, "unsupported-format")


@pytest.mark.parametrize("query", [{"maxwidth": 0}, {"maxheight": -1}, {"maxwidth": "wide"}, {"callback": "x"}])
def test_what_it_can_not_take_is_400(public: Api, item: Item, query: dict[str, object]) -> None:
    refused = ask(public, f"/v1/resources/{item.slug}", **query)
    assert (refused.status, refused.pointers) == (400, [f"?{next(iter(query))}"])


def test_colours_that_can_not_be_read_are_refused_with_the_numbers(public: Api, item: Item) -> None:
    refused = ask(public, f"/embed/resources/{item.slug}?text=777777&background=ffffff")
    assert (refused.status, refused.pointers) == (400, ["?url"])
    assert "4.47:1" in refused.json()["errors"][0]["detail"]


@pytest.mark.parametrize("query", ["find=local", f"area={AREA}"])
def test_a_frame_that_its_page_would_refuse_is_refused(world: World, public: Api, item: Item, query: str) -> None:
    for path in (
        f"/embed/resources/{item.slug}?{query}",
        f"/embed/leaflets/{Place(world).template.slug}?edition=1&{query}",
    ):
        refused = ask(public, path)
        assert (refused.status, refused.pointers) == (400, ["?url"])


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/embed/resources/{slug}?edition=2", "no-such-edition"),
        ("/embed/resources/{slug}?for=nobody", "no-such-organisation"),
        ("/embed/resources?for=nobody", "no-such-organisation"),
    ],
)
def test_a_frame_that_its_page_would_not_find_is_not_found(public: Api, item: Item, path: str, slug: str) -> None:
    refused = ask(public, path.format(slug=item.slug))
    assert (refused.status, refused.slug) == (404, slug)


@pytest.mark.parametrize("name", ["postcode", "p%6Fstcode"])
def test_nothing_is_embedded_or_kept_for_a_postcode(world: World, public: Api, name: str) -> None:
    path = f"/embed/leaflets/{Place(world).template.slug}?{name}=CB1%202AB"
    kept = _parse_query.cache_info().currsize
    refused = ask(public, path)
    assert (refused.status, refused.slug) == (404, "nothing-to-embed")
    assert refused.headers["Cache-Control"] == "no-store"
    assert "CB1" not in refused.body.decode()
    assert _parse_query.cache_info().currsize == kept


def test_what_was_withdrawn_is_410_with_the_reason(world: World, public: Api, item: Item) -> None:
    ask(public, f"/v1/resources/{item.slug}")
    world.withdrawn(item)
    refused = ask(public, f"/v1/resources/{item.slug}")
    assert (refused.status, refused.json()["reason"]) == (410, "out_of_date")
    assert "help" in refused.json()


def test_what_was_redirected_is_answered_for_its_successor(world: World, public: Api, item: Item) -> None:
    successor = world.published(title="Successor")
    world.redirected(item, successor=successor)
    told = ask(public, f"/embed/resources/{item.slug}?scheme=dark").json()
    assert told["title"] == "Successor"
    assert frame(told["html"])["src"] == f"{BASE}/embed/resources/{successor.slug}?scheme=dark"


def test_a_warm_answer_takes_one_query(public: Api, item: Item) -> None:
    path = f"/v1/resources/{item.slug}"
    ask(public, path)
    for form in ("json", "xml"):
        with CaptureQueriesContext(connection) as captured:
            ask(public, path, format=form)
        assert len(captured) == 1


def test_the_next_edition_is_told_at_once(world: World, public: Api, item: Item) -> None:
    path = f"/v1/resources/{item.slug}"
    before = ask(public, path)
    world.republished(item, title="After")
    after = public.get("/v1/oembed", {"url": BASE + path}, if_none_match=before.etag)
    assert (after.status, after.json()["title"]) == (200, "After")


NASTY = "A \"b\" <script>alert(1)</script> & 'c' ]]>"


def test_no_title_ends_what_it_stands_in(world: World, public: Api) -> None:
    item = world.published(title=NASTY, summary=NASTY)
    told = ask(public, f"/v1/resources/{item.slug}").json()
    assert frame(told["html"])["title"] == NASTY
    assert "<script" not in told["html"] + told["attribution_html"]
    answer = ask(public, f"/v1/resources/{item.slug}", format="xml")
    root = ElementTree.fromstring(answer.body)  # noqa: S314 - our own answer
    assert root.findtext("title") == NASTY


def test_what_is_kept_for_it_has_no_address_of_its_own(public: Api, item: Item) -> None:
    ask(public, f"/v1/resources/{item.slug}")
    assert public.get(f"/v1/resources/{item.slug}/renditions/oembed.json").status == 404


def test_what_wordpress_asks_with_is_answered(public: Api, item: Item) -> None:
    """It says `dnt=1` with every request (since 4.9)."""
    plain = ask(public, f"/v1/resources/{item.slug}", format="json", maxwidth=600, maxheight=900)
    asked = ask(public, f"/v1/resources/{item.slug}", format="json", maxwidth=600, maxheight=900, dnt=1)
    assert (asked.status, asked.body) == (200, plain.body)


def test_the_element_can_be_had_in_place_of_the_frame(public: Api, item: Item) -> None:
    path = f"/embed/resources/{item.slug}?background=fff8e7"
    html = ask(public, path, html="element").json()["html"]
    script = current_script()
    assert html.startswith(f'<script src="{BASE}/embed/script/{script.key}.js" integrity="{script.integrity}"')
    assert f'<coproduction-item src="{BASE}{path}" title="Caring for someone"><span lang="en-GB" dir="ltr">' in html
    assert not re.search(r"<(p|div|h\d|ul|li)\b|\n", html)
    assert ask(public, path, html="script").status == 400


def test_what_stands_in_place_of_the_frame_has_the_numbers_of_today(world: World, public: Api, item: Item) -> None:
    path = f"/v1/resources/{item.slug}"
    before = [ask(public, path).json()["html"] for _ in range(2)]
    assert "A new line" not in before[1]
    world.crisis_line("A new line", "12345", "urgent")
    assert re.search(r"A new line\W*: <a href=\"tel:12345\">", ask(public, path).json()["html"])


def test_what_two_records_say_is_said_once(world: World, public: Api, item: Item) -> None:
    world.crisis_line("A new line", "12345", "urgent")
    world.crisis_line("The same line", "12345", "urgent")
    assert ask(public, f"/v1/resources/{item.slug}").json()["html"].count("tel:12345") == 1
    assert public.get(f"/embed/resources/{item.slug}").body.count(b"tel:12345") == 1
