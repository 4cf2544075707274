"""Lists: one card per item, narrowed down by what is published, never wider than asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.client import Api
from tests.worlds import World


def slugs(public: Api, **query: Any) -> list[str]:
    return [card["slug"] for card in public.get("/v1/catalogue", query).json()["items"]]


def pages(public: Api, path: str, **query: Any) -> Iterator[list[str]]:
    """The slugs of each page, following `next`."""
    url: str | None = path
    while url:
        page = public.get(url.removeprefix("http://127.0.0.1:8000"), query)
        query = {}
        yield [card["slug"] for card in page.json()["items"]]
        url = page.json()["next"]


def test_newest_stand_first(world: World, public: Api) -> None:
    older, newer = world.published(), world.published()
    assert slugs(public) == [newer.slug, older.slug]


def test_a_card_has_what_clients_rely_on(world: World, public: Api) -> None:
    item = world.published(title="Caring for someone")
    (card,) = public.get("/v1/resources").json()["items"]
    assert card | {"published_at": ..., "modified_at": ..., "review": ...} == {
        "kind": "resource",
        "slug": item.slug,
        "url": f"http://127.0.0.1:8000/v1/resources/{item.slug}",
        "language": "en-GB",
        "title": "Caring for someone",
        "summary": "For carers: what helps, and where to ask.",
        "publisher": {"code": "sun", "name": "The SUN Network"},
        "topics": [{"slug": "eating-disorders", "name": "Eating disorders"}],
        "audiences": [{"slug": "carers", "name": "Carers"}],
        "format": "leaflet",
        "licence": {
            "spdx": "CC-BY-4.0",
            "name": "Creative Commons Attribution 4.0",
            "url": "https://creativecommons.org/licenses/by/4.0/",
            "adaptable": True,
        },
        "edition": 1,
        "published_at": ...,
        "modified_at": ...,
        "review": ...,
        "thumbnail": f"http://127.0.0.1:8000/v1/resources/{item.slug}/renditions/thumbnail.png",
        "adapted_from": None,
        "organisation": None,
        "areas": [],
        "standing": None,
    }


def test_each_collection_lists_its_own_kind_and_the_catalogue_all(world: World, public: Api) -> None:
    made = {kind: world.published(kind=kind).slug for kind in ("resource", "case_study", "leaflet", "training")}
    listed = {
        kind: [card["slug"] for card in public.get(f"/v1/{collection}").json()["items"]]
        for kind, collection in {
            "resource": "resources",
            "case_study": "case-studies",
            "leaflet": "leaflets",
            "training": "training",
        }.items()
    }
    assert listed == {kind: [slug] for kind, slug in made.items()}
    assert set(slugs(public)) == set(made.values())


FILTERS = [
    # parameter, a value that fits, one that does not
    ("topic", "eating-disorders", "self-care"),
    ("topic", "mental-health", "self-care"),  # what is below a topic belongs to it
    ("audience", "carers", "adults"),
    ("format", "leaflet", "video"),
    ("publisher", "sun", "norfolk"),
    ("licence", "CC-BY-4.0", "CC-BY-ND-4.0"),
    ("adaptable", True, False),
    ("review_status", "current", "overdue"),
    ("available_in", "en-GB", "cy"),
    ("modified_since", "2020-01-01", "2199-01-01"),
    ("kind", "resource", "training"),
    ("condition", "72366004", "F50"),
    ("condition", "http://snomed.info/sct|72366004", "http://snomed.info/sct|78004001"),
]


@pytest.mark.parametrize(("parameter", "fits", "does_not"), FILTERS)
def test_a_filter_keeps_what_fits_and_nothing_else(
    world: World, public: Api, parameter: str, fits: Any, does_not: Any
) -> None:
    world.add_topic("self-care", "Self-care")
    world.code_topic("eating-disorders", "72366004")
    item = world.published()
    assert slugs(public, **{parameter: fits}) == [item.slug]
    assert slugs(public, **{parameter: does_not}) == []


def test_filters_must_all_hold_and_any_value_of_one_will_do(world: World, public: Api) -> None:
    for_carers = world.published(governance={"audiences": ("carers",)})
    for_adults = world.published(governance={"audiences": ("adults",)})
    assert set(slugs(public, audience="carers,adults")) == {for_carers.slug, for_adults.slug}
    assert slugs(public, audience="carers,adults", topic="eating-disorders", q="carers") != []
    assert slugs(public, audience="carers", format="video") == []


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("internal_note=x", "?internal_note"),
        ("topic=eating-disorder", "?topic"),
        ("audience=carer", "?audience"),
        ("publisher=the-sun", "?publisher"),
        ("licence=CC-BY", "?licence"),
        ("order=hidden_field", "?order"),
        ("order=relevance", "?order"),
        ("facets=owner", "?facets"),
        ("format=pamphlet", "?format"),
        ("kind=draft", "?kind"),
        ("review_status=late", "?review_status"),
        ("adaptable=1", "?adaptable"),
        ("language=!!", "?language"),
        ("modified_since=0001-01-01T00:00:00%2B23:59", "?modified_since"),
        ("modified_since=9999-12-31T23:59:59-23:59", "?modified_since"),
        ("page_size=0", "?page_size"),
        ("page_size=-1", "?page_size"),
        ("page_size=99999999999999999999999", "?page_size"),
        ("page_token=!!!", "?page_token"),
        ("page_token=AAAA", "?page_token"),
        ("q=%00", "?q"),
        ("q=%20", "?q"),
        ("q=" + "or+" * 30, "?q"),
        ("q=" + "a" * 300, "?q"),
        ("topic=a&topic=b", "?topic"),
    ],
)
def test_what_is_not_understood_is_refused_and_named(world: World, public: Api, query: str, pointer: str) -> None:
    answer = public.request("GET", "/v1/catalogue", query=query)
    assert (answer.status, answer.pointers) == (400, [pointer])


def test_a_misspelt_topic_is_told_the_nearest_one(world: World, public: Api) -> None:
    answer = public.get("/v1/catalogue", {"topic": "eating-disorder"})
    assert "eating-disorders" in answer.json()["errors"][0]["detail"]


def test_a_page_that_is_too_large_is_clamped(world: World, public: Api) -> None:
    world.published()
    assert len(public.get("/v1/catalogue", {"page_size": 10**9}).json()["items"]) == 1


@pytest.mark.parametrize("order", ["-published_at", "title", "next_review_due"])
def test_following_next_visits_every_item_once_in_any_order(world: World, public: Api, order: str) -> None:
    made = {world.published(title=f"Title {letter}").slug for letter in "cab"}
    visited = list(pages(public, "/v1/catalogue", order=order, page_size=1))
    assert [len(page) for page in visited] == [1, 1, 1]
    assert {slug for page in visited for slug in page} == made


def test_titles_are_ordered_without_regard_to_case_and_accents(world: World, public: Api) -> None:
    titles = ["Zebra", "écoute", "apple", "‘Quoted’"]
    for title in titles:
        world.published(title=title)
    listed = [card["title"] for card in public.get("/v1/catalogue", {"order": "title"}).json()["items"]]
    assert listed == ["apple", "écoute", "‘Quoted’", "Zebra"]


def test_what_was_there_throughout_is_visited_exactly_once_while_more_is_published(world: World, public: Api) -> None:
    there = [world.published().slug for _ in range(4)]
    visited = []
    for page in pages(public, "/v1/catalogue", page_size=2):
        visited += page
        world.published()
    assert [slug for slug in visited if slug in there] == there[::-1]


def test_a_token_does_not_fit_other_filters_or_another_list(world: World, public: Api) -> None:
    world.published(), world.published()
    token = public.get("/v1/resources", {"page_size": 1}).json()["next"].partition("page_token=")[2]
    for path, query in (
        ("/v1/resources", {"audience": "carers"}),
        ("/v1/catalogue", {}),
        ("/v1/resources", {"order": "title"}),
    ):
        answer = public.get(path, {**query, "page_size": 1, "page_token": token})
        assert (answer.status, answer.pointers) == (400, ["?page_token"])


@settings(max_examples=40, deadline=None)
@given(position=st.integers(0, 60), bit=st.integers(0, 5))
def test_a_bent_token_is_refused(position: int, bit: int) -> None:
    from api.http.pagination import decode_token, encode_token
    from library.errors import Malformed

    token = encode_token(["2026-01-01 00:00:00+00", "x"], "list")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    place = position % len(token)
    bent = token[:place] + alphabet[alphabet.index(token[place]) ^ (1 << bit)] + token[place + 1 :]
    with pytest.raises(Malformed):
        decode_token(bent, "list")


def test_the_last_page_has_no_next_and_links_to_the_first(world: World, public: Api) -> None:
    world.published()
    answer = public.get("/v1/catalogue")
    assert answer.json()["next"] is None
    assert answer.headers["Link"] == '<http://127.0.0.1:8000/v1/catalogue>; rel="first"'


def test_a_total_is_sent_only_when_asked_for(world: World, public: Api) -> None:
    world.published(), world.published()
    assert "total" not in public.get("/v1/catalogue").json()
    assert public.get("/v1/catalogue", {"count": True, "page_size": 1}).json()["total"] == 2


def test_facets_count_the_items_that_the_filters_leave(world: World, public: Api) -> None:
    (
        world.published(kind="resource"),
        world.published(kind="training"),
        world.published(governance={"audiences": ("adults",)}),
    )
    facets = public.get("/v1/catalogue", {"audience": "carers", "facets": "topic,format,kind"}).json()["facets"]
    assert facets["topic"] == [
        {"value": "eating-disorders", "name": "Eating disorders", "count": 2},
        {"value": "mental-health", "name": "Mental health", "count": 2},
    ]
    assert facets["kind"] == [
        {"value": "resource", "name": "resource", "count": 1},
        {"value": "training", "name": "training", "count": 1},
    ]


def test_a_list_shows_each_item_in_the_language_asked_for_or_its_original(world: World, public: Api) -> None:
    both, english = world.published(title="Hello"), world.published(title="Only English")
    world.published(world.translation(both, "cy", title="Helo"))
    titles = {card["title"] for card in public.get("/v1/catalogue", {"language": "cy"}).json()["items"]}
    assert titles == {"Only English", "Helo"}
    assert slugs(public, available_in="cy") == [both.slug]
    assert slugs(public) == [english.slug, both.slug]


def test_a_list_asked_for_again_with_its_etag_is_304(world: World, public: Api) -> None:
    world.published()
    first = public.get("/v1/catalogue")
    assert public.get("/v1/catalogue", if_none_match=first.etag).status == 304
    world.published()
    assert public.get("/v1/catalogue", if_none_match=first.etag).status == 200
