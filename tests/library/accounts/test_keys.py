"""Keys: whom they stand for, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from library.accounts import actions
from library.accounts.actors import SYSTEM
from library.accounts.models import ApiKey
from library.accounts.queries import caller_for_key
from library.accounts.roles import Role
from library.errors import Forbidden
from tests.cast import START, Cast


def test_a_key_stands_for_its_person(cast: Cast) -> None:
    caller = caller_for_key(cast.key("lila"), at=START)
    assert caller is not None
    assert caller.actor == cast.actor("lila")
    assert caller.actor.is_steward


@pytest.mark.parametrize(
    ("after", "valid"), [(timedelta(seconds=-1), True), (timedelta(0), False), (timedelta(seconds=1), False)]
)
def test_it_expires_on_the_stroke(cast: Cast, after: timedelta, valid: bool) -> None:
    end = START + timedelta(days=1)
    _, text = actions.issue_key(membership=cast.members["nell"], name="x", expires_at=end, by=SYSTEM, at=START)
    assert (caller_for_key(text, at=end + after) is not None) is valid


def test_the_roles_of_the_person_today_are_the_most_it_carries(cast: Cast) -> None:
    text = cast.key("nora")
    actions.change_member(
        membership=cast.members["nora"], roles=["editor", "reader"], expected_version=1, by=SYSTEM, at=START
    )
    caller = caller_for_key(text, at=START)
    assert caller is not None
    assert caller.actor.roles == {Role.EDITOR}


def test_a_key_without_the_reviewers_role_reviews_nothing(cast: Cast) -> None:
    actions.change_member(
        membership=cast.members["lila"],
        roles=["reviewer", "editor"],
        review_kinds=["clinical"],
        expected_version=1,
        by=SYSTEM,
        at=START,
    )
    cast.members["lila"].refresh_from_db()
    caller = caller_for_key(cast.key("lila", ["editor"]), at=START)
    assert caller is not None
    assert caller.actor.review_kinds == frozenset()


def test_nobody_makes_a_key_for_somebody_else(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        actions.issue_key(membership=cast.members["nell"], name="x", by=cast.actor("nora"), at=START)


def test_only_a_hash_is_kept(cast: Cast) -> None:
    secret = cast.key("nell").partition(".")[2]
    assert not [key for key in ApiKey.objects.values_list() if any(secret in str(value) for value in key)]


def test_an_ended_membership_ends_its_keys(cast: Cast) -> None:
    text = cast.key("nell")
    actions.end_membership(membership=cast.members["nell"], expected_version=1, by=SYSTEM, at=START)
    assert caller_for_key(text, at=START) is None
    assert ApiKey.objects.get(membership=cast.members["nell"]).revoked_at == START
