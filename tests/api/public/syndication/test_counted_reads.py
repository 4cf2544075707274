"""Which reads are counted, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import OperationalError

from api.http import counting
from library.catalogue.models import Entry, Item
from library.catalogue.short_codes import code_of
from library.syndication import usage
from library.syndication.models import DailyCount
from tests.client import Api
from tests.worlds import World


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    usage.tally.begin()
    yield
    usage.tally.begin()


@pytest.fixture
def item(world: World) -> Item:
    return world.published(kind="leaflet")


def counts(*columns: str) -> dict[Any, int]:
    """What this process has counted, by the columns named."""
    assert usage.flush()
    rows = DailyCount.objects.values_list(*columns, "count")
    return {row[:-1] if len(row) > 2 else row[0]: row[-1] for row in rows}


def path(item: Item, rest: str = "") -> str:
    return f"/v1/leaflets/{item.slug}{rest}"


def test_a_read_of_an_item_is_counted(item: Item, public: Api) -> None:
    for _ in range(3):
        public.get(path(item))
    assert counts("entry__slug", "channel", "format") == {(item.slug, "api", "json"): 3}


def test_so_is_one_of_a_translation(world: World, item: Item, public: Api) -> None:
    world.publish(world.approved(world.translation(item, "cy")))
    public.get(path(item), {"language": "cy"}), public.get(path(item), {"language": "en-GB"}), public.get(path(item))
    assert counts("entry__language") == {"cy": 1, "en-GB": 2}


def test_a_rendition_is_counted_under_its_name(item: Item, public: Api) -> None:
    for name in ("text.md", "page.html", "text.md"):
        public.get(path(item, f"/renditions/{name}"))
    assert counts("channel", "format") == {("rendition", "text.md"): 2, ("rendition", "page.html"): 1}


def test_an_edition_is_counted_as_such(item: Item, public: Api) -> None:
    public.get(path(item, "/editions/1"))
    assert counts("channel", "format") == {("api", "edition"): 1}


def test_the_package_for_an_organisation_is_counted_for_it(world: World, item: Item) -> None:
    assert world.api("nell").get(f"/v1/workspace/packages/leaflets/{item.slug}").status == 200
    assert counts("format", "partner") == {("package.zip", "norfolk"): 1}


def test_so_is_a_question_by_oembed(item: Item, public: Api) -> None:
    public.get(
        "/v1/oembed", {"url": f"{settings.PUBLIC_URL}/v1/leaflets/{item.slug}"}, referer="https://www.example.org/"
    )
    assert counts("entry__slug", "channel", "host") == {(item.slug, "oembed", "example.org"): 1}


def test_a_permanent_address_counts_for_the_item_that_shows_it(item: Item, public: Api) -> None:
    address = public.get(path(item, "/renditions/text.txt")).headers["Content-Location"]
    usage.tally.begin()
    assert public.get(address[address.index("/v1/") :]).status == 200
    assert counts("entry__slug", "format") == {(item.slug, "text.txt"): 1}


def test_a_short_address_counts_as_coming_from_paper(item: Item, public: Api) -> None:
    code = code_of(Entry.objects.get(item=item).pk)
    assert public.get(f"/s/{code}").status == 308
    assert counts("entry__slug", "channel", "format") == {(item.slug, "rendition", "short-address"): 1}


def test_whoever_has_the_text_already_reads_it_again(item: Item, public: Api) -> None:
    etag = public.get(path(item)).etag
    assert public.get(path(item), if_none_match=etag).status == 304
    assert counts("format") == {"json": 2}


def test_of_a_file_in_parts_only_the_beginning_counts(item: Item, public: Api) -> None:
    for part in ("bytes=0-9", "bytes=10-19", "bytes=20-"):
        assert public.get(path(item, "/renditions/text.txt"), range=part).status == 206
    assert counts("format") == {"text.txt": 1}


@pytest.mark.parametrize("rest", ["/renditions/none.pdf", "?language=pl", "?unknown=1"])
def test_refusals_do_not_count(item: Item, public: Api, rest: str) -> None:
    assert public.get(path(item, rest)).status >= 400
    assert counts("format") == {}


def test_neither_do_questions_without_a_body(item: Item, public: Api) -> None:
    public.head(path(item)), public.request("OPTIONS", path(item))
    assert counts("format") == {}


def test_neither_does_what_is_gone_or_elsewhere(world: World, item: Item, public: Api) -> None:
    world.redirected(moved := world.published(kind="leaflet"), successor=item)
    code = code_of(Entry.objects.get(item=moved).pk)
    assert {public.get(path(moved)).status, public.get(f"/s/{code}").status} == {308}
    world.withdrawn(item)
    assert public.get(path(item)).status == 410
    assert counts("format") == {}


def test_the_picture_that_lists_show_does_not_count(item: Item, public: Api) -> None:
    assert public.get(path(item, "/renditions/thumbnail.png")).status == 200
    assert counts("format") == {}


def test_a_key_names_the_partner_and_nobody_more(world: World, item: Item) -> None:
    world.api("nell").get(path(item))
    assert counts("partner", "host") == {("norfolk", ""): 1}


def test_websites_are_not_noted_of_other_reads(item: Item, public: Api) -> None:
    public.get(path(item), referer="https://www.example.org/a")
    public.get(path(item, "/renditions/page.html"), referer="https://www.example.org/a")
    assert set(counts("host")) == {""}


def test_an_embed_is_counted_with_the_website_that_shows_it(item: Item, public: Api) -> None:
    for referer in ("https://www.example.org/help?who=me", "https://example.org:8443/", "https://ward.local/", ""):
        assert public.get(f"/embed/leaflets/{item.slug}", referer=referer).status == 200
    assert counts("channel", "format", "host") == {("embed", "page", "example.org"): 2, ("embed", "page", ""): 2}


def test_a_preview_on_a_page_of_ours_is_no_embed(item: Item, public: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "OWN_HOST", "library.example.org")
    for site in ("library", "www"):
        public.get(f"/embed/leaflets/{item.slug}", referer=f"https://{site}.example.org/embed/builder")
    assert counts("host") == {"example.org": 1}


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2027-03-27T23:30", "2027-03-27"), ("2027-06-30T22:59", "2027-06-30"), ("2027-06-30T23:01", "2027-07-01")],
)
def test_days_are_days_in_the_united_kingdom(item: Item, public: Api, moment: str, day: str) -> None:
    with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=UTC), tick=False):
        public.get(path(item))
    assert {str(found) for found in counts("day")} == {day}


def test_a_database_that_is_away_fails_no_read(item: Item, public: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> None:
        raise OperationalError

    add = usage.tally._add
    monkeypatch.setattr(usage.tally, "_add", away)
    assert public.get(path(item)).status == 200
    assert not usage.flush()
    assert public.get(path(item)).status == 200
    monkeypatch.setattr(usage.tally, "_add", add)
    assert counts("format") == {"json": 2}
