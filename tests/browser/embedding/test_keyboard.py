"""Through a partner's page with the keyboard alone, quickly."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.embedding.partner import Partner, element, inside, is_as_high_as_its_text, shown, snippets_of
from tests.worlds import World

pytestmark = pytest.mark.django_db(transaction=True)


AFTER = "document.activeElement.getAttribute('href') === '/after'"


def keep(route: Route, among: list[Route]) -> None:
    """Let it wait: what was asked for is on its way."""
    among.append(route)


def test_quick_tabbing_goes_in_and_out_and_is_seen_at_every_stop(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    page.goto(partner.page(made["element"]["html"]))
    shown(page)
    links = inside(page).locator("a[href], summary, input, button").filter(visible=True).count()
    page.get_by_role("link", name="Before").focus()
    stops = 0
    while not page.evaluate(AFTER):
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= links + 2, "focus does not come out again"
        if page.evaluate("document.activeElement.localName") == "coproduction-item":
            assert _is_seen(page)
    assert stops == links + 1
    for _ in range(stops):
        page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Before")).to_be_focused()


def _is_seen(page: Page) -> bool:
    """The focused element inside the frame has an outline, and lies within the frame."""
    return bool(
        page.frames[1].evaluate(
            "(() => { const on = document.activeElement; if (on === document.body) return true;"
            "const box = on.getBoundingClientRect(), style = getComputedStyle(on);"
            "return style.outlineStyle !== 'none' && box.width > 0 && box.bottom <= innerHeight + 1 && box.top >= -1 })()"
        )
    )


def test_before_the_text_is_there_the_frame_is_no_stop(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    on_its_way: list[Route] = []
    page.route("**/embed/resources/**", lambda route: keep(route, on_its_way))
    page.goto(partner.page(made["element"]["html"]), wait_until="commit")
    page.wait_for_function("document.querySelector('coproduction-item')?.shadowRoot?.querySelector('iframe')")
    page.get_by_role("link", name="Before").focus()
    stops = element(page).get_by_role("link").count()
    for _ in range(stops + 1):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.localName") == "a"
    assert page.evaluate(AFTER)
    page.unroute_all(behavior="ignoreErrors")


def test_a_reader_on_a_link_of_the_fallback_is_not_thrown_off_it(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    held: list[Route] = []
    page.route("**/embed/resources/**", lambda route: keep(route, held))
    page.goto(partner.page(made["element"]["html"]), wait_until="commit")
    page.wait_for_function("document.querySelector('coproduction-item')?.shadowRoot?.querySelector('iframe')")
    line = element(page).get_by_role("link", name="111")
    line.focus()
    page.wait_for_timeout(200)
    held[0].continue_()
    page.frames[1].wait_for_load_state()
    page.wait_for_timeout(300)
    expect(line).to_be_visible()
    expect(line).to_be_focused()
    page.get_by_role("link", name="After").focus()
    shown(page)
    expect(line).to_be_hidden()


def test_a_link_to_a_telephone_is_handed_to_the_telephone(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    """A sandbox that lets no popup through says so in the console, and nothing happens."""
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(partner.page(made["element"]["html"]))
    shown(page)
    inside(page).locator("a[href^='tel:']").first.click()
    page.wait_for_timeout(300)
    assert [said for said in complaints if "sandbox" in said.lower()] == []


@pytest.mark.parametrize("snippet", ["element", "iframe"])
@pytest.mark.parametrize("name", ["PDF", "Word"])
def test_what_a_browser_does_not_show_is_saved(
    world: World, library: str, partner: Partner, page: Page, snippet: str, name: str
) -> None:
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    page.goto(partner.page(made[snippet]["html"]))
    with page.expect_download() as saved:
        page.frame_locator("iframe").get_by_role("link", name=name, exact=True).click()
    assert saved.value.failure() is None


def test_a_link_opens_a_window_of_its_own_that_works(world: World, library: str, partner: Partner, page: Page) -> None:
    made = snippets_of(library, f"resources/{world.published(title='Caring for someone').slug}")
    page.goto(partner.page(made["element"]["html"]))
    shown(page)
    with page.expect_popup() as opened:
        inside(page).get_by_text("Read this on the web").first.get_by_role("link").click()
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("window.origin") != "null"
    assert page.url.endswith("/advice")


@pytest.fixture
def urgent(world: World, library: str, partner: Partner, page: Page) -> Page:
    """A partner's page with a long text, and urgent help far below its beginning."""
    words = [{"id": f"part-{n}", "heading": f"Part {n}", "body": "Words that help. " * 60} for n in range(6)]
    care = {
        "id": "now",
        "heading": "Call somebody",
        "care_level": "emergency",
        "body": "Talk to {{contact:samaritans}}.",
    }
    item = world.published(title="Caring for someone", sections=[*words, care])
    page.goto(partner.page(snippets_of(library, f"resources/{item.slug}")["element"]["html"]))
    is_as_high_as_its_text(page)
    return page


def like_webkit(page: Page) -> None:
    """WebKit scrolls no page for what is focused in a frame of another site."""
    page.frames[1].evaluate(
        "(() => { const focus = HTMLElement.prototype.focus;"
        "HTMLElement.prototype.focus = function () { focus.call(this, {preventScroll: true}) } })()"
    )


def test_the_link_to_urgent_help_leads_there_where_the_browser_does_not_scroll(urgent: Page) -> None:
    like_webkit(urgent)
    inside(urgent).get_by_role("link", name="Emergency").click()
    expect(inside(urgent).get_by_role("heading", name="Call somebody")).to_be_in_viewport(ratio=1)


def test_who_goes_on_by_keyboard_stays_in_sight_where_the_browser_does_not_scroll(urgent: Page) -> None:
    like_webkit(urgent)
    last = inside(urgent).locator("summary")
    last.evaluate("summary => summary.focus()")
    expect(last).to_be_in_viewport(ratio=1)


def test_what_is_in_sight_stays_where_it_is(urgent: Page) -> None:
    like_webkit(urgent)
    inside(urgent).get_by_role("link", name="Emergency").focus()
    urgent.wait_for_timeout(200)
    assert urgent.evaluate("scrollY") == 0


def test_what_is_pressed_does_not_move_away_under_the_finger(urgent: Page) -> None:
    """A link that is half in sight: the browser does not scroll to what a pointer has focused, and neither do we."""
    link = inside(urgent).locator(".care a").first
    link.evaluate("a => a.addEventListener('click', event => event.preventDefault())")
    top = link.bounding_box()["y"]  # type: ignore[index]
    height = urgent.viewport_size["height"]  # type: ignore[index]
    urgent.evaluate("top => scrollTo(0, top)", top - height + 8)
    before = urgent.evaluate("scrollY")
    box = link.bounding_box()
    assert box
    urgent.mouse.move(box["x"] + 5, box["y"] + 4)
    urgent.mouse.down()
    urgent.wait_for_timeout(200)
    urgent.mouse.up()
    assert urgent.frames[1].evaluate("document.activeElement.localName") == "a"
    assert urgent.evaluate("scrollY") == before


def test_the_link_to_urgent_help_leads_there_though_the_frame_does_not_scroll(urgent: Page) -> None:
    inside(urgent).get_by_role("link", name="Emergency").click()
    expect(inside(urgent).get_by_role("heading", name="Call somebody")).to_be_in_viewport()
