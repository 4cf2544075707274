"""A world, with people who sit at the desk."""

import pytest
from django.test import Client

from tests.api.desk.sitting import sit_down
from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def cora(world: World) -> Client:
    """The steward's curator, at the desk."""
    return sit_down(world, "cora")


@pytest.fixture
def petra(world: World) -> Client:
    """The steward's publisher, at the desk."""
    return sit_down(world, "petra")


@pytest.fixture
def ada(world: World) -> Client:
    """The steward's administrator, at the desk."""
    return sit_down(world, "ada")
