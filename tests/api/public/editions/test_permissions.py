"""Asking what may be done with an item."""

from __future__ import annotations

from typing import Any

import pytest

from library.catalogue.models import Item
from tests import files
from tests.client import Api
from tests.kept import keep
from tests.worlds import World

PERMISSIONS = "/v1/permissions"


def ask(public: Api, item: Item, action: str = "adapt", **more: Any) -> Any:
    answer = public.get(PERMISSIONS, {"item": f"leaflets/{item.slug}", "action": action, **more})
    assert answer.status == 200, answer
    return answer.json()


def test_a_leaflet_under_an_open_licence_may_be_adapted(world: World, public: Api) -> None:
    item = world.published(kind="leaflet")
    found = ask(public, item, organisation="norfolk")
    assert (found["allowed"], found["exceptions"], found["organisation"]) == (True, [], "norfolk")
    assert (found["item"]["slug"], found["item"]["edition"]) == (item.slug, 1)
    assert found["licence"]["spdx"] == "CC-BY-4.0"


def test_a_licence_that_forbids_it_refuses_and_says_whom_to_ask(world: World, public: Api) -> None:
    item = world.published(kind="leaflet", governance={"licence": "CC-BY-ND-4.0"})
    assert ask(public, item)["allowed"] is False
    assert ask(public, item)["needs"] == ["Written permission from The SUN Network."]
    assert ask(public, item, "embed")["allowed"] is True


def test_the_licence_is_that_of_the_edition_and_not_of_the_next_one(world: World, public: Api) -> None:
    item = world.published(kind="leaflet")
    world.relicensed(item, "CC-BY-ND-4.0")
    assert ask(public, item)["allowed"] is True


def test_what_is_no_template_may_be_adapted_elsewhere(world: World, public: Api) -> None:
    item = world.published()
    found = public.get(PERMISSIONS, {"item": f"resources/{item.slug}", "action": "adapt"}).json()
    assert found["allowed"] is True
    assert "leaflet templates" in found["reasons"][-1]


def test_the_address_of_a_card_will_do(world: World, public: Api) -> None:
    item = world.published(kind="leaflet")
    url = public.get(f"/v1/leaflets/{item.slug}").json()["url"]
    assert public.get(PERMISSIONS, {"item": url, "action": "print"}).json()["item"]["url"] == url


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({"item": "leaflets/x"}, "?action"),
        ({"action": "adapt"}, "?item"),
        ({"item": "leaflets/x", "action": "sell"}, "?action"),
        ({"item": "books/x", "action": "adapt"}, "?item"),
        ({"item": "leaflets/x/editions", "action": "adapt"}, "?item"),
        ({"item": "leaflets", "action": "adapt"}, "?item"),
        ({"item": "https://elsewhere.example/v1/leaflets/x", "action": "adapt"}, "?item"),
        ({"item": "leaflets/x", "action": "adapt", "organisation": "nobody"}, "?organisation"),
    ],
)
def test_what_can_not_be_asked(world: World, public: Api, query: dict[str, str], place: str) -> None:
    refused = public.get(PERMISSIONS, query)
    assert (refused.status, refused.slug) == (400, "invalid-request")
    assert place in refused.pointers


def test_of_what_is_not_there_or_was_withdrawn_nothing_is_said(world: World, public: Api) -> None:
    withdrawn = world.withdrawn(kind="leaflet")
    draft = world.draft(kind="leaflet")
    asked = {"action": "adapt"}
    assert public.get(PERMISSIONS, {**asked, "item": f"leaflets/{withdrawn.slug}"}).status == 410
    assert public.get(PERMISSIONS, {**asked, "item": f"leaflets/{draft.item.slug}"}).status == 404
    item = world.published(kind="leaflet")
    refused = public.get(PERMISSIONS, {**asked, "item": f"leaflets/{item.slug}", "language": "cy"})
    assert (refused.status, refused.slug) == (404, "language-not-available")


def test_a_picture_under_a_stricter_licence_stands_in_the_way(world: World, public: Api) -> None:
    asset = keep(world, files.image("PNG"), "drawing.png", licence="CC-BY-ND-4.0")
    picture = {"key": "drawing", "asset": str(asset.pk), "alt": "Two people at a table."}
    picture["depicts_body"] = "neutral"
    sections = [{"id": "about", "heading": "About", "body": "![](asset:drawing)"}]
    item = world.published(kind="leaflet", images=[picture], sections=sections)
    found = ask(public, item)
    assert (found["allowed"], found["needs"]) == (False, ["A version without drawing.png, or permission for it."])
    assert [(one["file"], one["licence"], one["allowed"]) for one in found["exceptions"]] == [
        ("drawing.png", "CC-BY-ND-4.0", False)
    ]
    assert ask(public, item, "print")["allowed"] is True
