"""What readers of a partner's page see when the text changes, goes, or can't be had."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.embedding.partner import Partner, element, inside, is_as_high_as_its_text, shown, snippets_of
from tests.worlds import World

pytestmark = pytest.mark.django_db(transaction=True)
SHADOW = "document.querySelector('coproduction-item').shadowRoot"


def fallback(page: Page) -> None:
    """Everything that a reader needs without the frame."""
    card = element(page)
    expect(card.get_by_role("heading", name="Caring for someone", level=2)).to_be_visible()
    expect(card.get_by_text("For carers: what helps")).to_be_visible()
    expect(card.get_by_role("link", name="111")).to_have_attribute("href", "tel:111")
    expect(card.get_by_role("link", name="Read this on the web")).to_be_visible()
    expect(card.get_by_text("Licensed under")).to_be_visible()
    expect(card.get_by_text("Last reviewed")).to_be_visible()


def a_minute_later(page: Page) -> None:
    """So long, and no longer, a browser may keep what it was sent."""
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


def test_without_scripts_the_snippet_itself_is_read(
    world: World, library: str, partner: Partner, browser: Browser
) -> None:
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(partner.page(made["element"]["html"]))
    fallback(page)
    assert len(page.frames) == 1
    context.close()


def test_a_plain_frame_needs_no_script_of_the_page(
    world: World, library: str, partner: Partner, browser: Browser
) -> None:
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(partner.page(made["iframe"]["html"]))
    text = page.frame_locator("iframe")
    expect(text.get_by_role("heading", level=1)).to_have_text("Caring for someone")
    expect(page.get_by_role("link", name="111")).to_be_visible()
    context.close()


def test_the_fallback_is_accessible(world: World, library: str, partner: Partner, page: Page) -> None:
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    page.route("**/embed/script/**", lambda route: route.abort())
    page.goto(partner.page(made["element"]["html"]))
    fallback(page)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("unreachable", ["**/embed/script/**", "**/embed/resources/**"])
def test_while_the_library_can_not_be_reached_the_fallback_stands(
    world: World, library: str, partner: Partner, page: Page, unreachable: str
) -> None:
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    page.clock.install()
    page.route(unreachable, lambda route: route.abort())
    page.goto(partner.page(made["element"]["html"]), wait_until="networkidle")
    page.clock.run_for(10_000)
    fallback(page)


def test_a_fault_of_the_library_s_is_not_shown_to_readers(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    page.route(
        "**/embed/resources/**", lambda route: route.fulfill(status=503, body="Out of order", content_type="text/html")
    )
    page.goto(partner.page(made["element"]["html"]), wait_until="networkidle")
    fallback(page)
    expect(element(page).locator("iframe")).to_have_css("visibility", "hidden")


def test_when_the_frame_goes_on_to_a_page_that_does_not_answer_the_fallback_comes_back(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    page.clock.install()
    page.goto(partner.page(made["element"]["html"]))
    shown(page)
    page.frames[1].evaluate(f"location.href = '{partner.put('/silent', 'text/html', '<p>Nothing</p>')}'")
    page.frames[1].wait_for_url("**/silent")
    page.clock.run_for(5_000)
    fallback(page)


def test_the_next_edition_is_there_when_the_page_is_opened_again(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    item = world.published(title="Caring for someone")
    address = partner.page(snippets_of(library, f"resources/{item.slug}")["element"]["html"])
    page.goto(address)
    expect(inside(page).get_by_role("heading", level=1)).to_have_text("Caring for someone")
    world.republished(item, title="Caring for somebody")
    a_minute_later(page)
    page.goto(address)
    expect(inside(page).get_by_role("heading", level=1)).to_have_text("Caring for somebody")
    is_as_high_as_its_text(page)


def test_a_pinned_page_stays_and_says_that_there_is_a_newer_one(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    item = world.published(title="Caring for someone")
    made = snippets_of(library, f"resources/{item.slug}", "?edition=1")
    world.republished(item, title="Caring for somebody")
    page.goto(partner.page(made["element"]["html"]))
    is_as_high_as_its_text(page)
    expect(inside(page).get_by_role("heading", level=1)).to_have_text("Caring for someone")
    expect(inside(page).get_by_text("This page stays on edition 1.")).to_be_visible()
    inside(page).get_by_role("link", name="Read the newest edition").click()
    expect(inside(page).get_by_role("heading", level=1)).to_have_text("Caring for somebody")
    is_as_high_as_its_text(page)


def test_a_pin_does_not_hold_against_safety(world: World, library: str, partner: Partner, page: Page) -> None:
    item = world.published(title="Caring for someone")
    made = snippets_of(library, f"resources/{item.slug}", "?edition=1")
    world.republished(item, change_class="safety", title="Caring safely")
    page.goto(partner.page(made["element"]["html"]))
    shown(page)
    expect(inside(page).get_by_role("heading", level=1)).to_have_text("Caring safely")
    expect(inside(page).get_by_text("because the text has changed for the safety of readers")).to_be_visible()


def test_what_is_withdrawn_while_it_is_shown_says_why_with_successor_and_help(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    item, successor = world.published(title="Caring for someone"), world.published(title="What took its place")
    address = partner.page(snippets_of(library, f"resources/{item.slug}")["element"]["html"])
    page.goto(address)
    shown(page)
    world.withdrawn(item, successor=successor)
    a_minute_later(page)
    page.goto(address)
    is_as_high_as_its_text(page)
    text = inside(page)
    expect(text.get_by_role("heading", level=1)).to_have_text("This is no longer published")
    expect(text.get_by_text("It has been overtaken by events.")).to_be_visible()
    expect(text.get_by_role("link", name="111")).to_be_visible()
    text.get_by_role("link", name="Read what took its place").click()
    expect(text.get_by_role("heading", level=1)).to_have_text("What took its place")
    is_as_high_as_its_text(page)


def test_what_is_read_from_right_to_left_is(world: World, library: str, partner: Partner, page: Page) -> None:
    item = world.published(title="Caring for someone")
    world.published(world.translation(item, "ur", title="کسی کی دیکھ بھال کرنا"))
    made = snippets_of(library, f"resources/{item.slug}", "?language=ur")
    page.goto(partner.page(made["element"]["html"]))
    is_as_high_as_its_text(page)
    html = inside(page).locator("html")
    expect(html).to_have_attribute("dir", "rtl")
    assert html.evaluate("html => html.scrollWidth <= innerWidth")
    right = (
        inside(page)
        .get_by_role("heading", level=1)
        .evaluate(
            "h1 => { const range = document.createRange(); range.selectNodeContents(h1);"
            "return h1.getBoundingClientRect().right - range.getBoundingClientRect().right }"
        )
    )
    assert right == pytest.approx(0, abs=2)
    assert element(page).locator("> div").get_attribute("dir") == "rtl"


def test_only_the_frame_itself_is_listened_to(world: World, library: str, partner: Partner, page: Page) -> None:
    """Neither the page, nor another frame, nor a frame that was let out of its sandbox says how high the text is."""
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    said = "{type: 'coproduction:height', version: 1, height: 9000, title: 'Taken'}"
    forger = partner.put(
        "/forger", "text/html", f"<script>setInterval(() => parent.postMessage({said}, '*'), 20)</script>"
    )
    page.goto(
        partner.page(
            made["element"]["html"],
            f'<iframe src="{forger}" title="Forger" sandbox="allow-scripts"></iframe>',
            script=f"setInterval(() => postMessage({said}, '*'), 20)",
        )
    )
    is_as_high_as_its_text(page)
    page.wait_for_timeout(300)
    is_as_high_as_its_text(page)
    assert page.evaluate(f"{SHADOW}.querySelector('iframe').title") == "Caring for someone"


@pytest.mark.parametrize(
    "said",
    [
        "null",
        "'coproduction:height'",
        "{type: 'coproduction:height', version: 2, height: 500}",
        "{type: 'coproduction:height', version: 1, height: -1}",
        "{type: 'coproduction:height', version: 1, height: NaN}",
        "{type: 'coproduction:height', version: 1}",
        "{type: 'other', version: 1, height: 500}",
    ],
)
def test_an_answer_that_is_none_changes_nothing(
    world: World, library: str, partner: Partner, page: Page, recorded: object, said: str
) -> None:
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    answer = f"<script>onmessage = (event) => parent.postMessage({said}, event.origin)</script>"
    page.route("**/embed/resources/**", lambda route: route.fulfill(body=answer, content_type="text/html"))
    page.goto(partner.page(made["element"]["html"]), wait_until="networkidle")
    page.wait_for_timeout(200)
    fallback(page)
    assert recorded.complaints == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("src", ["", "javascript:alert(1)", "data:text/html,x", "http://[", "//"])
def test_an_address_that_is_none_makes_no_frame(
    world: World, library: str, partner: Partner, page: Page, src: str
) -> None:
    page.goto(
        partner.page(
            f'<script src="{library}/embed.js"></script><coproduction-item src="{src}"><p>Still here</p></coproduction-item>'
        )
    )
    page.wait_for_function("!!customElements.get('coproduction-item')")
    expect(page.get_by_text("Still here")).to_be_visible()
    assert len(page.frames) == 1
