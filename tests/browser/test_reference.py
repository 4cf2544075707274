"""The reference at /docs, as an integrator sees it."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_shows_the_operations(page: Page, live_server: LiveServer, complaints: list[str]) -> None:
    page.goto(f"{live_server.url}/docs")
    page.get_by_role("link", name="Catalogue", exact=True).click(timeout=60_000)
    expect(page.get_by_text("/v1/catalogue").first).to_be_visible()
    assert complaints == []


def test_it_asks_nobody_else(page: Page, live_server: LiveServer, asked_elsewhere: list[str]) -> None:
    page.goto(f"{live_server.url}/docs", wait_until="networkidle")
    assert asked_elsewhere == []
