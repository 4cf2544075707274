"""Reviews by people without an account: whom one may ask, what their word counts for, and when the link ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from library.accounts import actions as accounts
from library.accounts.actors import SYSTEM
from library.editions.actions import rehome
from library.errors import Forbidden, Malformed
from library.history.models import Event
from library.publishing.actions import (
    discard_draft,
    forget_outside_reviewers,
    send_review_invitation_again,
    take_back_review_invitation,
)
from library.publishing.actions.invitations import ReviewInvitationOver
from library.publishing.models import Draft, OutsideReviewer, Review, ReviewInvitation
from library.publishing.queries import missing_sign_offs
from library.publishing.today import missing_of
from library.publishing.workflow import NotInThatState
from tests.client import Api
from tests.outside import ROBIN, answer, answered, answers, invited, link_to
from tests.post import deliver, only_link, path_in
from tests.worlds import World

FORM = "application/x-www-form-urlencoded"


def again(draft: Draft) -> Draft:
    return Draft.objects.select_related("item").get(pk=draft.pk)


def joined(world: World, roles: list[str], review_kinds: list[str] | None = None) -> None:
    """Robin becomes a member, with the address of before."""
    world.join("robin", "sun", roles, review_kinds)
    accounts.change_user(
        user=world.cast.members["robin"].user,
        name="Robin",
        email=ROBIN["email"],
        is_staff=False,
        is_active=True,
        by=SYSTEM,
        at=world.now(),
    )


def rehomed(world: World, draft: Draft) -> Draft:
    """The SUN Network is no more, and the Harbour Trust has the item; Hana curates there."""
    world.by("hana")
    world.succeeded("sun", by="harbour")
    to, ada = world.cast.organisations["harbour"], world.by("ada")
    rehome(item=draft.item, to=to, expected_version=again(draft).item.version, by=ada, at=world.now())
    return again(draft)


def test_their_word_counts_as_an_accounts_does(world: World) -> None:
    draft = world.reviewed(world.in_review(), "clive", "clinical")
    answered(world, draft)
    assert again(draft).state == "approved"
    event = Event.objects.filter(type="draft.reviewed").latest("id")
    assert event.actor == OutsideReviewer.objects.get().pk
    assert event.data["decision"] == "approved"


def test_asking_for_changes_takes_the_draft_back(world: World) -> None:
    draft = world.in_review()
    said = answer(link_to(world, draft), answers(draft, decision="changes_requested", comment="Kinder, please."))
    assert said.status == 200
    assert again(draft).state == "changes_requested"


def test_one_person_is_not_two_by_two_links(world: World) -> None:
    draft = world.in_review()
    answered(world, draft)
    answered(world, draft, kind="clinical")
    assert missing_sign_offs(again(draft)) == ["clinical"]
    assert again(draft).state == "in_review"


def test_one_person_is_not_two_by_an_account_and_a_link(world: World) -> None:
    """Max has left, and is asked as somebody outside under the same address: he is who he was."""
    world.join("mara", "sun", ["reviewer"], ["lived_experience"])
    draft = world.in_review()
    world.reviewed(draft, "mara", "lived_experience")
    membership = world.cast.members["mara"]
    user = accounts.change_user(
        user=membership.user,
        name="Mara",
        email="mara@sun.example",
        is_staff=False,
        is_active=True,
        by=SYSTEM,
        at=world.now(),
    )
    accounts.end_membership(
        membership=membership, expected_version=membership.version, by=world.by("ada"), at=world.now()
    )
    answered(world, draft, kind="clinical", email="Mara@sun.example")
    assert OutsideReviewer.objects.get().account == user
    assert missing_sign_offs(again(draft)) == ["clinical"]


def test_one_person_is_not_two_by_a_link_and_an_account_of_later(world: World) -> None:
    """Robin answers, is taken on as a reviewer, and judges as a clinician, too."""
    draft = world.in_review()
    answered(world, draft)
    joined(world, ["reviewer"], ["clinical"])
    draft = world.reviewed(again(draft), "robin", "clinical")
    assert draft.state == "in_review"
    assert missing_sign_offs(draft) == missing_of([draft])[draft.pk] == ["clinical"]


def test_one_person_is_not_two_at_two_homes_of_an_item(world: World) -> None:
    draft = world.in_review()
    answered(world, draft)
    answered(world, rehomed(world, draft), kind="clinical", by="hana")
    assert OutsideReviewer.objects.count() == 2
    assert missing_sign_offs(again(draft)) == ["clinical"]


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"email": "cora@sun.example"}, ["/email"]),
        ({"email": "CORA@sun.example"}, ["/email"]),
        ({"email": "lila@sun.example"}, ["/email"]),
        ({"valid_days": 0}, ["/valid_days"]),
        ({"valid_days": 61}, ["/valid_days"]),
        ({"email": "lila@sun.example", "valid_days": 61}, ["/email", "/valid_days"]),
    ],
)
def test_whom_one_may_not_ask(world: World, changes: dict[str, Any], pointers: list[str]) -> None:
    with pytest.raises(Malformed) as refused:
        invited(world, **changes)
    assert [fault.pointer for fault in refused.value.errors] == pointers
    assert not OutsideReviewer.objects.exists()


def test_a_member_elsewhere_may_be_asked(world: World) -> None:
    assert invited(world, email="nell@norfolk.example").reviewer.account is None


@pytest.mark.parametrize("days", [1, 60])
def test_the_link_holds_as_long_as_was_said(world: World, days: int) -> None:
    invitation = invited(world, valid_days=days)
    assert invitation.expires_at - invitation.sent_at == timedelta(days=days)


def test_only_a_draft_in_review_is_sent_out(world: World) -> None:
    for draft in (world.draft(), world.approved(), world.changes_requested()):
        with pytest.raises(NotInThatState):
            invited(world, draft)


@pytest.mark.parametrize("name", ["petra", "lila", "rosa"])
def test_only_writers_ask(world: World, name: str) -> None:
    with pytest.raises(Forbidden):
        invited(world, by=name)


def test_a_second_invitation_ends_the_first(world: World) -> None:
    draft = world.in_review()
    first = link_to(world, draft)
    second = link_to(world, draft)
    assert (Api().get(first).status, Api().get(second).status) == (404, 200)
    assert ReviewInvitation.objects.filter(taken_back_at=None).count() == 1


def test_taken_back_the_link_ends_at_once_and_twice_is_as_once(world: World) -> None:
    invitation = invited(world)
    path = only_link()
    for _ in range(2):
        take_back_review_invitation(invitation=invitation, by=world.by("cora"), at=timezone.now())
    assert Api().get(path).status == 404
    assert Event.objects.filter(type="review.invitation_taken_back").count() == 1


def test_sent_again_there_is_one_link_the_new_one(world: World) -> None:
    invitation = invited(world)
    first = only_link()
    send_review_invitation_again(invitation=invitation, valid_days=30, by=world.by("cora"), at=timezone.now())
    (letter,) = deliver()
    assert (Api().get(first).status, Api().get(path_in(letter)).status) == (404, 200)


def test_an_answered_one_is_over(world: World) -> None:
    answered(world, world.in_review())
    invitation = ReviewInvitation.objects.get()
    how: dict[str, Any] = {"invitation": invitation, "by": world.by("cora"), "at": timezone.now()}
    with pytest.raises(ReviewInvitationOver):
        take_back_review_invitation(**how)
    with pytest.raises(ReviewInvitationOver):
        send_review_invitation_again(valid_days=3, **how)


def test_whoever_asked_is_told_that_there_is_an_answer_and_not_which(world: World) -> None:
    draft = world.in_review()
    answered(world, draft)
    (letter,) = deliver()
    assert letter.to == ["cora@sun.example"]
    assert ROBIN["name"] not in f"{letter.subject}{letter.body}"
    assert str(draft.pk) in str(letter.body)


def test_somebody_who_has_written_meanwhile_can_not_sign_it_off(world: World) -> None:
    """Robin becomes a curator and writes, and then comes with the link of before."""
    draft = world.in_review()
    path = link_to(world, draft)
    joined(world, ["curator"])
    world.in_review(world.edited(draft.item, by="robin", title="By Robin"))
    assert answer(path, answers(draft)).slug == "link-not-for-you"
    assert not Review.objects.exists()


@pytest.mark.parametrize("decision", ["approved", "changes_requested"])
def test_an_answer_while_it_is_being_changed_counts_for_the_text_that_was_read(world: World, decision: str) -> None:
    draft = world.in_review()
    path = link_to(world, draft)
    draft = world.edited(draft.item, title="Still being written")
    assert answer(path, answers(draft, decision=decision, comment="As it stands.")).status == 200
    assert again(draft).state == "draft"
    submitted = world.in_review(again(draft))
    assert missing_sign_offs(submitted) == (
        ["clinical"] if decision == "approved" else ["lived_experience", "clinical"]
    )


def test_with_the_publication_the_invitation_ends_and_the_next_text_is_shown_to_nobody(world: World) -> None:
    draft = world.in_review()
    path = link_to(world, draft, kind="accessibility")
    for name, kind in (("lila", "lived_experience"), ("clive", "clinical")):
        draft = world.reviewed(draft, name, kind)
    world.publish(draft)
    world.edited(draft.item, title="Not for anybody yet")
    assert (Api().get(path).status, Api().get(f"{path}/shown").status) == (404, 404)
    with pytest.raises(ReviewInvitationOver):
        send_review_invitation_again(
            invitation=ReviewInvitation.objects.get(), valid_days=3, by=world.by("cora"), at=timezone.now()
        )


def test_with_the_draft_goes_the_invitation_and_its_link(world: World) -> None:
    draft = world.in_review()
    path = link_to(world, draft)
    answered(world, draft, kind="editorial")
    draft = again(draft)
    discard_draft(draft=draft, expected_version=draft.version, by=world.by("cora"), at=world.now())
    assert Api().get(path).status == 404
    assert not ReviewInvitation.objects.exists()


def test_a_review_is_somebodys_and_one_persons(world: World) -> None:
    review = answered(world, world.in_review())
    for reviewer, invitation in ((None, None), (world.cast.members["lila"].user_id, review.invitation_id)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.filter(pk=review.pk).update(reviewer=reviewer, invitation=invitation)


def test_whoever_was_forgotten_is_asked_anew_and_not_sent_a_letter_to_nowhere(world: World) -> None:
    invitation = invited(world)
    forget_outside_reviewers(at=invitation.expires_at + timedelta(days=60))
    invitation = ReviewInvitation.objects.select_related("reviewer", "item").get()
    with pytest.raises(ReviewInvitationOver, match="ask them anew"):
        send_review_invitation_again(invitation=invitation, valid_days=3, by=world.by("cora"), at=timezone.now())
    invitation.refresh_from_db()
    assert invitation.sent_at == invitation.invited_at


def test_a_note_without_its_answer_is_asked_about_and_not_lost(world: World) -> None:
    draft = world.in_review()
    given = answers(draft, decision="changes_requested", comment="Kinder, please.")
    code = next(name for name in given if name.startswith("criterion-")).removeprefix("criterion-")
    del given[f"criterion-{code}"]
    path = link_to(world, draft)
    said = answer(path, {**given, f"note-{code}": "The second part could harm."})
    assert (said.status, said.json()["errors"][0]["pointer"]) == (400, f"/answers/criterion-{code}")
    assert Api().get(path).status == 200, "the link still works"


def test_the_link_works_when_the_item_has_found_a_new_home(world: World) -> None:
    draft = world.in_review()
    path = link_to(world, draft)
    rehomed(world, draft)
    assert answer(path, answers(draft)).status == 200


def test_asking_for_changes_calls_a_publication_off_that_is_due_later(world: World) -> None:
    draft = world.in_review()
    path = link_to(world, draft, kind="accessibility")
    for name, kind in (("lila", "lived_experience"), ("clive", "clinical")):
        draft = world.reviewed(draft, name, kind)
    world.schedule(draft)
    given = answers(draft, "accessibility", "changes_requested", comment="The table can't be read aloud.")
    assert answer(path, given).status == 200
    called_off = again(draft)
    assert (called_off.state, called_off.publish_at) == ("changes_requested", None)


def test_a_line_end_counts_as_one_character_as_in_the_browser(world: World) -> None:
    draft = world.in_review()
    given = {**answers(draft), "comment": "a\r\n" * 2000 + "b" * 1000}
    page = Client().post(link_to(world, draft), urlencode(given), content_type=FORM, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert Review.objects.get().comment == "a\n" * 2000 + "b" * 1000
