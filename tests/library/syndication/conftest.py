"""Subscriptions to receivers on this machine, and a sender whose days are seconds."""

from __future__ import annotations

import pytest

from tests.following import Following
from tests.worlds import World


@pytest.fixture
def follow(world: World, settings: object) -> Following:
    """Norfolk follows the library."""
    settings.WEBHOOKS_TO_THIS_MACHINE = True  # type: ignore[attr-defined]
    return Following(world)
