"""Numbers on the pages where they were verified."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from library.directory.models import ContactPoint
from library.upkeep.looking import look_around
from library.upkeep.models import Sighting
from library.upkeep.rules import Kind
from tests.receivers import Receiver, receiving, status
from tests.watching import Watch, page, verified
from tests.worlds import World

PAGE = "https://www.samaritans.org/contact"


@pytest.fixture
def watch(world: World) -> Watch:
    watch = Watch(world)
    verified(world, "samaritans", PAGE, watch.at)
    watch.at += timedelta(days=1)
    watch.web.pages[PAGE] = page("<p>Call 116 123")
    return watch


def gone(watch: Watch) -> list[Any]:
    return watch.duties("cora", Kind.NUMBER)


def test_a_number_that_stands_there_is_no_matter(watch: Watch) -> None:
    watch.day(20)
    assert gone(watch) == []
    assert Sighting.objects.get().seen_on is not None


def test_one_that_stood_there_and_does_not_any_more_is_a_matter_on_the_second_day(watch: Watch) -> None:
    watch.day()
    watch.web.pages[PAGE] = page("<p>Call 116 124")
    watch.day(7)
    assert gone(watch) == []
    watch.day()
    (duty,) = gone(watch)
    contact = ContactPoint.objects.get(slug="samaritans")
    assert (duty.subject, duty.page) == (contact.pk, f"directory/contactpoint/{contact.pk}/verify/")
    assert duty.detail.startswith(f"{PAGE}: It stood there on ")
    assert duty.detail.endswith("Look at it, and verify or change it.")
    assert watch.duties("nell", Kind.NUMBER) == []


def test_one_that_never_stood_on_a_whole_page_is_a_matter_too(watch: Watch) -> None:
    watch.web.pages[PAGE] = page("<p>Welcome")
    watch.day(2)
    assert len(gone(watch)) == 1


def test_a_page_that_was_cut_off_decides_nothing(watch: Watch) -> None:
    watch.web.pages[PAGE] = page("<p>Welcome", is_whole=False)
    watch.day(20)
    assert gone(watch) == []
    assert Sighting.objects.get().decided is False


def test_a_page_that_is_not_to_be_had_decides_nothing(watch: Watch) -> None:
    watch.day()
    del watch.web.pages[PAGE]
    watch.web.others = page("<p>Call 116 123")
    watch.day(10)
    assert gone(watch) == []


def test_verifying_settles_it_and_it_is_told_once(world: World, watch: Watch) -> None:
    watch.web.pages[PAGE] = page("<p>Welcome")
    watch.day(2)
    verified(world, "samaritans", PAGE, watch.at)
    assert gone(watch) == []
    watch.day(30)
    assert gone(watch) == []


def test_another_source_settles_it_until_that_one_was_looked_at(world: World, watch: Watch) -> None:
    watch.web.pages[PAGE] = page("<p>Welcome")
    watch.day(2)
    verified(world, "samaritans", "https://www.example.org/lines", watch.at - timedelta(days=5))
    assert gone(watch) == []


def test_a_place_s_own_number_is_its_keepers(world: World, watch: Watch) -> None:
    world.contact("norfolk-line", "+441603421421", kind="e164", by="nell")
    verified(world, "norfolk-line", "https://norfolk.example/", watch.at - timedelta(days=1), by="nell")
    watch.day(2)
    assert [duty.name for duty in watch.duties("nell", Kind.NUMBER)] == ["Norfolk-Line"]
    assert gone(watch) == []


@contextmanager
def site(text: str) -> Iterator[Receiver]:
    with receiving(status(200, text.encode(), Content_Type="text/html")) as receiver:
        yield receiver


def test_through_the_door_with_a_real_server(world: World, settings: Any) -> None:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    watch = Watch(world)
    with site("<h1>Talk to us</h1><a href='tel:116123'>116 123</a>") as server:
        verified(world, "samaritans", server.url, watch.at)
        watch.gather()
        look_around(at=watch.at, most=1)
        (got,) = server.got
    assert watch.address(server.url).state == "well"
    assert Sighting.objects.get().seen_on is not None
    assert (got.headers["user-agent"], got.body) == (f"coproduction-library-links/1 (+{settings.PUBLIC_URL})", b"")
