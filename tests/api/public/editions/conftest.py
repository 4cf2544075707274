"""`leaflet` is one that is out."""

import pytest

from library.catalogue.models import Item
from tests.worlds import World


@pytest.fixture
def leaflet(world: World) -> Item:
    return world.published(kind="leaflet")
