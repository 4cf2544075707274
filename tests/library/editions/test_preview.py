"""A preview is what publishing would give, byte for byte, and saves nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from library.catalogue.models import Entry
from library.publishing.models import Draft
from library.publishing.previews import preview_draft
from tests.state import state
from tests.worlds import World


def shown(draft: Draft, world: World) -> dict[str, Any]:
    return json.loads(preview_draft(draft, at=world.now()))


@pytest.mark.parametrize("kind", ["resource", "case_study", "leaflet", "training"])
def test_what_is_previewed_is_what_is_published(world: World, kind: str) -> None:
    draft = world.approved(kind=kind)
    _is_published_as_previewed(world, draft)


def test_so_is_a_second_edition(world: World) -> None:
    _is_published_as_previewed(world, world.approved(world.edited(world.published(), summary="The second.")))


def test_so_is_a_translation(world: World) -> None:
    _is_published_as_previewed(world, world.approved(world.translation(world.published(), "ar")))


def _is_published_as_previewed(world: World, draft: Draft) -> None:
    moment = world.clock + timedelta(minutes=1)  # of the next step
    previewed = json.loads(preview_draft(draft, at=moment))
    edition = world.publish(draft, change_class=draft.change_class, note=draft.change_note)
    entry = Entry.objects.get(item=edition.item, language=edition.language)
    assert edition.published_at == moment
    assert json.loads(bytes(entry.document)) == previewed


def test_a_preview_saves_nothing(world: World) -> None:
    draft = world.draft()
    before = state()
    preview_draft(draft, at=world.now())
    assert state() == before
    assert not Entry.objects.exists()


def test_a_draft_that_is_far_from_ready_can_be_previewed(world: World) -> None:
    sections = [
        {"id": "talk", "heading": "Talk", "body": "To {{contact:nobody-here}} or {{contact:samaritans}}."},
        {"id": "sofa", "heading": "Sofa", "body": "![A sofa](asset:sofa)"},
    ]
    images = [{"key": "sofa", "asset": "01996a10-0000-7000-8000-000000000071", "alt": "A sofa."}]
    answer = shown(world.draft(sections=sections, images=images, summary="", details={"medium": "video"}), world)
    assert 'data-key="contact:nobody-here"' in answer["sections"][0]["html"]
    assert "116 123" in answer["sections"][0]["html"]
    assert "<img" not in answer["sections"][1]["html"]
    assert (answer["images"], answer["edition"], answer["sign_offs"]) == ([], 1, [])


def test_an_item_that_nobody_has_reviewed_is_shown_as_if_that_ended_today(world: World) -> None:
    answer = shown(world.draft(), world)
    assert answer["review"]["last_reviewed"] == world.clock.date().isoformat()
    assert answer["review"]["status"] == "current"
