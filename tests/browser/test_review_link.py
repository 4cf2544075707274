"""Reviewing by a personal link on a phone and a large screen: read in its frame, refused with everything kept, sent. Without scripts.

`LINK_SHOTS=folder` keeps pictures.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from library.publishing.models import Draft, Review
from tests.browser.test_link_page import SHOTS, check, visitor
from tests.outside import link_to
from tests.worlds import World

__all__ = ["visitor"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(transactional_db: None) -> Draft:
    world = World()
    draft = world.in_review(kind="leaflet", title="Finding support")
    draft.link = link_to(world, draft)
    return draft


@pytest.fixture
def address(draft: Any, live_server: LiveServer) -> str:
    return live_server.url + draft.link


def approve(page: Page) -> None:
    for yes in page.get_by_label("Yes", exact=True).all():
        yes.check()
    page.get_by_label("I approve of this text").check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Send my answer").click()


def test_read_refused_and_sent(visitor: Page, address: str, draft: Draft) -> None:
    visitor.goto(address)
    frame = visitor.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Finding support")
    expect(frame.get_by_role("link", name="999").first).to_be_visible()
    check(visitor, "review")
    heading = draft.document["sections"][0]["heading"]
    if SHOTS:
        visitor.locator("iframe").scroll_into_view_if_needed()
        visitor.wait_for_timeout(500)  # a frame is painted after the page around it
        visitor.screenshot(path=f"{SHOTS}/review-frame-{visitor.viewport_size['width']}.png")  # type: ignore[index]
    visitor.get_by_label(heading, exact=True).fill("Say that it is free.")
    send(visitor)
    expect(visitor).to_have_title("Error: Please read “Finding support”")
    expect(visitor.get_by_label(heading, exact=True)).to_have_value("Say that it is free.")
    check(visitor, "review-faults")
    visitor.get_by_role("link", name="What do you say?").click()
    approve(visitor)
    send(visitor)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Thank you")
    check(visitor, "review-thanks")
    assert Review.objects.get().sections == [
        {"section": draft.document["sections"][0]["id"], "text": "Say that it is free."}
    ]


def test_without_scripts_it_asks_only_us_and_breaks_no_rule_of_its_own(
    browser: Browser, address: str, draft: Draft
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    asked: list[str] = []
    complaints: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(address)
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text("Finding support")
    assert [url for url in asked if not url.startswith("data:")] == [address, f"{address}/shown"]
    with context.expect_page() as opened:
        page.get_by_role("link", name="Open it on a page of its own").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Finding support")
    opened.value.close()
    approve(page)
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert complaints == []
    context.close()
    assert Review.objects.get().document_hash == draft.document_hash
