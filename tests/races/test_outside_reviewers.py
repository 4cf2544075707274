"""Somebody outside is asked, or answers, at the very moment at which they are forgotten: who is asked is not forgotten for it, and nothing
that was said after they asked to be forgotten stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event as Signal
from threading import Thread

from django.db import connection, transaction
from django.utils import timezone

from library.accounts.models import PersonalLink
from library.publishing.actions import erase_outside_reviewer, forget_outside_reviewers, take_back_review_invitation
from library.publishing.models import OutsideReviewer, Review, ReviewInvitation
from tests.outside import ROBIN, answer, answers, invited, link_to
from tests.races.together import together
from tests.worlds import World

ROUNDS = 8
LATER = timedelta(days=40)


@contextmanager
def not_committed(call: Callable[[], object]) -> Iterator[None]:
    """While this lasts the call has been made, and its transaction is open."""
    made, over = Signal(), Signal()

    def run() -> None:
        try:
            with transaction.atomic():
                call()
                made.set()
                over.wait(timeout=30)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    assert made.wait(timeout=30)
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=60)


def over_for_long(world: World) -> None:
    invitation = invited(world)
    take_back_review_invitation(invitation=invitation, by=world.by("cora"), at=timezone.now())
    long_ago = timezone.now() - LATER
    ReviewInvitation.objects.update(invited_at=long_ago, sent_at=long_ago, taken_back_at=long_ago)
    OutsideReviewer.objects.update(created_at=long_ago)


def test_who_is_being_asked_at_this_moment_is_not_forgotten(world: World) -> None:
    over_for_long(world)
    draft = world.in_review(slug="another")
    with not_committed(lambda: invited(world, draft)):
        assert forget_outside_reviewers(at=timezone.now()) == 0
    person = OutsideReviewer.objects.get()
    assert (person.name, person.email) == (ROBIN["name"], ROBIN["email"])
    assert ReviewInvitation.objects.filter(taken_back_at=None).get().why == ROBIN["why"]


def test_asking_and_forgetting_at_one_moment_leaves_whoever_is_asked_with_an_address(world: World) -> None:
    for number in range(ROUNDS):
        over_for_long(world)
        draft = world.in_review(slug=f"another-{number}")
        together(lambda draft=draft: invited(world, draft), lambda: forget_outside_reviewers(at=timezone.now()))
        asked = ReviewInvitation.objects.get(draft=draft)
        assert (asked.reviewer.email, asked.why) == (ROBIN["email"], ROBIN["why"])


def test_answering_and_asking_to_be_forgotten_at_one_moment(world: World) -> None:
    """Whoever is first: no name and no word of theirs stays with a text that is not out, and the link is over."""
    for number in range(ROUNDS):
        draft = world.in_review(slug=f"one-{number}")
        path = link_to(world, draft, email=f"robin{number}@outside.example")
        person = ReviewInvitation.objects.get(draft=draft).reviewer_id
        said, erased = together(
            lambda path=path, draft=draft: answer(path, answers(draft, comment="Canary")),
            lambda person=person: erase_outside_reviewer(reviewer=person, at=timezone.now()),
        )
        assert (said.status in {200, 404}, erased) == (True, True)
        assert not Review.objects.filter(draft=draft).exists()
        left = ReviewInvitation.objects.select_related("reviewer").get(draft=draft)
        assert (left.why, left.capacity, left.reviewer.email) == ("", "", "")
        assert bool(left.answered_at) != bool(left.taken_back_at)
        assert not PersonalLink.objects.filter(subject=left.pk, used_at=None, ended_at=None).exists()


def test_who_is_asked_while_they_are_being_forgotten_is_forgotten_for_that_too(world: World) -> None:
    for number in range(ROUNDS):
        email = f"kim{number}@outside.example"
        person = invited(world, world.in_review(slug=f"first-{number}"), email=email).reviewer_id
        draft = world.in_review(slug=f"second-{number}")
        together(
            lambda draft=draft, email=email: invited(world, draft, email=email),
            lambda person=person: erase_outside_reviewer(reviewer=person, at=timezone.now()),
        )
        asked = ReviewInvitation.objects.select_related("reviewer").get(draft=draft)
        is_anew = asked.reviewer_id != person
        assert (asked.reviewer.email, asked.taken_back_at is None) == ((email, True) if is_anew else ("", False))
