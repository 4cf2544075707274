"""Reasons and words that a recipe can't hold are refused, and nothing is lost by them."""

from __future__ import annotations

import pytest

from library.errors import Malformed
from library.leaflets.actions import acknowledge_safety, decline_update, take_update
from library.leaflets.decisions import Decision, OwnText
from library.leaflets.moves import recipe_of
from tests.adaptations import Place
from tests.worlds import World

UNFIT = ["We say {{area_name}} here.", "One.\nTwo.", "One.\u2028Two.", "x" * 301]


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


@pytest.mark.parametrize("reason", UNFIT)
@pytest.mark.parametrize("own", [True, False])
def test_a_reason_that_a_recipe_can_not_hold_keeps_nothing(here: Place, reason: str, own: bool) -> None:
    adaptation = here.published(**({"signs": "Look at lunch."} if own else {}))
    here.edition(signs="Look at breakfast.")
    with pytest.raises(Malformed) as refused:
        take_update(
            adaptation=adaptation,
            to_edition=2,
            decisions={"signs": "mine"},
            reason=reason,
            expected_version=adaptation.version,
            by=here.world.by("nell"),
            at=here.world.now(),
        )
    assert [fault.pointer for fault in refused.value.errors] == ["/reason"]
    assert recipe_of(here.now(adaptation)) == recipe_of(adaptation)


@pytest.mark.parametrize("reason", UNFIT)
def test_so_it_is_when_an_edition_is_declined_or_a_safety_change_acknowledged(here: Place, reason: str) -> None:
    adaptation = here.published(signs="Look at lunch.")
    here.edition(signs="Look at breakfast.")
    asked = {"reason": reason, "expected_version": adaptation.version, "by": here.world.by("nell")}
    with pytest.raises(Malformed):
        decline_update(adaptation=adaptation, to_edition=2, at=here.world.now(), **asked)
    deadline = here.world.now().date().replace(year=2099)
    with pytest.raises(Malformed):
        acknowledge_safety(adaptation=adaptation, deadline=deadline, at=here.world.now(), **asked)


def test_a_text_that_is_too_long_is_refused_by_its_place(here: Place) -> None:
    adaptation = here.published(signs="Look at lunch.")
    here.edition(signs="Look at breakfast.")
    decisions: dict[str, Decision] = {"signs": OwnText("x" * 65_537)}
    with pytest.raises(Malformed) as refused:
        take_update(
            adaptation=adaptation,
            to_edition=2,
            decisions=decisions,
            expected_version=adaptation.version,
            by=here.world.by("nell"),
            at=here.world.now(),
        )
    assert [fault.pointer for fault in refused.value.errors] == ["/sections/signs/text"]
