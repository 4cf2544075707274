"""Stories are played over HTTP with the same cast as the tests of the API."""

import pytest

from tests.api.conftest import cast, fresh_quotas, public
from tests.worlds import World

__all__ = ["cast", "fresh_quotas", "public", "world"]


@pytest.fixture
def world(db: None) -> World:
    return World()
