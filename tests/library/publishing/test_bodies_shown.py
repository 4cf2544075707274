"""Pictures of bodies about eating disorders: said, not assumed, and two kinds refused (domain.md SM-7)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from library.catalogue.actions import add_audience
from library.documents.canonical import canonical_json, document_hash
from library.documents.parse import parse_document
from library.publishing.conditions import unmet
from library.publishing.models import Draft
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import address, sit_down
from tests.texts import text
from tests.worlds import World

PLACE = "/images/0/depicts_body"
SOFA = {"key": "sofa", "asset": "01996a10-0000-7000-8000-000000000051", "alt": "A sofa."}


def pictured(world: World, said: str | None, **how: Any) -> Draft:
    image = {**SOFA, **({} if said is None else {"depicts_body": said})}
    sections = [{"id": "sofa", "heading": "Sofa", "body": "![](asset:sofa)"}]
    return world.draft(sections=sections, images=[image], **how)


def faults(world: World, draft: Draft) -> list[str]:
    return [fault.pointer for fault in unmet(draft, at=world.now()) if fault.pointer == PLACE]


@pytest.mark.parametrize(
    ("said", "refused"),
    [(None, True), ("none", False), ("neutral", False), ("low_weight", True), ("before_after", True)],
)
def test_about_eating_disorders_it_is_said_and_two_kinds_are_refused(
    world: World, said: str | None, refused: bool
) -> None:
    assert faults(world, pictured(world, said)) == ([PLACE] if refused else [])


@pytest.mark.parametrize("language", ["en-GB", "cy"])
def test_it_is_so_in_every_language(world: World, language: str) -> None:
    assert faults(world, pictured(world, "low_weight", language=language)) == [PLACE]


def test_professionals_are_no_exception(world: World) -> None:
    curator = world.by("cora")
    add_audience(slug="professionals", name="Professionals", by=curator, at=world.now())
    assert faults(world, pictured(world, "before_after", governance={"audiences": ["professionals"]})) == [PLACE]


def test_about_anything_else_it_may_be_left_open(world: World) -> None:
    assert faults(world, pictured(world, None, governance={"topics": ["mental-health"]})) == []


def test_what_was_written_before_it_was_asked_keeps_its_hash() -> None:
    before = parse_document(text(images=[SOFA], sections=[{"id": "a", "heading": "A", "body": "![](asset:sofa)"}]))
    assert b"depicts_body" not in canonical_json(before)
    assert document_hash(parse_document(json.loads(canonical_json(before)))) == document_hash(before)


def test_what_it_shows_is_part_of_the_text_that_is_signed_off() -> None:
    plain = text(images=[SOFA], sections=[{"id": "a", "heading": "A", "body": "![](asset:sofa)"}])
    said = {**plain, "images": [{**SOFA, "depicts_body": "none"}]}
    assert document_hash(parse_document(said)) != document_hash(parse_document(plain))


def test_the_draft_names_it_over_http_with_what_to_do(world: World) -> None:
    told = world.api("cora").get(f"/v1/workspace/drafts/{pictured(world, None).pk}").json()
    (found,) = [one for one in told["findings"] if one["rule"] == "body-not-said"]
    assert (found["severity"], found["pointer"]) == ("block", PLACE)
    assert PLACE in [one["pointer"] for one in told["ready"]]


def test_the_desk_asks_and_saving_without_an_answer_changes_nothing(world: World) -> None:
    draft = pictured(world, None)
    cora: Client = sit_down(world, "cora")
    fill_in(cora, address(draft))
    unchanged = Draft.objects.get(pk=draft.pk)
    assert unchanged.document_hash == draft.document_hash
    fill_in(cora, address(draft), **{"document/images/0/depicts_body": "neutral"})
    assert Draft.objects.get(pk=draft.pk).document["images"][0]["depicts_body"] == "neutral"


def test_a_word_that_means_nothing_is_refused_at_its_place(world: World) -> None:
    draft = pictured(world, "none")
    document = {**draft.document, "images": [{**SOFA, "depicts_body": "thin"}]}
    cora = world.api("cora")
    path = f"/v1/workspace/drafts/{draft.pk}"
    refused = cora.put(path, {"document": document}, if_match=cora.get(path).etag)
    assert (refused.status, refused.pointers) == (400, ["/document" + PLACE])
