"""What checks forbid and clinicians let stand, over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from library.editions.models import Waiver
from library.publishing.models import Draft
from tests.client import Api
from tests.waivers import harmful, waived
from tests.worlds import World

PATH = "/v1/workspace/waivers"


@pytest.fixture
def draft(world: World) -> Draft:
    return harmful(world)


def asked(draft: Draft, found: dict[str, Any], world: World) -> dict[str, Any]:
    day = (world.clock + timedelta(days=40)).date().isoformat()
    named = {name: found[name] for name in ("rule", "pointer", "span")}
    return {"draft": str(draft.pk), **named, "reason": "It is a dose.", "expires_on": day}


def blocking(api: Api, draft: Draft) -> tuple[list[dict[str, Any]], list[str]]:
    said = api.get(f"/v1/workspace/drafts/{draft.pk}").json()
    found = [one for one in said["findings"] if one["severity"] == "block"]
    return found, [one["pointer"] for one in said["ready"] if one["pointer"].startswith("/sections")]


def test_from_the_finding_to_its_waiver_and_back(world: World, draft: Draft) -> None:
    clive, cora = world.api("clive"), world.api("cora")
    (found,), missing = blocking(clive, draft)
    assert missing == [found["pointer"]]
    answer = clive.post(PATH, asked(draft, found, world), idempotency_key='"w"')
    assert answer.status == 201
    waiver = answer.json()
    assert answer.headers["Location"].endswith(f"{PATH}/{waiver['id']}")
    assert (waiver["rule"], waiver["excerpt"], waiver["ended_at"]) == ("weight-value", "38 kg", None)
    assert blocking(clive, draft) == ([], [])
    assert cora.get(f"{PATH}/{waiver['id']}").json() == waiver
    assert cora.get(PATH, {"item": str(draft.item_id)}).json()["items"] == [waiver]
    ended = cora.post(f"{PATH}/{waiver['id']}/end", idempotency_key='"e"')
    assert ended.status == 200
    assert ended.json()["ended_at"]
    assert blocking(clive, draft)[1] == [found["pointer"]]


@pytest.mark.parametrize(
    ("name", "status"),
    [("clive", 201), ("lila", 403), ("cora", 403), ("petra", 403), ("ada", 403), ("nell", 403)],
)
def test_who_may_let_words_stand(world: World, draft: Draft, name: str, status: int) -> None:
    found = blocking(world.api("clive"), draft)[0][0]
    answer = world.api(name).post(PATH, asked(draft, found, world), idempotency_key='"w"')
    assert answer.status == status
    assert Waiver.objects.exists() == (status == 201)


@pytest.mark.parametrize(
    ("name", "status"), [("clive", 200), ("cora", 200), ("lila", 200), ("petra", 403), ("ada", 403), ("nell", 403)]
)
def test_who_may_end_one(world: World, name: str, status: int) -> None:
    waiver = waived(world)
    answer = world.api(name).post(f"{PATH}/{waiver.pk}/end", idempotency_key='"e"')
    assert answer.status == status
    waiver.refresh_from_db()
    assert bool(waiver.ended_at) == (status == 200)


def test_what_is_not_found_there_is_refused_with_what_to_do(world: World, draft: Draft) -> None:
    clive = world.api("clive")
    found = blocking(clive, draft)[0][0]
    answer = clive.post(PATH, {**asked(draft, found, world), "span": [0, 3]}, idempotency_key='"w"')
    assert (answer.status, answer.pointers) == (400, ["/span"])


def test_a_second_one_of_the_same_words_is_a_conflict(world: World, draft: Draft) -> None:
    clive = world.api("clive")
    found = blocking(clive, draft)[0][0]
    waived(world, draft)
    answer = clive.post(PATH, asked(draft, found, world), idempotency_key='"w"')
    assert (answer.status, answer.json()["type"].rpartition("/")[2]) == (409, "waiver-exists")
