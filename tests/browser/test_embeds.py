"""Pages for iframes in a real browser: accessible in every state, and silent to all but whoever asks for their height.

`EMBED_SHOTS=folder` keeps pictures.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from library.catalogue.models import Item
from library.syndication.embed_address import sandbox
from tests.adaptations import AREA, Place
from tests.worlds import World

SHOTS = os.environ.get("EMBED_SHOTS")
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
VIEWS = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "forced")]
URDU = {
    "language": "ur",
    "title": "کسی کی دیکھ بھال کرنا",
    "summary": "دیکھ بھال کرنے والوں کے لیے۔",
    "sections": [
        {"id": "what-it-is", "heading": "یہ کیا ہے", "body": "دیکھ بھال کرنے والوں کے لیے الفاظ۔\n\n- ایک\n- دو"},
        {"id": "help", "heading": "اگر آپ کو مدد چاہیے", "care_level": "urgent", "body": "{{contact:samaritans}}"},
    ],
}

pytestmark = pytest.mark.django_db(transaction=True)


class Shelf:
    """Items in every state that an embed page can be in, by name, as addresses under `/embed/`."""

    def __init__(self, base: str) -> None:
        self.base, self.world = base, World()
        world = self.world
        for name, number, purpose in (
            ("Emergency services", "999", "emergency"),
            ("NHS 111", "111", "urgent"),
            ("Samaritans line", "116123", "listening"),
        ):
            world.crisis_line(name, number, purpose)
        self.item = world.published(title="Caring for someone")
        world.publish(world.approved(world.translation(self.item, title="Gofalu am rywun")))
        self.behind = world.published(title="As it was")
        world.republished(self.behind, title="As it is")
        self.gone = world.withdrawn(successor=self.item)
        self.urdu = world.published(**URDU)
        self.leaflet = Place(world).template

    def addresses(self) -> dict[str, str]:
        item, leaflet = f"resources/{self.item.slug}", f"leaflets/{self.leaflet.slug}"
        return {
            "item": item,
            "colours": f"{item}?text=3b1f2b&background=fdf6ec&link=7a1f3d",
            "night-colours": f"{item}?text=e8e6ff&background=1b1836&link=ffd166",
            "right-to-left": f"resources/{self.urdu.slug}",
            "pinned": f"resources/{self.behind.slug}?edition=1",
            "withdrawn": f"resources/{self.gone.slug}",
            "refused": f"{item}?text=777777&background=ffffff",
            "form": f"{leaflet}?find=local&postcode=Norwich",
            "national": f"{leaflet}?area={AREA}",
            "list": "resources?page_size=3",
            "topic": "topics/eating-disorders?scheme=dark",
        }

    def url(self, path: str) -> str:
        return f"{self.base}/embed/{path}"


@pytest.fixture
def shelf(live_server: LiveServer, settings: Any) -> Shelf:
    settings.PUBLIC_URL = live_server.url
    return Shelf(live_server.url)


def keep_picture(page: Page, name: str) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def test_every_page_is_accessible_and_as_narrow_as_its_frame(browser: Browser, shelf: Shelf) -> None:
    for width, mode in VIEWS:
        # Our policy lets axe's script in as little as anybody's.
        context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True, **MODES[mode])
        page = context.new_page()
        for name, path in shelf.addresses().items():
            page.goto(shelf.url(path))
            keep_picture(page, f"{name}-{width}-{mode}")
            # Whether text can be read is for the machine to say where it picks the colours itself.
            results = Axe().run(page, options={"rules": {"color-contrast": {"enabled": mode != "forced"}}})
            assert results.violations_count == 0, f"{name} {width} {mode}\n{results.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width, mode)
        context.close()


def test_it_asks_for_nothing_sets_nothing_and_breaks_no_rule_of_its_own(
    page: Page, shelf: Shelf, complaints: list[str], asked_elsewhere: list[str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    addresses = [shelf.url(path) for name, path in shelf.addresses().items() if name not in {"withdrawn", "refused"}]
    for address in addresses:
        page.goto(address, wait_until="networkidle")
    assert [url for url in asked if not url.startswith("data:")] == addresses
    assert (complaints, asked_elsewhere, page.context.cookies()) == ([], [], [])


def test_every_link_can_be_hit_with_a_thumb_and_no_text_is_small(page: Page, shelf: Shelf) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, but for links inside sentences."""
    page.set_viewport_size({"width": 320, "height": 800})
    for path in shelf.addresses().values():
        page.goto(shelf.url(path))
        sizes = page.evaluate(
            "[...document.querySelectorAll('.to-help a, .lines a, .ways a, footer a, summary, button, input:not([type=hidden])')]"
            ".map(link => { const box = link.getBoundingClientRect(); return Math.min(box.width, box.height) })"
            ".filter(size => size > 0)"
        )
        assert not sizes or min(sizes) >= 24, (path, sizes)
        letters = page.evaluate(
            "[...document.querySelectorAll('p, li, dd, dt, td, th, a, h1, h2, h3, label, input, button, summary')]"
            ".map(element => parseFloat(getComputedStyle(element).fontSize))"
        )
        assert min(letters) >= 16, path


