"""From an empty form to an edition, by two people of one organisation."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from library.catalogue.actions.derivations import AdaptationExists
from library.catalogue.models import Derivation, Entry, Item
from library.catalogue.search import Page, Question
from library.coproduction.actions import record_contribution
from library.documents.overrides import Override
from library.editions.actions.upkeep import record_whole_review
from library.editions.models import Provenance, Reference
from library.editions.reading import read_list
from library.errors import Forbidden, Malformed, NotFound, PreconditionFailed
from library.history.models import Event
from library.leaflets import actions as leaflets
from library.leaflets.actions.writing import AdaptationNotReady
from library.leaflets.checks import blocking, findings
from library.leaflets.licences import LicenceForbidsAdaptation
from library.leaflets.models import Adaptation
from library.leaflets.workflow import NotInThatAdaptationState, OwnWork
from library.leaflets.writing import SectionLocked
from tests.adaptations import AREA, LOCAL, Place, edition_of, entry_of, shown, standing_of
from tests.texts import PRINTED_LINES
from tests.worlds import World


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


def test_what_is_published_is_the_template_with_what_is_local(here: Place) -> None:
    adaptation = here.published(signs="Look for changes at meals, here too.", words="We meet on Mondays.")
    assert shown(adaptation) == {
        "about": "Eating disorders are illnesses.\n\nNobody chooses one.",
        "signs": "Look for changes at meals, here too.",
        "groups": "There are groups in many towns.",
        "ask": "In Norfolk call [01603 421421](tel:01603421421) or ask Norfolk Service.",
        "words": "We meet on Mondays.",
        "now": "Talk to [116 123](tel:116123).",
        "lines": PRINTED_LINES,
    }


def test_a_place_for_local_words_that_is_empty_is_not_shown(here: Place) -> None:
    assert "words" not in shown(here.published())


def test_an_optional_section_can_be_left_out_with_a_reason(here: Place) -> None:
    adaptation = here.published(groups=Override(left_out=True, reason="There are none here."))
    assert "groups" not in shown(adaptation)


def test_its_edition_keeps_what_it_was_made_from(here: Place) -> None:
    adaptation = here.published(
        signs="Ours.", words="We meet.", groups=Override(left_out=True, reason="There are none.")
    )
    origin = Provenance.objects.get(edition=edition_of(adaptation))
    assert origin.template.item == here.template
    assert {row["id"]: row["status"] for row in origin.sections} == {
        "about": "verbatim",
        "signs": "reworded",
        "groups": "left_out",
        "ask": "filled",
        "words": "added",
        "now": "verbatim",
        "lines": "verbatim",
    }


@pytest.mark.parametrize(
    "statement", ["UPDATE editions_provenance SET title = title", "DELETE FROM editions_provenance"]
)
def test_what_it_was_made_from_never_changes(here: Place, statement: str) -> None:
    here.published()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_its_day_of_review_is_never_later_than_that_of_the_template(here: Place, world: World) -> None:
    here.template.refresh_from_db()
    due = here.template.next_review_due
    for days, pointers in ((1, ["/next_review_due"]), (0, []), (-30, [])):
        adaptation = Adaptation.objects.first() or here.draft()
        adaptation = leaflets.save_recipe(
            adaptation=adaptation,
            details=LOCAL,
            sections={},
            next_review_due=due + timedelta(days=days),
            expected_version=adaptation.version,
            by=world.by("nell"),
            at=world.now(),
        )
        adaptation.item.derivation = Derivation.objects.get(item=adaptation.item)
        assert [fault.pointer for fault in blocking(findings(adaptation, on=world.clock.date()))] == pointers
    here.approve(here.submitted(adaptation))
    assert Item.objects.get(pk=adaptation.item_id).next_review_due == due - timedelta(days=30)


@pytest.mark.parametrize(("own_days", "follows"), [(None, True), (-30, False)])
def test_when_the_template_is_reviewed_its_day_follows_unless_the_place_looks_earlier(
    here: Place, own_days: int | None, follows: bool
) -> None:
    world = here.world
    before = Item.objects.get(pk=here.template.pk).next_review_due
    own = None if own_days is None else before + timedelta(days=own_days)
    adaptation = leaflets.save_recipe(
        adaptation=(draft := here.draft()),
        details=LOCAL,
        sections={},
        next_review_due=own,
        expected_version=draft.version,
        by=world.by("nell"),
        at=world.now(),
    )
    item = here.published(adaptation).item
    template = Item.objects.get(pk=here.template.pk)
    reviewed_on = template.last_reviewed + timedelta(days=20)
    record_whole_review(item=template, on=reviewed_on, by=world.by("petra"), at=world.now())
    after = Item.objects.get(pk=template.pk).next_review_due
    assert after > before
    expected = after if follows else own
    assert Item.objects.get(pk=item.pk).next_review_due == expected
    assert Entry.objects.get(item=item).next_review_due == expected


def test_it_is_found_among_adaptations_by_its_words_and_not_in_the_whole_catalogue(here: Place) -> None:
    adaptation = here.published(words="We meet at the lighthouse.")
    page = Page(size=10, order="-published_at")
    found = read_list(Question(kind=("adaptation",), q="lighthouse"), page, now=here.world.now())
    assert [json.loads(bytes(card))["slug"] for card in found.cards] == [adaptation.item.slug]
    assert read_list(Question(kind=("leaflet",), q="lighthouse"), page, now=here.world.now()).cards == []


def test_it_refers_to_the_service_and_the_number_that_it_prints(here: Place) -> None:
    edition = edition_of(here.published())
    kinds = Reference.objects.filter(edition=edition).values_list("kind", flat=True)
    assert sorted(kinds) == [*["contact"] * 5, "service"]


def test_the_public_reads_whose_it_is_and_where_it_comes_from(here: Place) -> None:
    entry = entry_of(here.published(signs="Ours."))
    card, detail = json.loads(bytes(entry.card)), json.loads(bytes(entry.document))
    assert card["adapted_from"] == {
        "url": f"http://127.0.0.1:8000/v1/leaflets/{here.template.slug}",
        "title": detail["adapted_from"]["title"],
        "edition": 1,
    }
    assert (card["organisation"]["code"], card["areas"], card["standing"]) == ("norfolk", [AREA], "current")
    assert (detail["notice"], detail["kind"], detail["slug"]) == (None, "adaptation", f"{here.template.slug}-norfolk")
    assert (
        "alone is responsible for this version; it is not endorsed by The SUN Network." in detail["attribution"]["text"]
    )


def test_it_carries_the_sign_offs_of_the_template_and_its_own_approval(here: Place) -> None:
    sign_offs = edition_of(here.published()).sign_offs
    assert [(row["kind"], row["scope"]) for row in sign_offs] == [
        ("clinical", "original"),
        ("lived_experience", "original"),
        ("local_approval", "whole"),
    ]


def test_its_review_is_due_when_the_template_is(here: Place) -> None:
    item = here.published().item
    here.template.refresh_from_db()
    assert item.next_review_due == here.template.next_review_due


def test_an_untouched_section_is_co_produced_still(here: Place, world: World) -> None:
    for stage in ("design", "deliver"):
        record_contribution(
            item=here.template,
            group="adults who have been there",
            role="Wrote it",
            stage=stage,
            approach="co_production",
            by=world.by("cora"),
            at=world.now(),
        )
    kept = json.loads(bytes(entry_of(here.published()).document))["coproduction"]
    assert (kept["badge"], kept["statement"]) == (
        "co-produced",
        "Based on work co-produced by adults who have been there, sharing power in design and delivery.",
    )


def test_a_locked_section_is_refused_by_name_reason_and_authors(here: Place) -> None:
    draft = here.draft()
    with pytest.raises(SectionLocked) as refusal:
        here.saved(draft, about="Ours.")
    assert refusal.value.members["locked_by"] == {"code": "sun", "name": "The SUN Network"}
    assert refusal.value.members["sections"][0]["policy_reason"] == "It keeps people safe."
    assert [fault.pointer for fault in refusal.value.errors] == ["/sections/about"]


@pytest.mark.parametrize("who", ["nell", "nora", "ned"])
def test_nobody_approves_their_own_work_or_without_the_role(here: Place, who: str) -> None:
    submitted = here.submitted()
    with pytest.raises(Forbidden):
        here.approve(submitted, by=who)
    assert here.now(submitted).state == Adaptation.State.SUBMITTED


def test_an_approver_who_wrote_in_it_needs_a_colleague(here: Place, world: World) -> None:
    both = world.join("nick", "norfolk", ["editor", "approver"])
    adaptation = here.saved(here.saved(), by="nick")
    submitted = here.submitted(adaptation)
    with pytest.raises(OwnWork):
        here.approve(submitted, by="nick")
    assert both.id in here.now(submitted).contributors


def test_somebody_elses_adaptation_does_not_exist(here: Place) -> None:
    with pytest.raises(NotFound):
        here.approve(here.submitted(), by="sadie")


def test_what_is_missing_keeps_it_back_with_pointers(here: Place) -> None:
    with pytest.raises(AdaptationNotReady) as refusal:
        here.submitted(here.saved(details={}))
    assert {fault.pointer for fault in refusal.value.errors} == {"/details/area_name", "/details/service"}


def test_changing_it_takes_it_back_and_what_is_out_stays(here: Place) -> None:
    adaptation = here.published(signs="Ours.")
    changed = here.saved(adaptation, signs="Ours again.")
    assert (changed.state, shown(adaptation)["signs"]) == ("draft", "Ours.")


def test_a_stale_version_is_refused(here: Place) -> None:
    draft = here.draft()
    here.saved(draft)
    with pytest.raises(PreconditionFailed):
        here.saved(draft)


def test_only_what_was_submitted_is_approved(here: Place) -> None:
    with pytest.raises(NotInThatAdaptationState):
        here.approve(here.saved())


def test_an_area_has_one_adaptation(here: Place, world: World) -> None:
    first = here.published()
    with pytest.raises(AdaptationExists) as refusal:
        here.draft()
    assert refusal.value.members["url"].endswith(f"/v1/adaptations/{first.item.slug}")


def test_after_a_withdrawal_the_area_is_free(here: Place, world: World) -> None:
    first = here.published()
    leaflets.withdraw_adaptation(
        adaptation=first, reason="other", explanation="We begin anew.", by=world.by("nadia"), at=world.now()
    )
    assert here.draft().item.slug.startswith(first.item.slug)


def test_areas_of_others_are_refused(here: Place, world: World) -> None:
    with pytest.raises(Malformed) as refusal:
        leaflets.start_adaptation(
            template=here.template,
            language="en-GB",
            areas=["E54000023"],
            districts=["IP1", "NR1"],
            by=world.by("nell"),
            at=world.now(),
        )
    assert [fault.pointer for fault in refusal.value.errors] == ["/areas/0", "/districts/0"]


def test_a_licence_without_adaptations_is_refused(here: Place) -> None:
    strict = here.publish_template()
    here.world.relicensed(strict, "CC-BY-ND-4.0")
    here.world.republished(strict, summary="Under stricter terms.")
    with pytest.raises(LicenceForbidsAdaptation):
        here.draft(template=strict)


def test_what_never_was_published_can_be_thrown_away(here: Place, world: World) -> None:
    draft = here.draft()
    leaflets.discard_adaptation(adaptation=draft, expected_version=draft.version, by=world.by("nell"), at=world.now())
    assert here.draft().item.slug == draft.item.slug


def test_each_step_leaves_an_event_of_ids_alone(here: Place) -> None:
    here.published(signs="A canary in the text.")
    kinds = list(Event.objects.filter(subject_kind="adaptation").order_by("id").values_list("type", flat=True))
    assert kinds == [
        "item.created",
        "adaptation.started",
        "adaptation.saved",
        "adaptation.submitted",
        "item.published",
        "adaptation.approved",
    ]
    assert "canary" not in str(list(Event.objects.values()))


def test_it_is_current_when_published(here: Place) -> None:
    assert standing_of(here.published()) == "current"
