"""Several people and workers at one adaptation: one is first, nothing is done twice, no safety change is missed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from library.catalogue.actions.derivations import AdaptationExists
from library.catalogue.models import Derivation, Item
from library.editions.models import Edition
from library.errors import LibraryError, PreconditionFailed
from library.leaflets.actions import withdraw_adaptation
from library.leaflets.models import Adaptation, DecisionRecord
from tests.adaptations import Place, edition_of, shown, standing_of
from tests.races.test_workshop import feed_is_gapless
from tests.races.together import together
from tests.worlds import World

ROUNDS = 5
OURS = "Look for changes at meals, here too."


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


def asked(call: Callable[[], Any]) -> Callable[[], Any]:
    """The refusal is an answer, too."""

    def answer() -> Any:
        try:
            return call()
        except LibraryError as refusal:
            return refusal

    return answer


def refusals(answers: list[Any]) -> list[type[LibraryError]]:
    return [type(answer) for answer in answers if isinstance(answer, LibraryError)]


def test_of_two_decisions_about_one_version_one_wins(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    for number in range(ROUNDS):
        here.edition(signs=f"Look for changes at {number} meals.")
        adaptation, before = here.now(adaptation), DecisionRecord.objects.count()
        answers = together(
            asked(lambda: here.updated(adaptation, signs="theirs")),  # noqa: B023 - called in this round
            asked(lambda: here.updated(adaptation, signs="mine", reason="Ours.")),  # noqa: B023
        )
        assert refusals(answers) == [PreconditionFailed]
        assert DecisionRecord.objects.count() == before + 1


def test_two_workers_follow_once(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    for number in range(2, ROUNDS + 2):
        here.edition("safety", about=f"Facts of edition {number}.")
        assert sum(together(here.followed, here.followed)) == 1
        assert edition_of(adaptation).number == number
    assert feed_is_gapless()


def test_of_two_who_begin_for_one_area_one_does(here: Place) -> None:
    here.world.by("nell")
    answers = together(asked(here.draft), asked(here.draft))
    assert refusals(answers) == [AdaptationExists]
    assert (Derivation.objects.count(), Adaptation.objects.count()) == (1, 1)
    assert Item.objects.filter(kind="adaptation").count() == 1


def test_a_template_goes_on_while_an_adaptation_is_withdrawn_in_favour_of_it(here: Place, world: World) -> None:
    for number in range(ROUNDS):
        adaptation = here.published(signs=OURS)
        draft = world.approved(world.edited(here.template, summary=f"Round {number}."), scope="change")
        answers = together(
            lambda: world.publish(draft, change_class="content"),  # noqa: B023 - called in this round
            lambda: withdraw_adaptation(
                adaptation=adaptation,  # noqa: B023
                reason="superseded",
                explanation="Read the original.",
                successor=here.template,
                by=world.by("nadia"),
                at=world.clock,
            ),
        )
        assert [type(answer).__name__ for answer in answers] == ["Edition", "Adaptation"]
        assert Item.objects.get(pk=adaptation.item_id).standing == "withdrawn"
    assert feed_is_gapless()


def test_a_safety_edition_and_an_approval_at_one_moment_leave_nobody_unsafe(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    for number in range(ROUNDS):
        submitted = here.submitted(here.saved(here.now(adaptation), signs=f"{OURS} Round {number}."))
        together(
            lambda: here.edition("safety", about=f"Facts {number}.", signs=f"Look {number}."),  # noqa: B023
            lambda: here.approve(submitted),  # noqa: B023
        )
        assert standing_of(adaptation) == "behind_safety"
        here.followed()
        assert shown(adaptation)["about"] == f"Facts {number}."
    assert feed_is_gapless()
    numbers = Edition.objects.filter(item=adaptation.item_id).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))
