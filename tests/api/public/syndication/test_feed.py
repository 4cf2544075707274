"""The Atom feed, as a feed reader that others use reads it (domain.md, IO-3)."""

from __future__ import annotations

from typing import Any
from xml.dom import minidom

import feedparser
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.editions.actions import restore
from tests.client import Api
from tests.worlds import World

BASE = "http://127.0.0.1:8000"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
HOSTILE = '</title><script>alert(1)</script> & "quotes" ]]> &lt;b&gt;'


def read(public: Api, path: str = "/feed.atom", **query: Any) -> Any:
    answer = public.get(path, query)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/atom+xml")
    found = feedparser.parse(answer.body, response_headers={"content-type": "application/atom+xml"})
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def deleted(public: Api) -> list[tuple[str, str]]:
    document = minidom.parseString(public.get("/feed.atom").body)  # noqa: S318 - our own
    return [
        (node.getAttribute("ref"), node.getAttribute("when"))
        for node in document.getElementsByTagNameNS(TOMBSTONES, "deleted-entry")
    ]


def test_a_new_item_is_an_entry_with_its_links(world: World, public: Api) -> None:
    item = world.published(title="Eating together")
    (entry,) = read(public).entries
    card = public.get(f"/v1/resources/{item.slug}").json()
    assert (entry.title, entry.summary, entry.author) == ("Eating together", card["summary"], "The SUN Network")
    assert (entry.published, entry.updated) == (card["published_at"], card["modified_at"])
    assert {(link.rel, link.type, link.href) for link in entry.links} == {
        ("alternate", "text/html", f"{BASE}/v1/resources/{item.slug}/renditions/page.html"),
        ("alternate", "application/json", f"{BASE}/v1/resources/{item.slug}?language=en-GB"),
    }
    for link in entry.links:
        assert public.get(link.href.removeprefix(BASE)).status == 200


def test_an_entry_keeps_its_id_and_comes_to_the_front_when_it_changes(world: World, public: Api) -> None:
    first, second = world.published(), world.published()
    before = read(public).entries
    world.republished(first, title="Again")
    after = read(public).entries
    assert [entry.id for entry in after] == [entry.id for entry in reversed(before)]
    assert after[0].title == "Again"
    assert after[0].updated > after[0].published
    assert {entry.id.partition(":")[0] for entry in after} == {"urn"}
    assert second.slug in after[1].links[0].href


def test_what_was_withdrawn_says_so_plainly_and_not_in_its_own_words(world: World, public: Api) -> None:
    successor = world.published()
    item = world.published(title="Canary of a title", summary="Canary of a summary.")
    own_id = read(public).entries[0].id
    world.crisis_line("Listening line", "116123", "listening")
    item = world.withdrawn(item, successor=successor)
    body = public.get("/feed.atom").body
    entry = read(public).entries[0]
    assert entry.id == own_id
    assert entry.title == f"Withdrawn: resource {item.slug}"
    assert "This was withdrawn: It has been overtaken by events." in entry.summary
    assert f"Read instead: {BASE}/v1/resources/{successor.slug}/renditions/page.html" in entry.summary
    assert "To get help now: " in entry.summary
    assert "; Listening line: 116 123; " in entry.summary
    assert b"Canary" not in body
    assert deleted(public) == [(own_id, entry.updated)]


def test_what_was_redirected_names_its_successor(world: World, public: Api) -> None:
    successor = world.published()
    item = world.redirected(successor=successor)
    entry = read(public).entries[0]
    assert entry.title == f"Moved: resource {item.slug}"
    assert f"/v1/resources/{successor.slug}" in entry.summary
    assert len(deleted(public)) == 1


def test_what_came_back_is_an_entry_like_any_other(world: World, public: Api) -> None:
    item = world.withdrawn(title="Eating together")
    restore(item=item, by=world.by("petra"), at=world.now())
    (entry,) = read(public).entries
    assert entry.title == "Eating together"
    assert deleted(public) == []


