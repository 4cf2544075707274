"""Who outside reviewed is forgotten when the time is over, or when they ask; and can have everything that is held."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from library.publishing.actions import forget_outside_reviewers, take_back_review_invitation
from library.publishing.models import Draft, OutsideReviewer, Review, ReviewInvitation
from library.publishing.queries import missing_sign_offs
from tests.client import Api
from tests.outside import ROBIN, answer, answered, answers, invited, link_to
from tests.worlds import World


def forget(**after: int) -> None:
    forget_outside_reviewers(at=timezone.now() + timedelta(**after))


def kept() -> tuple[bool, bool]:
    """Whether there is a name, and an address."""
    person = OutsideReviewer.objects.get()
    return bool(person.name), bool(person.email)


def signed_off(world: World) -> Draft:
    draft = world.in_review()
    answered(world, draft)
    return Draft.objects.select_related("item").get(pk=draft.pk)


@pytest.mark.parametrize(("days", "still"), [(43, True), (45, False)])
def test_who_never_answers_is_forgotten_30_days_after_the_link_ends(world: World, days: int, still: bool) -> None:
    invited(world, valid_days=14)
    forget(days=days)
    assert kept() == (still, still)
    invitation = ReviewInvitation.objects.get()
    assert (bool(invitation.capacity), bool(invitation.why)) == (still, still)


@pytest.mark.parametrize(("days", "still"), [(29, True), (31, False)])
def test_taken_back_it_is_30_days_from_then(world: World, days: int, still: bool) -> None:
    invitation = invited(world, valid_days=60)
    take_back_review_invitation(invitation=invitation, by=world.by("cora"), at=timezone.now())
    forget(days=days)
    assert kept() == (still, still)


def test_the_address_stays_while_their_word_counts_for_what_is_not_out(world: World) -> None:
    draft = signed_off(world)
    forget(days=400)
    assert kept() == (True, True)
    world.publish(world.reviewed(draft, "clive", "clinical"))
    forget(days=401)
    assert kept() == (True, False)
    assert ReviewInvitation.objects.get().capacity == ROBIN["capacity"]


def test_somebody_asked_anew_is_kept_for_that(world: World) -> None:
    world.publish(world.reviewed(signed_off(world), "clive", "clinical"))
    invited(world, valid_days=60)
    forget(days=45)
    assert kept() == (True, True)


def test_they_can_have_everything_that_is_held(world: World) -> None:
    draft = world.in_review()
    section = draft.document["sections"][0]["id"]
    answer(link_to(world, draft), answers(draft, comment="Good.", **{f"section-{section}": "Very good."}))
    out = StringIO()
    call_command("export_person", str(OutsideReviewer.objects.get().pk), why="Asked for it.", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["name"], told["email"]) == (ROBIN["name"], ROBIN["email"])
    (one,) = told["invitations"]
    assert (one["capacity"], one["review"]["comment"]) == (ROBIN["capacity"], "Good.")
    assert one["review"]["sections"] == [{"section": section, "text": "Very good."}]


def erase() -> None:
    call_command("erase_person", str(OutsideReviewer.objects.get().pk), stdout=StringIO())


def test_erased_what_is_out_stays_signed_off_without_a_name_or_a_word(world: World) -> None:
    draft = world.in_review()
    section = draft.document["sections"][0]["id"]
    answer(link_to(world, draft), answers(draft, comment="Canary.", **{f"section-{section}": "Canary."}))
    world.publish(world.reviewed(Draft.objects.select_related("item").get(pk=draft.pk), "clive", "clinical"))
    erase()
    assert kept() == (False, False)
    review = Review.objects.get(invitation__isnull=False)
    assert review.decision == "approved"
    assert "Canary" not in f"{review.comment}{review.sections}{review.criteria}"
    invitation = ReviewInvitation.objects.get()
    assert (invitation.capacity, invitation.why) == ("", "")


def test_erased_their_word_on_what_is_not_out_goes_with_them_and_so_does_an_open_link(world: World) -> None:
    draft = signed_off(world)
    path = link_to(world, world.in_review())
    erase()
    assert not Review.objects.exists()
    assert missing_sign_offs(draft) == ["lived_experience", "clinical"]
    assert Api().get(path).status == 404


def test_a_backup_does_not_bring_them_back(world: World, settings: Any, tmp_path: Path) -> None:
    settings.TOMBSTONE_LOG = str(tmp_path / "tombstones.ndjson")
    invited(world)
    erase()
    OutsideReviewer.objects.update(name="Robin Outside", erased_at=None)  # as a restored backup would
    call_command("reapply_tombstones", stdout=StringIO())
    assert kept() == (False, False)
