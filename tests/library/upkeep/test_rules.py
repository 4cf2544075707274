"""When a duty is due, overdue and escalated, and whose it is."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from library.accounts.actors import Actor
from library.accounts.roles import ReviewKind, Role, roles_open_to
from library.ids import new_id
from library.upkeep.duty import Duty, Person
from library.upkeep.rules import RULES, Kind, Rule, Status, status_on

DUE = date(2026, 6, 15)
HERE, ELSEWHERE = new_id(), new_id()


def duty(kind: Kind, *, on: date = DUE, person: Person | None = None, **facts: object) -> Duty:
    return Duty(kind, new_id(), "A thing", "x/", HERE, DUE, on, person=person, **facts)  # type: ignore[arg-type]


def actor(*roles: Role, organisation: UUID = HERE, kinds: frozenset[ReviewKind] = frozenset()) -> Actor:
    return Actor(id=new_id(), organisation_id=organisation, roles=frozenset(roles), review_kinds=kinds)


def test_every_kind_has_a_rule_and_somebody_in_every_organisation() -> None:
    assert set(RULES) == set(Kind)
    assert all(list(rule.before) == sorted(rule.before, reverse=True) for rule in RULES.values())
    of_the_steward_alone = {Kind.SIGN_OFF, Kind.CONSENT, Kind.RECOGNITION}
    local = roles_open_to("health_authority")
    assert {kind for kind, rule in RULES.items() if not rule.roles & local} == of_the_steward_alone


@pytest.mark.parametrize(
    ("after", "days", "status"),
    [
        (30, -400, "due"),
        (30, 0, "due"),
        (30, 1, "overdue"),
        (30, 30, "overdue"),
        (30, 31, "escalated"),
        (30, 400, "escalated"),
        (1, 1, "overdue"),
        (1, 2, "escalated"),
        (None, 400, "overdue"),
    ],
)
def test_how_it_stands_is_computed_from_its_day(after: int | None, days: int, status: str) -> None:
    rule = Rule(Kind.REVIEW, "x", (Role.CURATOR,), (0,), after)
    assert status_on(rule, DUE, DUE + timedelta(days=days)) == status


# A review of what is out is the writers'; 30 days after its day the releasers' and the administrators' as well.
@pytest.mark.parametrize(
    ("role", "days", "mine"),
    [
        (Role.CURATOR, 0, True),
        (Role.EDITOR, 0, True),
        (Role.PUBLISHER, 0, False),
        (Role.PUBLISHER, 30, False),
        (Role.PUBLISHER, 31, True),
        (Role.ADMIN, 31, True),
        (Role.CURATOR, 31, True),
        (Role.READER, 31, False),
        (Role.REVIEWER, 31, False),
    ],
)
def test_whose_it_is_follows_from_the_role_and_the_day(role: Role, days: int, mine: bool) -> None:
    assert duty(Kind.REVIEW, on=DUE + timedelta(days=days)).is_of(actor(role)) is mine


def test_another_organisation_knows_nothing_of_it() -> None:
    stranger = actor(*Role, organisation=ELSEWHERE)
    assert not duty(Kind.REVIEW).is_visible_to(stranger)
    assert not duty(Kind.REVIEW).is_of(stranger)


def test_what_is_assigned_is_one_person_s_until_it_is_escalated() -> None:
    mine, colleague, administrator = actor(Role.EDITOR), actor(Role.EDITOR), actor(Role.ADMIN)
    assert mine.id is not None
    person = Person(new_id(), mine.id, "Nell")
    on_time = duty(Kind.UPSETTING, person=person)
    assert [on_time.is_of(one) for one in (mine, colleague, administrator)] == [True, False, False]
    late = duty(Kind.UPSETTING, person=person, on=DUE + timedelta(days=2))
    assert late.status is Status.ESCALATED
    assert [late.is_of(one) for one in (mine, colleague, administrator)] == [True, False, True]


def test_a_draft_is_for_whoever_can_sign_it_off_and_has_not_written_in_it() -> None:
    clinical, lived = frozenset({ReviewKind.CLINICAL}), frozenset({ReviewKind.LIVED_EXPERIENCE})
    clive, lila = actor(Role.REVIEWER, kinds=clinical), actor(Role.REVIEWER, kinds=lived)
    waits = duty(Kind.SIGN_OFF, review_kinds=clinical)
    assert [waits.is_of(one) for one in (clive, lila)] == [True, False]
    assert clive.id is not None
    assert not duty(Kind.SIGN_OFF, review_kinds=clinical, not_for=frozenset({clive.id})).is_of(clive)
