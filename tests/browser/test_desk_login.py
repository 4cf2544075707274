"""The desk's door."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_asks_who_is_there(page: Page, live_server: LiveServer, complaints: list[str]) -> None:
    page.goto(f"{live_server.url}/desk/")
    expect(page.get_by_label("User name")).to_be_visible()
    assert complaints == []


def test_it_is_accessible(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/desk/login/")
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert results.violations_count == 0, results.generate_report()


def test_it_asks_nobody_else(page: Page, live_server: LiveServer, asked_elsewhere: list[str]) -> None:
    page.goto(f"{live_server.url}/desk/login/", wait_until="networkidle")
    assert asked_elsewhere == []
