"""Reviewing at the desk, with its questions; and asking people without an account."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from library.publishing.models import Draft, Review, ReviewInvitation
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import address, all_well, list_of, sit_down
from tests.outside import ROBIN, answered, invited
from tests.post import deliver
from tests.worlds import World


def review(world: World, draft: Draft, by: str = "clive", kind: str = "clinical", **given: Any) -> Any:
    filled = {"scope": "whole", "decision": "approved", **all_well(draft, kind), **given}
    return fill_in(sit_down(world, by), address(draft, "review"), **filled)


def test_a_review_keeps_answers_and_what_was_said_of_sections(world: World) -> None:
    draft = world.in_review()
    section = draft.document["sections"][0]["id"]
    more = {f"section-{section}": "Clear.\r\nAnd kind.", "criterion-clinical-evidence": "no"}
    assert review(world, draft, **more, **{"note-clinical-evidence": "Two are old."}).status_code == 302
    said = Review.objects.get()
    assert said.sections == [{"section": section, "text": "Clear.\nAnd kind."}]
    assert said.criteria[0] == {"code": "evidence", "answer": "no", "note": "Two are old."}


def test_an_approval_without_an_answer_is_refused_at_the_question(world: World) -> None:
    draft = world.in_review()
    page = review(world, draft, comment="A long evening's work", **{"criterion-clinical-evidence": ""})
    assert "criterion-clinical-evidence" in page.context["form"].errors
    assert "A long evening&#x27;s work" in page.content.decode()
    assert not Review.objects.exists()


def test_a_no_that_is_approved_wants_a_word_at_its_note(world: World) -> None:
    page = review(world, world.in_review(), **{"criterion-clinical-evidence": "no"})
    assert "note-clinical-evidence" in page.context["form"].errors


def test_who_judges_two_ways_answers_for_the_one_that_is_chosen(world: World) -> None:
    draft = world.in_review()
    assert review(world, draft, by="max").status_code == 302
    assert {row["code"] for row in Review.objects.get().criteria} == {
        name.removeprefix("criterion-clinical-") for name in all_well(draft, "clinical") if name != "kind"
    }


def test_a_section_alone_may_say_what_should_change(world: World) -> None:
    draft = world.in_review()
    section = draft.document["sections"][0]["id"]
    said = {"decision": "changes_requested", f"section-{section}": "Softer, please."}
    assert review(world, draft, **said).status_code == 302
    assert Draft.objects.get(pk=draft.pk).state == "changes_requested"


FORM = {name: str(value) for name, value in ROBIN.items()}


def test_somebody_outside_is_asked_and_taken_back(world: World, cora: Client) -> None:
    draft = world.in_review()
    assert fill_in(cora, address(draft, "invite"), **FORM)["Location"] == address(draft)
    (letter,) = deliver()
    assert letter.to == [ROBIN["email"]]
    invitation = ReviewInvitation.objects.get()
    assert ROBIN["name"] in cora.get(address(draft)).content.decode()
    fill_in(cora, address(invitation, "send"), valid_days="5")
    fill_in(cora, address(invitation, "take-back"))
    invitation.refresh_from_db()
    assert invitation.taken_back_at is not None
    assert "Taken back" in cora.get(address(draft)).content.decode()


def test_a_refused_invitation_keeps_what_was_typed(world: World, cora: Client) -> None:
    page = fill_in(cora, address(world.in_review(), "invite"), **{**FORM, "email": "lila@sun.example"})
    assert "a member of your organisation" in page.context["form"].errors["email"][0]
    assert ROBIN["why"] in page.content.decode()
    assert not ReviewInvitation.objects.exists()


def test_the_draft_says_what_they_said_and_when_it_is_void(world: World, cora: Client) -> None:
    draft = world.in_review()
    answered(world, draft)
    page = cora.get(address(draft)).content.decode()
    assert f"{ROBIN['name']}, without an account" in page
    world.edited(draft.item, title="Changed")
    page = cora.get(address(draft)).content.decode()
    assert "Of an earlier text" in page
    assert "Answered, of an earlier text" in page


@pytest.mark.parametrize("name", ["lila", "rosa"])
def test_who_neither_writes_nor_publishes_sees_no_addresses(world: World, name: str) -> None:
    invitation = invited(world)
    seat = sit_down(world, name)
    assert seat.get(list_of("publishing_reviewinvitation")).status_code == 403
    assert seat.get(address(invitation)).status_code in {403, 404}
    assert invitation.draft is not None
    assert ROBIN["email"] not in seat.get(address(invitation.draft)).content.decode()
