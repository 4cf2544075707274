"""What a read costs: for fresh entries one query, whatever is asked (design.md, section 10)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.client import Api
from tests.worlds import World


@pytest.fixture
def slug(world: World) -> str:
    items = [world.published() for _ in range(3)]
    world.republished(items[-1], title="Again")
    return items[-1].slug


@pytest.mark.parametrize(
    ("path", "query", "queries"),
    [
        ("/v1/catalogue", {}, 1),
        ("/v1/resources", {"topic": "eating-disorders", "audience": "carers", "adaptable": True}, 1),
        ("/v1/catalogue", {"q": "caring", "snippets": True}, 1),
        ("/v1/catalogue", {"language": "cy"}, 1),
        ("/v1/catalogue", {"facets": "topic,audience,format", "count": True}, 2),
        ("/v1/resources/{slug}", {}, 1),
        ("/v1/resources/{slug}", {"language": "en-GB"}, 1),
        ("/v1/resources/{slug}/editions", {}, 2),
        ("/v1/resources/{slug}/editions/1", {}, 10),
        ("/v1/resources/{slug}/editions/2/changes", {"from": 1}, 3),
        ("/v1/changes", {}, 1),
        ("/v1/manifest", {}, 1),
        ("/v1/topics", {}, 1),
        ("/v1/audiences", {}, 1),
        ("/v1/licences", {}, 1),
        ("/v1/organisations", {}, 4),  # with their codes, who came after them and who before
        ("/v1/contact-points", {}, 1),
        ("/v1/ladders", {}, 0),
        ("/v1/", {}, 0),
    ],
)
def test_a_public_read_takes_so_many_queries(
    slug: str, public: Api, path: str, query: dict[str, Any], queries: int
) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert public.get(path.format(slug=slug), query).status == 200
    assert len(captured) == queries


def test_a_304_takes_one_query_and_reads_no_text(slug: str, public: Api) -> None:
    etag = public.get(f"/v1/resources/{slug}").etag
    with CaptureQueriesContext(connection) as captured:
        assert public.get(f"/v1/resources/{slug}", if_none_match=etag).status == 304
    assert len(captured) == 1


def test_a_page_costs_the_same_however_many_items_are_on_it(world: World, public: Api) -> None:
    for _ in range(4):
        world.published()
    with CaptureQueriesContext(connection) as captured:
        public.get("/v1/catalogue", {"page_size": 2}), public.get("/v1/catalogue", {"page_size": 4})
    assert len(captured) == 2


def test_stale_entries_of_a_page_are_projected_together(world: World, public: Api) -> None:
    counts = []
    for made in (1, 4):
        for _ in range(made):
            world.published()
        world.code_topic("eating-disorders", "72366004")
        with CaptureQueriesContext(connection) as captured:
            assert public.get("/v1/catalogue").status == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
