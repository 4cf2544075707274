"""Contact points, services, topics, audiences, licences and files at the desk."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from library.catalogue.models import Asset, Audience, Licence, Topic
from library.directory.models import ContactPoint, Service
from library.editions.review_status import uk_day
from tests.adaptations import Place, shown
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import address, list_of, newest_event, sit_down
from tests.worlds import World

ADD_CONTACT = "/desk/directory/contactpoint/add/"
BEAT = {"name": "Beat", "slug": "beat", "kind": "e164", "purpose": "condition", "value": "+448088010677"}


def test_a_contact_point_is_added_verified_changed_and_retired(cora: Client, world: World) -> None:
    fill_in(cora, ADD_CONTACT, **BEAT, districts="cb\r\nnr1")
    beat = ContactPoint.objects.get(slug="beat")
    assert beat.districts == ["CB", "NR1"]
    fill_in(cora, address(beat, "verify"), verified_by="The SUN Network")
    fill_in(cora, address(beat), hours="Every day, 3pm to 8pm")
    beat.refresh_from_db()
    assert (beat.verified_by, beat.hours) == ("The SUN Network", "")
    fill_in(sit_down(world, "petra"), address(beat, "confirm"))
    beat.refresh_from_db()
    assert beat.hours == "Every day, 3pm to 8pm"
    fill_in(cora, address(beat, "retire"), valid_to="2026-11-30")
    beat.refresh_from_db()
    assert beat.valid_to == date(2026, 11, 30)
    assert newest_event().type == "contact_point.retired"
    assert cora.get(address(beat)).context["form"] is None


def test_a_change_is_shown_beside_what_is_and_is_not_confirmed_by_whoever_proposed_it(
    cora: Client, world: World
) -> None:
    contact = ContactPoint.objects.get(slug="samaritans")
    fill_in(cora, address(contact), value="116124")
    page = cora.get(address(contact))
    assert "A change that waits for a second person" in page.content.decode()
    assert page.context["form"] is None
    refused = fill_in(cora, address(contact, "confirm"))
    assert "Somebody else of your organisation must confirm this" in refused.content.decode()
    contact.refresh_from_db()
    assert contact.value == "116123"


def test_a_change_is_discarded(cora: Client, world: World) -> None:
    contact = ContactPoint.objects.get(slug="samaritans")
    fill_in(cora, address(contact), value="116124")
    fill_in(cora, address(contact, "discard"))
    assert newest_event().type == "contact_point.change_discarded"
    assert cora.get(address(contact)).context["form"] is not None


def test_hours_are_entered_as_data(cora: Client, world: World) -> None:
    contact = ContactPoint.objects.get(slug="samaritans")
    week = {
        "schedule/weekly#": "0:0",
        "schedule/weekly/0/opens": "18:00",
        "schedule/weekly/0/closes": "01:00",
        "schedule/weekly/0/days": ["mo", "tu"],
    }
    fill_in(cora, address(contact), **week)
    fill_in(sit_down(world, "petra"), address(contact, "confirm"))
    contact.refresh_from_db()
    assert contact.hours == "Monday and Tuesday, 6pm to 1am"


def test_an_authority_sees_what_is_everybody_s_and_keeps_its_own(world: World) -> None:
    nell = sit_down(world, "nell")
    everybodys = ContactPoint.objects.get(slug="samaritans")
    page = nell.get(address(everybodys))
    assert (page.context["form"], page.context["steps"]) == (None, [])
    fill_in(nell, ADD_CONTACT, **BEAT)
    beat = ContactPoint.objects.get(slug="beat")
    assert beat.organisation == world.cast.organisations["norfolk"]
    assert sit_down(world, "sadie").get(address(beat)).status_code == 404


def test_a_number_that_is_no_number_is_refused_at_its_field(cora: Client, world: World) -> None:
    page = fill_in(cora, ADD_CONTACT, **{**BEAT, "value": "111 option 2"})
    assert "value" in page.context["form"].errors
    assert not ContactPoint.objects.filter(slug="beat").exists()


def test_a_slug_that_is_taken_is_refused_at_its_field(cora: Client, world: World) -> None:
    page = fill_in(cora, ADD_CONTACT, **{**BEAT, "slug": "samaritans"})
    assert "slug" in page.context["form"].errors


def test_a_day_to_come_verifies_nothing(cora: Client, world: World) -> None:
    contact = ContactPoint.objects.get(slug="samaritans")
    page = fill_in(cora, address(contact, "verify"), on="2199-01-01")
    assert "on" in page.context["form"].errors


def test_a_contact_point_says_which_editions_print_it_as_it_was(cora: Client, world: World) -> None:
    item = world.published(slug="printed")
    contact = ContactPoint.objects.get(slug="samaritans")
    assert "As it is now" in cora.get(address(contact)).content.decode()
    fill_in(cora, address(contact), value="116124")
    fill_in(sit_down(world, "petra"), address(contact, "confirm"))
    page = cora.get(address(contact)).content.decode()
    assert "An older one: publish again" in page
    assert address(item) in page


def test_another_organisations_edition_is_counted_and_not_named(world: World) -> None:
    world.published(slug="printed-here")
    contact = ContactPoint.objects.get(slug="samaritans")
    page = sit_down(world, "hana").get(address(contact)).content.decode()
    assert "1 more of other organisations" in page
    assert "printed-here" not in page


def test_what_is_to_verify_can_be_listed(cora: Client, world: World) -> None:
    contact = ContactPoint.objects.get(slug="samaritans")
    fill_in(cora, address(contact, "verify"), on=str(uk_day(timezone.now())))
    page = cora.get(f"{list_of('directory_contactpoint')}?verify=due").content.decode()
    assert (str(contact.pk) in page, "Emergency" in page) == (False, True)


def test_an_editor_keeps_the_services_of_her_organisation(world: World) -> None:
    Place(world)  # there is a leaflet that asks for a service of the role `community`
    nell = sit_down(world, "nell")
    contact = ContactPoint.objects.get(slug="samaritans")
    new = {"name": "Eating disorder service", "slug": "eds", "role": "community"}
    fill_in(nell, "/desk/directory/service/add/", **new, contact_points=[str(contact.pk)])
    service = Service.objects.get(slug="eds")
    assert service.organisation == world.cast.organisations["norfolk"]
    fill_in(nell, address(service), name="Adult eating disorder service")
    service.refresh_from_db()
    assert (service.name, list(service.contact_points.all())) == ("Adult eating disorder service", [contact])
    assert newest_event().type == "service.changed"
    fill_in(nell, address(service, "verify"), verified_by="The service itself")
    service.refresh_from_db()
    assert service.verified_by == "The service itself"


def test_a_topic_is_added_below_another_with_a_code(cora: Client, world: World) -> None:
    code = {"codes/codes#": "0:0", "codes/codes/0/system": "http://snomed.info/sct", "codes/codes/0/code": "72366004"}
    parent = Topic.objects.get(slug="mental-health")
    fill_in(
        cora,
        "/desk/catalogue/topic/add/",
        name="Eating disorder",
        slug="ed",
        parent=str(parent.pk),
        synonyms="anorexia\r\nbulimia",
        **code,
    )
    topic = Topic.objects.get(slug="ed")
    assert topic.path == ["mental-health", "ed"]
    assert topic.synonyms == ["anorexia", "bulimia"]
    assert [(code["system"], code["code"]) for code in topic.codes] == [("http://snomed.info/sct", "72366004")]


def test_a_code_that_is_none_is_said_at_its_place(cora: Client, world: World) -> None:
    topic = Topic.objects.get(slug="mental-health")
    code = {"codes/codes#": "0:0", "codes/codes/0/system": "http://snomed.info/sct", "codes/codes/0/code": "72366005"}
    page = fill_in(cora, address(topic), **code)
    assert "Not a code of this system." in page.content.decode()
    topic.refresh_from_db()
    assert topic.codes == []


@pytest.mark.parametrize(
    ("path", "model", "given"),
    [
        ("/desk/catalogue/audience/add/", Audience, {"name": "Parents", "slug": "parents"}),
        (
            "/desk/catalogue/licence/add/",
            Licence,
            {"name": "Public domain", "spdx": "CC0-1.0", "url": "https://example.org/"},
        ),
        ("/desk/catalogue/topic/add/", Topic, {"name": "Sleep", "slug": "sleep"}),
    ],
)
def test_a_word_is_added_once(cora: Client, world: World, path: str, model: type, given: dict[str, str]) -> None:
    assert fill_in(cora, path, **given).status_code == 302
    assert fill_in(cora, path, **given).status_code == 409
    assert model.objects.filter(name=given["name"]).count() == 1


def test_a_word_that_is_renamed_is_right_at_once(cora: Client, world: World) -> None:
    world.published()
    for thing in (Audience.objects.get(slug="carers"), Licence.objects.get(spdx="CC-BY-4.0")):
        fill_in(cora, address(thing), name=f"{thing.name}, renamed")
        thing.refresh_from_db()
        assert thing.name.endswith("renamed")
    body = cora.get("/v1/catalogue").content.decode()
    assert body.count("renamed") >= 2


PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def uploaded(cora: Client, world: World, settings: object, tmp_path: object) -> Asset:
    file = SimpleUploadedFile("Our house.png", PICTURE, content_type="text/html")
    fill_in(cora, "/desk/catalogue/asset/add/", file=file, accessibility="accessible")
    return Asset.objects.get()


def test_a_file_is_uploaded_and_judged_by_its_content(uploaded: Asset) -> None:
    assert (uploaded.media_type, uploaded.rights_holder) == ("image/png", "The SUN Network")


def test_a_file_is_fetched_by_its_organisation_alone(uploaded: Asset, cora: Client, world: World) -> None:
    page = address(uploaded).replace("/change/", "/content/")
    answer = cora.get(page)
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200,
        "image/png",
        "nosniff",
    )
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert sit_down(world, "hana").get(page).status_code == 404


def test_a_file_that_is_refused_says_why(cora: Client, world: World) -> None:
    script = SimpleUploadedFile(
        "picture.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    )
    page = fill_in(cora, "/desk/catalogue/asset/add/", file=script)
    assert page.status_code == 409
    assert not Asset.objects.exists()


def test_a_picture_of_a_draft_is_in_its_preview(uploaded: Asset, cora: Client, world: World) -> None:
    image = {"key": "house", "asset": str(uploaded.pk), "alt": "A house with a red door."}
    draft = world.draft(images=[image], sections=[{"id": "a", "heading": "A", "body": "![](asset:house)"}])
    page = cora.get(address(draft, "preview")).content.decode()
    assert f'src="/desk/catalogue/asset/{uploaded.pk}/content/" alt="A house with a red door."' in page


def test_a_number_is_confirmed_by_sight_and_published_again_by_one_step(world: World) -> None:
    here = Place(world)
    adaptation = here.published()
    nell, nadia = sit_down(world, "nell"), sit_down(world, "nadia")
    line = ContactPoint.objects.get(slug="norfolk-line")
    fill_in(nell, address(line), value="01603 421422")
    asked = nadia.get(address(line, "confirm")).content.decode()
    assert ("+441603421421" in asked, "+441603421422" in asked) == (True, True)
    fill_in(nadia, address(line, "confirm"))
    assert "An older one: publish again" in nadia.get(address(line)).content.decode()
    said = nadia.post(address(line, "republish"), follow=True).content.decode()
    assert "Published again: 1." in said
    assert "01603 421422" in shown(adaptation)["ask"]
    assert "republish" not in nadia.get(address(line)).content.decode()
