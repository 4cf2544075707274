"""Every text about health says where to get help, wherever it is read (domain.md CR-6, CR-8, CR-11, SM-8)."""

from __future__ import annotations

from typing import Any

import pytest

from library.catalogue.models import Item
from library.directory.hours import Hours, Weekly, always
from library.directory.models import ContactPoint
from library.directory.places import ANYWHERE, Place
from library.documents.parse import parse_document
from library.editions.crisis_help import crisis_help_faults, crisis_help_findings
from library.publishing.actions.release import NotReadyToPublish
from library.publishing.conditions import unmet
from library.quality.findings import Finding
from tests.texts import LINES, text
from tests.worlds import World

EVERY_HOUR = always().model_dump(mode="json")
AFTERNOONS = Hours(weekly=(Weekly(days=("mo", "tu"), opens="15:00", closes="20:00"),)).model_dump(mode="json")
ALL = ("emergency-999", "urgent-help", "samaritans", "condition-line")
NUMBERS = {"england": "+448088010677", "scotland": "+448088010432", "wales": "+448088010433"}


def naming(*names: str, **section: Any) -> list[dict[str, Any]]:
    body = " ".join(f"{{{{contact:{name}}}}}" for name in names)
    return [{"id": "help", "heading": "Help", "body": body or "No line.", **section}]


def found(world: World, *names: str, place: Place = ANYWHERE, kind: str = "resource", **section: Any) -> list[Finding]:
    document = parse_document(text(kind, sections=naming(*names, **section)))
    return list(crisis_help_findings(document, Item(kind=kind), world.clock.date(), place))


def test_a_text_that_names_all_four_lines_lacks_nothing(world: World) -> None:
    assert found(world, *ALL) == []


@pytest.mark.parametrize("left_out", range(4))
def test_each_line_that_is_missing_is_asked_for_with_what_the_directory_has_of_it(world: World, left_out: int) -> None:
    (lack,) = found(world, *(name for name in ALL if name != ALL[left_out]))
    assert (lack.severity, lack.pointer, lack.rule) == ("block", "/sections", "crisis-help")
    assert lack.suggestion == f"Name one in the text: {{{{contact:{ALL[left_out]}}}}}."
    assert lack.source is not None
    assert "CR-6" in lack.source


@pytest.mark.parametrize("kind", ["resource", "case_study", "training", "leaflet"])
def test_it_holds_for_every_kind_of_health_content(world: World, kind: str) -> None:
    draft = world.draft(kind=kind, sections=naming("samaritans"), lines=False)
    purposes = {fault.detail.partition(" (")[2].partition(")")[0] for fault in unmet(draft, at=world.clock)}
    assert {"emergency", "urgent", "condition"} <= purposes


@pytest.mark.parametrize("medium", ["poster", "website"])
def test_a_poster_needs_it_as_well(world: World, medium: str) -> None:
    draft = world.draft(sections=naming(), details={"medium": medium, "url": "https://www.nhs.uk/"}, lines=False)
    assert "/sections" in {fault.pointer for fault in unmet(draft, at=world.clock)}


def test_what_is_no_health_content_needs_none(world: World) -> None:
    draft = world.draft(kind="training", sections=naming(), is_health_content=False)
    assert not [fault for fault in unmet(draft, at=world.clock) if fault.pointer == "/sections"]


def test_it_is_refused_at_publication_and_nothing_is_out(world: World) -> None:
    draft = world.approved(sections=naming("samaritans"), lines=False)
    with pytest.raises(NotReadyToPublish) as refusal:
        world.publish(draft)
    assert {fault.pointer for fault in refusal.value.errors} == {"/sections"}
    assert Item.objects.get(pk=draft.item_id).standing == Item.Standing.UNPUBLISHED


