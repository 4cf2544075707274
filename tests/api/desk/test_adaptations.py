"""Adaptations at the desk: begun, written, approved by a second person, kept in step."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from library.catalogue.models import Derivation
from library.leaflets.models import Adaptation, Suggestion
from library.publishing.models import Draft
from tests.adaptations import AREA, DETAILS, LOCAL, Place, shown
from tests.api.desk.sitting import address, list_of, sit_down
from tests.worlds import World


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


@pytest.fixture
def nell(here: Place) -> Client:
    return sit_down(here.world, "nell")


@pytest.fixture
def nadia(here: Place) -> Client:
    return sit_down(here.world, "nadia")


def post(client: Client, url: str, **changes: Any) -> Any:
    """Send the form as the page has it, with some fields changed."""
    form = client.get(url).context["form"]
    data = {field.html_name: "" if field.value() is None else field.value() for field in form}
    return client.post(url, {**data, **changes}, follow=True)


def test_one_is_begun(here: Place, nell: Client) -> None:
    there = list_of("leaflets_adaptation").replace("/adaptation/", "/adaptation/add/")
    answer = nell.post(there, {"template": here.template.pk, "areas": AREA.lower(), "districts": "nr"}, follow=True)
    assert "Begun." in answer.content.decode()
    derivation = Derivation.objects.get()
    assert (derivation.areas, derivation.districts) == ([AREA], ["NR"])


def test_what_is_typed_is_saved_and_what_is_left_alone_stays_the_template_s(here: Place, nell: Client) -> None:
    adaptation = here.draft()
    answer = post(
        nell,
        address(adaptation),
        **{
            "detail-area_name": "Norfolk",
            "detail-service": "norfolk-service",
            "section-signs": "Our signs.\r\n\r\nTwo.",
            "left-out-groups": "There are none here.",
        },
    )
    assert "Saved." in answer.content.decode()
    recipe = here.now(adaptation).recipe
    assert recipe["details"] == {"area_name": "Norfolk", "service": "norfolk-service"}
    assert {id_: (choice["text"], choice["left_out"]) for id_, choice in recipe["sections"].items()} == {
        "signs": ("Our signs.\n\nTwo.", False),
        "groups": (None, True),
    }


def test_locked_sections_have_no_field(here: Place, nell: Client) -> None:
    form = nell.get(address(here.draft())).context["form"]
    assert "section-about" not in form.fields
    assert "section-signs" in form.fields


def test_what_keeps_it_from_being_published_is_on_the_page(here: Place, nell: Client) -> None:
    page = nell.get(address(here.draft())).content.decode()
    assert "“Name of the area” is not filled in." in page


def test_a_second_person_publishes(here: Place, nell: Client, nadia: Client) -> None:
    adaptation = here.saved()
    post(nell, address(adaptation, "submit"))
    assert here.now(adaptation).state == "submitted"
    answer = post(nadia, address(adaptation, "publish"), note="For Norfolk.")
    assert "Published." in answer.content.decode()
    assert here.now(adaptation).state == "published"


def test_whoever_wrote_it_is_told_that_somebody_else_approves(here: Place) -> None:
    here.world.join("nina", "norfolk", ["editor", "approver"])
    nina = sit_down(here.world, "nina")
    adaptation = here.submitted(here.saved(by="nina"), by="nina")
    answer = post(nina, address(adaptation, "publish"), note="Out.")
    assert (answer.status_code, here.now(adaptation).state) == (409, "submitted")
    assert "a colleague approves it" in answer.content.decode()


def test_both_texts_stand_side_by_side_and_a_choice_is_made(here: Place, nell: Client) -> None:
    adaptation = here.published(signs="Look for changes at lunch.\n\nLook for changes in mood.")
    here.edition(signs="Look for changes at breakfast.\n\nLook for changes in mood.", groups="In most towns.")
    url = address(adaptation, "update")
    page = nell.get(url)
    assert [one.heading for one in page.context["form"].sections()] == ["Signs", "Groups"]
    told = page.content.decode()
    assert '<h3>As it was</h3><div class="d-words">Look for changes at meals.' in told
    assert "breakfast" in told
    assert "<del>" in told
    words = "Look for changes at breakfast and lunch.\n\nLook for changes in mood."
    answer = post(nell, url, **{"section-signs": "text", "text-signs": words, "section-groups": "theirs"})
    assert "Taken over." in answer.content.decode()
    assert here.now(adaptation).recipe["sections"]["signs"]["text"] == words
    here.approve(here.submitted(here.now(adaptation)))
    assert (shown(adaptation)["signs"], shown(adaptation)["groups"]) == (words, "In most towns.")


def test_keeping_one_s_own_takes_a_reason_and_nothing_typed_is_lost(here: Place, nell: Client) -> None:
    adaptation = here.published(signs="Look for changes at lunch.")
    here.edition(signs="Look for changes at breakfast.")
    answer = post(nell, address(adaptation, "update"), **{"section-signs": "mine"})
    assert answer.status_code == 409
    assert "Say in `reason` why you keep your own." in answer.content.decode()


def test_a_reason_that_can_not_be_kept_is_refused_at_its_field_and_the_page_goes_on(here: Place, nell: Client) -> None:
    adaptation = here.published(signs="Look for changes at lunch.")
    here.edition(signs="Look for changes at breakfast.")
    answer = post(
        nell, address(adaptation, "update"), **{"section-signs": "mine", "reason": "We say {{area_name}} here"}
    )
    assert (answer.status_code, "Placeholders" in str(answer.context["form"].errors["reason"])) == (409, True)
    assert "We say {{area_name}} here" in answer.content.decode()
    assert nell.get(address(adaptation)).status_code == 200


def test_a_safety_change_can_not_be_declined_and_can_be_acknowledged(here: Place, nell: Client) -> None:
    adaptation = here.published(signs="Look for changes at lunch.")
    here.edition("safety", signs="Look for changes at breakfast.")
    here.followed()
    assert post(nell, address(adaptation, "decline"), reason="Ours.").status_code == 409
    answer = post(nell, address(adaptation, "acknowledge"), reason="Our panel meets.", deadline="2099-01-31")
    assert "Recorded." in answer.content.decode()
    assert here.now(adaptation).recipe["acknowledged"] == 2


def test_a_suggestion_is_made_and_accepted(here: Place, nell: Client) -> None:
    adaptation = here.published()
    post(nell, address(adaptation, "suggest"), section="about", text="Nobody is to blame.", reason="Kinder.")
    suggestion = Suggestion.objects.get()
    cora = sit_down(here.world, "cora")
    assert "Nobody is to blame." in cora.get(address(suggestion)).content.decode()
    post(cora, address(suggestion, "accept"), answer="Thank you.")
    draft = Draft.objects.get(item=here.template)
    assert "Nobody is to blame." in {section["body"] for section in draft.document["sections"]}


def test_authors_see_on_their_leaflet_how_its_adaptations_stand(here: Place) -> None:
    adaptation = here.published(signs="Ours.")
    here.edition("safety", signs="Theirs.")
    page = sit_down(here.world, "cora").get(address(here.template)).content.decode()
    assert adaptation.item.slug in page
    assert "Behind a safety change of the original" in page


def test_one_is_discarded_or_withdrawn(here: Place, nell: Client, nadia: Client) -> None:
    draft = here.draft()
    post(nell, address(draft, "discard"))
    assert not Adaptation.objects.exists()
    adaptation = here.published()
    post(nadia, address(adaptation, "withdraw"), reason="other", explanation="The service has closed.")
    assert here.now(adaptation).item.standing == "withdrawn"


def test_a_template_is_chosen_by_its_title_and_the_places_are_there_already(here: Place, nell: Client) -> None:
    form = nell.get("/desk/leaflets/adaptation/add/").context["form"]
    assert [words for _, words in form.fields["template"].choices][1:] == [
        f"{here.template.entries.get().title}, by The SUN Network"
    ]
    assert (form["areas"].value(), form["districts"].value()) == (AREA, "NR\nPE30")


def test_one_s_own_services_are_offered_first(here: Place, nell: Client) -> None:
    here.world.service("norfolk-carers", "Norfolk Carers", "carers-group", ["norfolk-line"])
    here.world.contact("suffolk-line", "+441473123456", kind="e164", by="sadie")
    here.world.service("suffolk-service", "Suffolk Service", "community", ["suffolk-line"], by="sadie")
    form = nell.get(address(here.draft())).context["form"]
    assert form.fields["detail-service"].choices == [
        ("", "Not chosen yet"),
        ("Yours", [("norfolk-service", "Norfolk Service")]),
        ("Of others", [("suffolk-service", "Suffolk Service")]),
        ("Yours, for something else", [("norfolk-carers", "Norfolk Carers")]),
    ]


def test_it_is_looked_at_as_a_page_and_on_paper_before_anybody_publishes_it(here: Place, nell: Client) -> None:
    adaptation = here.saved(signs="Look out at *our* sea.")
    page = nell.get(address(adaptation, "preview"))
    assert "Look out at <em>our</em> sea." in page.content.decode()
    assert "script-src" not in page.headers["Content-Security-Policy"]
    paper = nell.get(f"{address(adaptation, 'preview')}a4.pdf")
    assert (paper.headers["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert nell.get(f"{address(adaptation, 'preview')}page.exe").status_code == 404


@pytest.mark.parametrize("name", ["", "a4.pdf"])
def test_one_with_a_detail_that_does_not_fit_says_so_where_it_would_be_looked_at(
    here: Place, nell: Client, name: str
) -> None:
    page = {"key": "page", "label": "Your page", "type": "url", "required": False}
    template = here.publish_template(details={"local_details": [*DETAILS, page], "rules": []})
    adaptation = here.saved(here.draft(template=template), details={**LOCAL, "page": "norfolk"})
    answer = nell.get(f"{address(adaptation, 'preview')}{name}")
    assert answer.status_code == 409
    assert "Some local details or changes do not fit the template" in answer.content.decode()


def test_nobody_else_looks_at_it(here: Place) -> None:
    adaptation = here.saved()
    sadie = sit_down(here.world, "sadie")
    for name in ("", "a4.pdf"):
        assert sadie.get(f"{address(adaptation, 'preview')}{name}").status_code == 404


def test_lines_come_as_browsers_and_word_processors_send_them(here: Place, nell: Client) -> None:
    adaptation = here.published()
    offered = {"section": "about", "text": "One.\r\n\r\nTwo.\vThree.", "reason": "It is\r\nclearer."}
    post(nell, address(adaptation, "suggest"), **offered)
    made = Suggestion.objects.get()
    assert (made.text, made.reason) == ("One.\n\nTwo.\nThree.", "It is\nclearer.")


def test_a_character_that_can_t_stand_in_text_is_named_at_its_field(here: Place, nell: Client) -> None:
    adaptation = here.saved()
    page = post(nell, address(adaptation), **{"section-signs": "Our signs\u202e."})
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in page.content.decode()
    assert here.now(adaptation).version == adaptation.version


def test_what_is_locked_says_why_and_by_whom(here: Place, nell: Client) -> None:
    page = nell.get(address(here.draft())).content.decode()
    assert "Kept the same everywhere by The SUN Network." in page
    assert "It keeps people safe." in page
