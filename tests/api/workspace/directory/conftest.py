"""The cast, with a local line and a service of Norfolk's."""

from __future__ import annotations

import pytest

from library.directory.models import ContactPoint, Service
from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def line(world: World) -> ContactPoint:
    return world.contact("norfolk-line", "111", by="nell", menu_path="option 2", hours="Every day")


@pytest.fixture
def service(world: World, line: ContactPoint) -> Service:
    return world.service("eds", "Eating disorder service", "eating-disorder-service", ["norfolk-line"])
