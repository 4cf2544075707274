"""Who is there matters here: `world` has all of the cast."""

import pytest

from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World().everybody()
