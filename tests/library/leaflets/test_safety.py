"""A safety edition of a template reaches every adaptation: at once as a flag, then as a new edition, exactly once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from library.catalogue.actions.derivations import AdaptationExists
from library.catalogue.models import Derivation, Entry, Item
from library.editions import actions as editions
from library.editions.actions import publication
from library.editions.actions.standing import NotInThatStanding
from library.editions.models import Edition
from library.editions.reading import read_item
from library.leaflets.models import Adaptation, DecisionRecord
from library.leaflets.tasks import follow_some, follow_template, follow_templates, reckon_standings, waiting_templates
from library.publishing.actions import publish
from tests.adaptations import BODIES, DETAILS, POLICIES, Place, edition_of, sections, shown, standing_of
from tests.worlds import World

OURS = "Look for changes at meals, here too."


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


def read(adaptation: Adaptation) -> dict[str, Any]:
    reading = read_item("adaptation", adaptation.item.slug, None, known=[], now=timezone.now())
    return json.loads(bytes(reading.document or b""))


def test_readers_are_told_from_the_same_transaction_on(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition("safety", signs="Look at every meal.", about="New facts.")
    answer = read(adaptation)
    assert answer["standing"] == "behind_safety"
    assert "changed for the safety of readers" in answer["notice"]
    assert f"/v1/leaflets/{here.template.slug}/renditions/page.html" in answer["notice"]


def test_what_is_shown_verbatim_is_replaced_and_own_words_stay(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition("safety", signs="Look at every meal.", about="New facts.")
    assert here.followed() == 1
    edition = edition_of(adaptation)
    assert (edition.number, edition.change_class) == (2, "safety")
    assert (shown(adaptation)["about"], shown(adaptation)["signs"]) == ("New facts.", OURS)
    assert standing_of(adaptation) == "behind_safety"


def test_with_nothing_of_its_own_in_the_way_it_is_current_again(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition("safety", about="New facts.")
    here.followed()
    assert (standing_of(adaptation), read(adaptation)["notice"]) == ("current", None)


def test_it_follows_once_however_often_it_is_asked(here: Place) -> None:
    adaptation = here.published()
    here.edition("safety", about="New facts.")
    assert [here.followed() for _ in range(3)] == [1, 0, 0]
    assert Edition.objects.filter(item=adaptation.item_id).count() == 2


def test_the_edition_leaves_a_job_that_shares_the_work_out(here: Place) -> None:
    adaptation = here.published()
    here.edition("safety", about="New facts.")
    (job,) = ProcrastinateJob.objects.filter(task_name="library.leaflets.tasks.follow_template")
    follow_template(**job.args)
    (share,) = ProcrastinateJob.objects.filter(task_name="library.leaflets.tasks.follow_some")
    assert share.args["items"] == [str(adaptation.item_id)]
    follow_some(**share.args)
    assert edition_of(adaptation).number == 2


def test_an_edition_that_is_not_for_safety_leaves_none(here: Place) -> None:
    here.published()
    here.edition(about="New facts.")
    assert not ProcrastinateJob.objects.filter(task_name__contains=".follow_").exists()


def test_what_a_killed_worker_left_is_found_every_minute(here: Place) -> None:
    adaptation = here.published()
    here.edition("safety", about="New facts.")
    assert waiting_templates() == [(here.template.pk, "en-GB")]
    follow_templates(0)
    assert (edition_of(adaptation).number, waiting_templates()) == (2, [])


class Killed(BaseException):
    """The worker is gone: nothing catches this."""


def test_a_worker_killed_in_the_middle_leaves_nothing_half_done_and_nothing_is_done_twice(
    here: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    adaptations = here.several(4)
    here.edition("safety", about="New facts.")
    record, done = publication.record, []

    def die_before_the_third_is_announced(*args: Any, **facts: Any) -> Any:
        done.append(facts)
        if len(done) == 3:
            raise Killed()
        return record(*args, **facts)

    with monkeypatch.context() as patched:
        patched.setattr(publication, "record", die_before_the_third_is_announced)
        with pytest.raises(Killed):
            here.followed()
    follow_templates(0)
    follow_templates(0)
    assert [edition_of(adaptation).number for adaptation in adaptations] == [2, 2, 2, 2]
    assert {shown(adaptation)["about"] for adaptation in adaptations} == {"New facts."}


def test_what_is_being_written_is_not_touched(here: Place) -> None:
    adaptation = here.saved(here.published(), signs=OURS)
    before = (adaptation.recipe, adaptation.version)
    here.edition("safety", about="New facts.")
    here.followed()
    after = here.now(adaptation)
    assert (after.recipe, after.version) == before


def test_publishing_what_was_written_before_does_not_bring_the_old_words_back(here: Place) -> None:
    adaptation = here.saved(here.published(), signs=OURS)
    here.edition("safety", about="New facts.")
    here.followed()
    adaptation = here.published(here.now(adaptation))
    assert (shown(adaptation)["about"], shown(adaptation)["signs"]) == ("New facts.", OURS)


def test_a_change_that_was_declined_does_not_hold_a_safety_change_back(here: Place) -> None:
    adaptation = here.published()
    here.edition(signs="Look for more.")
    adaptation = here.published(here.updated(adaptation, signs="mine", reason="We like the old one."))
    assert shown(adaptation)["signs"] == BODIES["signs"]
    here.edition("safety", signs="Look at every meal.")
    here.followed()
    assert (shown(adaptation)["signs"], standing_of(adaptation)) == ("Look at every meal.", "current")


def test_a_section_that_becomes_locked_shows_the_authors_words_and_ours_are_kept(
    here: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    adaptation = here.published(signs=OURS)
    monkeypatch.setitem(POLICIES, "signs", "locked")
    here.edition("safety", signs="Look at every meal.")
    here.followed()
    assert (shown(adaptation)["signs"], standing_of(adaptation)) == ("Look at every meal.", "current")
    assert DecisionRecord.objects.get(kind="followed").lost_text == OURS


def test_a_new_required_detail_flags_it_and_blocks_nothing(here: Place) -> None:
    adaptation = here.published()
    more = {"key": "ward", "label": "Ward", "type": "text"}
    here.edition("safety", details=[*DETAILS, more], about="New facts. Ask at {{ward}}.")
    here.followed()
    assert shown(adaptation)["about"] == "New facts. Ask at {{ward}}."
    assert standing_of(adaptation) == "behind_safety"


def test_a_value_that_no_longer_fits_is_flagged_and_blocks_nothing(here: Place) -> None:
    adaptation = here.published()
    here.edition("safety", details=[{**DETAILS[0], "max_length": 3}, *DETAILS[1:]], about="New facts.")
    here.followed()
    assert (shown(adaptation)["about"], standing_of(adaptation)) == ("New facts.", "behind_safety")


def test_words_that_print_a_retired_number_give_way_and_are_kept(here: Place, world: World) -> None:
    world.contact("old-line", "101")
    adaptation = here.published(signs="Call {{contact:old-line}}.")
    world.retire("old-line")
    here.edition("safety", signs="Look at every meal.")
    here.followed()
    assert shown(adaptation)["signs"] == "Look at every meal."
    assert DecisionRecord.objects.get(kind="followed").lost_text == "Call {{contact:old-line}}."


def test_a_withdrawn_adaptation_is_not_followed(here: Place, world: World) -> None:
    adaptation = here.published()
    editions.withdraw(item=adaptation.item, reason="other", explanation="Gone.", by=world.by("nadia"), at=world.now())
    here.edition("safety", about="New facts.")
    assert here.followed() == 0


def test_one_that_comes_back_is_followed_then(here: Place, world: World) -> None:
    adaptation = here.published()
    editions.withdraw(item=adaptation.item, reason="other", explanation="Gone.", by=world.by("nadia"), at=world.now())
    here.edition("safety", about="New facts.")
    editions.restore(item=adaptation.item, by=world.by("nadia"), at=world.now())
    assert read(adaptation)["standing"] == "behind_safety"
    assert ProcrastinateJob.objects.filter(task_name="library.leaflets.tasks.follow_template").count() == 2
    assert (here.followed(), shown(adaptation)["about"], standing_of(adaptation)) == (1, "New facts.", "current")


def test_an_area_that_another_took_meanwhile_is_not_taken_back(here: Place, world: World) -> None:
    adaptation = here.published()
    editions.withdraw(item=adaptation.item, reason="other", explanation="Gone.", by=world.by("nadia"), at=world.now())
    here.draft()
    with pytest.raises(AdaptationExists):
        editions.restore(item=adaptation.item, by=world.by("nadia"), at=world.now())


def test_a_template_that_is_not_safe_takes_its_adaptations_with_it(here: Place, world: World) -> None:
    adaptation = here.published()
    world.withdrawn(here.template, reason="unsafe")
    item = Item.objects.get(pk=adaptation.item_id)
    assert (item.standing, item.withdrawal_reason) == ("withdrawn", "unsafe")
    assert Entry.objects.get(item=item).state == "withdrawn"
    with pytest.raises(NotInThatStanding):
        editions.restore(item=item, by=world.by("nadia"), at=world.now())


def test_for_any_other_reason_they_stay_and_say_so(here: Place, world: World) -> None:
    adaptation = here.published()
    world.withdrawn(here.template, reason="out_of_date")
    answer = read(adaptation)
    assert (answer["standing"], answer["notice"]) == (
        "upstream_withdrawn",
        "The original of this version has been withdrawn. Ask Norfolk and Waveney whether this version still holds.",
    )


def test_when_the_template_comes_back_each_stands_as_it_did(here: Place, world: World) -> None:
    adaptation = here.published()
    here.edition(signs="More.")
    world.withdrawn(here.template)
    editions.restore(item=here.template, by=world.by("petra"), at=world.now())
    assert standing_of(adaptation) == "behind"
    Derivation.objects.filter(item=adaptation.item_id).update(standing="behind_safety")
    reckon_standings(str(here.template.pk))
    assert standing_of(adaptation) == "behind"


def test_one_that_was_withdrawn_with_its_template_comes_back_with_the_corrected_text_alone(here: Place) -> None:
    world = here.world
    adaptation = here.published(signs="Ours.")
    world.withdrawn(here.template, reason="unsafe")
    draft = world.approved(world.edited(here.template, sections=sections(about="Corrected facts.")), scope="whole")
    publish(
        draft=draft,
        expected_version=draft.version,
        change_class="safety",
        note="Corrected.",
        restores=True,
        by=world.by("petra"),
        at=world.now(),
    )
    assert Item.objects.get(pk=adaptation.item_id).standing == "withdrawn"
    submitted = here.submitted(here.saved(here.now(adaptation), signs="Ours."))
    here.approve(submitted, restores=True)
    assert Item.objects.get(pk=adaptation.item_id).standing == "published"
    assert shown(adaptation)["about"] == "Corrected facts."
    assert Edition.objects.filter(item=adaptation.item_id).count() == 2
