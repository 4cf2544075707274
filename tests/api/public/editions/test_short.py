"""The short addresses that stand on paper."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.catalogue.models import Entry, Item
from library.catalogue.short_codes import code_of
from tests.client import Api
from tests.worlds import World

HERE = "http://127.0.0.1:8000"


def short(item: Item, language: str = "en-GB") -> str:
    return f"/s/{code_of(Entry.objects.get(item=item, language=language).pk)}"


def test_it_leads_to_the_page(world: World, public: Api) -> None:
    item = world.published()
    answer = public.get(short(item))
    page = f"{HERE}/v1/resources/{item.slug}/renditions/page.html"
    assert (answer.status, answer.headers["Location"]) == (308, page)
    assert public.get(page.removeprefix(HERE)).status == 200


def test_a_translation_has_its_own(world: World, public: Api) -> None:
    item = world.published()
    world.published(world.translation(item, "cy"))
    assert public.get(short(item, "cy")).headers["Location"].endswith("/renditions/page.html?language=cy")


def test_it_stays_over_editions_withdrawal_and_return(world: World, public: Api) -> None:
    item = world.published()
    before = short(item)
    world.republished(item, title="Again")
    assert short(item) == before


def test_of_what_is_withdrawn_it_tells_why(world: World, public: Api) -> None:
    item = world.withdrawn()
    answer = public.get(short(item))
    assert (answer.status, answer.json()["reason"]) == (410, "out_of_date")


def test_of_what_is_redirected_it_leads_to_the_page_of_the_successor(world: World, public: Api) -> None:
    successor = world.published()
    item = world.redirected(successor=successor)
    location = public.get(short(item)).headers["Location"]
    assert location == f"{HERE}/v1/resources/{successor.slug}/renditions/page.html"


def test_a_draft_has_none(world: World, public: Api) -> None:
    world.approved()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("code", ["00000000", "zzzzzzzz", "short", "uuuuuuuu", "%00", "a" * 900, "..%2fv1", "☂☂☂☂☂☂☂☂"])
def test_a_code_that_leads_nowhere_is_404(db: None, public: Api, code: str) -> None:
    answer = public.get(f"/s/{code}")
    assert (answer.status, answer.slug) == (404, "not-found")


def test_it_may_be_kept_for_a_minute(world: World, public: Api) -> None:
    assert public.get(short(world.published())).headers["Cache-Control"] == "public, max-age=60"


def test_it_costs_one_query(world: World, public: Api) -> None:
    path = short(world.published())
    with CaptureQueriesContext(connection) as captured:
        public.get(path)
    assert len(captured) == 1


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_who_follows_the_code_on_a_withdrawn_leaflet_reads_why_and_where_to_get_help(world: World, public: Api) -> None:
    world.crisis_line("Someone Listens", "116123", "listening")
    item = world.withdrawn()
    for path in (short(item), f"/v1/resources/{item.slug}/renditions/page.html"):
        answer = public.get(path, Accept=BROWSER)
        page = answer.body.decode()
        assert (answer.status, answer.headers["Content-Type"]) == (410, "text/html; charset=utf-8")
        assert 'href="tel:116123"' in page
        assert "no longer published" in page
        assert answer.headers["Cache-Control"] == "no-store"


def test_what_a_page_says_of_a_refusal_is_text(world: World, public: Api) -> None:
    world.crisis_line("Lines <script>alert(1)</script>", "116123", "listening")
    page = public.get(short(world.withdrawn()), Accept=BROWSER).body.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_wrong_code_is_a_page_for_a_browser_and_a_problem_for_a_program(world: World, public: Api) -> None:
    assert b"nothing at this address" in public.get("/s/00000000", Accept=BROWSER).body
    assert public.get("/s/00000000", Accept="application/json").json()["status"] == 404
