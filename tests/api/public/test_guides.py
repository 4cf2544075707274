"""Guides, as they are served."""

from __future__ import annotations

import re

import pytest
from django.conf import LazySettings

from api.public.guides import guides, opening_of, title_of
from tests.client import Api

NAMES = list(guides())


def test_the_start_leads_to_them(public: Api) -> None:
    assert public.get("/v1/").json()["links"]["guides"].endswith("/docs/guides")


def test_each_is_listed_with_what_it_is_for(public: Api) -> None:
    listed = public.get("/docs/guides").body.decode()
    for name in NAMES:
        assert f'href="/docs/guides/{name}"' in listed
        assert title_of(guides()[name]) in listed


@pytest.mark.parametrize("name", NAMES)
def test_each_begins_with_its_title_and_what_it_is_for(name: str) -> None:
    assert guides()[name].startswith("# ")
    assert 40 < len(opening_of(guides()[name])) < 300


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_page_with_one_heading_of_the_first_level(public: Api, name: str) -> None:
    sent = public.get(f"/docs/guides/{name}")
    assert sent.headers["Content-Type"] == "text/html; charset=utf-8"
    assert sent.body.decode().count("<h1>") == 1


@pytest.mark.parametrize("name", NAMES)
def test_its_links_lead_somewhere_within_the_page_and_the_service(public: Api, name: str) -> None:
    body = public.get(f"/docs/guides/{name}").body.decode()
    ids = set(re.findall(r'id="([^"]+)"', body))
    assert [link for link in re.findall(r'href="#([^"]+)"', body) if link not in ids] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_names_the_address_that_it_is_served_from(public: Api, settings: LazySettings, name: str) -> None:
    settings.PUBLIC_URL = "https://library.example"
    body = public.get(f"/docs/guides/{name}").body.decode()
    assert "127.0.0.1" not in body


def test_nothing_runs_on_it(public: Api) -> None:
    policy = public.get("/docs/guides/embedding").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy


def test_markup_in_an_example_is_shown(public: Api) -> None:
    assert b"&lt;coproduction-item" in public.get("/docs/guides/embedding").body


def test_one_that_is_not_there_is_404(public: Api) -> None:
    assert public.get("/docs/guides/nothing").status == 404
    assert b"<h1>" in public.get("/docs/guides/nothing", accept="text/html").body
