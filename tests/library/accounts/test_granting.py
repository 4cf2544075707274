"""Who may give which role to whom: the whole matrix, from role to role."""

from __future__ import annotations

import pytest

from library.accounts import actions
from library.accounts.actors import SYSTEM, Actor
from library.accounts.granting import SERVICE_ROLES, check_manages, check_may_grant, read_roles, read_service_roles
from library.accounts.models import Organisation
from library.accounts.roles import PERSONAL_ROLES, STEWARD_ROLES, ReviewKind, Role, roles_open_to
from library.errors import Forbidden, LibraryError, Malformed, NotFound
from library.ids import new_id
from tests.cast import START, Cast

HOME, ELSEWHERE = new_id(), new_id()


def actor(role: Role, *, is_person: bool = True) -> Actor:
    return Actor(id=new_id(), organisation_id=HOME, roles=frozenset({role}), is_person=is_person)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("is_person", [True, False])
def test_who_manages_an_organisation(role: Role, is_person: bool) -> None:
    by = actor(role, is_person=is_person)
    # at home: the two administrators; elsewhere: the steward's alone, and to the rest it does not exist
    at_home = None if role in (Role.ADMIN, Role.STEWARD_ADMIN) else Forbidden
    elsewhere = None if role is Role.STEWARD_ADMIN else NotFound
    for organisation, expected in ((HOME, at_home), (ELSEWHERE, elsewhere)):
        if expected is None:
            check_manages(by, organisation)
        else:
            with pytest.raises(expected):
                check_manages(by, organisation)


@pytest.mark.parametrize("given", Role)
@pytest.mark.parametrize("giver", Role)
def test_who_gives_what(giver: Role, given: Role) -> None:
    """Roles of the steward are a steward administrator's to give; the others, anybody's who manages."""
    allowed = given not in STEWARD_ROLES or giver is Role.STEWARD_ADMIN
    if allowed:
        check_may_grant(actor(giver), [given])
    else:
        with pytest.raises(Forbidden):
            check_may_grant(actor(giver), [given])


@pytest.mark.parametrize("kind", Organisation.Kind.values)
@pytest.mark.parametrize("role", Role)
def test_which_roles_a_member_may_hold(kind: str, role: Role) -> None:
    organisation = Organisation(kind=kind)
    kinds = ["clinical"] if role is Role.REVIEWER else []
    if kind == "steward" or role not in STEWARD_ROLES:
        assert read_roles(organisation, [role], kinds) == ([role], kinds)
    else:
        with pytest.raises(Malformed):
            read_roles(organisation, [role], kinds)


@pytest.mark.parametrize("kind", Organisation.Kind.values)
@pytest.mark.parametrize("role", Role)
def test_which_roles_a_service_key_may_carry(kind: str, role: Role) -> None:
    organisation = Organisation(kind=kind)
    if role in roles_open_to(kind) & SERVICE_ROLES:
        assert read_service_roles(organisation, [role]) == [role]
    else:
        with pytest.raises(Malformed):
            read_service_roles(organisation, [role])


def test_a_service_key_never_judges_nor_administers() -> None:
    assert SERVICE_ROLES.isdisjoint(PERSONAL_ROLES | {Role.ADMIN, Role.STEWARD_ADMIN})


@pytest.mark.parametrize(
    ("roles", "kinds", "places"),
    [
        ([], [], ["/roles"]),
        (["editor"], ["clinical"], ["/review_kinds"]),
        (["reviewer"], [], ["/review_kinds"]),
        (["reviewer"], ["astrological"], ["/review_kinds/0"]),
        (["king", "editor", "queen"], [], ["/roles/0", "/roles/2"]),
    ],
)
def test_every_fault_has_its_place(roles: list[str], kinds: list[str], places: list[str]) -> None:
    with pytest.raises(Malformed) as refusal:
        read_roles(Organisation(kind="steward"), roles, kinds)
    assert [fault.pointer for fault in refusal.value.errors] == places


def test_each_role_is_kept_once() -> None:
    assert read_roles(Organisation(kind="steward"), ["reviewer", "editor", "editor"], list(ReviewKind)) == (
        ["editor", "reviewer"],
        sorted(ReviewKind),
    )


@pytest.mark.parametrize("name", ["cora", "petra", "lila", "nora", "nell", "sadie"])
def test_only_the_stewards_administrator_keeps_organisations(cast: Cast, name: str) -> None:
    by = cast.actor(name)
    attempts = [
        lambda: actions.create_organisation(code="new", name="New", kind="charity", by=by, at=START),
        lambda: actions.add_code(
            organisation=cast.organisations["norfolk"], scheme="ods", value="ABC", by=by, at=START
        ),
        lambda: actions.record_succession(
            predecessor=cast.organisations["norfolk"],
            successor=cast.organisations["suffolk"],
            on=START.date(),
            type="merger",
            by=by,
            at=START,
        ),
    ]
    for attempt in attempts:
        with pytest.raises(Forbidden):
            attempt()


def test_the_system_may_found_everything(db: None) -> None:
    organisation = actions.create_organisation(code="new", name="New", kind="steward", by=SYSTEM, at=START)
    user = actions.create_user(username="first", name="First", is_staff=True, by=SYSTEM, at=START)
    actions.add_member(user=user, organisation=organisation, roles=["steward_admin"], by=SYSTEM, at=START)


@pytest.mark.parametrize("name", ["nora", "nell", "cora"])
def test_the_desk_is_opened_by_the_stewards_administrator_alone(cast: Cast, name: str) -> None:
    with pytest.raises(Forbidden):
        actions.create_user(username="new", name="New", is_staff=True, by=cast.actor(name), at=START)


def test_another_organisation_does_not_exist_to_an_administrator(cast: Cast) -> None:
    nora, suffolk = cast.actor("nora"), cast.organisations["suffolk"]
    attempts = [
        lambda: actions.add_person(
            organisation=suffolk, email="a@b.example", name="A", roles=["reader"], by=nora, at=START
        ),
        lambda: actions.issue_service_key(organisation=suffolk, name="x", roles=["editor"], by=nora, at=START),
        lambda: actions.end_membership(membership=cast.members["sadie"], expected_version=1, by=nora, at=START),
        lambda: actions.change_member(
            membership=cast.members["sadie"], roles=["reader"], expected_version=1, by=nora, at=START
        ),
        lambda: actions.issue_key(membership=cast.members["sadie"], name="x", by=nora, at=START),
    ]
    for attempt in attempts:
        with pytest.raises(LibraryError) as refusal:
            attempt()
        assert isinstance(refusal.value, NotFound)
