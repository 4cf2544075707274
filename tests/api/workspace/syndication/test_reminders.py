"""Reminders by webhook over HTTP: asked for by administrators, seen in the log, and by nobody else anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from standardwebhooks import Webhook

from library.history.models import Event
from library.syndication.models import Delivery, Subscription
from library.upkeep.telling import tell_webhooks
from tests.api.workspace.syndication.subjects import PATH, URL
from tests.client import Api
from tests.following import Following
from tests.readers import settled, wrote
from tests.receivers import receiving
from tests.state import state

ALONE = {"url": URL, "event_types": [], "reminders": True}
pytestmark = pytest.mark.usefixtures("to_this_machine")


@pytest.fixture
def follow(follow: Following) -> Following:
    follow.at = follow.world.now()
    return follow


def test_nobody_gets_any_who_did_not_ask(follow: Following) -> None:
    nora = follow.world.api("nora")
    assert nora.post(PATH, {"url": URL}).json()["reminders"] is False
    assert nora.post(PATH, {"url": URL, "event_types": ["*"]}).json()["reminders"] is False


def test_they_may_be_all_that_somebody_wants(follow: Following) -> None:
    nora = follow.world.api("nora")
    made = nora.post(PATH, ALONE).json()
    assert (made["event_types"], made["reminders"]) == ([], True)
    path = f"{PATH}/{made['id']}"
    refused = nora.put(path, {"url": URL, "event_types": []}, if_match='"v1"')
    assert (refused.status, refused.pointers) == (400, ["/event_types"])
    assert "unless you want reminders" in refused.json()["errors"][0]["detail"]
    saved = nora.put(path, {"url": URL}, if_match='"v1"').json()
    assert (saved["event_types"], saved["reminders"]) == (["*"], False)


def test_one_arrives_and_stands_in_the_log(follow: Following) -> None:
    """With the same facts that a person reads under `/v1/workspace/duties`."""
    ada, follow.at = follow.world.api("ada"), timezone.now()
    feedback = wrote(follow.world, follow.world.published(title="Finding help"))
    with receiving() as receiver:
        made = ada.post(PATH, {**ALONE, "url": receiver.url}).json()
        tell_webhooks(at=follow.at)
        follow.look()
    got = next(got for got in receiver.got if got.message["data"]["kind"] == "feedback")
    told = Webhook(made["secret"]).verify(got.body, got.headers)
    path = f"{PATH}/{made['id']}/deliveries"
    shown = next(row for row in ada.get(path).json()["items"] if row["webhook_id"] == got.id)
    assert (shown["type"], shown["position"], shown["subject"]) == (told["type"], None, f"feedback/{feedback.pk}")
    assert (shown["state"], [each["status"] for each in shown["attempts"]]) == ("delivered", [204])
    assert ada.get(f"{path}/{shown['id']}").json() == shown
    about = told["data"]["subject"]
    (duty,) = ada.get("/v1/workspace/duties", {"kind": "feedback"}).json()["items"]
    for name in ("kind", "title", "due_on", "status", "escalates_on", "escalated_to"):
        assert told["data"][name] == duty[name], name
    assert told["type"] == f"duty.{duty['status']}"
    assert (about["id"], about["url"]) == (duty["subject"]["id"], duty["subject"]["url"])
    read = follow.world.api("cora").get(about["api_url"].removeprefix("http://127.0.0.1:8000"))
    assert (read.status, read.json()["id"]) == (200, about["id"])


def test_what_is_not_needed_any_more_can_be_listed(follow: Following) -> None:
    feedback = wrote(follow.world)
    made = follow.subscribed("http://127.0.0.1:1/", by="ada", types=(), reminders=True)
    tell_webhooks(at=follow.at)
    settled(follow.world, feedback)
    tell_webhooks(at=follow.at)
    found = follow.world.api("ada").get(f"{PATH}/{made.pk}/deliveries", {"state": "not_needed"}).json()["items"]
    assert [(row["subject"], row["due_at"]) for row in found] == [(f"feedback/{feedback.pk}", None)]


def test_it_is_sent_once_more_when_it_still_holds(follow: Following) -> None:
    wrote(follow.world)
    with receiving() as receiver:
        made = follow.subscribed(receiver, by="ada", types=(), reminders=True)
        tell_webhooks(at=follow.at)
        follow.look()
        delivery = Delivery.objects.earliest("pk")
        path = f"{PATH}/{made.pk}/deliveries/{delivery.pk}/redeliver"
        assert follow.world.api("ada").post(path).json()["state"] == "waiting"
        follow.later(days=60)
        tell_webhooks(at=follow.at)
        follow.look()
    delivery.refresh_from_db()
    assert delivery.state == "not_needed"
    assert len({got.id for got in receiver.got}) == len(receiver.got)


@pytest.mark.parametrize("caller", ["nora", "sadie"])
def test_nobody_else_sees_them(follow: Following, caller: str) -> None:
    wrote(follow.world)
    made = follow.subscribed("http://127.0.0.1:1/", by="ada", types=(), reminders=True)
    follow.subscribed("http://127.0.0.1:1/", by=caller, types=("*",), reminders=True)
    tell_webhooks(at=follow.at)
    delivery = Delivery.objects.filter(subscription=made).earliest("pk")
    api = follow.world.api(caller)
    assert api.get(f"{PATH}/{made.pk}/deliveries/{delivery.pk}").status == 404
    organisations = set(Delivery.objects.exclude(subscription=made).values_list("reminder__subject__id", flat=True))
    mine = set(Delivery.objects.filter(subscription=made).values_list("reminder__subject__id", flat=True))
    assert not organisations & mine


def test_nothing_of_them_is_public(follow: Following) -> None:
    """No feed, list, export or manifest is another for it, no event is written, and no position is used up."""
    wrote(follow.world)
    follow.subscribed("http://127.0.0.1:1/", by="ada", types=("*",), reminders=True)
    places = ("/v1/changes?after=0", "/feed.atom", "/v1/export", "/v1/manifest", "/v1/catalogue", "/v1/workspace/audit")
    with time_machine.travel(timezone.now(), tick=False):  # an export says when it was made
        _nothing_changes_by_it(follow, places)


def _nothing_changes_by_it(follow: Following, places: Sequence[str]) -> None:
    apis = {path: follow.world.api("ada") if "workspace" in path else Api() for path in places}
    before = {path: api.get(path).body for path, api in apis.items()}
    events = Event.objects.count()
    assert tell_webhooks(at=follow.at) > 0
    assert Event.objects.count() == events
    assert {path: api.get(path).body for path, api in apis.items()} == before


def test_a_copy_keeps_its_place_in_the_feed(follow: Following) -> None:
    """Events come in the feed's order with its positions, whatever reminders go out between them."""
    wrote(follow.world)
    with receiving() as receiver:
        follow.subscribed(receiver, by="ada", types=("*",), reminders=True)
        events = []
        for _ in range(3):
            events.append(follow.happen())
            tell_webhooks(at=follow.at)
            follow.look()
    positions = [got.message["data"]["position"] for got in receiver.got if "position" in got.message["data"]]
    assert positions == [event.position for event in events]
    assert Subscription.objects.get().position == events[-1].position


@pytest.mark.parametrize("caller", ["cora", "petra", "rosa", "service"])
def test_only_administrators_ask_for_them(follow: Following, caller: str) -> None:
    api = Api(follow.world.cast.service_key("sun", "curator")) if caller == "service" else follow.world.api(caller)
    before = state()
    assert api.post(PATH, ALONE).slug == "not-allowed"
    assert state() == before


def test_without_a_key_and_with_a_bad_one(follow: Following) -> None:
    before = state()
    assert [Api(key).post(PATH, ALONE).status for key in (None, "cpl_nobody")] == [401, 401]
    assert state() == before


def test_the_log_asks_the_database_as_often_for_many_as_for_one(follow: Following) -> None:
    made = follow.subscribed("http://127.0.0.1:1/", by="ada", types=(), reminders=True)
    ada = follow.world.api("ada")
    counts: list[Any] = []
    for number in (1, 5):
        for _ in range(number):
            wrote(follow.world)
        tell_webhooks(at=follow.at)
        with CaptureQueriesContext(connection) as queries:
            ada.get(f"{PATH}/{made.pk}/deliveries")
        counts.append(len(queries))
    assert counts[0] == counts[1]
