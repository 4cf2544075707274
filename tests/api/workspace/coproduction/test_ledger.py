"""The ledger over HTTP: contributions, recognitions and notes on principles, by one set of rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from library.catalogue.models import Item
from library.coproduction.models import Contribution, Recognition
from library.ids import new_id
from tests.client import Api
from tests.contract import document
from tests.state import state
from tests.worlds import World

BASE = "/v1/workspace"
KINDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "contributions": (
        {"group": "Carers", "role": "Wrote it", "stage": "design", "approach": "co_production"},
        {"group": "Carers", "role": "Wrote it", "stage": "design", "approach": "collaboration"},
    ),
    "recognitions": (
        {"award": "A prize", "body": "A jury", "status": "nominated", "as_of": "2026-01-01"},
        {"status": "won", "as_of": "2026-02-01"},
    ),
    "principles": (
        {"scheme": "scie", "principle": "equality", "note": "Everybody had a vote.", "on": "2026-01-01"},
        {"note": "Nearly everybody had a vote.", "on": "2026-02-01"},
    ),
}
PEOPLE = ["ada", "cora", "petra", "lila", "rosa", "nora", "nell", "ned", "sadie", "hana"]
EVERY = pytest.mark.parametrize("kind", list(KINDS))
AMOUNT = "CANARY 137 pounds each"


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def item(world: World) -> Item:
    return world.published()


def new(item: Item, kind: str, **changes: Any) -> dict[str, Any]:
    return {"item": str(item.pk), **KINDS[kind][0], **changes}


def made(world: World, item: Item, kind: str, **changes: Any) -> dict[str, Any]:
    answer = world.api("cora").post(f"{BASE}/{kind}", new(item, kind, **changes))
    assert answer.status == 201, answer
    found: dict[str, Any] = answer.json()
    return found


@EVERY
def test_one_is_recorded_read_changed_and_removed(world: World, item: Item, kind: str) -> None:
    cora = world.api("cora")
    answer = cora.post(f"{BASE}/{kind}", new(item, kind))
    assert (answer.status, answer.etag) == (201, '"v1"')
    address = answer.headers["Location"].removeprefix("http://127.0.0.1:8000")
    read = world.api("rosa").get(address)
    assert (read.json(), read.etag) == (answer.json(), '"v1"')
    changed = cora.put(address, KINDS[kind][1], if_match='"v1"')
    assert (changed.status, changed.etag) == (200, '"v2"')
    assert changed.json().items() >= KINDS[kind][1].items()
    assert cora.delete(address, if_match='"v2"').status == 204
    assert cora.get(address).status == 404


@EVERY
def test_the_list_is_one_s_own_and_by_item(world: World, item: Item, kind: str) -> None:
    there, other = made(world, item, kind), world.published()
    made(world, other, kind)
    shown = world.api("rosa").get(f"{BASE}/{kind}", {"item": str(item.pk)}).json()
    assert [one["id"] for one in shown["items"]] == [there["id"]]
    assert len(world.api("rosa").get(f"{BASE}/{kind}").json()["items"]) == 2
    assert world.api("hana").get(f"{BASE}/{kind}").json()["items"] == []


@EVERY
@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_record(world: World, item: Item, kind: str, person: str) -> None:
    api, before = world.api(person), state()
    answer = api.post(f"{BASE}/{kind}", new(item, kind))
    assert answer.status == {"cora": 201, "hana": 404}.get(person, 403)
    assert (state() == before) is (person != "cora")


@EVERY
@pytest.mark.parametrize("verb", ["PUT", "DELETE"])
@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_change(world: World, item: Item, kind: str, verb: str, person: str) -> None:
    there = made(world, item, kind)
    api, before = world.api(person), state()
    body = KINDS[kind][1] if verb == "PUT" else None
    answer = api.request(verb, f"{BASE}/{kind}/{there['id']}", body=body, headers={"if_match": '"v1"'})
    assert answer.status == {"cora": 200 if verb == "PUT" else 204, "hana": 404}.get(person, 403)
    assert (state() == before) is (person != "cora")


@EVERY
@pytest.mark.parametrize("verb", ["GET", "PUT", "DELETE"])
def test_another_organisation_s_is_as_unknown_as_none(world: World, item: Item, kind: str, verb: str) -> None:
    there = made(world, item, kind)
    api, before = world.api("hana"), state()
    body = KINDS[kind][1] if verb == "PUT" else None
    answers = [
        api.request(verb, f"{BASE}/{kind}/{id}", body=body, headers={"if_match": '"v1"', "x_request_id": "same"})
        for id in (there["id"], new_id())
    ]
    assert [answer.status for answer in answers] == [404, 404]
    assert answers[0].body == answers[1].body
    assert state() == before


@EVERY
def test_an_old_version_changes_nothing(world: World, item: Item, kind: str) -> None:
    address, cora = f"{BASE}/{kind}/{made(world, item, kind)['id']}", world.api("cora")
    before = state()
    assert cora.put(address, KINDS[kind][1], if_match='"v7"').status == 412
    assert cora.put(address, KINDS[kind][1]).status == 428
    assert cora.delete(address, if_match='"v7"').status == 412
    assert cora.delete(address).status == 428
    assert state() == before


@EVERY
def test_the_same_recording_twice_is_one(world: World, item: Item, kind: str) -> None:
    cora = world.api("cora")
    first, again = (cora.post(f"{BASE}/{kind}", new(item, kind), idempotency_key='"once"') for _ in range(2))
    assert (first.status, first.body) == (again.status, again.body)
    assert len(cora.get(f"{BASE}/{kind}").json()["items"]) == 1


@pytest.mark.parametrize(
    ("kind", "change", "pointer"),
    [
        ("contributions", {"group": " "}, "/group"),
        ("contributions", {"group": "Dr Quillfeather"}, "/group"),
        ("contributions", {"stage": "taste"}, "/stage"),
        ("contributions", {"count": 0}, "/count"),
        ("contributions", {"evidence_url": "http://example.org"}, "/evidence_url"),
        ("contributions", {"started_on": "2026-02-01", "ended_on": "2026-01-01"}, "/ended_on"),
        ("contributions", {"version": 7}, "/version"),
        ("contributions", {"recompense_type": "gold"}, "/recompense_type"),
        ("recognitions", {"status": "excellent"}, "/status"),
        ("recognitions", {"result_expected": "2025-12-31"}, "/result_expected"),
        ("recognitions", {"url": "javascript:alert(1)"}, "/url"),
        ("principles", {"principle": "sharing_power"}, "/principle"),
        ("principles", {"note": " "}, "/note"),
        ("principles", {"score": 5}, "/score"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(
    world: World, item: Item, kind: str, change: dict[str, Any], pointer: str
) -> None:
    cora, before = world.api("cora"), state()
    answer = cora.post(f"{BASE}/{kind}", new(item, kind, **change))
    assert (answer.status, answer.pointers, state()) == (400, [pointer], before)


def test_a_principle_is_noted_once(world: World, item: Item) -> None:
    there = made(world, item, "principles")
    again = world.api("cora").post(f"{BASE}/principles", new(item, "principles"))
    assert (again.status, again.slug, again.json()["note"]) == (409, "principle-noted", there["id"])


def test_correcting_sets_all_of_it(world: World, item: Item) -> None:
    there = made(world, item, "contributions", count=6, evidence="Notes", recompense_amount=AMOUNT)
    corrected = world.api("cora").put(f"{BASE}/contributions/{there['id']}", KINDS["contributions"][1], if_match='"v1"')
    shown = corrected.json()
    assert (shown["count"], shown["evidence"], shown["recompense_amount"], shown["approach"]) == (
        None,
        "",
        "",
        "collaboration",
    )


def test_the_public_sees_the_ledger_at_once_and_nothing_private(world: World, item: Item) -> None:
    public = Api()
    before = public.get(f"/v1/resources/{item.slug}")
    made(
        world,
        item,
        "contributions",
        people="carers",
        count=6,
        recompense_type="fee",
        recompense_policy="Our policy",
        recompense_amount=AMOUNT,
        benefits_advice=True,
        evidence="Notes",
        started_on="2026-01-12",
    )
    made(world, item, "recognitions", status="recognised", permission="CANARY by letter")
    made(world, item, "principles")
    after = public.get(f"/v1/resources/{item.slug}")
    assert after.etag != before.etag
    assert b"CANARY" not in after.body
    found = after.json()["coproduction"]
    (row,) = found["contributions"]
    assert (row["people"], row["count"], row["recompense_type"], row["evidence"], row["started_on"]) == (
        "carers",
        6,
        "fee",
        "Notes",
        "2026-01-12",
    )
    assert (found["badge"], found["statement"]) == ("co-designed", "Co-designed with Carers, sharing power in design.")
    assert found["account"] == "Carers: sharing power in design."
    assert [(one["scheme"], one["name"], one["note"]) for one in found["principles"]] == [
        ("scie", "Equality", "Everybody had a vote.")
    ]


def test_no_public_schema_has_a_private_member() -> None:
    private = {*Contribution.PRIVATE, *Recognition.PRIVATE}
    api = document()
    paths = {path: item for path, item in api["paths"].items() if not path.startswith("/v1/workspace/")}
    seen: set[str] = set()

    def members(node: Any) -> set[str]:
        if isinstance(node, list):
            return {name for child in node for name in members(child)}
        if not isinstance(node, dict):
            return set()
        reference = node.get("$ref", "")
        found = set(node.get("properties", {}))
        if reference and reference not in seen:
            seen.add(reference)
            found |= members(api["components"]["schemas"].get(reference.rpartition("/")[2], {}))
        return found | {name for child in node.values() for name in members(child)}

    named = members(paths)
    assert "what_changed" in named
    assert named & private == set()


def test_time_alone_makes_an_award_stale(world: World, item: Item) -> None:
    today = timezone.now().date()
    due = today + timedelta(days=30)
    there = made(world, item, "recognitions", status="finalist", as_of=str(today), result_expected=str(due))
    public = Api()

    def shown(days_after: int) -> tuple[bool, bool, list[str]]:
        with time_machine.travel(timezone.now().replace(hour=12) + timedelta(days=30 + days_after), tick=False):
            public_says = public.get(f"/v1/resources/{item.slug}").json()["recognition"][0]["stale"]
            own = world.api("rosa")
            stale = own.get(f"{BASE}/recognitions", {"stale": True}).json()["items"]
            return (
                public_says,
                own.get(f"{BASE}/recognitions/{there['id']}").json()["stale"],
                [one["id"] for one in stale],
            )

    assert shown(0) == (False, False, [])
    assert shown(1) == (True, True, [there["id"]])
