"""Scope of consent, channel, organisation and time: when a quote is shown, and what is said when it is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.coproduction.consent_rules import Channel, Scope, losing, ruling, standing, ways

SUN, NORFOLK, SUFFOLK = uuid4(), uuid4(), uuid4()
NAMES = {SUN: "The SUN Network", NORFOLK: "Norfolk", SUFFOLK: "Suffolk"}
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
END = datetime(2028, 3, 1, tzinfo=UTC)
NOW = datetime(2027, 1, 1, tzinfo=UTC)
BOTH = Scope(frozenset({SUN, NORFOLK}), frozenset({"web", "print"}), START, END, None, "first_name", "Robin")


def ask(
    *scopes: Scope, by: tuple = (SUN,), channel: str = "web", at: datetime = NOW, **facts: bool
) -> tuple[bool, str]:
    found = ruling(scopes, channel=channel, organisations={one: NAMES[one] for one in by}, now=at, **facts)
    return found.shown, found.reason


@pytest.mark.parametrize(
    ("by", "channel", "at", "shown", "reason"),
    [
        ((SUN,), "web", NOW, True, "Its owner has agreed to The SUN Network showing it on web pages."),
        ((SUN,), "print", NOW, True, "Its owner has agreed to The SUN Network showing it in print."),
        ((SUN,), "api", NOW, False, "Its owner has not agreed to The SUN Network showing it in answers of the API."),
        ((SUN,), "embed", NOW, False, "Its owner has not agreed to The SUN Network showing it on partners' pages."),
        ((SUN,), "social", NOW, False, "Its owner has not agreed to The SUN Network showing it on social media."),
        ((SUN,), "training", NOW, False, "Its owner has not agreed to The SUN Network showing it in training."),
        (
            (SUN, NORFOLK),
            "web",
            NOW,
            True,
            "Its owner has agreed to The SUN Network and Norfolk showing it on web pages.",
        ),
        ((SUN, SUFFOLK), "web", NOW, False, "Its owner has not named Suffolk."),
        ((SUFFOLK,), "web", NOW, False, "Its owner has not named Suffolk."),
        ((), "web", NOW, False, "No consent is in force."),
        ((SUN,), "web", START, True, "Its owner has agreed to The SUN Network showing it on web pages."),
        ((SUN,), "web", START - timedelta(seconds=1), False, "No consent is in force."),
        (
            (SUN,),
            "web",
            END - timedelta(seconds=1),
            True,
            "Its owner has agreed to The SUN Network showing it on web pages.",
        ),
        ((SUN,), "web", END, False, "The consent has come to its end and has not been renewed."),
    ],
)
def test_a_quote_is_shown_as_far_as_its_owner_agreed(
    by: tuple, channel: str, at: datetime, shown: bool, reason: str
) -> None:
    assert ask(BOTH, by=by, channel=channel, at=at) == (shown, reason)


@pytest.mark.parametrize(
    ("scopes", "facts", "reason"),
    [
        ((BOTH,), {"withdrawn": True}, "Its owner has withdrawn consent."),
        ((BOTH,), {"approved": False}, "Its owner has not approved these words yet."),
        ((), {}, "There is no consent on record."),
        ((replace(BOTH, ended_at=NOW),), {}, "No consent is in force."),
    ],
)
def test_without_words_or_consent_nothing_is_shown(scopes: tuple, facts: dict, reason: str) -> None:
    assert ask(*scopes, **facts) == (False, reason)


def test_an_agreement_that_will_end_holds_until_then() -> None:
    assert ask(replace(BOTH, ended_at=NOW + timedelta(seconds=1)))[0]


def test_two_agreements_may_name_one_organisation_each() -> None:
    ours, theirs = replace(BOTH, controllers=frozenset({SUN})), replace(BOTH, controllers=frozenset({NORFOLK}))
    assert ask(ours, theirs, by=(SUN, NORFOLK))[0]
    assert not ask(ours, by=(SUN, NORFOLK))[0]


def test_the_way_of_naming_that_tells_least_is_taken() -> None:
    theirs = replace(BOTH, controllers=frozenset({NORFOLK}), attribution="anonymous", shown_name="")
    ours = replace(BOTH, controllers=frozenset({SUN}))
    assert _named(ours, by=(SUN,)) == "Robin"
    assert _named(ours, theirs, by=(SUN, NORFOLK)) == ""


def test_a_later_agreement_decides_how_somebody_is_named() -> None:
    later = replace(BOTH, given_at=START + timedelta(days=1), attribution="anonymous", shown_name="")
    assert _named(BOTH, later, by=(SUN,)) == ""


def test_the_answer_holds_until_the_first_agreement_ends() -> None:
    soon = replace(BOTH, expires_at=NOW + timedelta(days=1))
    found = ruling([BOTH, soon], channel="web", organisations={SUN: "The SUN Network"}, now=NOW)
    assert found.until == soon.expires_at


moments = st.integers(-20, 40).map(lambda days: START + timedelta(days=days))
bodies = st.sets(st.sampled_from([SUN, NORFOLK, SUFFOLK]))
channels = st.sampled_from([str(channel) for channel in Channel])
scopes = st.builds(
    lambda controllers, given_channels, begin, length, ended: Scope(
        frozenset(controllers), frozenset(given_channels), begin, begin + timedelta(days=length), ended
    ),
    bodies,
    st.sets(channels),
    moments,
    st.integers(1, 20),
    st.none() | moments,
)


@given(st.lists(scopes, max_size=4), bodies.filter(bool), channels, moments)
def test_nobody_shows_what_nobody_agreed_to(found: list[Scope], by: set, channel: str, at: datetime) -> None:
    expected = all(
        any(
            one in scope.controllers
            and channel in scope.channels
            and scope.given_at <= at < min(scope.expires_at, scope.ended_at or scope.expires_at)
            for scope in found
        )
        for one in by
    )
    assert ask(*found, by=tuple(by), channel=channel, at=at)[0] is expected


def _named(*found: Scope, by: tuple) -> str:
    return ruling(found, channel="web", organisations={one: NAMES[one] for one in by}, now=NOW).attribution


LESS_WIDE = replace(BOTH, channels=frozenset({"web"}))


@pytest.mark.parametrize(
    ("after", "who"),
    [
        ((BOTH,), set()),
        ((LESS_WIDE,), {SUN, NORFOLK}),
        ((replace(BOTH, controllers=frozenset({SUN})),), {NORFOLK}),
        ((LESS_WIDE, BOTH), set()),
        ((replace(BOTH, attribution="anonymous", shown_name=""),), {SUN, NORFOLK}),
        ((replace(BOTH, channels=frozenset({"web", "print", "api"})),), set()),
        ((), {SUN, NORFOLK}),
    ],
    ids=["the same", "fewer channels", "fewer bodies", "another covers it", "no name", "more", "none"],
)
def test_who_may_not_show_any_more_what_they_might(after: tuple[Scope, ...], who: set[Any]) -> None:
    assert losing(ways([BOTH], now=NOW), ways(after, now=NOW)) == who


def test_a_name_that_was_not_there_before_takes_nothing_away() -> None:
    nobody = replace(BOTH, attribution="anonymous", shown_name="")
    assert losing(ways([nobody], now=NOW), ways([BOTH], now=NOW)) == set()


def test_words_that_are_not_approved_may_be_shown_by_nobody() -> None:
    assert losing(ways([BOTH], now=NOW), ways([BOTH], now=NOW, approved=False)) == {SUN, NORFOLK}


@dataclass
class Dates:
    expires_at: datetime = END
    replaced_at: datetime | None = None
    withdrawn_at: datetime | None = None


@pytest.mark.parametrize(
    ("dates", "at", "how"),
    [
        (Dates(), NOW, "in_force"),
        (Dates(), END, "ended"),
        (Dates(replaced_at=NOW), NOW, "replaced"),
        (Dates(replaced_at=NOW), NOW - timedelta(seconds=1), "in_force"),
        (Dates(withdrawn_at=NOW), NOW, "withdrawn"),
        (Dates(replaced_at=NOW - timedelta(days=1), withdrawn_at=NOW), NOW, "replaced"),
        (Dates(withdrawn_at=END + timedelta(days=1)), END + timedelta(days=2), "ended"),
    ],
)
def test_what_ended_it_first_is_how_an_agreement_stands(dates: Dates, at: datetime, how: str) -> None:
    assert standing(dates, at) == how
