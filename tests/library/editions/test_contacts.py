"""What a text prints of the directory, for the place it is for; and what stops it (domain.md CR-3, CR-4, CR-5, CR-11)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from library.directory.actions import verify_contact_point
from library.directory.models import ContactPoint
from library.directory.places import Place
from library.documents.model import Document
from library.documents.parse import parse_document
from library.editions.contacts import UnknownContact, contact_faults, resolve
from tests.texts import text
from tests.worlds import World

NUMBERS = {"england": "+448088010677", "scotland": "+448088010432", "wales": "+448088010433"}


@pytest.fixture
def world(db: None) -> World:
    world = World()
    for nation, number in NUMBERS.items():
        world.contact(f"beat-{nation}", number, kind="e164", group="beat", nations=[nation])
    return world


def saying(words: str, **changes: Any) -> Document:
    section = {"id": "help", "heading": "Help", "body": words}
    return parse_document(text(sections=[section], **changes))


def printed(words: str, on: date, place: Place | None = None, **changes: Any) -> str:
    return resolve(saying(words, **changes), on, place or Place())[0].sections[0].body


def faults(world: World, words: str, place: Place | None = None) -> list[tuple[str, str]]:
    return [
        (fault.pointer, fault.detail) for fault in contact_faults(saying(words), world.clock.date(), place or Place())
    ]


@pytest.mark.parametrize(
    ("nation", "shown"), [("england", "0808 801 0677"), ("scotland", "0808 801 0432"), ("wales", "0808 801 0433")]
)
def test_one_text_prints_the_number_of_its_nation(world: World, nation: str, shown: str) -> None:
    words = printed("Call {{contact:beat}}.", world.clock.date(), Place(nation))
    assert words == f"Call [{shown}](tel:{'+44' + shown.replace(' ', '')[1:]})."


def test_a_text_for_anywhere_prints_each_nation_s(world: World) -> None:
    words = printed("Call {{contact:beat}}.", world.clock.date())
    assert [part.rpartition("(")[2] for part in words.split("), ")] == ["England", "Wales", "Scotland)."]


def test_an_england_leaflet_never_prints_scotland_s(world: World) -> None:
    with pytest.raises(UnknownContact):
        printed("Call {{contact:beat-scotland}}.", world.clock.date(), Place("england"))
    with pytest.raises(UnknownContact):
        printed("Call {{contact:beat}}.", world.clock.date(), Place("northern_ireland"))


def test_an_organisation_s_own_line_is_printed_in_its_own_texts_alone(world: World) -> None:
    norfolk = world.cast.organisations["norfolk"].pk
    world.contact("own", "+441603421421", kind="e164", by="nell", group="beat", districts=["NR"], nations=["england"])
    here = Place("england", ("NR1",), norfolk)
    assert "01603 421421" in printed("{{contact:beat}}", world.clock.date(), here)
    elsewhere = Place("england", ("NR1",), world.cast.organisations["suffolk"].pk)
    assert "0808 801 0677" in printed("{{contact:beat}}", world.clock.date(), elsewhere)
    with pytest.raises(UnknownContact):
        printed("{{contact:own}}", world.clock.date())


def test_all_that_are_printed_are_referred_to_once(world: World) -> None:
    _, contacts = resolve(saying("{{contact:beat}} {{contact:beat-england}}"), world.clock.date())
    assert sorted(contact.slug for contact in contacts) == ["beat-england", "beat-scotland", "beat-wales"]


def test_what_does_not_serve_the_place_is_named_at_its_place(world: World) -> None:
    ((pointer, sentence),) = faults(world, "{{contact:beat-scotland}}", Place("england"))
    assert (pointer, "that serves this place" in sentence) == ("/sections/0/body", True)


@pytest.mark.parametrize(("age", "passes"), [(180, True), (181, False)])
def test_what_was_checked_too_long_ago_is_not_printed(world: World, age: int, passes: bool) -> None:
    verify_contact_point(
        contact=ContactPoint.objects.get(slug="samaritans"),
        verified_by="Us",
        on=world.clock.date() - timedelta(days=age),
        by=world.by("cora"),
        at=world.now(),
    )
    assert (faults(world, "{{contact:samaritans}}") == []) is passes


@pytest.mark.parametrize("purpose", ["emergency", "urgent"])
def test_for_an_emergency_it_must_be_known_how_to_reach_it_without_speaking(world: World, purpose: str) -> None:
    world.contact("line", "111", purpose=purpose)
    world.contact("silent", "111", purpose=purpose, non_voice=["none"])
    assert len(faults(world, "{{contact:line}}")) == 1
    assert faults(world, "{{contact:silent}}") == []


@pytest.mark.parametrize("words", ["Call 0808 801 0432.", "[Call](tel:+448088010432)", "Call 08088010432"])
def test_a_retired_number_never_comes_back(world: World, words: str) -> None:
    assert faults(world, words) == []
    world.retire("beat-scotland")
    ((pointer, sentence),) = faults(world, words)
    assert (pointer, "has been retired" in sentence) == ("/sections/0/body", True)


def test_a_retired_number_is_found_outside_the_sections_too(world: World) -> None:
    world.retire("beat-scotland")
    document = saying("Hello.", summary="Call 0808 801 0432 any time.")
    assert [fault.pointer for fault in contact_faults(document, world.clock.date())] == ["/summary"]


def test_a_number_that_another_line_still_has_is_not_retired(world: World) -> None:
    world.contact("beat-again", NUMBERS["scotland"], kind="e164")
    world.retire("beat-scotland")
    assert faults(world, "Call 0808 801 0432.") == []
