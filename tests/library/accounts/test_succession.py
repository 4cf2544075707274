"""Bodies merge, split and end; who is left to take over (domain.md, LO-7)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.accounts import actions
from library.accounts.actions.succession import AlreadyEnded, AlreadySucceeded
from library.accounts.actors import SYSTEM
from library.accounts.models import Organisation, Succession
from library.accounts.succession import inherited_from, living_heirs, new_homes
from library.errors import Forbidden, Malformed
from library.history.models import Event
from tests.cast import START, Cast
from tests.state import state

DAY = date(2026, 4, 1)


def body(cast: Cast, code: str) -> Organisation:
    if code not in cast.organisations:
        cast.organisations[code] = actions.create_organisation(
            code=code, name=code.title(), kind="health_authority", by=SYSTEM, at=START
        )
    return cast.organisations[code]


def succeed(cast: Cast, before: str, after: str, **how: Any) -> list[Succession]:
    """`succeed(cast, "norfolk suffolk", "east")`: east took over from both."""
    return actions.succeed_organisation(
        predecessors=[body(cast, code) for code in before.split()],
        successors=[body(cast, code) for code in after.split()],
        **{"on": DAY, "type": "merger", "by": SYSTEM, "at": START, **how},
    )


def homes(cast: Cast, code: str, on: date = DAY) -> list[str]:
    organisation = body(cast, code)
    return [home.code for home in new_homes([organisation.pk], on=on)[organisation.pk]]


def test_a_merger_leads_from_both_to_one(cast: Cast) -> None:
    succeed(cast, "norfolk suffolk", "east")
    assert (homes(cast, "norfolk"), homes(cast, "suffolk")) == (["east"], ["east"])


def test_a_split_leads_to_each_successor(cast: Cast) -> None:
    succeed(cast, "norfolk", "north south", type="split")
    assert homes(cast, "norfolk") == ["north", "south"]


def test_heirs_of_heirs_take_over_from_those_that_ended(cast: Cast) -> None:
    succeed(cast, "norfolk", "east")
    succeed(cast, "east", "centre west", on=date(2027, 4, 1), type="split")
    assert homes(cast, "norfolk", date(2027, 3, 31)) == ["east"]
    assert homes(cast, "norfolk", date(2027, 4, 1)) == ["centre", "west"]


def test_a_succession_of_tomorrow_leads_nowhere_today(cast: Cast) -> None:
    succeed(cast, "norfolk", "east", on=date(2026, 4, 2))
    assert homes(cast, "norfolk") == []


def test_codes_hold_until_the_day_before_and_are_kept(cast: Cast) -> None:
    actions.add_code(organisation=body(cast, "norfolk"), scheme="ods", value="QMM", by=SYSTEM, at=START)
    succeed(cast, "norfolk", "east")
    code = body(cast, "norfolk").codes.get()
    assert (code.value, code.valid_to) == ("QMM", date(2026, 3, 31))


def test_who_gave_away_a_part_lives_on(cast: Cast) -> None:
    succeed(cast, "norfolk", "east", type="split", predecessors_end=False)
    assert Organisation.objects.get(code="norfolk").ended_on is None


def test_a_closure_may_have_no_successor(cast: Cast) -> None:
    assert succeed(cast, "norfolk", "", type="closure") == []
    assert Organisation.objects.get(code="norfolk").ended_on == DAY


def test_the_public_feed_tells_of_each_pair(cast: Cast) -> None:
    succeed(cast, "norfolk suffolk", "east")
    events = Event.objects.filter(type="organisation.succeeded").order_by("position")
    assert [(event.subject_slug, event.successor_slug) for event in events] == [
        ("norfolk", "east"),
        ("suffolk", "east"),
    ]
    assert all(event.position for event in events)


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        ("", "east", {}),
        ("norfolk", "", {}),
        ("norfolk", "norfolk", {}),
        ("norfolk east", "east", {}),
        ("norfolk", "east", {"type": "conquest"}),
    ],
)
def test_what_is_no_succession_is_refused(cast: Cast, before: str, after: str, how: dict[str, str]) -> None:
    body(cast, "east")
    held = state()
    with pytest.raises(Malformed):
        succeed(cast, before, after, **how)
    assert state() == held


def test_it_is_all_or_nothing(cast: Cast) -> None:
    succeed(cast, "suffolk", "east", predecessors_end=False)
    held = state()
    with pytest.raises(AlreadySucceeded):
        succeed(cast, "norfolk suffolk", "east")
    assert state() == held


def test_an_organisation_ends_once(cast: Cast) -> None:
    succeed(cast, "norfolk", "east")
    with pytest.raises(AlreadyEnded):
        succeed(cast, "norfolk", "east", on=date(2026, 4, 2))


@pytest.mark.parametrize("name", ["cora", "nora"])
def test_it_is_the_steward_s_to_record(cast: Cast, name: str) -> None:
    with pytest.raises(Forbidden):
        succeed(cast, "norfolk", "suffolk", by=cast.actor(name))


def test_a_body_inherits_from_all_that_ended_before_it(cast: Cast) -> None:
    succeed(cast, "norfolk", "east")
    succeed(cast, "east", "centre")
    succeed(cast, "suffolk", "centre", type="split", predecessors_end=False)
    assert inherited_from(body(cast, "centre").pk) == {body(cast, "norfolk").pk, body(cast, "east").pk}


BODIES = [UUID(int=number) for number in range(6)]
STEPS = st.dictionaries(st.sampled_from(BODIES), st.sets(st.sampled_from(BODIES)), max_size=6)


@given(steps=STEPS, ended=st.sets(st.sampled_from(BODIES)))
def test_heirs_are_alive_and_never_oneself_whatever_the_circles(steps: dict[UUID, set[UUID]], ended: set[UUID]) -> None:
    heirs = living_heirs(BODIES[0], steps, ended)
    assert not heirs & ended
    assert BODIES[0] not in heirs
    assert all(heir in steps.get(BODIES[0], set()) for heir in heirs) or ended
