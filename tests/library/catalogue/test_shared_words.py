"""Words that many entries show: each stands once, and a new name is right in public from the same moment on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from library.catalogue.actions import (
    add_audience,
    add_licence,
    add_topic,
    change_audience,
    change_licence,
    change_organisation,
    change_topic,
)
from library.catalogue.actions.vocabulary import WordTaken
from library.catalogue.models import Audience, Licence, Topic
from library.editions.reading import read_item
from library.errors import Forbidden, Malformed
from library.history.models import Event
from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World()


def by(world: World, name: str = "cora") -> dict[str, Any]:
    return {"by": world.by(name), "at": world.now()}


def test_a_word_stands_once(world: World) -> None:
    for again in (
        lambda: add_topic(slug="mental-health", name="Another", **by(world)),
        lambda: add_audience(slug="carers", name="Another", **by(world)),
        lambda: add_licence(spdx="CC-BY-4.0", name="Another", url="https://example.org/", **by(world)),
    ):
        with pytest.raises(WordTaken):
            again()


def test_new_names_are_right_in_public_at_once(world: World) -> None:
    item = world.published()
    topic, audience = Topic.objects.get(slug="eating-disorders"), Audience.objects.get(slug="carers")
    licence = Licence.objects.get(spdx="CC-BY-4.0")
    change_topic(topic=topic, name="New topic", codes=[], synonyms=[], **by(world))
    change_audience(audience=audience, name="New audience", **by(world))
    change_licence(licence=licence, name="New licence", url="https://example.org/by", **by(world))
    change_organisation(organisation=item.owner, name="New publisher", **by(world, "ada"))
    reading = read_item(item.kind, item.slug, None, known=(), now=world.now())
    assert reading.document
    shown = json.loads(reading.document)
    assert [topic["name"] for topic in shown["topics"]] == ["New topic"]
    assert [audience["name"] for audience in shown["audiences"]] == ["New audience"]
    assert (shown["licence"]["name"], shown["licence"]["url"]) == ("New licence", "https://example.org/by")
    assert shown["publisher"]["name"] == "New publisher"


def test_renaming_an_organisation_is_the_steward_administrators(world: World) -> None:
    organisation = world.cast.organisations["norfolk"]
    with pytest.raises(Forbidden):
        change_organisation(organisation=organisation, name="Mine", **by(world, "nora"))
    changed = change_organisation(organisation=organisation, name="Norfolk", districts=["NR"], **by(world, "ada"))
    assert (changed.name, changed.districts, changed.code) == ("Norfolk", ["NR"], "norfolk")
    assert Event.objects.latest("id").type == "organisation.changed"


def test_an_organisation_has_a_name_and_a_nation_that_there_is(world: World) -> None:
    with pytest.raises(Malformed) as refused:
        change_organisation(
            organisation=world.cast.organisations["norfolk"], name=" ", nation="atlantis", **by(world, "ada")
        )
    assert [fault.pointer for fault in refused.value.errors] == ["/name", "/nation"]
