"""Turning one's own letters off and on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.client import Api
from tests.state import state
from tests.worlds import World

PATH = "/v1/workspace/me/reminders"


@pytest.mark.parametrize("name", ["cora", "ned", "rosa"])
def test_everybody_decides_for_themselves(world: World, name: str) -> None:
    api = world.api(name)
    assert api.get(PATH).json() == {"letters": True}
    assert api.put(PATH, {"letters": False}).json() == {"letters": False}
    assert api.get(PATH).json() == {"letters": False}
    assert world.api("petra").get(PATH).json() == {"letters": True}
    assert api.put(PATH, {"letters": True}).json() == {"letters": True}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [({}, "/letters"), ({"letters": "no"}, "/letters"), ({"letters": False, "user": "petra"}, "/user")],
)
def test_what_does_not_say_it(world: World, body: dict[str, Any], pointer: str) -> None:
    api = world.api("cora")
    before = state()
    refused = api.put(PATH, body)
    assert (refused.status, refused.pointers) == (400, [pointer])
    assert state() == before


def test_a_service_key_has_no_letters(world: World) -> None:
    service = Api(world.cast.service_key("sun", "curator"))
    assert [service.get(PATH).status, service.put(PATH, {"letters": False}).status] == [403, 403]


def test_none_and_bad_keys_are_refused(world: World) -> None:
    assert [Api().get(PATH).status, Api("zzzzzzzz." + "a" * 32).put(PATH, {"letters": False}).status] == [401, 401]
