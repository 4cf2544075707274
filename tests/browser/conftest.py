"""Pages in a real browser (`tests.chromium`)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker("browser")


@pytest.fixture
def asked_elsewhere() -> list[str]:
    """The addresses outside this machine that a page asked for; it never gets them."""
    return []


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console said against the page."""
    return []


@pytest.fixture
def page(browser: Browser, asked_elsewhere: list[str], complaints: list[str]) -> Iterator[Page]:
    """A fresh page that reaches this machine only."""

    def keep_here(route: Route) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", "localhost", None):
            route.continue_()
        else:
            asked_elsewhere.append(route.request.url)
            route.abort()

    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    context.route("**/*", keep_here)
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
