"""Words that can harm keep a text from being published, until they are reworded or a clinician lets them stand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from library.accounts.actors import Actor
from library.catalogue.models import Audience
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.errors import Forbidden, LibraryError, Malformed
from library.history.models import Event
from library.publishing.actions import end_waiver, waive
from library.publishing.actions.reviews import OwnWork
from library.publishing.actions.waivers import WaiverExists
from library.publishing.conditions import unmet
from library.publishing.models import Draft
from tests.texts import text
from tests.voices import Voices, section
from tests.waivers import HARMFUL, blocked_by, harmful, waived
from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World()


def refused(draft: Draft, world: World) -> list[str]:
    """The pointers at which words that can harm keep it from being published."""
    return [fault.pointer for fault in unmet(draft, at=world.now()) if "Readers" in fault.detail or "“" in fault.detail]


def test_they_keep_it_from_being_published_and_say_where_why_and_what_instead(world: World) -> None:
    draft = world.approved(harmful(world))
    (fault,) = [fault for fault in unmet(draft, at=world.now()) if fault.pointer == "/sections/0/body"]
    assert fault.detail.startswith("“38 kg”: Readers compare themselves")
    with pytest.raises(LibraryError):
        world.published(draft)
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "At 38 kg"},
        {"summary": "At 38 kg"},
        {"sections": [{"id": "a", "heading": "At 38 kg", "body": "We listen."}]},
        {"kind": "training", "details": {**text("training")["details"], "booking": "For people of 38 kg."}},
    ],
    ids=["title", "summary", "heading", "details"],
)
def test_they_are_looked_for_in_every_text_that_readers_get(world: World, changes: dict[str, Any]) -> None:
    assert [one.rule for one in blocked_by(world.draft(**changes))] == ["weight-value"]


def test_a_quote_that_it_shows_is_read_too_without_its_words_being_told(world: World) -> None:
    quote = Voices(world).agreed("I was 38 kg.")
    (found,) = blocked_by(world.draft(sections=[section(quote)]))
    assert (found.rule, found.pointer, found.excerpt, found.span) == ("weight-value", "/sections/0/body", None, None)
    assert "38" not in found.message


def test_for_professionals_alone_they_are_something_to_look_at(world: World) -> None:
    Audience.objects.create(slug="professionals", name="Health and care staff")
    draft = harmful(world, governance={"audiences": ("professionals",)})
    assert blocked_by(draft) == []
    assert [fault for fault in unmet(draft, at=world.now()) if fault.pointer.startswith("/sections")] == []


@pytest.mark.parametrize("how", [{"governance": {"topics": ()}}, {"language": "cy"}], ids=["other topic", "Welsh"])
def test_of_other_topics_and_languages_nothing_is_said(world: World, how: dict[str, Any]) -> None:
    assert blocked_by(harmful(world, **how)) == []


def test_a_clinician_lets_them_stand_and_it_goes_out(world: World) -> None:
    draft = harmful(world)
    waiver = waived(world, draft)
    assert (waiver.rule, waiver.excerpt) == ("weight-value", "38 kg")
    assert blocked_by(draft) == []
    item = world.published(draft)
    assert Edition.objects.filter(item=item).exists()
    assert Event.objects.filter(type="waiver.given").exists()


@pytest.mark.parametrize(
    "words", [HARMFUL.replace("38", "39"), HARMFUL.replace("ml", "mg"), f"Weigh 38 kg.\n\n{HARMFUL}"]
)
def test_with_one_character_changed_or_elsewhere_it_does_not_hold(world: World, words: str) -> None:
    draft = harmful(world)
    waived(world, draft)
    edited = world.edited(draft.item, sections=[{"id": "dose", "heading": "The dose", "body": words}])
    assert [one.rule for one in blocked_by(edited)] == ["weight-value"]


def test_it_holds_wherever_the_paragraph_goes(world: World) -> None:
    draft = harmful(world)
    waived(world, draft)
    body = f"We listen.\n\n{HARMFUL}"
    edited = world.edited(draft.item, sections=[{"id": "other", "heading": "Another", "body": body}])
    assert blocked_by(edited) == []


def test_after_its_last_day_it_does_not_hold_and_can_be_given_again(world: World) -> None:
    draft = harmful(world)
    last = uk_day(world.now()) + timedelta(days=1)
    waived(world, draft, expires_on=last)
    world.clock += timedelta(days=3)
    assert refused(draft, world) == ["/sections/0/body"]
    draft = world.edited(draft.item, summary="For carers.")
    waived(world, draft)
    assert refused(draft, world) == []


def test_once_ended_it_does_not_hold(world: World) -> None:
    draft = harmful(world)
    waiver = waived(world, draft)
    for _ in range(2):
        waiver = end_waiver(waiver=waiver, by=world.by("cora"), at=world.now())
    assert refused(draft, world) == ["/sections/0/body"]
    assert Event.objects.filter(type="waiver.ended").count() == 1


@pytest.mark.parametrize("name", ["cora", "petra", "lila", "ada"])
def test_nobody_but_a_clinical_reviewer_decides(world: World, name: str) -> None:
    with pytest.raises(Forbidden):
        waived(world, by=name)


def test_nobody_lets_their_own_words_stand(world: World) -> None:
    world.join("carl", "sun", ["curator", "reviewer"], ["clinical"])
    with pytest.raises(OwnWork):
        waived(world, harmful(world, curator="carl"), by="carl")


def test_twice_is_refused(world: World) -> None:
    draft = harmful(world)
    waived(world, draft)
    with pytest.raises(WaiverExists):
        waive_first(world, draft)


def waive_first(world: World, draft: Draft, **changes: Any) -> None:
    start = HARMFUL.index("38 kg")
    how: dict[str, Any] = {
        "rule": "weight-value",
        "pointer": "/sections/0/body",
        "span": (start, start + len("38 kg")),
        "reason": "It is a dose.",
        "expires_on": uk_day(world.now()) + timedelta(days=30),
        **changes,
    }
    clive: Actor = world.by("clive")
    waive(draft=draft, **how, by=clive, at=world.now())


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"rule": "bmi-value"}, ["/span"]),
        ({"pointer": "/summary"}, ["/span"]),
        ({"span": (0, 3)}, ["/span"]),
        ({"reason": "  "}, ["/reason"]),
        ({"expires_on": uk_day(timezone.now()) - timedelta(days=60)}, ["/expires_on"]),
        ({"expires_on": uk_day(timezone.now()) + timedelta(days=1000)}, ["/expires_on"]),
    ],
)
def test_what_it_can_not_be_given_for(world: World, changes: dict[str, Any], pointers: list[str]) -> None:
    with pytest.raises(Malformed) as refusal:
        waive_first(world, harmful(world), **changes)
    assert [fault.pointer for fault in refusal.value.errors] == pointers
