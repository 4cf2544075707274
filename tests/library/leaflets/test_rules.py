"""Tables of rules: who may take which step from where, and what licences allow."""

from __future__ import annotations

from uuid import uuid4

import pytest

from library.accounts.actors import Actor
from library.accounts.roles import Role
from library.errors import Forbidden
from library.leaflets.licences import LicenceForbidsAdaptation, check_may_adapt, satisfies
from library.leaflets.workflow import (
    STEPS,
    NotInThatAdaptationState,
    OwnWork,
    check_adaptation_step,
    check_second_person,
)

STATES = ("draft", "submitted", "published")
TARGETS = {
    #                draft      submitted  published
    "save":          ("draft",  "draft",   "draft"),
    "take_update":   ("draft",  "draft",   "draft"),
    "decline_update": ("same",  "same",    "same"),
    "acknowledge":   ("same",   "same",    "same"),
    "submit":        ("submitted", None,   None),
    "recall":        (None,     "draft",   None),
    "publish":       (None,     "published", None),
    "suggest":       ("same",   "same",    "same"),
    "discard":       ("same",   None,      None),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", STEPS)
def test_every_step_from_every_state(step: str, state: str) -> None:
    target = TARGETS[step][STATES.index(state)]
    if target is None:
        with pytest.raises(NotInThatAdaptationState):
            check_adaptation_step(step, state)
    else:
        assert (check_adaptation_step(step, state).target or "same") == target


WRITE, APPROVE = {Role.EDITOR, Role.CURATOR}, {Role.APPROVER, Role.PUBLISHER}
WHO = {
    "save": WRITE,
    "take_update": WRITE,
    "decline_update": WRITE,
    "acknowledge": WRITE,
    "submit": WRITE,
    "recall": WRITE | APPROVE,  # whoever is asked to approve may hand it back
    "publish": APPROVE,
    "suggest": WRITE,
    "discard": WRITE,
}


@pytest.mark.parametrize("step", STEPS)
def test_writing_and_approving_are_different_roles(step: str) -> None:
    assert set(STEPS[step].roles) == WHO[step]


def test_neither_who_wrote_nor_who_submitted_approves() -> None:
    nell, nick, nadia = (Actor(id=uuid4(), organisation_id=uuid4()) for _ in range(3))
    contributors = [nell.person]
    for one in (nell, nick):
        with pytest.raises(OwnWork):
            check_second_person(one, contributors, nick.id)
    check_second_person(nadia, contributors, nick.id)


def test_a_service_approves_nothing() -> None:
    with pytest.raises(Forbidden):
        check_second_person(Actor(id=uuid4(), organisation_id=uuid4(), is_person=False), [], None)


@pytest.mark.parametrize(
    ("text", "pictures", "allowed"),
    [
        ("CC-BY-4.0", (), True),
        ("CC-BY-NC-SA-4.0", ("CC-BY-4.0",), True),
        ("CC-BY-ND-4.0", (), False),
        ("CC-BY-4.0", ("CC-BY-NC-ND-4.0",), False),
        ("LicenceRef-ours", (), False),
    ],
)
def test_the_strictest_licence_in_it_decides(text: str, pictures: tuple[str, ...], allowed: bool) -> None:
    assets = [(f"{number}.png", licence) for number, licence in enumerate(pictures)]
    if allowed:
        check_may_adapt(text, assets)
    else:
        with pytest.raises(LicenceForbidsAdaptation):
            check_may_adapt(text, assets)


@pytest.mark.parametrize(
    ("upstream", "derivative", "may"),
    [
        ("CC-BY-4.0", "CC-BY-4.0", True),
        ("CC-BY-4.0", "CC-BY-SA-4.0", True),
        ("CC-BY-4.0", "CC0-1.0", False),
        ("CC-BY-NC-4.0", "CC-BY-4.0", False),
        ("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", True),
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0", True),
        ("CC-BY-SA-4.0", "CC-BY-4.0", False),
        ("CC-BY-NC-SA-4.0", "CC-BY-SA-4.0", False),
        ("CC-BY-ND-4.0", "CC-BY-ND-4.0", False),
        ("CC0-1.0", "CC-BY-4.0", True),
    ],
)
def test_an_adaptation_is_under_terms_that_satisfy_the_original(upstream: str, derivative: str, may: bool) -> None:
    assert satisfies(derivative, upstream) is may
