"""The page of a personal link, as somebody meets it who comes from a mail: small and large, with the keyboard, without scripts.

`LINK_SHOTS=folder` keeps pictures.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from library.accounts.models import Membership
from tests.post import only_link
from tests.worlds import World

WIDTHS = (320, 1280)
SHOTS = os.environ.get("LINK_SHOTS")


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def link(live_server: LiveServer) -> str:
    World().invited(roles=["admin", "editor"], opens_desk=True)
    return live_server.url + only_link()


@pytest.fixture(params=WIDTHS)
def visitor(request: Any, browser: Browser) -> Iterator[Page]:
    """Our policy lets no script in, axe's neither: so it is put aside while axe looks."""
    context = browser.new_context(viewport={"width": request.param, "height": 800}, bypass_csp=True)
    yield context.new_page()
    context.close()


def check(page: Page, name: str) -> None:
    """Accessible, and no wider than the window."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(SHOTS) / f"{name}-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def test_from_the_mail_to_the_key(visitor: Page, link: str) -> None:
    visitor.goto(link)
    check(visitor, "offer")
    visitor.get_by_label("Password for the desk").fill("short")
    visitor.get_by_role("button", name="Accept the invitation").click()
    expect(visitor).to_have_title("Error: Join Norfolk and Waveney")
    check(visitor, "faults")
    visitor.get_by_role("link", name="Password for the desk").click()
    expect(visitor.get_by_label("Password for the desk")).to_be_in_viewport()
    visitor.get_by_label("Password for the desk").fill("correct horse battery")
    visitor.get_by_role("button", name="Accept the invitation").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Welcome")
    check(visitor, "welcome")
    assert Membership.objects.filter(user__email="sam@nhs.example").exists()


def test_a_link_that_works_no_more_says_so_and_what_to_do(visitor: Page, live_server: LiveServer) -> None:
    answer = visitor.goto(f"{live_server.url}/links/{'A' * 43}")
    assert answer is not None
    assert answer.status == 404
    expect(visitor.get_by_text("ask whoever sent it for a new one")).to_be_visible()
    check(visitor, "not-valid")


def test_it_asks_for_nothing_else_and_breaks_no_rule_of_its_own(browser: Browser, link: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    asked: list[str] = []
    complaints: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(link)
    assert asked == [link]
    assert page.locator("button").evaluate("button => getComputedStyle(button).backgroundColor") == "rgb(0, 112, 60)"
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse battery")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
    assert complaints == []
    context.close()
