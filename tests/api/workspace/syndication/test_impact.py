"""What publishing a draft would do, over HTTP and on the desk's page for it."""

from __future__ import annotations

import pytest
from django.test import Client

from library.ids import new_id
from library.publishing.models import Draft
from tests.api.desk.sitting import address, sit_down
from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def draft(world: World) -> Draft:
    return world.edited(world.published(title="Before"), title="After")


def test_it_tells_what_changes_and_whom_it_reaches(world: World, draft: Draft) -> None:
    told = world.api("rosa").get(f"/v1/workspace/drafts/{draft.pk}/impact").json()
    (change,) = told["changes"]
    assert (change["pointer"], change["old"], change["new"]) == ("/title", "Before", "After")
    assert (told["edition"], told["adaptations"], told["adopted"]["count"], told["followers"]) == (1, [], 0, 0)


def test_anothers_is_as_what_never_was(world: World, draft: Draft) -> None:
    hana = world.api("hana")
    theirs, random = (hana.get(f"/v1/workspace/drafts/{id}/impact") for id in (draft.pk, new_id()))
    assert theirs.status == random.status == 404
    assert {**theirs.json(), "instance": ""} == {**random.json(), "instance": ""}


@pytest.mark.parametrize("step", ["publish", "schedule"])
def test_whoever_publishes_sees_it_first(world: World, step: str) -> None:
    draft = world.approved(world.edited(world.published(title="Before"), title="After"))
    petra: Client = sit_down(world, "petra")
    page = petra.get(address(draft, step)).content.decode()
    assert "What changes" in page
    assert "Before" in page
    assert "Whom it reaches" in page
