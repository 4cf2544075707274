"""The builder in a browser: with scripts and without, on a phone, with the keyboard, in the dark."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.adaptations import AREA, Place
from tests.browser.embedding.partner import Recorder
from tests.worlds import World

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("EMBED_SHOTS")
WAYS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 320, "height": 640}},
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


@pytest.fixture
def item(world: World) -> str:
    here = Place(world, title="Caring for someone")
    here.published()
    return f"leaflets/{here.template.slug}"


@pytest.fixture(params=WAYS)
def visitor(request: Any, browser: Browser) -> Iterator[tuple[str, Page]]:
    """The policy of the page lets no script of axe's in, so it is put aside while axe looks."""
    context = browser.new_context(bypass_csp=True, **WAYS[request.param])
    yield request.param, context.new_page()
    context.close()


def check(page: Page, name: str) -> None:
    """Accessible, no wider than the window, and every control can be hit with a thumb."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    sizes = page.evaluate(
        "[...document.querySelectorAll('button, select, input:not([type=hidden]), summary, .plain a')].filter(e => e.offsetParent)"
        ".map(e => { const box = e.getBoundingClientRect(); return Math.min(box.width, box.height) })"
    )
    assert min(sizes) >= 22


def previewed(page: Page) -> Any:
    """The text in the preview, once it has answered."""
    expect(page.locator("coproduction-item iframe")).to_have_css("visibility", "visible", timeout=15_000)
    return page.frame_locator("coproduction-item iframe")


def test_every_step_is_accessible_and_fits(visitor: tuple[str, Page], library: str, item: str) -> None:
    way, page = visitor
    page.goto(f"{library}/embed/builder")
    check(page, f"search-{way}")
    page.goto(f"{library}/embed/builder?item={item}&text=003366&background=fff8e7")
    previewed(page)
    check(page, f"choose-{way}")
    page.goto(f"{library}/embed/builder?item={item}&text=999999&background=ffffff&height=7")
    check(page, f"refused-{way}")


def test_the_preview_and_the_snippet_follow_at_once(library: str, item: str, page: Page, recorded: Recorder) -> None:
    page.goto(f"{library}/embed/builder?item={item}")
    expect(previewed(page).locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.get_by_label("Light or dark").select_option("dark")
    expect(page.get_by_label("HTML", exact=True)).to_have_value(_has("scheme=dark"))
    expect(previewed(page).locator("html")).to_have_css("color-scheme", "dark")
    expect(page.get_by_role("status")).to_have_text("Preview and snippet follow your choices.")
    assert "scheme=dark" in page.url
    page.get_by_label("Text", exact=True).fill("999999")
    page.get_by_label("Background", exact=True).fill("#fff")
    expect(page.get_by_role("heading", name="Almost there")).to_be_visible()
    expect(page.get_by_label("Text", exact=True)).to_have_attribute("aria-invalid", "true")
    page.get_by_role("link", name="Use #").click()
    expect(page.get_by_label("HTML", exact=True)).to_have_value(_has("text="))
    assert recorded.complaints == []


def test_a_picked_colour_is_typed(library: str, item: str, page: Page) -> None:
    page.goto(f"{library}/embed/builder?item={item}")
    page.get_by_label("Pick: Background").fill("#fff8e7")
    expect(page.get_by_label("Background", exact=True)).to_have_value("fff8e7")
    expect(page.get_by_label("HTML", exact=True)).to_have_value(_has("background=fff8e7"))


def test_copying_copies_and_says_so(library: str, item: str, page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=library)
    page.goto(f"{library}/embed/builder?item={item}")
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("status")).to_have_text("Copied. Paste it into your page, where it takes HTML.")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("HTML", exact=True).input_value()


def test_without_scripts_every_step_works(library: str, item: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{library}/embed/builder")
    page.get_by_label("Search the library").fill("caring")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Caring for someone").click()
    page.get_by_label("Which version").select_option(AREA)
    page.get_by_label("Text", exact=True).fill("003366")
    page.get_by_role("button", name="Show the preview and the snippet").click()
    expect(page.get_by_label("HTML", exact=True)).to_have_value(_has(f"area={AREA}&text=003366"))
    expect(page.get_by_text("contrast 12.6")).to_be_visible()
    text = page.frame_locator("iframe")
    expect(text.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    context.close()


def test_the_keyboard_gets_everywhere_in_order(library: str, item: str, page: Page) -> None:
    page.goto(f"{library}/embed/builder?item={item}")
    previewed(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the builder")).to_be_in_viewport()
    page.keyboard.press("Enter")
    stops = []
    for _ in range(16):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
    wanted = ["Choose something else", "place", "edition-latest", "text", "background", "link", "scheme", "height"]
    assert [stop for stop in stops if stop in wanted] == wanted


def test_it_asks_nobody_else_and_breaks_no_rule_of_its_own(
    library: str, item: str, page: Page, context: BrowserContext, recorded: Recorder
) -> None:
    page.goto(f"{library}/embed/builder?item={item}")
    previewed(page)
    page.wait_for_load_state("networkidle")
    assert recorded.hosts() == {library.removeprefix("http://")}
    assert (recorded.complaints, recorded.cookies_set, context.cookies()) == ([], [], [])


def _has(part: str) -> Any:
    return re.compile(re.escape(part.replace("&", "&amp;")))
