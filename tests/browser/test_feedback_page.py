"""The page on which readers write back, as somebody meets it at night on a telephone: small and large, light, dark and in forced colours,
from right to left, with twice the size of text, with the keyboard, without scripts.

`FEEDBACK_SHOTS=folder` keeps pictures.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from library.catalogue.models import Feedback, Item
from library.rendering.words import words_for
from tests.readers import WORDS
from tests.worlds import World

MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
LANGUAGES = ("en-GB", "ar")
VIEWS = [(width, "light") for width in (320, 390, 1360)] + [(390, "dark"), (390, "forced")]
SHOTS = os.environ.get("FEEDBACK_SHOTS")
SECTIONS = {
    "en-GB": [
        {"id": "what", "heading": "What it is", "body": "Words."},
        {
            "id": "now",
            "heading": "Help now",
            "care_level": "emergency",
            "body": "Call [999](tel:999) if:\n\n- a life is at risk",
        },
    ],
    "ar": [
        {"id": "what", "heading": "ما هو", "body": "كلمات."},
        {
            "id": "now",
            "heading": "المساعدة الآن",
            "care_level": "emergency",
            "body": "اتصل على [999](tel:999) إذا:\n\n- كانت حياة في خطر",
        },
    ],
}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def item(live_server: LiveServer) -> Item:
    world = World()
    item = world.published(title="Finding support", sections=SECTIONS["en-GB"])
    world.publish(
        world.approved(
            world.translation(item, "ar", title="العثور على الدعم", summary="للبالغين.", sections=SECTIONS["ar"])
        )
    )
    return item


def address_of(live_server: LiveServer, item: Item, language: str = "en-GB") -> str:
    return f"{live_server.url}/v1/resources/{item.slug}/feedback?language={language}"


def check(page: Page, name: str, *, contrast: bool = True) -> None:
    """Accessible, and no wider than the window."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    results = Axe().run(page, options={"rules": {"color-contrast": {"enabled": contrast}}})
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


@pytest.mark.parametrize(("width", "mode"), VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_form_over_its_faults_to_the_thanks(
    browser: Browser, live_server: LiveServer, item: Item, language: str, width: int, mode: str
) -> None:
    """Our policy lets no script in, axe's neither: so it is put aside while axe looks."""
    say, view = words_for(language).feedback, f"{language}-{width}-{mode}"
    context = browser.new_context(viewport={"width": width, "height": 844}, bypass_csp=True, **MODES[mode])
    page = context.new_page()
    page.goto(address_of(live_server, item, language))
    check(page, f"form-{view}", contrast=mode != "forced")
    page.get_by_label(say.text).fill(WORDS)
    page.get_by_role("button", name=say.send).click()
    expect(page.get_by_role("alert")).to_be_focused()
    check(page, f"faults-{view}", contrast=mode != "forced")
    expect(page.get_by_label(say.text)).to_have_value(WORDS)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label(say.upsetting)).to_be_in_viewport()
    page.get_by_label(say.upsetting).check()
    page.get_by_role("button", name=say.send).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say.sent_title)
    check(page, f"thanks-{view}", contrast=mode != "forced")
    found = Feedback.objects.get()
    assert (found.text, found.about, found.language) == (WORDS, "upsetting", language)
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works_without_scripts_with_the_keyboard_and_asks_for_nothing_else(
    browser: Browser, live_server: LiveServer, item: Item, language: str
) -> None:
    say = words_for(language).feedback
    context = browser.new_context(java_script_enabled=False)
    page, asked, complaints = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    address = address_of(live_server, item, language)
    page.goto(address)
    _tab_to(page, page.get_by_role("link", name=say.to_form))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label(say.unclear)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type(WORDS)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say.sent_title)
    assert [url for url in asked if not url.startswith("data:")] == [address, address.partition("?")[0]]
    assert (complaints, context.cookies()) == ([], [])
    found = Feedback.objects.get()
    assert (found.text, found.about, found.section) == (WORDS, "unclear", "what")
    context.close()


def test_what_can_be_hit_is_large_and_nothing_is_small(browser: Browser, live_server: LiveServer, item: Item) -> None:
    """WCAG 2.2, 2.5.8, and more than it asks for: 44 pixels for what is filled in."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(address_of(live_server, item))
    heights = "selector => [...document.querySelectorAll(selector)].map(found => found.getBoundingClientRect().height)"
    assert min(page.evaluate(heights, ".choice, textarea, select, button")) >= 44
    assert min(page.evaluate(heights, "a")) >= 24
    sizes = page.evaluate(
        "[...document.querySelectorAll('p, li, a, label, textarea, select, button')]"
        ".map(found => parseFloat(getComputedStyle(found).fontSize))"
    )
    assert min(sizes) >= 16
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_text_twice_as_large_nothing_is_cut_off(
    browser: Browser, live_server: LiveServer, item: Item, language: str
) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(address_of(live_server, item, language))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    check(page, f"form-{language}-twice")
    context.close()


def test_an_arabic_page_is_read_from_the_right(browser: Browser, live_server: LiveServer, item: Item) -> None:
    page = browser.new_page()
    page.goto(address_of(live_server, item, "ar"))
    box, label = page.locator("#_wrong").bounding_box(), page.locator("label[for=_wrong]").bounding_box()
    assert box is not None
    assert label is not None
    assert box["x"] > label["x"]
    page.close()


@override_settings(COSTLY_POSTS_PER_HOUR=0)
def test_whoever_has_to_wait_loses_no_word(browser: Browser, live_server: LiveServer, item: Item) -> None:
    page = browser.new_page(bypass_csp=True)
    page.goto(address_of(live_server, item))
    page.get_by_label("Something is upsetting").check()
    page.get_by_label("In your own words").fill(WORDS)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("send it again after")
    expect(page.get_by_label("In your own words")).to_have_value(WORDS)
    expect(page.get_by_label("Something is upsetting")).to_be_checked()
    check(page, "wait")
    page.close()


def test_an_embed_leads_to_it_in_a_window_of_its_own_that_knows_nothing_of_the_page(
    browser: Browser, live_server: LiveServer, item: Item
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{live_server.url}/embed/resources/{item.slug}")
    link = page.get_by_role("link", name="Tell us about it")
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener")
    address = link.get_attribute("href") or ""
    assert address.endswith(f"/v1/resources/{item.slug}/feedback?edition=1")
    assert page.locator("meta[name=referrer]").get_attribute("content") == "no-referrer"
    context.close()


def _tab_to(page: Page, link: Any) -> None:
    for _ in range(10):
        page.keyboard.press("Tab")
        if link.evaluate("found => found === document.activeElement"):
            return
    raise AssertionError("The keyboard does not reach it.")