@pytest.fixture
def partner() -> Iterator[Partner]:
    partner = Partner()
    thread = Thread(target=partner.server.serve_forever)
    thread.start()
    yield partner
    partner.server.shutdown()
    partner.server.server_close()
    thread.join()


class Partner:
    """A page on another origin with one of ours in a sandbox. It keeps the messages that it gets in `told`."""

    def __init__(self) -> None:
        self.html = ""
        partner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(partner.html.encode())

            def log_message(self, *_: object) -> None:
                """Silence."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def show(self, page: Page, shelf: Shelf, item: Item, *, says_hello: bool = True) -> None:
        hello = 'frame.contentWindow.postMessage({type: "coproduction:hello", version: 1}, "*")' if says_hello else ""
        self.html = f"""<!doctype html><html lang="en"><title>Partner</title>
        <iframe id="frame" title="Leaflet" width="400" height="300" src="{shelf.url(f"resources/{item.slug}")}"
          sandbox="{sandbox(finds_local=True)}"></iframe>
        <script>window.told = []; window.frame = document.getElementById("frame");
        addEventListener("message", event => told.push({{...event.data, isOurs: event.source === frame.contentWindow}}));
        frame.addEventListener("load", () => {{ {hello} }});</script></html>"""
        page.goto(f"http://127.0.0.1:{self.server.server_port}/", wait_until="networkidle")


def test_it_tells_its_height_to_the_page_around_it_and_again_when_that_changes(
    page: Page, shelf: Shelf, partner: Partner
) -> None:
    partner.show(page, shelf, shelf.item)
    page.wait_for_function("told.length > 0")
    first = page.evaluate("told[0]")
    inside = page.frames[1].evaluate("document.documentElement.getBoundingClientRect().height")
    assert first == {
        "type": "coproduction:height",
        "version": 1,
        "height": pytest.approx(inside, abs=1),
        "title": "Caring for someone \N{EN DASH} The SUN Network",
        "isOurs": True,
    }
    page.evaluate("frame.width = 250")
    page.wait_for_function(f"told.at(-1).height > {first['height']}")


def test_to_who_does_not_ask_it_tells_nothing(page: Page, shelf: Shelf, partner: Partner) -> None:
    partner.show(page, shelf, shelf.item, says_hello=False)
    page.evaluate("frame.width = 250")
    page.wait_for_timeout(300)
    assert page.evaluate("told") == []


def test_what_was_withdrawn_tells_its_height_too(page: Page, shelf: Shelf, partner: Partner) -> None:
    partner.show(page, shelf, shelf.gone)
    page.wait_for_function("told.length > 0")
    assert page.evaluate("told[0].title") == "This is no longer published"
    expect(page.frame_locator("#frame").get_by_role("heading", level=1)).to_have_text("This is no longer published")


def test_without_scripts_all_is_there(browser: Browser, shelf: Shelf) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shelf.url(f"leaflets/{shelf.leaflet.slug}?find=local"))
    page.get_by_label("Find the version for where you live").fill("cb1 2st")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("There is no version for this place yet.")).to_be_visible()
    assert "postcode=cb1" in page.url
    context.close()