def test_each_language_is_an_entry_with_an_id_of_its_own(world: World, public: Api) -> None:
    item = world.published()
    world.published(world.translation(item, title="Bwyta gyda'n gilydd"))
    welsh, english = read(public).entries
    assert welsh.id != english.id
    assert welsh.title_detail.language == "cy"
    assert [entry.title for entry in read(public, language="cy").entries] == ["Bwyta gyda'n gilydd"]


def test_it_can_be_read_for_one_topic_or_kind(world: World, public: Api) -> None:
    world.published(governance={"topics": ("eating-disorders",)}, title="On topic")
    world.published(kind="leaflet", title="A leaflet", governance={"topics": ()})
    assert [entry.title for entry in read(public, topic="mental-health").entries] == ["On topic"]
    assert [entry.title for entry in read(public, kind="leaflet").entries] == ["A leaflet"]
    (entry,) = read(public, topic="eating-disorders").entries
    assert ("eating-disorders", f"{BASE}/v1/topics", "Eating disorders") in [
        (tag.term, tag.scheme, tag.label) for tag in entry.tags
    ]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"topic": "eating-disorder"}, "?topic"),
        ({"kind": "leaflets"}, "?kind"),
        ({"language": "%"}, "?language"),
        ({"tag": "x"}, "?tag"),
        ({"page_token": "AAAA"}, "?page_token"),
    ],
)
def test_a_typing_error_never_widens_it(world: World, public: Api, query: dict[str, str], pointer: str) -> None:
    answer = public.get("/feed.atom", query)
    assert (answer.status, answer.pointers) == (400, [pointer])


def test_pages_follow_one_another_and_each_knows_the_feed(world: World, public: Api) -> None:
    for _ in range(5):
        world.published()
    ids, feeds, path = [], set(), "/feed.atom?page_size=2"
    while path:
        page = read(public, path)
        ids += [entry.id for entry in page.entries]
        feeds.add(page.feed.id)
        links = {link.rel: link.href for link in page.feed.links}
        assert links["first"] == f"{BASE}/feed.atom?page_size=2"
        assert links["self"] == f"{BASE}{path}"
        path = links.get("next", "").removeprefix(BASE)
    assert len(ids) == len(set(ids)) == 5
    assert feeds == {f"{BASE}/feed.atom"}


def test_no_text_breaks_out_of_its_element(world: World, public: Api) -> None:
    world.published(title=HOSTILE, summary=f"Summary {HOSTILE}")
    body = public.get("/feed.atom").body
    document = minidom.parseString(body)  # noqa: S318 - our own
    assert not document.getElementsByTagName("script")
    titles = [node.firstChild.data for node in document.getElementsByTagName("title") if node.firstChild]
    assert HOSTILE in titles
    assert b"<script" not in body


def test_an_empty_library_is_a_feed_too(db: None, public: Api) -> None:
    found = read(public)
    assert (found.entries, found.feed.title) == ([], "Co-production resource library: what is new")


def test_what_is_stale_is_told_as_it_is_now(world: World, public: Api) -> None:
    world.published()
    with time_machine.travel("2035-01-01T12:00:00Z", tick=False):
        assert len(read(public).entries) == 1


def test_it_takes_one_query_and_one_more_for_where_to_get_help(world: World, public: Api) -> None:
    for _ in range(3):
        world.published()
    with CaptureQueriesContext(connection) as captured:
        public.get("/feed.atom")
    assert len(captured) == 1
    world.withdrawn()
    with CaptureQueriesContext(connection) as captured:
        public.get("/feed.atom")
    assert len(captured) == 2


def test_nothing_of_the_workshop_is_in_it(world: World, public: Api) -> None:
    world.approved(title="Canary of a draft")
    item = world.published()
    world.edited(item, title="Canary of an edit")
    assert b"Canary" not in public.get("/feed.atom").body
