"""A number that changed reaches everything that prints it by one call."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from library.directory.actions import change_service, retire_contact_point
from library.directory.models import ContactPoint, Service
from library.editions.models import Edition
from library.errors import Forbidden
from library.leaflets.actions import republish_for_contact
from library.leaflets.actions.contacts import Republished
from library.leaflets.models import Adaptation
from tests.adaptations import Place, edition_of, shown, standing_of
from tests.worlds import World


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


def republish(world: World, slug: str, by: str = "petra") -> Republished:
    contact = ContactPoint.objects.get(slug=slug)
    return republish_for_contact(contact_point=contact, by=world.by(by), at=world.now())


def change_line(world: World) -> None:
    world.changed_contact("norfolk-line", value="+441603421422", proposed_by="nell", confirmed_by="nadia")


def test_the_number_of_a_service_changes_in_every_adaptation(here: Place, world: World) -> None:
    adaptation = here.published()
    change_line(world)
    made = republish(world, "norfolk-line", by="nadia").editions
    assert [(edition.item, edition.change_class) for edition in made] == [(adaptation.item, "contact")]
    assert "[01603 421422](tel:01603421422)" in shown(adaptation)["ask"]


def renamed(world: World, *, contacts: list[str] | None = None, **facts: str) -> None:
    """One person alone writes other words into the directory, or other contact points."""
    service = Service.objects.get(slug="norfolk-service")
    stated = {"name": service.name, "role": service.role, "description": service.description, **facts}
    has = service.contact_points.all() if contacts is None else ContactPoint.objects.filter(slug__in=contacts)
    change_service(
        service=service,
        contact_points=list(has),
        expected_version=service.version,
        by=world.by("nell"),
        at=world.now(),
        **stated,
    )


def test_other_words_of_the_service_wait_for_an_approval(here: Place, world: World) -> None:
    adaptation = here.published()
    renamed(world, name="Another Service")
    change_line(world)
    republish(world, "norfolk-line", by="nadia")
    republish(world, "norfolk-line", by="nadia")
    assert shown(adaptation)["ask"] == "In Norfolk call [01603 421422](tel:01603421422) or ask Norfolk Service."
    here.published(here.saved(here.now(adaptation)))
    assert "ask Another Service" in shown(adaptation)["ask"]


def test_a_safety_edition_brings_no_other_words_of_the_service_either(here: Place, world: World) -> None:
    adaptation = here.published()
    renamed(world, name="Another Service")
    here.edition("safety", about="They are illnesses. Nobody chooses one.")
    here.followed()
    assert edition_of(adaptation).change_class == "safety"
    assert "ask Norfolk Service" in shown(adaptation)["ask"]


@pytest.fixture
def swapped(here: Place, world: World) -> Adaptation:
    """One person alone gave the service another line after the leaflet was out."""
    adaptation = here.published()
    world.contact("wrong-line", "+441603421499", kind="e164", by="nell")
    renamed(world, contacts=["wrong-line"])
    return adaptation


IN_PRINT = "In Norfolk call [01603 421421](tel:01603421421) or ask Norfolk Service."


def test_nor_does_it_print_another_contact_point(swapped: Adaptation, here: Place) -> None:
    here.edition("safety", about="They are illnesses. Nobody chooses one.")
    here.followed()
    assert (edition_of(swapped).change_class, shown(swapped)["ask"]) == ("safety", IN_PRINT)


def test_nor_does_a_number_that_changed_elsewhere_in_the_text(swapped: Adaptation, world: World) -> None:
    world.changed_contact("samaritans", menu_path="option 2")
    assert swapped.item in {edition.item for edition in republish(world, "samaritans").editions}
    assert shown(swapped)["ask"] == IN_PRINT


def test_it_goes_on_following_the_number_that_it_prints(swapped: Adaptation, world: World) -> None:
    change_line(world)
    republish(world, "norfolk-line", by="nadia")
    assert "[01603 421422](tel:01603421422)" in shown(swapped)["ask"]


def test_an_approval_brings_the_other_contact_point(swapped: Adaptation, here: Place) -> None:
    here.published(here.saved(here.now(swapped)))
    assert "[01603 421499](tel:01603421499)" in shown(swapped)["ask"]


def test_what_one_person_put_in_the_place_of_a_number_waits_for_an_approval_too(here: Place, world: World) -> None:
    adaptation = here.published()
    wrong = world.contact("wrong-line", "+441603421499", kind="e164", by="nell")
    line = ContactPoint.objects.get(slug="norfolk-line")
    retire_contact_point(
        contact=line,
        valid_to=world.clock.date() - timedelta(days=1),
        superseded_by=wrong,
        expected_version=line.version,
        by=world.by("nell"),
        at=world.now(),
    )
    (refused,) = republish(world, "norfolk-line", by="nadia").refused
    assert (refused.edition, refused.reasons) == (edition_of(adaptation), ("Missing: Community service: phone.",))


def test_what_was_published_before_such_words_were_kept_is_listed_for_a_person(here: Place, world: World) -> None:
    here.published()
    with connection.cursor() as cursor:  # as the version before left it
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE editions_provenance DISABLE TRIGGER USER")
        cursor.execute("UPDATE editions_provenance SET service_words = '{}'")
        cursor.execute("ALTER TABLE editions_provenance ENABLE TRIGGER USER")
    change_line(world)
    (refused,) = republish(world, "norfolk-line", by="nadia").refused
    assert refused.reasons == ("What it printed of Norfolk Service was not kept: publish it with an approval.",)


def test_a_number_that_texts_name_changes_in_templates_and_adaptations(here: Place, world: World) -> None:
    adaptation = here.published()
    world.changed_contact("samaritans", menu_path="option 2")
    made = republish(world, "samaritans").editions
    assert {edition.item for edition in made} == {here.template, adaptation.item}
    assert shown(adaptation)["now"] == "Talk to [116 123](tel:116123) (option 2)."


def test_asking_again_makes_nothing_twice(here: Place, world: World) -> None:
    adaptation = here.published()
    change_line(world)
    republish(world, "norfolk-line", by="nadia")
    again = republish(world, "norfolk-line", by="nadia")
    assert (again.editions, [edition.item for edition in again.unchanged]) == ([], [adaptation.item])
    assert Edition.objects.filter(item=adaptation.item).count() == 2


def test_it_keeps_sign_offs_and_standing(here: Place, world: World) -> None:
    adaptation = here.published()
    before = edition_of(adaptation).sign_offs
    world.changed_contact("samaritans", menu_path="option 2")
    republish(world, "samaritans")
    assert (edition_of(adaptation).sign_offs, standing_of(adaptation)) == (before, "current")


def test_an_approver_reaches_their_own_alone(here: Place, world: World) -> None:
    here.published()
    world.changed_contact("samaritans", menu_path="option 2")
    made = republish(world, "samaritans", by="nadia").editions
    assert [edition.item.owner.code for edition in made] == ["norfolk"]


def test_a_retired_number_is_not_printed_again(here: Place, world: World) -> None:
    adaptation = here.published()
    world.retire("samaritans")
    result = republish(world, "samaritans")
    assert {refused.edition.item for refused in result.refused} == {here.template, adaptation.item}
    assert result.editions == []


def test_an_editor_may_not(here: Place, world: World) -> None:
    here.published()
    with pytest.raises(Forbidden):
        republish(world, "samaritans", by="nell")
