"""A new edition of the template: offered, taken over, declined, acknowledged."""

from __future__ import annotations

from datetime import timedelta

import pytest

from library.errors import Malformed
from library.history.models import Event
from library.leaflets import actions as leaflets
from library.leaflets.actions.updates import NothingToAcknowledge, NotTheNewestEdition
from library.leaflets.decisions import NothingToUpdate, OwnText, SafetyCannotBeDeclined
from library.leaflets.models import Adaptation, DecisionRecord
from library.leaflets.overviews import adaptations_of_template, safety_updates
from library.leaflets.queries import overdue_acknowledgements, update_of
from tests.adaptations import Place, edition_of, shown, standing_of
from tests.worlds import World

OURS = "Look for changes at meals, here too.\n\nLook for changes in mood."


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


@pytest.mark.parametrize(
    ("change_class", "standing"), [("minor", "current"), ("content", "behind"), ("safety", "behind_safety")]
)
def test_an_edition_of_the_template_leaves_it_behind_by_its_class(
    here: Place, change_class: str, standing: str
) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(change_class, signs="Look for more.")
    assert standing_of(adaptation) == standing


@pytest.mark.parametrize(("change_class", "events"), [("minor", 0), ("content", 1), ("safety", 1)])
def test_the_feed_tells_who_is_behind(here: Place, change_class: str, events: int) -> None:
    here.published(signs=OURS)
    here.edition(change_class, signs="Look for more.")
    told = Event.objects.filter(type__startswith="adaptation.behind", position__isnull=False)
    assert [event.edition for event in told] == [2] * events


def test_a_draft_that_was_never_out_is_not_told_of(here: Place) -> None:
    here.saved()
    here.edition("safety", signs="Look for more.")
    assert not Event.objects.filter(type="adaptation.behind_safety").exists()


def test_taking_over_merges_both_and_loses_nothing(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs="Look for changes at meals.\n\nLook for changes in mood and sleep.")
    assert update_of(here.now(adaptation))[0].pending[0].status == "merged"
    adaptation = here.published(here.updated(adaptation))
    assert shown(adaptation)["signs"] == "Look for changes at meals, here too.\n\nLook for changes in mood and sleep."
    assert standing_of(adaptation) == "current"


def test_a_conflict_stays_open_until_somebody_decides(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs="Look for changes at every meal.\n\nLook for changes in mood.")
    adaptation = here.published(here.updated(adaptation))
    assert (shown(adaptation)["signs"], standing_of(adaptation)) == (OURS, "behind")
    adaptation = here.published(here.updated(adaptation, signs="mine", reason="Ours was written with our group."))
    assert (shown(adaptation)["signs"], standing_of(adaptation)) == (OURS, "current")


def test_words_that_a_decision_takes_out_are_kept_on_record(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs="Look for changes at every meal.")
    here.updated(adaptation, signs="theirs")
    record = DecisionRecord.objects.get(section="signs")
    assert (record.kind, record.decision, record.edition, record.lost_text) == ("taken", "theirs", 2, OURS)


def test_an_offer_that_was_taken_is_not_taken_again(here: Place) -> None:
    adaptation = here.published()
    here.edition(signs="Look for more.")
    adaptation = here.updated(adaptation)
    with pytest.raises(NothingToUpdate):
        here.updated(adaptation)


def test_deciding_about_an_edition_that_is_not_the_newest_is_refused(here: Place, world: World) -> None:
    adaptation = here.published()
    here.edition(signs="Look for more.")
    here.edition(signs="Look for even more.")
    with pytest.raises(NotTheNewestEdition) as refusal:
        leaflets.take_update(
            adaptation=adaptation,
            to_edition=2,
            decisions={},
            expected_version=adaptation.version,
            by=world.by("nell"),
            at=world.now(),
        )
    assert refusal.value.members["newest"] == 3


def decline(here: Place, adaptation: Adaptation, reason: str = "Not for us.") -> Adaptation:
    return leaflets.decline_update(
        adaptation=adaptation,
        to_edition=2,
        reason=reason,
        expected_version=adaptation.version,
        by=here.world.by("nell"),
        at=here.world.now(),
    )


def test_a_declined_edition_leaves_it_current_until_the_next(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(about="Another beginning.")
    adaptation = decline(here, adaptation)
    assert (standing_of(adaptation), edition_of(adaptation).number, adaptation.state) == ("current", 1, "published")
    here.edition(about="Yet another beginning.")
    assert standing_of(adaptation) == "behind"


def test_declining_needs_a_reason(here: Place) -> None:
    adaptation = here.published()
    here.edition(about="Another beginning.")
    with pytest.raises(Malformed):
        decline(here, adaptation, " ")


def test_a_safety_change_is_not_declined_as_a_whole_or_by_keeping_ones_own(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition("safety", signs="Look for changes at every meal.")
    with pytest.raises(SafetyCannotBeDeclined):
        decline(here, adaptation)
    for decision in ("mine", OwnText(OURS)):
        with pytest.raises(SafetyCannotBeDeclined):
            here.updated(adaptation, signs=decision, reason="We like ours.")
    assert not DecisionRecord.objects.exists()


def test_own_words_for_a_safety_change_end_it_when_they_are_out(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition("safety", signs="Look for changes at every meal.")
    here.followed()
    adaptation = here.updated(here.now(adaptation), signs=OwnText("Look at every meal, here too."))
    assert standing_of(adaptation) == "behind_safety"
    assert standing_of(here.published(adaptation)) == "current"


def acknowledge(here: Place, adaptation: Adaptation, days: int = 14) -> Adaptation:
    return leaflets.acknowledge_safety(
        adaptation=adaptation,
        reason="Our group meets next week.",
        deadline=here.world.clock.date() + timedelta(days=days),
        expected_version=adaptation.version,
        by=here.world.by("nell"),
        at=here.world.now(),
    )


def test_an_acknowledgement_leaves_the_flag_and_shows_the_authors(here: Place, world: World) -> None:
    adaptation = here.published(signs=OURS)
    here.edition("safety", signs="Look for changes at every meal.")
    adaptation = acknowledge(here, adaptation)
    update = safety_updates(list(adaptations_of_template(here.template.slug, by=world.by("petra"))))[adaptation.pk]
    assert standing_of(adaptation) == "behind_safety"
    assert update.acknowledged is not None
    assert update.acknowledged.reason == "Our group meets next week."
    assert list(overdue_acknowledgements(world.clock.date() + timedelta(days=15))) == [update.acknowledged]


def test_there_is_nothing_to_acknowledge_without_a_safety_change(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs="Look for changes at every meal.")
    with pytest.raises(NothingToAcknowledge):
        acknowledge(here, adaptation)
