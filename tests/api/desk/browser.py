"""The browser, as a person at the desk would use it; every request that it makes is remembered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

SHOTS = os.environ.get("DESK_SHOTS")


class Person:
    """Somebody with a browser window. `foreign` are the requests to other servers than the desk's own, `broken` what went
    wrong in a page.
    """

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.foreign: list[str] = []
        self.broken: list[str] = []
        page.on("request", self._look)
        page.on("console", lambda message: self.broken.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.broken.append(str(error)))

    def _look(self, request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != urlsplit(self.home).netloc:
            self.foreign.append(request.url)

    def go(self, path: str) -> None:
        self.page.goto(self.home + path)

    def sign_in(self, username: str, password: str) -> None:
        self.go("/desk/login/")
        self.page.get_by_label("User name").fill(username)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/desk/")

    def press(self, name: str) -> None:
        """Press a button. The page that may come of it has run its own scripts when this returns."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def follow(self, name: str) -> None:
        """Follow a link, as `press` does a button."""
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def reads(self, words: str) -> bool:
        return words in self.page.inner_text("body")

    def look(self, name: str, *, whole: bool = True) -> None:
        """Keep a picture, where DESK_SHOTS names a folder for them."""
        if SHOTS:
            self.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=whole)

    def barriers(self) -> list[str]:
        """What axe finds to stand in somebody's way, as `rule: where`."""
        found = Axe().run(self.page).response["violations"]
        return [f"{rule['id']}: {node['target']} {node['html'][:160]}" for rule in found for node in rule["nodes"]]


@contextmanager
def somebody(browser: Browser, home: str, **window: Any) -> Iterator[Person]:
    """A person with a fresh window at `home`."""
    usual = {"viewport": {"width": 1360, "height": 900}, "locale": "en-GB"}
    context = browser.new_context(**{**usual, **window})
    try:
        yield Person(context.new_page(), home)
    finally:
        context.close()
