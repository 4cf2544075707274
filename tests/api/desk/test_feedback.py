"""What readers wrote, at the desk: found on the start page, read by whoever deals with it, settled there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from library.catalogue.models import Feedback
from tests.api.desk.sitting import address, list_of, sit_down
from tests.readers import WORDS, settled, taken, wrote
from tests.worlds import World


def queues(client: Client) -> dict[str, list[str]]:
    context = client.get(reverse("admin:index")).context
    return {queue.title: [matter.name for matter in queue.matters] for queue in context["mine"]}


def test_what_upset_somebody_stands_first_on_the_start_page(world: World, cora: Client) -> None:
    world.in_review()
    unclear, upset = wrote(world), wrote(world, about="upsetting")
    found = queues(cora)
    assert next(iter(found)) == "Readers who were upset"
    assert found["Readers who were upset"] == [upset.item.entries.get().title]
    assert found["Feedback of readers"] == [unclear.item.entries.get().title]
    assert "Canary-rdrs" not in cora.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("name", ["lila", "hana"])
def test_it_is_nobody_else_s(world: World, name: str) -> None:
    wrote(world, about="upsetting")
    assert "Readers who were upset" not in queues(sit_down(world, name))


def test_it_is_read_taken_and_settled(world: World, cora: Client) -> None:
    feedback = wrote(world, about="upsetting")
    page = cora.get(address(feedback)).content.decode()
    assert WORDS in page
    assert "can&#x27;t answer them" in page
    member = world.cast.members["petra"].pk
    cora.post(address(feedback, "take"), {"to": str(member), "version": "1"})
    assert Feedback.objects.get().assigned_to_id == member
    cora.post(address(feedback, "settle"), {"outcome": "changed", "note": "", "version": "2"})
    found = Feedback.objects.get()
    assert (found.status, found.outcome) == ("settled", "changed")
    assert "Readers who were upset" not in queues(cora)
    cora.post(address(feedback, "reopen"), {"version": "3"})
    assert Feedback.objects.get().status == "open"


def test_an_outcome_that_needs_a_note_says_so_in_the_form(world: World, cora: Client) -> None:
    feedback = wrote(world)
    answer = cora.post(address(feedback, "settle"), {"outcome": "no_change", "note": "", "version": "1"})
    assert "a colleague may ask" in answer.content.decode()
    assert Feedback.objects.get().status == "new"


def test_only_colleagues_who_deal_with_it_are_offered(world: World, cora: Client) -> None:
    offered = cora.get(address(wrote(world), "take")).context["form"].fields["to"].queryset
    assert {member.user.username for member in offered} == {"ada", "cora", "petra"}


def test_the_list_says_who_looks_after_what(world: World, cora: Client) -> None:
    taken(world)
    settled(world)
    page = cora.get(list_of("catalogue_feedback")).content.decode()
    assert "Cora Example" in page
    assert WORDS not in page


def test_the_sidebar_shows_it_to_whoever_deals_with_it(world: World, cora: Client) -> None:
    there = list_of("catalogue_feedback")
    assert there in cora.get(reverse("admin:index")).content.decode()
    assert there not in sit_down(world, "lila").get(reverse("admin:index")).content.decode()
