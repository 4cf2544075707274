"""A web editor pastes an address alone on a line in WordPress; readers open her page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from tests.adaptations import Place
from tests.browser.embedding.partner import Partner, Recorder, is_as_high_as_its_text
from tests.browser.embedding.wordpress import LISTENING, SECRET, asked, let_through
from tests.worlds import World

pytestmark = pytest.mark.django_db(transaction=True)
LONG = [{"id": f"part-{n}", "heading": f"Part {n}", "body": "Words that help somebody. " * 60} for n in range(6)]


def pasted(library: str, partner: Partner, path: str) -> str:
    """The address of her page, as WordPress makes it."""
    return partner.page(let_through(asked(library, f"{library}/embed/{path}")), script=LISTENING)


def opened(page: Page, address: str) -> tuple[Locator, FrameLocator]:
    page.goto(address)
    frame = page.locator("iframe")
    expect(frame).not_to_have_attribute("style", "", timeout=15_000)
    expect(page.locator("blockquote")).to_be_hidden()
    return frame, page.frame_locator("iframe")


def heard(page: Page, message: str) -> list[object]:
    return [said["value"] for said in page.evaluate("window.heard ?? []") if said["message"] == message]


def test_the_text_comes_in_place_of_the_quote_as_high_as_it_is(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    item = world.published(title="Caring for someone")
    frame, text = opened(page, pasted(library, partner, f"resources/{item.slug}?text=003366&background=fff8e7"))
    expect(text.get_by_role("heading", level=1)).to_have_text("Caring for someone")
    expect(text.locator("body")).to_have_css("color", "rgb(0, 51, 102)")
    height = text.locator("html").evaluate("html => Math.ceil(html.getBoundingClientRect().height)")
    assert heard(page, "height")[-1] == height
    expect(frame).to_have_attribute("height", str(min(height, 1000)))
    text.locator("summary").click()
    page.wait_for_function("height => window.heard.at(-1).value > height", arg=height)


def test_a_long_text_scrolls_inside(world: World, library: str, partner: Partner, page: Page) -> None:
    item = world.published(sections=LONG)
    frame, text = opened(page, pasted(library, partner, f"resources/{item.slug}"))
    expect(frame).to_have_attribute("height", "1000")
    assert text.locator("html").evaluate(
        "html => html.scrollHeight > innerHeight && getComputedStyle(html).overflowY"
    ) in (
        "visible",
        "auto",
    )


@pytest.mark.parametrize("path", ["resources", "topics/eating-disorders?page_size=1"])
def test_lists_come_too(world: World, library: str, partner: Partner, page: Page, path: str) -> None:
    world.published(title="Caring for someone")
    _, text = opened(page, pasted(library, partner, path))
    text.get_by_role("link", name="Caring for someone").click()
    page.wait_for_url(f"{library}/v1/resources/**/page.html")


def test_what_is_withdrawn_says_so(world: World, library: str, partner: Partner, page: Page) -> None:
    item = world.published()
    address = pasted(library, partner, f"resources/{item.slug}")
    world.withdrawn(item)
    _, text = opened(page, address)
    expect(text.get_by_role("link", name="999")).to_be_visible()


def test_the_quote_stays_while_the_library_does_not_answer(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    item = world.published(title="Caring for someone")
    address = pasted(library, partner, f"resources/{item.slug}")
    page.route(f"{library}/**", lambda route: route.abort())
    page.goto(address)
    page.wait_for_timeout(500)
    said = page.locator("blockquote")
    expect(said.get_by_role("link", name="Caring for someone")).to_be_visible()
    expect(said.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")


def test_and_for_readers_without_scripts(world: World, library: str, partner: Partner, browser: Browser) -> None:
    address = pasted(library, partner, f"resources/{world.published(title='Caring for someone').slug}")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Caring for someone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Caring for someone")
    context.close()


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_number_that_can_not_be_called_in_the_frame_leads_to_where_it_can(
    world: World, library: str, partner: Partner, page: Page, by: str
) -> None:
    item = world.published()
    address = f"resources/{item.slug}?text=003366"
    _, text = opened(page, pasted(library, partner, address))
    number = text.locator(".care.emergency").get_by_role("link", name="999")
    if by == "mouse":
        number.click()
    else:
        page.get_by_role("link", name="Before").focus()
        page.keyboard.press("Tab")
        while not number.evaluate("link => link === document.activeElement"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    page.wait_for_url(f"{library}/embed/{address}#_help")
    expect(page.locator(".care.emergency").get_by_role("link", name="999")).to_have_attribute("href", "tel:999")


def test_pages_and_files_of_the_library_open_in_place_of_hers(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    address = pasted(library, partner, f"resources/{world.published().slug}")
    _, text = opened(page, address)
    text.get_by_role("link", name="Tell us").click()
    page.wait_for_url(f"{library}/v1/resources/**/feedback?**")
    _, text = opened(page, address)
    with page.expect_download() as saved:
        text.get_by_role("link", name="Word").click()
    assert saved.value.url.endswith("/document.docx")


def test_another_language_stays_in_the_frame_and_tells_its_height(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    item = world.published(title="Caring for someone")
    world.publish(world.approved(world.translation(item, title="Gofalu am rywun")))
    _, text = opened(page, pasted(library, partner, f"resources/{item.slug}?background=fff8e7"))
    before = len(heard(page, "height"))
    text.get_by_role("link", name="Cymraeg").click()
    expect(text.get_by_role("heading", level=1)).to_have_text("Gofalu am rywun")
    expect(text.locator("body")).to_have_css("background-color", "rgb(255, 248, 231)")
    page.wait_for_function("before => window.heard.length > before", arg=before)


def test_a_reader_finds_her_own_version_and_nobody_around_learns_where_she_lives(
    world: World, library: str, partner: Partner, page: Page, recorded: Recorder
) -> None:
    here = Place(world, title="Caring for someone")
    here.published()
    _, text = opened(page, pasted(library, partner, f"leaflets/{here.template.slug}?find=local"))
    text.get_by_role("button", name="Find").click()
    expect(text.get_by_label("where you live")).to_be_focused()
    text.get_by_label("where you live").fill("NR1")
    text.get_by_label("where you live").press("Enter")
    expect(text.get_by_text("In Norfolk call")).to_be_visible()
    with page.expect_navigation():
        text.get_by_role("link", name="01603 421421").first.click()
    assert "/v1/adaptations/" in page.url
    assert page.url.partition("#")[0].endswith("/page.html")
    assert not [url for url in recorded.asked if "NR1" in url and not url.startswith(f"{library}/embed/")]
    assert recorded.cookies_set == []


def test_a_place_in_the_text_is_reached_inside(world: World, library: str, partner: Partner, page: Page) -> None:
    sections = [
        *LONG,
        {"id": "help", "heading": "Help now", "care_level": "emergency", "body": "{{contact:samaritans}}"},
    ]
    item = world.published(sections=sections)
    address = pasted(library, partner, f"resources/{item.slug}")
    _, text = opened(page, address)
    text.get_by_role("link", name="Help now").click()
    expect(text.locator("#help")).to_be_in_viewport()
    assert page.url == address


def test_nothing_is_said_without_the_secret_or_for_another(
    world: World, library: str, partner: Partner, page: Page
) -> None:
    html = let_through(asked(library, f"{library}/embed/resources/{world.published().slug}"))
    for without in (html.replace(f"#?secret={SECRET}", ""), html.replace(f"#?secret={SECRET}", "#?secret=a'b")):
        page.goto(partner.page(without, script=LISTENING))
        page.wait_for_timeout(500)
        assert page.evaluate("window.heard ?? []") == []
        expect(page.locator("blockquote")).to_be_visible()
    opened(page, partner.page(html, script=LISTENING))
    assert {tuple(sorted(said)) for said in page.evaluate("window.heard")} == {("message", "secret", "value")}
    assert all(isinstance(value, int) for value in heard(page, "height"))


def test_a_library_that_is_named_gives_the_element(world: World, library: str, partner: Partner, page: Page) -> None:
    """In a text of the classic editor, where WordPress puts a paragraph around it."""
    item = world.published(title="Caring for someone")
    html = asked(library, f"{library}/embed/resources/{item.slug}", html="element")
    page.goto(partner.page(f"<p>{html}</p>"))
    is_as_high_as_its_text(page)
    expect(page.locator("coproduction-item > span")).to_be_hidden()
    page.route(f"{library}/**", lambda route: route.abort())
    page.reload()
    expect(page.locator("coproduction-item").get_by_role("link", name="999")).to_be_visible()
