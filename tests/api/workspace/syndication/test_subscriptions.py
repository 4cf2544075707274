"""Subscriptions over HTTP: made by administrators, seen by members, unknown to everybody else."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from standardwebhooks import Webhook

from library.history.models import Event
from library.ids import new_id
from library.syndication.keepers import MAX_OPEN
from library.syndication.models import Delivery, Secret, Subscription
from tests.api.workspace.syndication.subjects import PATH, URL, made
from tests.client import Api
from tests.following import Following
from tests.receivers import receiving
from tests.state import state


def test_a_new_subscription_shows_its_secret_once(follow: Following) -> None:
    nora = follow.world.api("nora")
    answer = nora.post(PATH, {"url": URL, "description": "Our site"})
    assert answer.status == 201
    secret = answer.json()["secret"]
    assert secret.startswith("whsec_")
    assert 24 <= len(base64.b64decode(secret.removeprefix("whsec_"))) <= 64
    path = f"{PATH}/{answer.json()['id']}"
    assert answer.headers["Location"] == f"http://127.0.0.1:8000{path}"
    for shown in (nora.get(PATH), nora.get(path), nora.get("/v1/workspace/audit")):
        assert secret not in shown.body.decode()


def test_a_dump_of_the_database_does_not_hold_it(follow: Following) -> None:
    secret = follow.world.api("nora").post(PATH, {"url": URL}).json()["secret"].removeprefix("whsec_")
    raw = base64.b64decode(secret)
    kept = repr(list(Secret.objects.values())) + repr(list(Event.objects.values()))
    assert secret not in kept
    assert raw.hex() not in kept


def test_a_repeat_does_not_show_it_again(follow: Following) -> None:
    nora = follow.world.api("nora")
    first, again = (nora.post(PATH, {"url": URL}, idempotency_key='"k"') for _ in range(2))
    assert (first.status, again.status) == (201, 201)
    assert first.json()["secret"]
    assert again.json() == {**first.json(), "secret": None}
    assert Subscription.objects.count() == 1


def test_what_is_left_out_is_everything_from_now_on(follow: Following) -> None:
    newest = follow.happen().position
    shape = follow.world.api("nora").post(PATH, {"url": URL}).json()
    assert (shape["event_types"], shape["kinds"], shape["topics"], shape["publishers"]) == (["*"], [], [], [])
    assert (shape["state"], shape["position"], shape["waiting"], shape["failures"]) == ("active", newest, 0, 0)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://www.example.org/", "https"),
        ("https://localhost/", "full name"),
        ("https://127.0.0.1/", "public internet"),
        ("https://169.254.169.254/latest/meta-data/", "public internet"),
        ("https://[::ffff:127.0.0.1]/", "public internet"),
        ("https://[64:ff9b::a9fe:a9fe]/", "public internet"),
        ("https://127.1/", "full name"),
        ("https://0x7f000001/", "full name"),
        ("https://2130706433/", "full name"),
        ("https://user:secret@www.example.org/", "without a user"),
        ("https://www.example.org:22/", "port"),
        ("https://inside.example.org/", "public internet"),
        ("http://127.0.0.1:9000/", "https"),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_an_address_inside_is_refused_when_it_is_saved(follow: Following, url: str, sentence: str, method: str) -> None:
    nora = follow.world.api("nora")
    path, headers = PATH, {"idempotency_key": '"k"'}
    if method == "PUT":
        path, headers = f"{PATH}/{made(follow).pk}", {}
    before = state()
    refused = nora.request(method, path, body={"url": url}, headers=headers, if_match='"v1"')
    assert (refused.status, refused.slug) == (422, "address-not-allowed")
    assert sentence in refused.json()["detail"]
    assert state() == before


def test_every_address_inside_is_refused_with_the_same_words(follow: Following, names: dict[str, list[str]]) -> None:
    names |= {"one.example.org": ["10.0.0.1"], "two.example.org": ["127.0.0.1"]}
    nora = follow.world.api("nora")
    answers = [nora.post(PATH, {"url": f"https://{name}.example.org/"}) for name in ("one", "two")]
    assert answers[0].json()["detail"] == answers[1].json()["detail"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/url"),
        ({"url": URL, "event_types": ["item.invented"]}, "/event_types/0"),
        ({"url": URL, "event_types": ["draft.*"]}, "/event_types/0"),
        ({"url": URL, "event_types": []}, "/event_types"),
        ({"url": URL, "kinds": ["leaflet", "poster"]}, "/kinds/1"),
        ({"url": URL, "topics": ["nothing-of-ours"]}, "/topics/0"),
        ({"url": URL, "publishers": ["nobody"]}, "/publishers/0"),
        ({"url": URL, "after": 999_999}, "/after"),
        ({"url": URL, "after": -1}, "/after"),
        ({"url": URL, "description": "a\nb"}, "/description"),
        ({"url": URL, "state": "active"}, "/state"),
        ({"url": URL, "secret": "whsec_AAAA"}, "/secret"),
        ({"url": URL, "organisation": "suffolk"}, "/organisation"),
        ({"url": URL, "event_types": [], "reminders": False}, "/event_types"),
        ({"url": URL, "event_types": ["duty.due"]}, "/event_types/0"),
        ({"url": URL, "event_types": ["duty.*"], "reminders": True}, "/event_types/0"),
        ({"url": URL, "reminders": "yes"}, "/reminders"),
        ({"url": URL, "reminders": 1}, "/reminders"),
        ({"url": URL, "reminders": None}, "/reminders"),
    ],
)
def test_what_can_not_be_is_refused(follow: Following, body: dict[str, Any], pointer: str) -> None:
    before = state()
    refused = follow.world.api("nora").post(PATH, body)
    assert (refused.status, refused.pointers) == (400, [pointer])
    assert state() == before


def test_an_organisation_has_so_many_and_no_more(follow: Following) -> None:
    for _ in range(MAX_OPEN):
        last = made(follow)
    nora = follow.world.api("nora")
    refused = nora.post(PATH, {"url": URL})
    assert (refused.status, refused.slug, refused.json()["limit"]) == (409, "too-many-subscriptions", MAX_OPEN)
    assert nora.delete(f"{PATH}/{last.pk}", if_match='"v1"').status == 204
    assert nora.post(PATH, {"url": URL}).status == 201


def test_saving_sets_all_of_it(follow: Following) -> None:
    subscription = made(follow)
    nora = follow.world.api("nora")
    path = f"{PATH}/{subscription.pk}"
    body = {"url": URL + "/other", "event_types": ["item.*", "item.withdrawn"], "kinds": ["leaflet"]}
    saved = nora.put(path, body, if_match=nora.get(path).etag)
    assert saved.status == 200
    assert (saved.json()["url"], saved.json()["event_types"]) == (URL + "/other", ["item.*", "item.withdrawn"])
    assert saved.json()["description"] == ""
    assert nora.put(path, body, if_match='"v1"').status == 412
    assert nora.put(path, body).status == 428


def test_members_see_it_without_what_is_secret_of_the_receiver(follow: Following) -> None:
    subscription = made(follow, url=URL + "?token=canary")
    for name in ("ned", "nell"):
        shown = follow.world.api(name).get(f"{PATH}/{subscription.pk}")
        assert (shown.status, shown.json()["url"]) == (200, URL)
        assert b"canary" not in follow.world.api(name).get(PATH).body
    assert follow.world.api("nora").get(f"{PATH}/{subscription.pk}").json()["url"].endswith("canary")


def test_what_is_done_stands_in_the_audit(follow: Following) -> None:
    nora, path = follow.world.api("nora"), f"{PATH}/{made(follow).pk}"
    nora.post(f"{path}/pause", if_match='"v1"')
    nora.post(f"{path}/resume", if_match='"v2"')
    nora.post(f"{path}/rotate-secret", {"overlap_hours": 0}, if_match='"v3"')
    nora.delete(path, if_match='"v4"')
    types = Event.objects.filter(subject_kind="subscription").order_by("pk").values_list("type", "position")
    assert list(types) == [
        ("subscription.made", None),
        ("subscription.paused", None),
        ("subscription.resumed", None),
        ("subscription.secret_rotated", None),
        ("subscription.ended", None),
    ]


class TestSteps:
    def test_pause_and_resume(self, follow: Following) -> None:
        nora, path = follow.world.api("nora"), f"{PATH}/{made(follow).pk}"
        assert nora.post(f"{path}/pause", if_match='"v1"').json()["state"] == "paused"
        refused = nora.post(f"{path}/pause", if_match='"v2"')
        assert (refused.status, refused.slug, refused.json()["state"]) == (409, "subscription-state", "paused")
        resumed = nora.post(f"{path}/resume", if_match='"v2"')
        assert (resumed.json()["state"], resumed.etag) == ("active", '"v3"')
        assert nora.post(f"{path}/resume", if_match='"v3"').status == 409

    def test_an_ended_one_stays_ended(self, follow: Following) -> None:
        nora, path = follow.world.api("nora"), f"{PATH}/{made(follow).pk}"
        assert nora.delete(path, if_match='"v1"').status == 204
        assert (nora.get(path).json()["state"], nora.get(path).json()["end_reason"]) == ("ended", "owner")
        before = state()
        bodies = {"rotate-secret": {"overlap_hours": 1}, "redeliver": {"after": 0}}
        for step in ("pause", "resume", "rotate-secret", "redeliver"):
            assert nora.post(f"{path}/{step}", bodies.get(step), if_match='"v2"').status == 409, step
        assert nora.post(f"{path}/test").status == 409
        assert nora.put(path, {"url": URL}, if_match='"v2"').status == 409
        assert nora.delete(path, if_match='"v2"').status == 409
        assert state() == before

    def test_a_rotation_shows_the_new_secret_once_and_both_for_a_time(self, follow: Following) -> None:
        nora, path = follow.world.api("nora"), f"{PATH}/{made(follow).pk}"
        ask = {"if_match": '"v1"', "idempotency_key": '"k"'}
        rotated, again = (nora.post(f"{path}/rotate-secret", {"overlap_hours": 5}, **ask) for _ in range(2))
        assert rotated.json()["secret"].startswith("whsec_")
        assert again.json()["secret"] is None
        new, old = rotated.json()["secrets"]
        assert (new["ends_at"] is None, old["ends_at"] is None) == (True, False)
        third = nora.post(f"{path}/rotate-secret", {}, if_match='"v2"').json()["secrets"]
        assert [secret["fingerprint"] for secret in third[1:]] == [new["fingerprint"]]

    @pytest.mark.parametrize("hours", [-1, 169, 1.5, "24"])
    def test_an_overlap_has_bounds(self, follow: Following, hours: Any) -> None:
        path = f"{PATH}/{made(follow).pk}"
        before = state()
        refused = follow.world.api("nora").post(f"{path}/rotate-secret", {"overlap_hours": hours}, if_match='"v1"')
        assert (refused.status, refused.pointers) == (400, ["/overlap_hours"])
        assert state() == before

    def test_a_position_that_is_still_to_come_is_none_to_begin_at(self, follow: Following) -> None:
        path = f"{PATH}/{made(follow).pk}"
        follow.happen()
        before = state()
        refused = follow.world.api("nora").post(f"{path}/redeliver", {"after": 1}, if_match='"v1"')
        assert (refused.status, refused.pointers) == (400, ["/after"])
        assert state() == before

    def test_one_test_at_a_time(self, follow: Following) -> None:
        nora, path = follow.world.api("nora"), f"{PATH}/{made(follow).pk}"
        tested = nora.post(f"{path}/test")
        assert (tested.status, tested.json()["type"], tested.json()["state"]) == (201, "subscription.test", "waiting")
        assert nora.get(tested.headers["Location"].removeprefix("http://127.0.0.1:8000")).json() == tested.json()
        assert nora.post(f"{path}/test").slug == "test-is-waiting"


@pytest.mark.usefixtures("to_this_machine")
class TestDeliveries:
    def test_each_shows_what_happened_to_it(self, follow: Following) -> None:
        nora = follow.world.api("nora")
        with receiving() as receiver:
            answer = nora.post(PATH, {"url": receiver.url}).json()
            event = follow.happen(slug="caring")
            follow.look()
        (got,) = receiver.got
        Webhook(answer["secret"]).verify(got.body, got.headers)
        (shown,) = nora.get(f"{PATH}/{answer['id']}/deliveries").json()["items"]
        assert (shown["webhook_id"], shown["position"], shown["type"]) == (got.id, event.position, "item.updated")
        assert (shown["subject"], shown["state"], shown["due_at"]) == ("leaflet/caring", "delivered", None)
        (attempt,) = shown["attempts"]
        assert (attempt["status"], attempt["size"], attempt["problem"]) == (204, 0, "")
        assert nora.get(f"{PATH}/{answer['id']}/deliveries/{shown['id']}").json() == shown

    def test_they_are_filtered_and_paged(self, follow: Following) -> None:
        subscription = made(follow, url="http://127.0.0.1:1/")
        for _ in range(5):
            follow.happen()
        follow.look()
        path = f"{PATH}/{subscription.pk}/deliveries"
        nora = follow.world.api("nora")
        assert nora.get(path, {"state": "delivered"}).json()["items"] == []
        first = nora.get(path, {"state": "waiting", "page_size": 3}).json()
        rest = nora.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
        positions = [row["position"] for row in first["items"] + rest["items"]]
        assert positions == sorted(positions, reverse=True)
        assert (len(positions), rest["next"]) == (5, None)

    def test_an_event_is_sent_once_more(self, follow: Following) -> None:
        nora = follow.world.api("nora")
        with receiving() as receiver:
            subscription = made(follow, url=receiver.url)
            follow.happen()
            follow.look()
            path = f"{PATH}/{subscription.pk}/deliveries/{Delivery.objects.get().pk}/redeliver"
            assert nora.post(path).json()["state"] == "waiting"
            follow.later(hours=1)
            follow.look()
        assert len(receiver.got) == 2
        assert receiver.got[0].id == receiver.got[1].id

    def test_a_test_is_not_sent_again(self, follow: Following) -> None:
        nora, subscription = follow.world.api("nora"), made(follow)
        delivery = nora.post(f"{PATH}/{subscription.pk}/test").json()["id"]
        before = state()
        assert nora.post(f"{PATH}/{subscription.pk}/deliveries/{delivery}/redeliver").status == 404
        assert state() == before

    def test_a_delivery_of_another_subscription_is_not_here(self, follow: Following) -> None:
        mine, other = made(follow), made(follow)
        follow.happen()
        follow.look()
        delivery = Delivery.objects.get(subscription=other)
        assert follow.world.api("nora").get(f"{PATH}/{mine.pk}/deliveries/{delivery.pk}").status == 404


STEPS: list[tuple[str, str, Any]] = [
    ("GET", "", None),
    ("PUT", "", {"url": URL}),
    ("DELETE", "", None),
    ("POST", "/pause", None),
    ("POST", "/resume", None),
    ("POST", "/rotate-secret", {"overlap_hours": 1}),
    ("POST", "/redeliver", {"after": 0}),
    ("POST", "/test", None),
    ("GET", "/deliveries", None),
    ("GET", "/deliveries/{delivery}", None),
    ("POST", "/deliveries/{delivery}/redeliver", None),
]


def ask(api: Api, method: str, step: str, body: Any, *, id: Any, delivery: Any) -> Any:
    path = f"{PATH}/{id}{step.replace('{delivery}', str(delivery))}"
    headers = {"idempotency_key": '"k"', "x_request_id": "the-same"}
    return api.request(method, path, body=body, headers=headers, if_match='"v1"')


@pytest.mark.parametrize(("method", "step", "body"), STEPS)
@pytest.mark.parametrize("caller", ["sadie", "ada"])
def test_another_organisations_is_as_unknown_as_a_random_id(
    follow: Following, caller: str, method: str, step: str, body: Any
) -> None:
    subscription = made(follow)
    follow.happen()
    follow.look()
    delivery = Delivery.objects.get()
    api = follow.world.api(caller)
    before = state()
    theirs = ask(api, method, step, body, id=subscription.pk, delivery=delivery.pk)
    random = ask(api, method, step, body, id=new_id(), delivery=new_id())
    assert (theirs.status, random.status) == (404, 404)
    assert theirs.body == random.body
    assert state() == before


@pytest.mark.parametrize(("method", "step", "body"), STEPS)
@pytest.mark.parametrize("caller", ["ned", "nell", "service"])
def test_members_read_and_administrators_act(follow: Following, caller: str, method: str, step: str, body: Any) -> None:
    subscription = made(follow)
    follow.happen()
    follow.look()
    api = Api(follow.world.cast.service_key("norfolk", "editor")) if caller == "service" else follow.world.api(caller)
    before = state()
    answer = ask(api, method, step, body, id=subscription.pk, delivery=Delivery.objects.get().pk)
    assert answer.status == (200 if method == "GET" else 403)
    assert state() == before


@pytest.mark.parametrize("caller", ["ned", "nell", "nadia"])
def test_only_administrators_subscribe(follow: Following, caller: str) -> None:
    api = follow.world.api(caller)
    before = state()
    assert api.post(PATH, {"url": URL}).slug == "not-allowed"
    assert state() == before


def test_no_list_shows_another_organisations(follow: Following) -> None:
    made(follow)
    assert follow.world.api("sadie").get(PATH).json()["items"] == []
    assert follow.world.api("ada").get(PATH).json()["items"] == []
