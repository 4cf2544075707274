"""A leaflet that is out, and that Norfolk has made its own, gets its next edition. Clive signs it off as a clinician; Robin, who has lived
through it and has no account, reads it on a phone and asks for a change. Cora mends it, and is told that Clive's word was of another
text. Both say yes to the new one; Petra sees whom it will reach, and publishes it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from library.editions.review_status import uk_day
from library.syndication.spans import months_before
from tests.adaptations import Place
from tests.api.desk.browser import SHOTS
from tests.browser.stories.conftest import PHONE, Arrive, Colleague, Meanwhile
from tests.library.syndication.counting import count_reads
from tests.outside import ROBIN
from tests.post import deliver, path_in
from tests.worlds import World

TITLE, WEBSITE = "Finding support", "carers.example.org"
SIGNS = "Look for changes at meals.\n\nLook for changes in mood, and ask."
KINDER = "Look for changes at meals.\n\nLook for changes in mood, and ask kindly."
WISH = "Say how to ask: kindly."


@pytest.fixture
def here(world: World) -> Place:
    """Norfolk has its version of the leaflet, and a website shows it."""
    here = Place(world, title=TITLE)
    here.published(signs="Look out at our sea.")
    last_month = months_before(uk_day(timezone.now()).replace(day=1), 1)
    count_reads(here.template, 40, day=last_month, channel="embed", format="page", host=WEBSITE)
    return here


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Robin's, with no cookie of ours. Our policy lets no script in, axe's neither: so it is put aside while axe looks."""
    context = browser.new_context(viewport={"width": PHONE, "height": 844}, locale="en-GB", bypass_csp=True)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def test_two_people_look_at_exactly_what_goes_out(
    here: Place, arrive: Arrive, phone: Page, home: str, meanwhile: Meanwhile
) -> None:
    cora, clive = arrive("cora"), arrive("clive")
    write(cora, SIGNS)
    hand_in(cora)
    ask_robin(cora)
    sign_off(clive)
    answer(phone, home + meanwhile(link_in_the_letter), wish=WISH)

    mend(cora)
    hand_in(cora)
    ask_robin(cora)
    sign_off(clive)
    answer(phone, home + meanwhile(link_in_the_letter))
    publish(arrive("petra"))


def link_in_the_letter() -> str:
    (path,) = [path_in(letter) for letter in deliver() if letter.to == [ROBIN["email"]]]
    return path


def write(cora: Colleague, text: str) -> None:
    page = cora.page
    cora.choose("Drafts")
    cora.follow(TITLE)
    page.get_by_role("button", name="Open all").first.click()
    page.get_by_label("Text", exact=True).nth(1).fill(text)
    cora.press("Save the draft")
    cora.is_told("Saved.")


def hand_in(cora: Colleague) -> None:
    cora.follow("Submit for review")
    cora.page.get_by_label("What changed").fill("The signs, in kinder words.")
    cora.press("Submit it")
    cora.is_told("Submitted. Reviewers find it on their start page.")


def ask_robin(cora: Colleague) -> None:
    page = cora.page
    cora.follow("Ask somebody for a review")
    page.get_by_label("Name (needed)").fill(str(ROBIN["name"]))
    page.get_by_label("E-mail address (needed)").fill(str(ROBIN["email"]))
    page.get_by_label("What makes them fit to judge it (needed)").fill(str(ROBIN["capacity"]))
    page.get_by_label("What they are to judge (needed)").select_option("lived_experience")
    page.get_by_label("Why you ask them (needed)").fill(str(ROBIN["why"]))
    cora.stop("invite")
    cora.press("Send the letter")
    cora.is_told("Sent. The link in the letter holds until")


def sign_off(clive: Colleague) -> None:
    page = clive.page
    clive.go("/desk/")
    clive.queue("To review").get_by_role("link", name=TITLE).click()
    page.get_by_label("The whole text").check()
    page.get_by_label("Approved").check()
    for yes in page.get_by_label("Yes", exact=True).all():
        yes.check()
    page.get_by_label("I have checked its sources").check()
    clive.stop("review")
    clive.press("Record my review")
    clive.is_told("Thank you. Your review is recorded.")


def answer(phone: Page, link: str, wish: str = "") -> None:
    """Robin reads, says something of one section, and asks for a change; or is content."""
    phone.goto(link)
    expect(phone.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text(TITLE)
    if wish:
        phone.get_by_label("Signs", exact=True).fill(wish)
        phone.get_by_label("Please change something first").check()
    else:
        expect(phone.frame_locator("iframe").get_by_text("ask kindly")).to_be_visible()
        for yes in phone.get_by_label("Yes", exact=True).all():
            yes.check()
        phone.get_by_label("I approve of this text").check()
    check(phone, "wishes" if wish else "approves")
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you")


def check(phone: Page, name: str) -> None:
    if SHOTS:
        phone.screenshot(path=f"{SHOTS}/story-robin-{name}-{PHONE}.png", full_page=True)
    results = Axe().run(phone)
    assert results.violations_count == 0, results.generate_report()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE


def mend(cora: Colleague) -> None:
    """What Robin wrote stands beside the text; Clive's word holds for the text before, and the page says so."""
    page = cora.page
    cora.go("/desk/")
    cora.queue("Changes asked for").get_by_role("link", name=TITLE).click()
    sign_offs = page.get_by_role("region", name="Sign-offs of this text")
    reviews = page.get_by_role("region", name="Reviews")
    expect(reviews.get_by_text(WISH)).to_be_visible()
    expect(sign_offs.get_by_text("Given")).to_be_visible()
    cora.stop("asked-to-change")
    page.get_by_role("button", name="Open all").first.click()
    page.get_by_label("Text", exact=True).nth(1).fill(KINDER)
    cora.press("Save the draft")
    cora.is_told("What reviewers said was of the text before")
    expect(sign_offs.get_by_text("Given")).to_have_count(0)
    expect(reviews.get_by_role("listitem").filter(has_text="Clive Example").first).to_contain_text("Of an earlier text")
    cora.stop("mended")


def publish(petra: Colleague) -> None:
    page = petra.page
    petra.queue("Approved, to publish").get_by_role("link", name=TITLE).click()
    petra.follow("Publish")
    expect(page.get_by_role("region", name="What changes")).to_contain_text("ask kindly")
    expect(page.get_by_role("region", name="Whom it reaches")).to_contain_text(f"{WEBSITE}: 40")
    expect(page.get_by_role("region", name="Adaptations")).to_contain_text("Norfolk and Waveney")
    petra.stop("impact")
    petra.press("Publish it now")
    petra.is_told("Published as edition 2. The public reads it from now on.")
