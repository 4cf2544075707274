"""A template in two languages comes back in one of them: the adaptations in the other still have no original."""

from __future__ import annotations

import pytest

from library.catalogue.models import Entry, Item
from library.editions import actions as editions
from library.editions.actions.standing import NotInThatStanding
from library.editions.models import Edition
from library.history.models import Event
from library.leaflets import actions as leaflets
from library.leaflets.checks import findings
from library.leaflets.models import Adaptation
from library.leaflets.tasks import reckon_standings
from library.publishing.actions import publish
from tests.adaptations import AREA, DETAILS, Place, sections, standing_of
from tests.worlds import World

WELSH = "Salwch yw anhwylder bwyta."
CORRECTED = "Geiriau newydd."
LEAFLET = {"local_details": DETAILS, "rules": []}


@pytest.fixture
def here(world: World) -> Place:
    """The template is out in Welsh, too."""
    here = Place(world)
    translation = world.translation(here.template, details=LEAFLET, sections=sections(about=WELSH))
    world.publish(world.approved(translation))
    return here


def in_welsh(here: Place) -> Adaptation:
    draft = leaflets.start_adaptation(
        template=here.template, language="cy", areas=[AREA], by=here.world.by("nell"), at=here.world.now()
    )
    return here.published(here.saved(draft))


def back_in_english(here: Place) -> Edition:
    draft = here.world.edited(here.template, sections=sections(about="Corrected facts."))
    draft = here.world.approved(draft, scope="whole")
    return publish(
        draft=draft,
        expected_version=draft.version,
        change_class="safety",
        note="Corrected.",
        restores=True,
        by=here.world.by("petra"),
        at=here.world.now(),
    )


def back_in_welsh(here: Place) -> Edition:
    draft = here.world.edited(here.template, "cy", sections=sections(about=CORRECTED))
    return here.world.publish(here.world.approved(draft, scope="whole"), change_class="safety")


def test_what_is_not_safe_is_not_restored_before_its_own_language_is_back(here: Place, world: World) -> None:
    adaptation = in_welsh(here)
    world.withdrawn(here.template, reason="unsafe")
    back_in_english(here)
    with pytest.raises(NotInThatStanding):
        editions.restore(item=adaptation.item, by=world.by("nadia"), at=world.now())
    assert not Entry.objects.filter(item=adaptation.item_id, state=Entry.State.LIVE).exists()
    back_in_welsh(here)
    editions.restore(item=Item.objects.get(pk=adaptation.item_id), by=world.by("nadia"), at=world.now())
    assert standing_of(adaptation) == "behind_safety"


def test_nor_is_a_new_text_of_it_published(here: Place, world: World) -> None:
    adaptation = in_welsh(here)
    world.withdrawn(here.template, reason="unsafe")
    back_in_english(here)
    found = findings(here.now(adaptation), on=world.clock.date())
    assert [one.message for one in found if one.rule == "template-withdrawn"] == [
        "The template was withdrawn: nothing is made from it now."
    ]


def test_one_that_stayed_goes_on_saying_that_its_original_is_gone(here: Place, world: World) -> None:
    english, welsh = here.published(), in_welsh(here)
    world.withdrawn(here.template, reason="out_of_date")
    back_in_english(here)
    assert (standing_of(english), standing_of(welsh)) == ("behind_safety", "upstream_withdrawn")
    reckon_standings(str(here.template.pk))
    assert standing_of(welsh) == "upstream_withdrawn"
    back_in_welsh(here)
    assert standing_of(welsh) == "behind_safety"


def test_the_other_language_is_told_of_when_it_is_back(here: Place) -> None:
    here.world.withdrawn(here.template, reason="unsafe")
    back_in_english(here)
    last = Event.objects.latest("id").pk
    back_in_welsh(here)
    told = Event.objects.filter(pk__gt=last, position__isnull=False).order_by("position")
    assert list(told.values_list("type", "subject_language")) == [("item.updated", "cy"), ("item.restored", "cy")]


def test_why_it_was_withdrawn_is_forgotten_with_the_last_language(here: Place) -> None:
    here.world.withdrawn(here.template, reason="unsafe")
    reasons = []
    for comes_back in (back_in_english, back_in_welsh):
        comes_back(here)
        reasons.append(Item.objects.get(pk=here.template.pk).withdrawal_reason)
    assert reasons == ["unsafe", ""]


def test_an_adaptation_comes_back_behind_the_safety_change_that_brought_its_original_back(here: Place) -> None:
    adaptation = here.published(signs="Ours.")
    here.world.withdrawn(here.template, reason="unsafe")
    back_in_english(here)
    editions.restore(item=Item.objects.get(pk=adaptation.item_id), by=here.world.by("nadia"), at=here.world.now())
    assert standing_of(adaptation) == "behind_safety"


def test_a_second_withdrawal_for_another_reason_does_not_let_unsafe_adaptations_back(here: Place, world: World) -> None:
    adaptation = in_welsh(here)
    world.withdrawn(here.template, reason="unsafe")
    back_in_english(here)
    world.withdrawn(here.template, reason="out_of_date")
    for _ in range(2):
        with pytest.raises(NotInThatStanding):
            editions.restore(item=adaptation.item, by=world.by("nadia"), at=world.now())
        if Item.objects.get(pk=here.template.pk).standing == "withdrawn":
            editions.restore(item=here.template, by=world.by("petra"), at=world.now())
    assert standing_of(adaptation) == "upstream_withdrawn"
    back_in_welsh(here)
    editions.restore(item=Item.objects.get(pk=adaptation.item_id), by=world.by("nadia"), at=world.now())
    assert standing_of(adaptation) == "behind_safety"
