"""The feed: in order, without gaps, and nothing of the workshop in it."""

from __future__ import annotations

import pytest

from library.editions.actions import restore
from library.history.actions import PUBLIC_TYPES, Subject, record_all
from library.history.queries import last_position
from library.ids import new_id
from tests import contract
from tests.client import Api
from tests.worlds import World


def test_the_life_of_an_item_is_told_in_order(world: World, public: Api) -> None:
    successor = world.published()
    item = world.published()
    start = public.get("/v1/changes").json()["position"]
    world.republished(item, change_class="minor", title="Again")
    restore(item=world.withdrawn(item, successor=successor), by=world.by("petra"), at=world.now())
    events = public.get("/v1/changes", {"after": start}).json()["items"]
    assert [(event["type"], event["edition"], event["change_class"], event["reason"]) for event in events] == [
        ("item.updated", 2, "minor", None),
        ("item.withdrawn", None, None, "out_of_date"),
        ("item.restored", None, None, None),
    ]
    assert events[1]["successor"]["slug"] == successor.slug
    assert events[0]["subject"] == {
        "kind": "resource",
        "slug": item.slug,
        "language": "en-GB",
        "url": f"http://127.0.0.1:8000/v1/resources/{item.slug}?language=en-GB",
    }


def test_a_reader_pages_to_the_end_and_comes_back_with_the_position(world: World, public: Api) -> None:
    for _ in range(3):
        world.published()
    first = public.get("/v1/changes", {"page_size": 2}).json()
    second = public.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert [event["position"] for event in first["items"] + second["items"]] == [1, 2, 3]
    assert (second["next"], second["position"]) == (None, 3)
    assert public.get("/v1/changes", {"after": 3}).json() == {"items": [], "next": None, "position": 3}


def test_a_page_holds_up_to_five_hundred(world: World, public: Api) -> None:
    subjects = [Subject(id=new_id(), kind="resource", slug=f"one-{number}", language="en") for number in range(501)]
    record_all("item.updated", subjects=subjects, actor=None, at=world.now())
    page = public.get("/v1/changes", {"page_size": 1000}).json()
    assert (len(page["items"]), page["position"]) == (500, 500)
    assert page["next"].endswith("?after=500&page_size=500")


def test_a_number_that_is_retired_and_a_body_that_has_a_successor_are_told(world: World, public: Api) -> None:
    start = last_position()
    world.contact("old-line", "116123")
    world.retire("old-line")
    world.succeeded("norfolk", by="east")
    retired, succeeded = public.get("/v1/changes", {"after": start}).json()["items"]
    assert (retired["type"], retired["subject"]["kind"], retired["subject"]["slug"]) == (
        "contact_point.retired",
        "contact_point",
        "old-line",
    )
    assert (succeeded["type"], succeeded["subject"]["url"], succeeded["reason"]) == (
        "organisation.succeeded",
        "http://127.0.0.1:8000/v1/organisations/norfolk",
        "merger",
    )
    assert succeeded["successor"] == {
        "kind": "organisation",
        "slug": "east",
        "url": "http://127.0.0.1:8000/v1/organisations/east",
    }


def test_the_document_names_every_type_that_there_is(public: Api) -> None:
    described = contract.document()["components"]["schemas"]["EventShape"]["properties"]["type"]["description"]
    assert all(f"`{name}`" in described for name in PUBLIC_TYPES)


@pytest.mark.parametrize("after", ["99", "-1", "x", "9" * 23, ""])
def test_a_position_that_is_not_of_this_feed_is_refused(world: World, public: Api, after: str) -> None:
    answer = public.get("/v1/changes", {"after": after})
    assert (answer.status, answer.pointers) == (400, ["?after"])


def test_writing_and_reviewing_leave_nothing_in_the_feed(world: World, public: Api) -> None:
    world.approved()
    assert public.get("/v1/changes").json()["items"] == []
