"""What needs somebody, found from dates and states as they are: with no job having run, and at any time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.accounts.actions import change_member, end_membership, end_organisation
from library.coproduction.actions import record_recognition
from library.directory.actions import verify_contact_point
from library.directory.models import ContactPoint
from library.editions.review_status import uk_day
from library.leaflets.actions import acknowledge_safety
from library.upkeep.duties import SOURCES, duties_at, duties_for
from library.upkeep.duty import Duty
from library.upkeep.rules import Kind
from tests.adaptations import Place
from tests.readers import settled, taken, wrote
from tests.voices import Voices
from tests.worlds import World


def found(world: World, name: str, kind: Kind, at: datetime | None = None) -> list[Duty]:
    return [duty for duty in duties_for(world.by(name), at or world.now()) if duty.kind is kind]


def test_every_kind_has_one_source() -> None:
    kinds = [kind for kinds in SOURCES.values() for kind in kinds]
    assert sorted(kinds) == sorted(Kind)


@pytest.mark.parametrize(
    ("before", "status"), [(91, None), (90, "due"), (0, "due"), (-1, "overdue"), (-31, "escalated")]
)
def test_a_review_comes_up_ninety_days_before_its_day(world: World, before: int, status: str | None) -> None:
    item = world.published()
    assert item.next_review_due
    at = world.now() + (item.next_review_due - uk_day(world.now())) - timedelta(days=before)
    (*duties,) = found(world, "cora", Kind.REVIEW, at)
    assert [(duty.subject, duty.due_on, duty.status) for duty in duties] == (
        [(item.pk, item.next_review_due, status)] if status else []
    )


def test_one_sign_off_of_two_does_not_put_off_the_other(world: World) -> None:
    draft = world.in_review()
    (before,) = found(world, "clive", Kind.SIGN_OFF)
    world.clock += timedelta(days=13)
    world.reviewed(draft, "lila", "lived_experience")
    (after,) = found(world, "clive", Kind.SIGN_OFF)
    assert (after.subject, after.due_on) == (draft.pk, before.due_on)


def test_what_is_withdrawn_needs_no_review(world: World) -> None:
    item = world.withdrawn()
    assert item.next_review_due
    assert found(world, "cora", Kind.REVIEW, world.now() + timedelta(days=3000)) == []


def test_a_steward_that_is_to_end_later_still_keeps_everybodys_contact_points(world: World) -> None:
    before = found(world, "cora", Kind.CONTACT)
    day = uk_day(world.clock) + timedelta(days=60)
    end_organisation(organisation=world.cast.organisations["sun"], on=day, by=world.by("ada"), at=world.now())
    assert before
    assert [duty.subject for duty in found(world, "cora", Kind.CONTACT)] == [duty.subject for duty in before]


def test_feedback_is_a_duty_until_it_is_settled(world: World) -> None:
    item = world.published()
    upset, unclear = wrote(world, item, "upsetting"), wrote(world, item)
    settled(world, wrote(world, item))
    assert [duty.subject for duty in found(world, "cora", Kind.UPSETTING)] == [upset.pk]
    assert [duty.subject for duty in found(world, "cora", Kind.FEEDBACK)] == [unclear.pk]
    assert not any("Canary" in f"{duty.name} {duty.detail}" for duty in duties_for(world.by("cora"), world.now()))


def test_feedback_is_of_whoever_looks_after_it_while_they_are_there(world: World) -> None:
    taken(world, to="petra")
    (duty,) = found(world, "cora", Kind.FEEDBACK)
    assert duty.person is not None
    assert (duty.person.name, duty.is_of(world.by("petra")), duty.is_of(world.by("cora"))) == (
        "Petra Example",
        True,
        False,
    )
    end_membership(membership=world.cast.members["petra"], expected_version=1, by=world.by("ada"), at=world.now())
    (duty,) = found(world, "cora", Kind.FEEDBACK)
    assert (duty.person, duty.is_of(world.by("cora"))) == (None, True)


def test_whoever_lost_the_role_looks_after_nothing(world: World) -> None:
    taken(world, to="petra")
    change_member(
        membership=world.cast.members["petra"],
        roles=["reader"],
        review_kinds=[],
        expected_version=1,
        by=world.by("ada"),
        at=world.now(),
    )
    (duty,) = found(world, "cora", Kind.FEEDBACK)
    assert duty.person is None


def test_a_contact_point_comes_up_a_fortnight_before_it_is_to_be_verified(world: World) -> None:
    contact = ContactPoint.objects.get(slug="samaritans")
    verify_contact_point(
        contact=contact,
        verified_by="Cora Example",
        on=uk_day(world.clock),
        source_url="https://www.samaritans.org/",
        expected_version=contact.version,
        by=world.by("cora"),
        at=world.now(),
    )
    due = uk_day(world.clock) + timedelta(days=contact.verify_interval_days)

    def stands(days: int) -> list[tuple[Any, ...]]:
        at = world.clock + timedelta(days=contact.verify_interval_days + days)
        return [
            (duty.due_on, duty.status.value, "expired" in duty.detail)
            for duty in found(world, "cora", Kind.CONTACT, at)
            if duty.subject == contact.pk
        ]

    assert stands(-15) == []
    assert stands(-14) == [(due, "due", False)]
    assert stands(1) == [(due, "overdue", False)]
    assert stands(15) == [(due, "escalated", False)]
    assert stands(contact.verify_interval_days + 1) == [(due, "escalated", True)]


def test_everybodys_contact_points_are_the_steward_s_and_a_place_has_its_own(world: World) -> None:
    Place(world)
    assert {duty.name for duty in found(world, "nell", Kind.CONTACT)} == {
        ContactPoint.objects.get(slug="norfolk-line").name
    }
    assert {duty.name for duty in found(world, "nell", Kind.SERVICE)} == {"Norfolk Service"}
    assert {duty.subject for duty in found(world, "cora", Kind.CONTACT)} == set(
        ContactPoint.objects.filter(organisation=None).values_list("pk", flat=True)
    )


def test_a_safety_change_is_to_be_taken_over_within_a_week_or_by_the_day_that_was_named(world: World) -> None:
    here = Place(world)
    adaptation = here.published(signs="Our own signs.")
    here.edition("safety", signs="Look at once.")
    here.followed()
    (duty,) = found(world, "nell", Kind.SAFETY)
    fell_behind = duty.due_on - timedelta(days=7)
    acknowledge_safety(
        adaptation=here.now(adaptation),
        reason="Our board meets then.",
        deadline=fell_behind + timedelta(days=20),
        expected_version=here.now(adaptation).version,
        by=world.by("nell"),
        at=world.now(),
    )
    (duty,) = found(world, "nell", Kind.SAFETY)
    assert duty.due_on == fell_behind + timedelta(days=20)
    assert found(world, "cora", Kind.SAFETY) == []


def test_texts_that_wait_for_a_second_person(world: World) -> None:
    here = Place(world)
    here.submitted()
    world.in_review()
    (approval,) = found(world, "nadia", Kind.APPROVAL)
    assert (approval.is_of(world.by("nadia")), approval.is_of(world.by("nell"))) == (True, False)
    (sign_off,) = found(world, "clive", Kind.SIGN_OFF)
    assert sign_off.is_of(world.by("clive"))
    assert "clinical" in sign_off.detail


def test_consents_and_awards_are_for_those_who_may_know(world: World) -> None:
    quote = Voices(world).agreed("Canary-kqzx helped.", expires_at=world.now() + timedelta(days=30))
    record_recognition(
        item=world.published(),
        award="A prize",
        body="A jury",
        status="finalist",
        as_of=uk_day(world.now()),
        result_expected=uk_day(world.now()),
        by=world.by("cora"),
        at=world.now(),
    )
    tomorrow = world.now() + timedelta(days=1)
    (consent,) = found(world, "cora", Kind.CONSENT, tomorrow)
    assert (consent.page, "kqzx" in consent.name) == (f"coproduction/testimonial/{quote.pk}/change/", False)
    assert [duty.name for duty in found(world, "cora", Kind.RECOGNITION)] == ["A prize"]
    for name in ("petra", "lila", "nora"):
        assert found(world, name, Kind.CONSENT, tomorrow) == []
        assert found(world, name, Kind.RECOGNITION) == []


@pytest.mark.parametrize("name", ["hana", "sadie", "nell"])
def test_nobody_knows_of_others(world: World, name: str) -> None:
    item = world.published()
    wrote(world, item, "upsetting")
    world.in_review()
    theirs = {duty.subject for duty in duties_for(world.by("cora"), world.now()) if duty.kind is not Kind.CONTACT}
    assert theirs
    assert not theirs & {duty.subject for duty in duties_for(world.by(name), world.now())}


def test_all_duties_are_those_of_each_organisation_together(world: World) -> None:
    here = Place(world)
    here.published(signs="Our own signs.")
    here.edition("safety", signs="Look at once.")
    here.followed()
    here.submitted(here.saved(here.draft(by="sadie"), by="sadie"), by="sadie")
    world.in_review()
    at = world.now()
    each = [duty for code in world.cast.organisations.values() for duty in duties_at(at, organisation=code.pk)]
    assert sorted((duty.kind, duty.subject, duty.organisation) for duty in each) == sorted(
        (duty.kind, duty.subject, duty.organisation) for duty in duties_at(at)
    )


def test_it_asks_no_more_of_the_database_however_much_there_is(world: World) -> None:
    counts = []
    for _ in range(2):
        wrote(world, about="upsetting")
        taken(world)
        world.in_review()
        with CaptureQueriesContext(connection) as queries:
            duties_at(world.now())
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16
