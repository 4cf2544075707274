"""The one browser of a test process: Debian's Chromium, driven by Playwright, with nothing but this machine within its reach.

One for all tests of a process, because Playwright keeps an event loop in the thread that it was started in, and can't be started
in that thread twice.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Chromium refuses to run as root with its sandbox; and it is not to ask its makers anything.
ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


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
    # Django would refuse to ask the database beside Playwright's loop.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