def beat(world: World, *nations: str) -> None:
    for nation in nations:
        world.contact(
            f"beat-{nation}",
            NUMBERS[nation],
            kind="e164",
            group="beat",
            nations=[nation],
            purpose="condition",
            schedule=AFTERNOONS,
        )


def test_a_text_for_anywhere_has_a_line_for_each_nation(world: World) -> None:
    beat(world, "england", "scotland", "wales")
    (lack,) = found(world, *ALL[:3], "beat")
    assert "(condition). This is so for Northern Ireland." in lack.message


def test_the_number_of_one_nation_is_no_help_in_another(world: World) -> None:
    beat(world, "england", "scotland")
    (lack,) = found(world, *ALL[:3], "beat-england")
    assert "Wales, Scotland, Northern Ireland" in lack.message
    assert lack.suggestion == "Name one in the text: {{contact:condition-line}}, {{contact:beat}}."


@pytest.mark.parametrize(("nation", "lacks"), [("england", 0), ("scotland", 1)])
def test_a_text_for_a_place_needs_the_lines_of_that_place_alone(world: World, nation: str, lacks: int) -> None:
    beat(world, "england")
    assert len(found(world, *ALL[:3], "beat", place=Place(nation, ("NR",)))) == lacks


def changed(slug: str, **facts: Any) -> None:
    """As the steward's two persons would leave it."""
    ContactPoint.objects.filter(slug=slug).update(**facts)


def asleep_in_the_morning() -> None:
    for name in ALL:
        changed(name, schedule=AFTERNOONS, hours="Monday and Tuesday, 3pm to 8pm")


def test_at_every_hour_one_line_is_open(world: World) -> None:
    asleep_in_the_morning()
    (lack,) = found(world, *ALL)
    assert lack.message.startswith("At some hour no line answers")


def test_without_a_line_that_is_always_open_it_is_refused_at_publication(world: World) -> None:
    draft = world.approved(sections=naming(*ALL), lines=False)
    asleep_in_the_morning()
    with pytest.raises(NotReadyToPublish) as refusal:
        world.publish(draft)
    (fault,) = refusal.value.errors
    assert fault.detail.startswith("At some hour no line answers")
    assert Item.objects.get(pk=draft.item_id).standing == Item.Standing.UNPUBLISHED


def test_a_line_says_when_it_is_open(world: World) -> None:
    changed("samaritans", schedule=None, hours="")
    (lack,) = found(world, *ALL)
    assert (lack.pointer, lack.message) == ("/sections/0/body", "samaritans does not say when it is open.")


def test_another_number_in_the_text_is_no_line_of_the_block(world: World) -> None:
    world.contact("office", "112")
    assert found(world, *ALL, "office") == []


def test_a_page_needs_no_hours(world: World) -> None:
    changed("condition-line", schedule=None, hours="")
    assert found(world, *ALL) == []


def test_of_a_template_only_locked_sections_count(world: World) -> None:
    assert len(found(world, *ALL, kind="leaflet", policy="adaptable")) >= 4
    assert found(world, *ALL, kind="leaflet", policy="locked") == []


def test_where_the_directory_has_none_it_says_so(world: World) -> None:
    changed("urgent-help", purpose="other")
    (lack,) = found(world, *ALL)
    assert lack.suggestion is not None
    assert lack.suggestion.startswith("The directory has none for it yet")


def test_a_retired_line_does_not_count(world: World) -> None:
    world.retire("samaritans")
    (lack,) = found(world, *ALL)
    assert "(listening)" in lack.message


def test_a_refusal_says_what_and_what_to_do(world: World) -> None:
    document = parse_document(text(sections=naming(*ALL[1:])))
    (fault,) = crisis_help_faults(document, Item(kind="resource"), world.clock.date())
    assert fault.detail == (
        "There is no line when a life is at risk (emergency). Name one in the text: {{contact:emergency-999}}."
    )


def test_the_world_s_own_lines_are_such_a_block() -> None:
    assert all(name in LINES["body"] for name in ALL)
