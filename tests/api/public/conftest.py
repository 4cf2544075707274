"""A world for readers: `world` has the cast; each test publishes what it reads."""

import pytest

from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World()
