"""What of adaptations waits for one person today."""

from __future__ import annotations

import pytest

from library.accounts import actions as accounts
from library.accounts.actors import SYSTEM, Actor
from library.leaflets import actions as leaflets
from library.leaflets.models import Adaptation
from library.leaflets.today import leaflets_today
from tests.adaptations import Place
from tests.worlds import World


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


@pytest.fixture
def nick(world: World) -> Actor:
    """He writes and approves."""
    return world.join("nick", "norfolk", ["editor", "approver"])


def handed_in(here: Place, number: int, *, written_by: str, by: str) -> Adaptation:
    area, world = f"E07{number:06}", here.world
    norfolk = world.cast.organisations["norfolk"]
    accounts.add_code(organisation=norfolk, scheme="gss", value=area, by=SYSTEM, at=world.now())
    draft = leaflets.start_adaptation(
        template=here.template, language="en-GB", areas=[area], by=world.by(written_by), at=world.now()
    )
    return here.submitted(here.saved(draft, by=written_by), by=by)


def waiting(world: World, by: Actor, limit: int = 50) -> list[Adaptation]:
    return list(leaflets_today(by, on=world.clock.date(), limit=limit).to_approve)


def test_what_somebody_wrote_or_handed_in_is_not_theirs_to_approve(here: Place, world: World, nick: Actor) -> None:
    handed_in(here, 1, written_by="nell", by="nick")
    handed_in(here, 2, written_by="nick", by="nell")
    hers = handed_in(here, 3, written_by="nell", by="nell")
    assert waiting(world, nick) == [hers]
    assert len(waiting(world, world.by("nadia"))) == 3
    assert waiting(world, world.by("nell")) == []


def test_what_is_not_theirs_takes_no_place_in_the_list(here: Place, world: World, nick: Actor) -> None:
    handed_in(here, 1, written_by="nell", by="nick")
    hers = handed_in(here, 2, written_by="nell", by="nell")
    assert waiting(world, nick, limit=1) == [hers]
