"""The web pages of texts, as readers meet them: on a small telephone and a large screen, in light, dark and forced
colours, from right to left, on paper; under the policy that they are sent with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from typing import Any

import pdfplumber
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from library.rendering.page import page_html, page_policy
from library.rendering.sheet import Sheet
from tests.library.rendering.web_sheets import sheet

DOCUMENTS = [(kind, language) for kind in ("leaflet", "case_study", "training") for language in ("en-GB", "ur")]
WIDTHS = (320, 1280)
WORDS = re.compile(r"\w+")
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
# The leaflet in every way of looking at it, the others in the two that are furthest apart.
VIEWS = [
    (kind, language, width, mode)
    for kind, language in DOCUMENTS
    for width in WIDTHS
    for mode in MODES
    if kind == "leaflet" or (width, mode) in ((320, "dark"), (1280, "light"))
]


class Shelf:
    """Serves pages on this machine, each with its policy, and remembers what else was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked_besides: list[str] = []
        shelf = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = shelf.pages.get(self.path)
                if page is None:
                    shelf.asked_besides.append(self.path)
                    self.send_error(404)
                    return
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", page_policy(page))
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *_: object) -> None:
                """Silence."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def put(self, made_from: Sheet) -> str:
        """The address of a page of this sheet."""
        path = f"/{len(self.pages)}"
        self.pages[path] = page_html(made_from)
        return f"http://127.0.0.1:{self.server.server_port}{path}"


@pytest.fixture(scope="module")
def shelf() -> Iterator[Shelf]:
    shelf = Shelf()
    thread = Thread(target=shelf.server.serve_forever)
    thread.start()
    yield shelf
    shelf.server.shutdown()
    shelf.server.server_close()
    thread.join()


@pytest.mark.parametrize(("kind", "language", "width", "mode"), VIEWS)
def test_it_is_accessible_and_needs_no_scrolling_sideways(
    browser: Browser, shelf: Shelf, kind: str, language: str, width: int, mode: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, **MODES[mode])
    page = context.new_page()
    page.goto(shelf.put(sheet(kind, language)))
    # Whether text can be read is for the machine to say where it picks the colours itself.
    rules = {"rules": {"color-contrast": {"enabled": mode != "forced"}}}
    results = Axe().run(page, options=rules)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_it_asks_for_nothing_sets_nothing_and_breaks_no_rule(
    page: Page, shelf: Shelf, complaints: list[str], asked_elsewhere: list[str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = shelf.put(sheet())
    page.goto(address, wait_until="networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [address]
    assert (complaints, asked_elsewhere, shelf.asked_besides) == ([], [], [])
    assert page.context.cookies() == []


def test_its_style_and_its_picture_are_let_in(page: Page, shelf: Shelf) -> None:
    page.goto(shelf.put(sheet()))
    assert page.evaluate("getComputedStyle(document.querySelector('.whose')).backgroundColor") == "rgb(31, 104, 115)"
    assert page.evaluate("document.querySelector('.body img').naturalWidth") == 600


def test_its_description_can_be_read_and_runs_nothing(page: Page, shelf: Shelf) -> None:
    given = sheet()
    page.goto(shelf.put(given))
    block = page.locator('script[type="application/ld+json"]').text_content()
    assert json.loads(block or "") == given.structured_data
    assert page.locator("script").count() == 1


def test_the_keyboard_reaches_the_text_in_one_step(page: Page, shelf: Shelf) -> None:
    page.goto(shelf.put(sheet()))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#_text")).to_be_focused()


def test_every_link_can_be_hit_with_a_thumb(page: Page, shelf: Shelf) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, but for links inside sentences."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(shelf.put(sheet()))
    sizes = page.evaluate(
        "[...document.querySelectorAll('.help a, .contents a, .care a, .tell a, .imprint a')]"
        ".map(link => { const box = link.getBoundingClientRect(); return Math.min(box.width, box.height) })"
    )
    assert sizes
    assert min(sizes) >= 24


def test_text_is_never_small_and_lines_are_never_long(page: Page, shelf: Shelf) -> None:
    page.goto(shelf.put(sheet("case_study")))
    sizes = page.evaluate(
        "[...document.querySelectorAll('p, li, dd, dt, td, th, a, h1, h2, h3')]"
        ".map(element => parseFloat(getComputedStyle(element).fontSize))"
    )
    assert min(sizes) >= 16
    width, letter = page.evaluate(
        "(() => { const p = document.querySelector('.body p'); const probe = document.createElement('span');"
        "probe.textContent = '0'; p.append(probe); return [p.clientWidth, probe.getBoundingClientRect().width] })()"
    )
    assert width / letter <= 70


def test_text_grows_with_the_reader_s_own_size(page: Page, shelf: Shelf) -> None:
    page.goto(shelf.put(sheet()))
    before, after = page.evaluate(
        "(() => { const size = () => parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize);"
        "const before = size(); document.documentElement.style.fontSize = '200%'; return [before, size()] })()"
    )
    assert after == pytest.approx(2 * before)


@pytest.mark.parametrize("language", ["en-GB", "ur"])
def test_telephone_numbers_are_read_from_left_to_right(page: Page, shelf: Shelf, language: str) -> None:
    page.goto(shelf.put(sheet("leaflet", language)))
    link = page.locator('a[href="tel:+441223123456"]')
    first, last = link.evaluate(
        "link => { const text = link.firstChild, place = at => { const range = document.createRange();"
        "range.setStart(text, at); range.setEnd(text, at + 1); return range.getBoundingClientRect().left };"
        "return [place(0), place(text.length - 1)] }"
    )
    assert first < last


def test_a_page_from_right_to_left_starts_at_the_right(page: Page, shelf: Shelf) -> None:
    page.goto(shelf.put(sheet("leaflet", "ur")))
    right = page.evaluate(
        "(() => { const range = document.createRange(); range.selectNodeContents(document.querySelector('h1'));"
        "return [range.getBoundingClientRect().right, document.querySelector('h1').getBoundingClientRect().right] })()"
    )
    assert right[0] == pytest.approx(right[1], abs=2)


@pytest.mark.parametrize("kind", ["leaflet", "case_study", "training"])
def test_nothing_is_lost_on_paper(page: Page, shelf: Shelf, kind: str) -> None:
    page.goto(shelf.put(sheet(kind)))
    parts = page.evaluate("[...document.querySelectorAll('.chapter, .care, .imprint')].map(part => part.innerText)")
    printed = set(WORDS.findall(_printed(page)))
    shown = set(WORDS.findall("\n".join(parts)))
    assert len(shown) > 60
    assert shown - printed == set()


def test_paper_shows_where_links_lead(page: Page, shelf: Shelf) -> None:
    page.goto(shelf.put(sheet()))
    printed = _printed(page).replace("\n", "")
    assert "(https://www.nhs.uk/overview)" in printed
    assert "(https://library.test/leaflets/finding-support/feedback?edition=3&language=cy)" in printed


def test_care_cards_are_not_torn_apart(page: Page, shelf: Shelf) -> None:
    """However far down they begin: the words of a card and its number are on one sheet of paper."""
    for lines in range(20, 44, 6):
        sections = [
            {"id": "one", "heading": "One", "body": "\n\n".join(["Line."] * lines)},
            {"id": "now", "heading": "Helpnow", "care_level": "emergency", "body": "Call.\n\n- one\n- two\n\nGolast."},
        ]
        page.goto(shelf.put(sheet(sections=sections, citations=[], images=[])))
        with pdfplumber.open(BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
            pages = [page.extract_text() or "" for page in pdf.pages]
        assert any("Helpnow" in text and "Golast" in text for text in pages), f"torn after {lines} lines"


def _printed(page: Page) -> str:
    """The text of the printed page, in the order of reading."""
    with pdfplumber.open(BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        return "\n".join(sheet.extract_text(use_text_flow=True) for sheet in pdf.pages)
