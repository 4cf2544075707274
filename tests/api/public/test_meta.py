"""The service itself: its document, its reference, its health."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.db import OperationalError

from api.public import meta
from tests import contract
from tests.client import Api


def test_the_document_is_served_as_committed(public: Api) -> None:
    served = public.get("/openapi.yaml")
    assert served.headers["Content-Type"] == "application/yaml"
    assert served.body == contract.FILE.read_bytes()
    assert json.loads(public.get("/openapi.json").body) == contract.document()


def test_it_names_the_address_that_it_is_served_from(public: Api, settings: LazySettings) -> None:
    settings.PUBLIC_URL = "https://library.example"
    document = public.get("/openapi.json").json()
    assert document["servers"] == [{"url": "https://library.example"}]
    assert b"127.0.0.1" not in public.get("/openapi.yaml").body


def test_the_reference_loads_nothing_from_elsewhere(public: Api) -> None:
    page = public.get("/docs", accept="text/html")
    assert set(re.findall(rb"https?://[^\"' ]+", page.body)) == set()
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "unsafe-eval" not in policy
    assert "http" not in policy


def test_what_the_reference_loads_is_there(public: Api) -> None:
    addresses = re.findall(rb'(?:src|href)="/static/([^"]+)"', public.get("/docs").body)
    assert len(addresses) == 3
    assert all(finders.find(address.decode()) for address in addresses)


def test_it_is_alive_without_a_database(public: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meta, "connection", Away())
    assert public.get("/health/live").json() == {"status": "ok"}


def test_it_is_ready_with_one(public: Api) -> None:
    assert public.get("/health/ready").json() == {"status": "ok"}


def test_without_one_it_says_so_at_once(public: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meta, "connection", Away())
    away = public.get("/health/ready")
    assert (away.status, away.slug) == (503, "unavailable")
    assert int(away.headers["Retry-After"]) > 0


class Away:
    """A connection to a server that is away."""

    def cursor(self) -> None:
        raise OperationalError("the server is away")


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_is_never_cached(public: Api, path: str) -> None:
    assert public.get(path).headers["Cache-Control"] == "no-store"
