"""Races need transactions that really commit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.http import throttling
from tests.worlds import World


@pytest.fixture(autouse=True)
def fresh_quotas() -> Iterator[None]:
    yield
    for buckets in (throttling.anonymous, throttling.keyed, throttling.refused_keys):
        buckets.clear()


@pytest.fixture
def world(transactional_db: None) -> World:
    return World()
