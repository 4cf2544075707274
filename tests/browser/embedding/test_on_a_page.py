"""The element on a partner's page: visible, as high as its text, and no burden to anybody."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from library.catalogue.models import Item
from tests.browser.embedding.partner import (
    HOSTILE,
    Partner,
    Recorder,
    element,
    inside,
    is_as_high_as_its_text,
    policy_with,
    shown,
    snippets_of,
)
from tests.worlds import World

pytestmark = pytest.mark.django_db(transaction=True)
LONG = [{"id": f"part-{n}", "heading": f"Part {n}", "body": "Words that help somebody. " * 30} for n in range(6)]


def published(world: World, **changes: object) -> Item:
    return world.published(title="Caring for someone", **changes)


def test_it_shows_the_text_with_what_must_stand_around_it(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    made = snippets_of(library, f"resources/{published(world).slug}")
    page.goto(partner.page(made["element"]["html"]))
    shown(page)
    text = inside(page)
    expect(text.get_by_role("heading", level=1)).to_have_text("Caring for someone")
    for said in ("Last reviewed", "Next review due", "Licence", "116 123"):
        expect(text.get_by_text(said).first).to_be_attached()
    expect(element(page).get_by_role("heading", name="Caring for someone", level=2)).to_be_hidden()


def test_nobody_else_is_asked_and_nothing_is_kept(
    world: World, library: str, partner: Partner, page: Page, context: BrowserContext, recorded: Recorder
) -> None:
    made = snippets_of(library, f"resources/{published(world).slug}")
    page.goto(partner.page(made["element"]["html"], made["iframe"]["html"]), wait_until="networkidle")
    shown(page)
    hosts = {library.removeprefix("http://"), partner.url.removeprefix("http://")}
    assert recorded.hosts() == hosts
    assert (recorded.cookies_set, context.cookies()) == ([], [])
    kept = "[document.cookie, localStorage.length, sessionStorage.length]"
    assert page.evaluate(kept) == ["", 0, 0]


def test_the_library_learns_the_site_and_not_the_page(world: World, library: str, partner: Partner, page: Page) -> None:
    made = snippets_of(library, f"resources/{published(world).slug}")
    with page.expect_request(f"{library}/embed/resources/**") as asked:
        page.goto(partner.page(made["element"]["html"], path="/advice/for-one-reader"))
    assert asked.value.all_headers()["referer"] == f"{partner.url}/"


def test_what_is_in_the_frame_can_keep_nothing(world: World, library: str, partner: Partner, page: Page) -> None:
    made = snippets_of(library, f"resources/{published(world).slug}")
    page.goto(partner.page(made["element"]["html"]))
    shown(page)
    frame = page.frames[1]
    assert frame.evaluate("window.origin") == "null"
    for reach in ("document.cookie", "localStorage.length", "indexedDB.open('x')"):
        assert frame.evaluate(f"(() => {{ try {{ {reach}; return 'kept' }} catch (e) {{ return e.name }} }})()") == (
            "SecurityError"
        )


def test_a_hostile_style_sheet_neither_hides_nor_squeezes_it(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    made = snippets_of(library, f"resources/{published(world, sections=LONG).slug}")
    page.goto(partner.page(made["element"]["html"], css=HOSTILE.replace("main *, ", "")))
    is_as_high_as_its_text(page)
    box = shown(page).bounding_box()
    assert box
    assert box["width"] >= 240
    assert inside(page).get_by_role("heading", level=1).evaluate("h1 => getComputedStyle(h1).fontSize") != "60px"
    assert page.evaluate("document.elementFromPoint(innerWidth / 2, 700)?.localName") in ("coproduction-item", "main")


def test_a_strict_policy_needs_just_what_is_documented(
    world: World, library: str, partner: Partner, page: Page, recorded: Recorder
) -> None:
    made = snippets_of(library, f"resources/{published(world).slug}")
    page.goto(partner.page(made["element"]["html"], policy=policy_with(made["element"]["csp"])))
    is_as_high_as_its_text(page)
    assert recorded.complaints == []


@pytest.mark.parametrize("missing", [0, 1])
def test_each_of_the_directives_is_needed(
    world: World, library: str, partner: Partner, page: Page, recorded: Recorder, missing: int
) -> None:
    made = snippets_of(library, f"resources/{published(world).slug}")
    directives = [directive for number, directive in enumerate(made["element"]["csp"]) if number != missing]
    page.goto(partner.page(made["element"]["html"], policy=policy_with(directives)), wait_until="networkidle")
    expect(element(page).get_by_role("heading", level=2)).to_be_visible()
    assert recorded.complaints != []


def test_a_changed_script_is_not_run(world: World, library: str, partner: Partner, page: Page) -> None:
    made = snippets_of(library, f"resources/{published(world).slug}")
    page.route(
        "**/embed/script/*.js",
        lambda route: route.fulfill(body="document.title = 'taken'", content_type="text/javascript"),
    )
    page.goto(partner.page(made["element"]["html"]), wait_until="networkidle")
    assert page.title() == "Advice"
    expect(element(page).get_by_role("heading", level=2)).to_be_visible()


def test_its_height_follows_the_window(world: World, library: str, partner: Partner, page: Page) -> None:
    made = snippets_of(library, f"resources/{published(world, sections=LONG).slug}")
    page.goto(partner.page(made["element"]["html"]))
    is_as_high_as_its_text(page)
    wide = shown(page).bounding_box()
    page.set_viewport_size({"width": 400, "height": 900})
    is_as_high_as_its_text(page)
    narrow = shown(page).bounding_box()
    assert wide
    assert narrow
    assert narrow["height"] > wide["height"] + 200


def test_its_height_follows_what_readers_open(world: World, library: str, partner: Partner, page: Page) -> None:
    made = snippets_of(library, f"resources/{published(world).slug}")
    page.goto(partner.page(made["element"]["html"]))
    is_as_high_as_its_text(page)
    before = shown(page).bounding_box()
    inside(page).locator("summary").click()
    expect(inside(page).locator("details dl")).to_be_visible()
    is_as_high_as_its_text(page)
    after = shown(page).bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"]


def test_a_least_height_is_kept(world: World, library: str, partner: Partner, page: Page) -> None:
    made = snippets_of(library, f"resources/{published(world).slug}", "?height=4000")
    page.goto(partner.page(made["element"]["html"]))
    expect(shown(page)).to_have_css("height", "4000px")


def test_colours_are_those_that_were_asked_for(world: World, library: str, partner: Partner, page: Page) -> None:
    query = "?text=003366&background=fff8e7&link=7a1f5c"
    made = snippets_of(library, f"resources/{published(world).slug}", query)
    page.goto(partner.page(made["element"]["html"]))
    shown(page)
    expect(inside(page).locator("body")).to_have_css("color", "rgb(0, 51, 102)")
    expect(inside(page).locator("body")).to_have_css("background-color", "rgb(255, 248, 231)")
    expect(inside(page).locator("footer a").first).to_have_css("color", "rgb(122, 31, 92)")


def test_attributes_say_what_the_address_does_not(world: World, library: str, partner: Partner, page: Page) -> None:
    path = f"resources/{published(world).slug}"
    page.goto(
        partner.page(
            f'<script src="{library}/embed.js" async></script>'
            f'<coproduction-item src="{library}/embed/{path}?text=003366" text="ff0000" background="#fff8e7"></coproduction-item>'
        )
    )
    shown(page)
    assert "?text=003366&background=fff8e7" in page.frames[1].url


def test_several_stand_on_one_page(world: World, library: str, partner: Partner, page: Page) -> None:
    short = snippets_of(library, f"resources/{world.published(title='Short').slug}")
    long = snippets_of(library, f"resources/{world.published(title='Long', sections=LONG).slug}")
    page.goto(partner.page(short["element"]["html"], long["element"]["html"]))
    is_as_high_as_its_text(page, 0)
    element(page, 1).scroll_into_view_if_needed()
    is_as_high_as_its_text(page, 1)


def test_it_answers_again_where_it_is_moved_to(world: World, library: str, partner: Partner, page: Page) -> None:
    made = snippets_of(library, f"resources/{published(world).slug}")
    page.goto(partner.page(made["element"]["html"]))
    shown(page)
    page.evaluate("document.querySelector('main').append(document.querySelector('coproduction-item'))")
    is_as_high_as_its_text(page)
    page.evaluate("document.querySelector('coproduction-item').remove()")
    expect(page.locator("iframe")).to_have_count(0)


@pytest.mark.parametrize("zoom", [2])
def test_at_twice_the_size_nothing_is_lost(
    world: World, library: str, partner: Partner, browser: Browser, zoom: int
) -> None:
    """Zoom is a smaller window with larger pixels: 1280 at 200 % is 640, and a phone's 640 is 320 (WCAG 2.2, 1.4.10)."""
    made = snippets_of(library, f"resources/{published(world, sections=LONG).slug}")
    address = partner.page(made["element"]["html"])
    for width in (1280, 640):
        context = browser.new_context(viewport={"width": width // zoom, "height": 450}, device_scale_factor=zoom)
        page = context.new_page()
        page.goto(address)
        is_as_high_as_its_text(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width // zoom
        assert inside(page).locator("html").evaluate("html => html.scrollWidth <= innerWidth")
        context.close()


def test_it_is_accessible(world: World, library: str, partner: Partner, page: Page) -> None:
    made = snippets_of(library, f"resources/{published(world).slug}")
    page.goto(partner.page(made["element"]["html"]))
    shown(page)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_a_reader_who_wants_less_motion_gets_none(
    world: World, library: str, partner: Partner, browser: Browser
) -> None:
    made = snippets_of(library, f"resources/{published(world).slug}")
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(partner.page(made["element"]["html"]))
    shown(page)
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()
