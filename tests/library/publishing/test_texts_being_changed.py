"""A text that is taken back from review is nobody's to read by a link until it is submitted again; what was read before still counts."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from library.publishing.actions import recall, send_review_invitation_again, take_back_review_invitation
from library.publishing.models import Draft, Review, ReviewInvitation
from library.publishing.workflow import NotInThatState
from tests.client import Api
from tests.outside import ROBIN, answer, answers, link_to
from tests.post import deliver
from tests.worlds import World

HTML = "text/html"
FORM = "application/x-www-form-urlencoded"
CANARY = "Canary-words-qzvx"


def again(draft: Draft) -> Draft:
    return Draft.objects.select_related("item").get(pk=draft.pk)


def recalled(world: World, draft: Draft) -> None:
    recall(draft=again(draft), expected_version=again(draft).version, by=world.by("cora"), at=world.now())


def edited(world: World, draft: Draft) -> None:
    world.edited(draft.item, title=CANARY)


def refused(world: World, draft: Draft) -> None:
    world.reviewed(again(draft), "clive", "clinical", decision="changes_requested")


TAKEN_BACK: dict[str, Callable[[World, Draft], None]] = {
    "recalled": recalled,
    "edited": edited,
    "changes asked for": refused,
}


@pytest.mark.parametrize("how", TAKEN_BACK)
def test_while_it_is_being_changed_the_link_shows_none_of_it_and_says_why(world: World, how: str) -> None:
    draft = world.in_review()
    path = link_to(world, draft)
    TAKEN_BACK[how](world, draft)
    public, title = Api(), again(draft).document["title"]
    for address in (path, f"{path}/shown"):
        said = public.get(address)
        assert (said.status, said.slug) == (409, "link-waits")
        assert title not in said.body.decode()
    page = public.get(path, accept=HTML)
    assert page.status == 409
    assert "The people who write this text are changing it" in page.body.decode()
    assert title not in page.body.decode()


@pytest.mark.parametrize("how", TAKEN_BACK)
def test_submitted_again_the_same_link_shows_it_and_a_letter_says_so(world: World, how: str) -> None:
    draft = world.in_review()
    path = link_to(world, draft)
    TAKEN_BACK[how](world, draft)
    assert deliver() == []
    world.in_review(again(draft))
    (letter,) = deliver()
    assert (letter.to, "is ready to be read again" in letter.subject) == ([ROBIN["email"]], True)
    assert Api().get(path).status == 200
    assert answer(path, answers(draft)).status == 200


@pytest.mark.parametrize("state", ["approved", "scheduled"])
def test_a_text_that_stands_as_it_is_can_be_read(world: World, state: str) -> None:
    draft = world.in_review()
    path = link_to(world, draft, kind="editorial")
    for name, kind in (("lila", "lived_experience"), ("clive", "clinical")):
        draft = world.reviewed(draft, name, kind)
    if state == "scheduled":
        world.schedule(draft)
    assert again(draft).state == state
    assert Api().get(path).status == 200


def test_a_text_that_is_approved_at_once_is_shown_again_with_a_letter_too(world: World) -> None:
    draft = world.in_review()
    path = link_to(world, draft, kind="editorial")
    for name, kind in (("lila", "lived_experience"), ("clive", "clinical")):
        draft = world.reviewed(draft, name, kind)
    recalled(world, draft)
    assert Api().get(path).status == 409
    world.in_review(again(draft))
    assert again(draft).state == "approved"
    (letter,) = deliver()
    assert (letter.to, "is ready to be read again" in letter.subject) == ([ROBIN["email"]], True)
    assert "changed since" not in letter.body
    assert Api().get(path).status == 200


def test_those_whose_invitation_is_over_get_no_letter(world: World) -> None:
    draft = world.in_review()
    link_to(world, draft)
    take_back_review_invitation(invitation=ReviewInvitation.objects.get(), by=world.by("cora"), at=timezone.now())
    edited(world, draft)
    world.in_review(again(draft))
    assert deliver() == []


def test_words_typed_for_a_text_that_is_being_changed_come_back_without_the_new_ones(world: World) -> None:
    draft = world.in_review()
    path = link_to(world, draft)
    read = answers(draft, comment="Kind words, all of them.")
    edited(world, draft)
    told = Client().post(path, urlencode(read), content_type=FORM, headers={"Accept": HTML}).content.decode()
    assert "Kind words, all of them." in told
    assert CANARY not in told
    assert not Review.objects.exists()
    assert answer(path, read).status == 409
    assert not Review.objects.exists()


def test_what_was_read_before_it_was_taken_back_can_be_answered(world: World) -> None:
    draft = world.in_review()
    path = link_to(world, draft)
    recalled(world, draft)
    assert answer(path, answers(draft)).status == 200
    assert again(draft).state == "draft"


def test_who_asks_for_changes_is_told_that_it_is_being_changed(world: World) -> None:
    draft = world.in_review()
    said = answer(link_to(world, draft), answers(draft, decision="changes_requested", comment="Kinder, please."))
    assert "theirs to change now" in " ".join(said.json()["text"])
    assert "may ask you again" in " ".join(said.json()["text"])


def test_nobody_is_sent_a_link_to_a_text_that_is_being_changed(world: World) -> None:
    draft = world.in_review()
    link_to(world, draft)
    edited(world, draft)
    with pytest.raises(NotInThatState):
        send_review_invitation_again(
            invitation=ReviewInvitation.objects.get(), valid_days=3, by=world.by("cora"), at=timezone.now()
        )
