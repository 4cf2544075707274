"""A day at the desk in a browser: nothing from a third party, nothing that stands in anybody's way."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, expect

from library.editions.review_status import uk_day
from library.publishing.models import Draft
from library.syndication.spans import months_before
from tests.api.desk.browser import Person, somebody
from tests.api.desk.sitting import PASSWORD, address, let_in, list_of, saved_theme
from tests.library.syndication.counting import count_reads
from tests.outside import answered, invited
from tests.readers import taken, wrote
from tests.texts import LINES
from tests.worlds import World

pytestmark = pytest.mark.browser
EVERYTHING = ["curator", "publisher", "reviewer", "steward_admin", "admin"]


@pytest.fixture
def world(transactional_db: None) -> World:
    world = World()
    world.join("everybody", "sun", EVERYTHING, ["lived_experience", "clinical"])
    for name in ("cora", "petra", "lila", "clive", "everybody"):
        let_in(world, name)
    return world


@pytest.fixture
def home(live_server: Any) -> str:
    return str(live_server.url)


def written(**which: Any) -> Draft:
    """A draft as it is stored now. Beside the browser's loop Django opens a connection of its own, which must not outlive the test:
    so situations are built before the browser opens, and read again only through this.
    """
    try:
        return Draft.objects.select_related("item").get(**which)
    finally:
        connection.close()


def change_over(person: Person, name: str) -> None:
    person.page.context.clear_cookies()
    person.sign_in(name, PASSWORD)


def add_item(person: Person) -> None:
    page = person.page
    person.follow("Add an item")
    page.get_by_label("Resource", exact=True).check()
    page.get_by_label("Title (needed)").fill("Help for young carers")
    page.get_by_label("Medium, for a resource").select_option("leaflet")
    page.get_by_label("Licence (needed)").select_option("CC-BY-4.0")
    page.get_by_label("Funding (needed)").fill("None")
    page.get_by_label("Conflicts of interest (needed)").fill("None declared")
    person.press("Add it and write its text")


def write_text(person: Person) -> None:
    page = person.page
    page.get_by_label("Summary").fill("For young people who care for somebody.")
    page.get_by_role("button", name="Add section").click()
    page.keyboard.type("Where to talk")
    page.get_by_label("Text", exact=True).fill("Talk to {{contact:samaritans}}.\n\n" + LINES["body"])
    page.get_by_role("button", name="Add section").click()
    page.keyboard.type("Not wanted after all")
    page.locator("[data-item]", has_text="Not wanted after all").get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Add source").click()
    page.keyboard.type("Eating disorders")
    source = page.locator("[data-item]", has_text="Eating disorders")
    source.get_by_label("Address (needed)").fill("https://www.nhs.uk/mental-health/")
    source.get_by_label("Accessed (needed)").fill("2026-10-05")
    source.get_by_label("Publisher (needed)").fill("NHS")
    person.look("written")
    person.press("Save the draft")


def have_it_reviewed(person: Person) -> None:
    page = person.page
    person.follow("Submit for review")
    page.get_by_label("What changed").fill("All of it.")
    person.press("Submit it")
    for reviewer in ("lila", "clive"):
        change_over(person, reviewer)
        person.follow("Help for young carers")
        page.get_by_label("The whole text").check()
        page.get_by_label("Approved").check()
        for yes in page.get_by_label("Yes", exact=True).all():
            yes.check()
        person.press("Record my review")
        assert person.reads("Your review is recorded.")


def test_from_an_idea_to_the_public_and_back(world: World, browser: Browser, home: str) -> None:
    with somebody(browser, home) as person:
        page, public = person.page, f"{home}/v1/resources/help-for-young-carers"
        person.sign_in("cora", PASSWORD)
        add_item(person)
        write_text(person)
        draft = written(item__slug="help-for-young-carers")
        assert [section["id"] for section in draft.document["sections"]] == ["where-to-talk"]

        person.follow("Preview")
        assert person.reads("Talk to 116 123.")
        person.follow("Back to the draft")
        have_it_reviewed(person)

        change_over(person, "petra")
        person.follow("Help for young carers")
        person.follow("Publish")
        page.get_by_label("What changed").fill("First edition.")
        person.press("Publish it now")
        assert "Where to talk" in page.request.get(public).text()

        person.go(address(draft.item))
        person.follow("Withdraw")
        page.get_by_label("Reason").select_option("error")
        page.get_by_label("Explanation").fill("It was not ready.")
        person.press("Withdraw it now")
        assert page.request.get(public).status == 410
        assert (person.foreign, person.broken) == ([], [])


def test_a_mistake_is_shown_where_it_is_and_the_keyboard_leads_there(world: World, browser: Browser, home: str) -> None:
    draft = world.draft()
    with somebody(browser, home) as person:
        person.sign_in("cora", PASSWORD)
        person.go(address(draft))
        page = person.page
        page.get_by_role("button", name="Open all").first.click()
        page.get_by_label("Heading (needed)").nth(1).fill("")
        person.press("Save the draft")
        expect(page.get_by_role("alert")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("[name='document/sections/1/heading']")).to_be_focused()
        person.look("mistake")
        assert person.barriers() == []


def test_items_of_a_list_are_moved_and_kept_by_keyboard(world: World, browser: Browser, home: str) -> None:
    draft = world.draft()
    with somebody(browser, home) as person:
        person.sign_in("cora", PASSWORD)
        person.go(address(draft))
        page = person.page
        page.get_by_role("button", name="Open all").first.click()
        page.get_by_role("button", name="Move down").first.press("Enter")
        page.get_by_role("button", name="Remove Section What it is").press("Enter")
        expect(page.get_by_role("button", name="Keep it")).to_be_focused()
        page.keyboard.press("Enter")
        person.press("Save the draft")
        sections = written(pk=draft.pk).document["sections"]
        assert [section["id"] for section in sections] == ["help", "what-it-is", LINES["id"]]


ON_A_PHONE = (
    *("start", "items", "item", "draft", "review", "reviewed", "invite", "theme", "reach"),
    *("feedback", "upset", "settle", "reminders"),
)


@pytest.mark.parametrize(("colours", "width"), [("light", 1360), ("dark", 390)])
def test_nothing_stands_in_the_way(world: World, browser: Browser, home: str, colours: str, width: int) -> None:
    item = world.published(title="Help for carers")
    asked = world.changes_requested(kind="leaflet", title="Finding support")
    reviewed = world.in_review(kind="case_study", title="The Sanctuary")
    answered(world, reviewed, kind="accessibility", email="sam@outside.example", name="Sam Outside")
    outside = invited(world, reviewed)
    edited = world.edited(item, title="Help for young carers")
    theme = saved_theme(world)
    upset = wrote(world, item, "upsetting", "The part about meals upset my daughter.\n\nPlease look at it.")
    taken(world, wrote(world, item), to="petra")
    wrote(world, item, "wrong", at=timezone.now())
    for months in range(1, 9):
        month = months_before(uk_day(world.clock).replace(day=1), months)
        count_reads(item, 700 // months - 90 if months < 7 else 3, day=month)
        count_reads(item, 60 // months, day=month, channel="rendition", format="a4.pdf")
        count_reads(item, 9 + months, day=month, channel="embed", format="page", host="example.org")
    with somebody(browser, home) as person:
        person.sign_in("everybody", PASSWORD)
        person.page.evaluate(f"localStorage.setItem('adminTheme', JSON.stringify('{colours}'))")
        person.page.set_viewport_size({"width": width, "height": 900})
        pages = {
            "start": "/desk/",
            "items": list_of("catalogue_item"),
            "item": address(item),
            "add-item": "/desk/catalogue/item/add/",
            "withdraw": address(item, "withdraw"),
            "draft": address(asked),
            "review": address(reviewed, "review"),
            "reviewed": address(reviewed),
            "invite": address(reviewed, "invite"),
            "invited": address(outside),
            "preview": address(edited, "preview"),
            "compare": address(edited, "compare"),
            "theme": address(theme),
            "themes": list_of("catalogue_theme"),
            "contacts": list_of("directory_contactpoint"),
            "key": "/desk/accounts/apikey/add/",
            "history": list_of("history_event"),
            "reach": "/desk/reach/",
            "reach-days": "/desk/reach/?by=day",
            "feedback": list_of("catalogue_feedback"),
            "upset": address(upset),
            "take": address(upset, "take"),
            "settle": address(upset, "settle"),
            "reminders": "/desk/reminders/",
        }
        barriers: dict[str, list[str]] = {}
        for name in pages if width > 1000 else ON_A_PHONE:
            person.go(pages[name])
            person.look(f"{name}-{colours}-{width}")
            barriers[name] = person.barriers()
            assert person.page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways"
        assert [found for found in barriers.values() if found] == []
        assert (person.foreign, person.broken) == ([], [])
