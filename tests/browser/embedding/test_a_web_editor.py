"""A web editor of a carers' site makes a snippet and pastes it in her page; a reader in Norwich opens that page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.adaptations import Place
from tests.browser.embedding.partner import Partner, Recorder, inside, is_as_high_as_its_text, policy_with
from tests.worlds import World

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("EMBED_SHOTS")


def picture(page: Page, name: str) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(500)
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def test_from_the_search_to_a_reader_s_own_version(
    world: World, library: str, partner: Partner, page: Page, context: BrowserContext, recorded: Recorder
) -> None:
    here = Place(world, title="Caring for someone")
    here.published()
    pasted, directives = she_makes_a_snippet(page, context, library)
    address = partner.page(pasted, policy=policy_with(directives), css="main { max-width: 46rem; margin: auto }")
    a_reader_opens_it(page, address)
    hosts = {library.removeprefix("http://"), partner.url.removeprefix("http://")}
    assert recorded.hosts() == hosts
    assert (recorded.cookies_set, context.cookies(), recorded.complaints) == ([], [], [])


def she_makes_a_snippet(page: Page, context: BrowserContext, library: str) -> tuple[str, list[str]]:
    """Searches, chooses, looks, copies. Gives what is in her clipboard, and what her strict policy has to allow."""
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=library)
    page.goto(f"{library}/embed/builder")
    page.get_by_label("Search the library").fill("caring")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Caring for someone").click()
    page.get_by_label("Which version").select_option("reader")
    page.get_by_label("Text", exact=True).fill("003366")
    page.get_by_label("Background", exact=True).fill("fff8e7")
    page.get_by_label("Height in pixels").fill("600")
    expect(page.get_by_text("well legible")).to_be_visible()
    preview = page.frame_locator("coproduction-item iframe")
    expect(preview.locator("body")).to_have_css("background-color", "rgb(255, 248, 231)")
    picture(page, "story-builder")
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("status")).to_have_text("Copied. Paste it into your page, where it takes HTML.")
    page.get_by_text("My site has a strict content security policy").click()
    directives = page.locator("pre").inner_text().split(";\n")
    return page.evaluate("navigator.clipboard.readText()"), directives


def a_reader_opens_it(page: Page, address: str) -> None:
    """Sees the text, its dates, whose it is and where help is; says where she lives; reads her own version."""
    page.goto(address)
    is_as_high_as_its_text(page)
    text = inside(page)
    expect(text.get_by_role("heading", level=1)).to_have_text("Caring for someone")
    expect(text.locator("body")).to_have_css("color", "rgb(0, 51, 102)")
    for said in ("Last reviewed", "Licensed under", "116 123"):
        expect(text.get_by_text(said).first).to_be_visible()
    picture(page, "story-national")
    text.get_by_label("where you live").fill("NR1")
    text.get_by_role("button", name="Find").click()
    expect(text.get_by_text("In Norfolk call")).to_be_visible()
    expect(text.get_by_role("link", name="01603 421421").first).to_be_visible()
    expect(text.locator("body")).to_have_css("color", "rgb(0, 51, 102)")
    is_as_high_as_its_text(page)
    picture(page, "story-local")
