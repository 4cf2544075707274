"""Norfolk follows the library, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from library.syndication import outbound
from tests.following import Following
from tests.worlds import World


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names stand for here; those that are not named are unknown. No test asks the world's resolver."""
    known = {"www.example.org": ["93.184.215.14"], "inside.example.org": ["93.184.215.14", "10.0.0.7"]}
    monkeypatch.setattr(outbound, "resolve", lambda host, _: known.get(host, []))
    return known


@pytest.fixture
def follow(world: World) -> Following:
    for name in ("nora", "nell", "ned", "sadie", "ada"):
        world.api(name)  # their keys are there before a test looks at what is stored
    return Following(world)


@pytest.fixture
def to_this_machine(settings: Any) -> None:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
