"""The library and a partner's website side by side, and a browser whose every request is recorded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from api.http import throttling
from tests.browser.embedding.partner import Partner, Recorder
from tests.worlds import World


@pytest.fixture(autouse=True)
def fresh_quotas() -> Iterator[None]:
    yield
    for buckets in (throttling.anonymous, throttling.keyed, throttling.refused_keys):
        buckets.clear()


@pytest.fixture
def library(live_server: LiveServer, settings: LazySettings) -> str:
    """The library's address, which its pages name themselves by."""
    settings.PUBLIC_URL = live_server.url
    return str(live_server.url)


@pytest.fixture
def world(library: str) -> World:
    world = World()
    world.crisis_line("Emergency services", "999", "emergency")
    world.crisis_line("NHS 111", "111", "urgent")
    return world


@pytest.fixture
def partner() -> Iterator[Partner]:
    partner = Partner()
    yield partner
    partner.close()


@pytest.fixture
def recorded() -> Recorder:
    return Recorder()


@pytest.fixture
def context(browser: Browser, recorded: Recorder) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    recorded.listen(context)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
