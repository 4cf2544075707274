"""Every test of the API starts with fresh quotas; `cast` is everybody."""

from collections.abc import Iterator

import pytest

from api.http import throttling
from tests.cast import Cast, assemble
from tests.client import Api


@pytest.fixture(autouse=True)
def fresh_quotas() -> Iterator[None]:
    yield
    for buckets in (throttling.anonymous, throttling.keyed, throttling.refused_keys):
        buckets.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def public(db: None) -> Api:
    """Somebody without a key."""
    return Api()
