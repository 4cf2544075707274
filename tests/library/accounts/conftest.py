"""`cast` is everybody."""

import pytest

from tests.cast import Cast, assemble
from tests.worlds import World


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def world(db: None) -> World:
    return World().everybody()
