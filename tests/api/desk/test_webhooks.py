"""Webhooks at the desk: an administrator subscribes, sees what came of every message, and steps in; members look."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser
from standardwebhooks import Webhook

from library.syndication import outbound
from library.syndication.models import Delivery, Subscription
from library.upkeep.telling import tell_webhooks
from tests import receivers
from tests.adaptations import Place
from tests.api.desk.browser import somebody
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import PASSWORD, address, let_in, list_of, sit_down
from tests.following import Following
from tests.receivers import receiving
from tests.worlds import World

ADD = "/desk/syndication/subscription/add/"
URL = "https://www.example.org/hooks?token=canary"


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "resolve", lambda *_: ["93.184.215.14"])


@pytest.fixture
def follow(world: World, settings: Any) -> Following:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    return Following(world)


@pytest.fixture
def nora(world: World) -> Client:
    return sit_down(world, "nora")


def secret_on(page: Any) -> str:
    (found,) = re.findall(r"whsec_[A-Za-z0-9+/=]+", page.content.decode())
    return found


def test_one_is_added_and_its_secret_is_shown_once(nora: Client) -> None:
    page = fill_in(nora, ADD, url=URL, description="Our site")
    secret = secret_on(page)
    subscription = Subscription.objects.get()
    assert (subscription.event_types, subscription.topics, subscription.publishers) == (["*"], [], [])
    for again in (address(subscription), list_of("syndication_subscription")):
        assert secret not in nora.get(again).content.decode()


def test_an_address_inside_is_refused_at_its_field(nora: Client) -> None:
    page = fill_in(nora, ADD, url="https://10.0.0.1/")
    assert page.status_code == 409
    assert "does not lead to the public internet" in page.content.decode()
    assert not Subscription.objects.exists()


def test_it_is_changed_paused_resumed_and_ended(nora: Client, follow: Following) -> None:
    subscription = follow.subscribed(URL)
    fill_in(nora, address(subscription), event_types=["item.*"])
    for step, state in (("pause", "paused"), ("resume", "active"), ("end", "ended")):
        fill_in(nora, address(subscription, step))
        assert follow.now(subscription).state == state
    assert follow.now(subscription).event_types == ["item.*"]
    assert nora.get(address(subscription)).context["steps"] == []


def test_a_new_secret_signs_beside_the_old_one(nora: Client, follow: Following) -> None:
    with receiving() as receiver:
        subscription = follow.subscribed(receiver)
        new = secret_on(fill_in(nora, address(subscription, "rotate"), overlap="24"))
        follow.happen()
        follow.look()
    (got,) = receiver.got
    for secret in (follow.secrets[subscription.pk], new):
        Webhook(secret).verify(got.body, got.headers)


def test_a_test_and_a_message_that_is_sent_again(nora: Client, follow: Following) -> None:
    with receiving() as receiver:
        subscription = follow.subscribed(receiver)
        fill_in(nora, address(subscription, "test"))
        follow.happen()
        follow.later(hours=1)
        follow.look()
        fill_in(nora, address(Delivery.objects.get(event__isnull=False), "redeliver"))
        fill_in(nora, address(subscription, "replay"), after="0")
        follow.later(hours=1)
        follow.look()
    assert [got.message["type"] for got in receiver.got].count("subscription.test") == 1
    assert len(receiver.got) == 3


def test_one_is_asked_to_remind_and_its_log_shows_of_what(nora: Client, follow: Following) -> None:
    page = nora.get(ADD).content.decode()
    assert "Remind of what needs us" in page
    assert "no names of people" in page
    with receiving() as receiver:
        fill_in(nora, ADD, url=receiver.url, event_types=[], reminders="on")
        subscription = Subscription.objects.get()
        assert (subscription.event_types, subscription.reminders) == ([], True)
        draft = Place(follow.world).submitted()
        tell_webhooks(at=follow.at)
        follow.look()
    delivery = Delivery.objects.get(reminder__kind="approval")
    shown = nora.get(address(subscription)).content.decode()
    assert "Adaptation to approve: " in shown
    assert f'href="/desk/leaflets/adaptation/{draft.pk}/change/"' in shown
    assert "What needs us" in nora.get(list_of("syndication_subscription")).content.decode()
    found = {
        words: f"{delivery.pk}" in nora.get(list_of("syndication_delivery"), {"q": words}).content.decode()
        for words in ("approve", "review")
    }
    assert found == {"approve": True, "review": False}
    fill_in(nora, address(delivery, "redeliver"))
    assert Delivery.objects.get(pk=delivery.pk).state == "waiting"


def test_what_is_not_needed_any_more_is_not_sent_again(nora: Client, follow: Following) -> None:
    subscription = follow.subscribed("http://127.0.0.1:1/", types=(), reminders=True)
    Place(follow.world).submitted()
    tell_webhooks(at=follow.at)
    fill_in(nora, address(subscription), event_types=["*"], reminders="")
    tell_webhooks(at=follow.at)
    page = nora.get(address(Delivery.objects.filter(reminder__kind="approval").get()))
    assert "Not needed any more" in page.content.decode()
    assert page.context["steps"] == []


def test_one_that_is_to_tell_of_nothing_is_refused(nora: Client) -> None:
    page = fill_in(nora, ADD, url=URL, event_types=[])
    assert "unless you want reminders" in page.content.decode()
    assert not Subscription.objects.exists()


def test_every_attempt_is_told(nora: Client, follow: Following) -> None:
    with receiving(receivers.status(500, b"oops"), receivers.OK) as receiver:
        follow.subscribed(receiver)
        follow.happen()
        follow.look()
        follow.later(minutes=1)
        follow.look()
    page = nora.get(address(Delivery.objects.get())).content.decode()
    assert "500" in page
    assert "4 bytes" in page
    assert "204" in page
    assert "oops" not in page


def test_what_does_not_arrive_waits_on_the_start_page_of_administrators(nora: Client, follow: Following) -> None:
    follow.subscribed("http://127.0.0.1:1/")
    assert "Webhooks that do not arrive" not in nora.get("/desk/").content.decode()
    follow.happen()
    for _ in range(4):
        follow.look()
        follow.later(hours=3)
    assert "Webhooks that do not arrive" in nora.get("/desk/").content.decode()
    assert "Webhooks that do not arrive" not in sit_down(follow.world, "nell").get("/desk/").content.decode()


def test_a_member_looks_and_is_told_no_token(follow: Following) -> None:
    subscription = follow.subscribed(URL)
    ned = sit_down(follow.world, "ned")
    page = ned.get(address(subscription))
    assert (page.status_code, page.context["form"], page.context["steps"]) == (200, None, [])
    assert "canary" not in page.content.decode()
    assert ned.get(ADD).status_code == 404
    ned.post(address(subscription, "end"), {"version": "1"})
    assert follow.now(subscription).state == "active"


@pytest.mark.browser
@pytest.mark.parametrize(("colours", "width"), [("light", 1360), ("dark", 390)])
def test_nothing_stands_in_the_way(
    transactional_db: None, settings: Any, live_server: Any, browser: Browser, colours: str, width: int
) -> None:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    follow = Following(World())
    with receiving(receivers.status(500), receivers.status(429), receivers.OK) as receiver:
        subscription = follow.subscribed(receiver)
        follow.subscribed("http://127.0.0.1:1/")
        for number in range(4):
            follow.happen(slug=f"leaflet-{number}")
        reminded = follow.subscribed(receiver, types=(), reminders=True)
        Place(follow.world).submitted()
        tell_webhooks(at=follow.at)
        for _ in range(3):
            follow.look()
            follow.later(minutes=20)
    let_in(follow.world, "nora")
    delivery = Delivery.objects.filter(subscription=subscription).earliest("pk")
    with somebody(browser, str(live_server.url)) as person:
        person.sign_in("nora", PASSWORD)
        person.page.evaluate(f"localStorage.setItem('adminTheme', JSON.stringify('{colours}'))")
        person.page.set_viewport_size({"width": width, "height": 900})
        pages = {
            "start": "/desk/",
            "webhooks": list_of("syndication_subscription"),
            "webhook": address(subscription),
            "webhook-of-reminders": address(reminded),
            "add-webhook": ADD,
            "rotate": address(subscription, "rotate"),
            "deliveries": list_of("syndication_delivery"),
            "delivery": address(delivery),
        }
        for name, path in pages.items():
            person.go(path)
            person.look(f"{name}-{width}")
            assert person.barriers() == [], name
        assert person.foreign == []
        assert person.broken == []
