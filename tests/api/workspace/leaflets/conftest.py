"""Norfolk may adapt: a template is out, and there is a service to name."""

from __future__ import annotations

import pytest

from tests.adaptations import Place
from tests.worlds import World


@pytest.fixture
def here(world: World) -> Place:
    place = Place(world)
    for name in ("nell", "nadia", "ned", "rosa", "cora"):
        world.api(name)  # their keys are there before a test looks at what is stored
    return place
