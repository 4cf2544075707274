"""Withdraw, restore and redirect over HTTP, and what readers then see."""

from __future__ import annotations

from typing import Any

import pytest

from library.catalogue.models import Item
from library.ids import new_id
from tests.client import Api, Response
from tests.state import state
from tests.worlds import World

ITEMS = "/v1/workspace/items"
REASON = {"reason": "out_of_date", "explanation": "The service has closed."}


def take(world: World, step: str, item: Item, body: Any = None, *, by: str = "petra", if_match: str = "") -> Response:
    version = Item.objects.get(pk=item.pk).version
    return world.api(by).post(
        f"{ITEMS}/{item.pk}/{step}", body, if_match=if_match or f'"v{version}"', idempotency_key=None
    )


def test_a_withdrawn_item_is_gone_at_once_and_comes_back(world: World, public: Api) -> None:
    item = world.published()
    address = f"/v1/resources/{item.slug}"
    answer = take(world, "withdraw", item, REASON)
    assert (answer.status, answer.json()["standing"]) == (200, "withdrawn")
    assert answer.json()["withdrawal"]["reason"] == "out_of_date"
    gone = public.get(address)
    assert (gone.status, gone.json()["reason"], gone.json()["detail"]) == (
        410,
        "out_of_date",
        "The service has closed.",
    )
    assert public.get("/v1/resources").json()["items"] == []
    answer = take(world, "restore", item)
    assert (answer.status, answer.json()["withdrawal"]) == (200, None)
    assert public.get(address).status == 200


@pytest.mark.parametrize("named_by", ["id", "address"])
@pytest.mark.parametrize("step", ["withdraw", "redirect"])
def test_a_successor_is_named_by_its_id_or_its_address(world: World, public: Api, step: str, named_by: str) -> None:
    item, successor = world.published(), world.published()
    named = str(successor.pk) if named_by == "id" else {"kind": "resource", "slug": successor.slug}
    answer = take(world, step, item, {**(REASON if step == "withdraw" else {}), "successor": named})
    assert answer.json()["withdrawal"]["successor"]["slug"] == successor.slug
    left = public.get(f"/v1/resources/{item.slug}")
    assert left.json()["successor"]["slug"] == successor.slug
    assert left.status == {"withdraw": 410, "redirect": 308}[step]


@pytest.mark.parametrize("successor", ["draft", "random", "itself", "theirs"])
def test_a_successor_that_cannot_be_read_is_refused_in_one_way(world: World, successor: str) -> None:
    item = world.published()
    named = {
        "draft": lambda: world.draft().item.pk,
        "random": new_id,
        "itself": lambda: item.pk,
        "theirs": lambda: world.draft(curator="hana").item.pk,
    }[successor]()
    world.api("petra")
    before = state()
    refused = take(world, "redirect", item, {"successor": str(named)})
    assert (refused.status, refused.pointers) == (400, ["/successor"])
    assert refused.json()["detail"] == "The successor must be another item that is published."
    assert state() == before


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["/reason", "/explanation"]),
        ({**REASON, "reason": "because"}, ["/reason"]),
        ({**REASON, "explanation": " "}, ["/explanation"]),
        ({**REASON, "explanation": "x" * 501}, ["/explanation"]),
        ({**REASON, "withdrawn_at": "2026-01-01"}, ["/withdrawn_at"]),
        ({**REASON, "successor": {"kind": "resource", "slug": "x", "url": "https://evil.example"}}, None),
        ({**REASON, "successor": "the-other"}, None),
    ],
)
def test_a_withdrawal_says_why(world: World, body: dict[str, Any], pointers: list[str] | None) -> None:
    item = world.published()
    refused = take(world, "withdraw", item, body)
    assert refused.status == 400
    if pointers is None:
        assert all(pointer.startswith("/successor") for pointer in refused.pointers)
    else:
        assert refused.pointers == pointers
    assert Item.objects.get(pk=item.pk).standing == "published"


def test_a_step_that_does_not_fit_says_where_the_item_stands(world: World) -> None:
    refused = take(world, "restore", world.published())
    assert (refused.status, refused.slug) == (409, "wrong-standing")
    assert (refused.json()["standing"], refused.json()["needs"]) == ("published", ["withdrawn", "redirected"])


@pytest.mark.parametrize("step", ["withdraw", "restore", "redirect"])
def test_somebody_was_quicker(world: World, step: str) -> None:
    item = world.withdrawn() if step == "restore" else world.published()
    body = {"withdraw": REASON, "restore": None, "redirect": {"successor": str(world.published().pk)}}[step]
    world.api("petra")
    before = state()
    assert take(world, step, item, body, if_match='"v99"').status == 412
    assert state() == before


@pytest.mark.parametrize("step", ["withdraw", "restore", "redirect"])
def test_the_version_must_be_said(world: World, step: str) -> None:
    item = world.published()
    body = {"withdraw": REASON, "restore": None, "redirect": {"successor": str(item.pk)}}[step]
    refused = world.api("petra").post(f"{ITEMS}/{item.pk}/{step}", body, idempotency_key=None)
    assert (refused.status, refused.slug) == (428, "if-match-required")
