"""Nell edits for Norfolk. She sees nothing of Suffolk's; she makes a leaflet Norfolk's own in a form that its authors made, with the page
beside it. The authors bring a new edition: she decides section by section, between what there was, theirs and hers. She verifies a
service, and looks how far it all reached.
"""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from library.editions.review_status import uk_day
from library.leaflets.models import Adaptation
from library.syndication.spans import months_before
from tests.adaptations import Place, shown
from tests.api.desk.sitting import address
from tests.browser.stories.conftest import Arrive, Colleague, Meanwhile
from tests.library.syndication.counting import count_reads
from tests.worlds import World

TITLE, OURS = "Finding support", "Support in Norfolk"
LUNCH = "Look for changes at lunch.\n\nLook for changes in mood."
BREAKFAST = "Look for changes at breakfast.\n\nLook for changes in mood."
BOTH = "Look for changes at breakfast and at lunch.\n\nLook for changes in mood."


@pytest.fixture
def here(world: World) -> Place:
    return Place(world, title=TITLE)


@pytest.fixture
def theirs(here: Place) -> Adaptation:
    """Suffolk's version."""
    return here.saved(by="sadie", details={"area_name": "Suffolk"})


def test_a_region_makes_a_leaflet_its_own_and_keeps_in_step(
    here: Place, theirs: Adaptation, arrive: Arrive, meanwhile: Meanwhile
) -> None:
    nell, nadia = arrive("nell"), arrive("nadia")
    sees_only_her_own(nell, theirs)
    adapt(nell)
    hand_in(nell)
    approve(nadia)
    meanwhile(lambda: here.edition(signs=BREAKFAST, groups="There are groups in most towns."))
    take_over(nell)
    hand_in(nell)
    approve(nadia)
    own = meanwhile(lambda: shown(Adaptation.objects.exclude(pk=theirs.pk).get()))
    assert (own["signs"], own["groups"]) == (BOTH, "There are groups in most towns.")


def test_a_service_is_verified_and_reach_is_looked_at(here: Place, arrive: Arrive) -> None:
    adaptation = here.published()
    for months in range(1, 4):
        month = months_before(uk_day(timezone.now()).replace(day=1), months)
        count_reads(adaptation.item, 30 + months, day=month, channel="embed", format="page", host="norfolk.example.org")
        count_reads(adaptation.item, 60 + months, day=month, channel="rendition", format="a4.pdf")
    nell = arrive("nell")
    page = nell.page
    nell.queue("Services to verify").get_by_role("link", name="Norfolk Service").click()
    nell.stop("verify-service")
    nell.press("It is right")
    nell.is_told("Verified.")
    nell.choose("Reach")
    expect(page.get_by_role("img").or_(page.get_by_role("group", name="as a chart")).first).to_be_visible()
    expect(page.get_by_role("region", name="Websites that show it")).to_contain_text("norfolk.example.org")
    expect(page.get_by_role("region", name="Files")).to_contain_text("186")
    nell.stop("reach")


def sees_only_her_own(nell: Colleague, theirs: Adaptation) -> None:
    page = nell.page
    nell.choose("Adaptations")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(str(theirs.item.slug))).to_have_count(0)
    answer = page.request.get(nell.home + address(theirs))
    assert answer.status == 404
    assert "Suffolk" not in answer.text()


def adapt(nell: Colleague) -> None:
    """Begun from the start page; her words stand in the page beside the form while she types them."""
    page = nell.page
    nell.choose("Today")
    nell.follow("Adapt a leaflet")
    page.get_by_label("Template (needed)").select_option(label=f"{TITLE}, by The SUN Network")
    nell.stop("begin")
    nell.press("Begin it")
    nell.is_told("Begun. Fill in what only you know.")
    page.get_by_label("The web page").check()
    shown = page.frame_locator("iframe[name=d-typed]")
    page.get_by_label("Title", exact=True).fill(OURS)
    page.get_by_label("Name of the area").fill("Norfolk")
    page.get_by_label("Community service").select_option("Norfolk Service")
    page.get_by_label("Signs", exact=True).fill(LUNCH)
    expect(shown.get_by_role("heading", level=1)).to_have_text(OURS)
    expect(shown.get_by_text("Look for changes at lunch.")).to_be_visible()
    expect(shown.get_by_text("In Norfolk call")).to_be_visible()
    nell.stop("adapt")
    nell.press("Save")
    nell.is_told("Saved. What is published stays as it is until somebody approves this.")


def hand_in(nell: Colleague) -> None:
    nell.follow("Hand it to a colleague")
    nell.press("Hand it in")
    nell.is_told("Handed in.")


def approve(nadia: Colleague) -> None:
    nadia.go("/desk/")
    nadia.queue("Adaptations to approve").get_by_role("link", name=OURS).click()
    nadia.follow("Approve and publish")
    nadia.page.get_by_label("What changed (needed)").fill("For Norfolk.")
    nadia.stop("approve")
    nadia.press("Approve and publish it")
    nadia.is_told("Published. Readers of your places are sent to it.")


def take_over(nell: Colleague) -> None:
    """Both changed the signs, so she writes what is right for both; of the groups she takes theirs."""
    page = nell.page
    nell.choose("Today")
    nell.queue("Update available").get_by_role("link", name=OURS).click()
    nell.follow("See what the template has brought")
    signs = page.get_by_role("region", name="Signs")
    for words in ("Look for changes at meals.", "breakfast", "lunch"):
        expect(signs).to_contain_text(words)
    nell.stop("update")
    choices = page.get_by_role("group", name="Signs")
    choices.get_by_label("Write a new text").check()
    page.get_by_label("Your new text for “Signs”").fill(BOTH)
    page.get_by_role("group", name="Groups").get_by_label("Take theirs").check()
    nell.press("Take it over")
    nell.is_told("Taken over. Submit it when you are content.")
