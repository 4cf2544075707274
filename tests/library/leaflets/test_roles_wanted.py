"""Which roles of services templates ask for."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.leaflets.templates import roles_wanted
from tests.adaptations import Place
from tests.worlds import World


def test_the_roles_that_templates_ask_for_take_one_query(world: World) -> None:
    here = Place(world)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert roles_wanted() == {"community"}
    assert len(queries) == 1
    world.withdrawn(here.template)
    assert roles_wanted() == set()
