"""Pages in a real browser: Debian's Chromium, driven by Playwright, with nothing but this machine within its reach."""

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Chromium refuses to run as root with its sandbox; and it is not to ask its makers anything.
ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium. Without one these tests are skipped; on CI they fail."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("There is no Chromium, and CI must have one: apt-get install chromium")
    if found is None:
        pytest.skip("There is no Chromium: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, and Django would refuse to ask the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


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
