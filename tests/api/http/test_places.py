"""Costly requests have places of their own: a crowd of them is told to come back, and readers notice nothing."""

from __future__ import annotations

import json

import pytest

from api.http.places import TooBusy, costly
from api.http.turnstile import turnstile
from api.urls import PUBLIC, WORKSPACE
from library.accounts.models import QuotaCount
from tests.client import Api
from tests.worlds import World

PREVIEW = "/v1/leaflets/{slug}/preview"


@pytest.fixture
def preview(db: None) -> str:
    return PREVIEW.format(slug=World().published(kind="leaflet").slug)


def test_with_no_place_left_the_answer_is_prompt_and_says_when_to_come_back(preview: str, public: Api) -> None:
    with costly.held():
        answer = public.post(preview, {})
    assert (answer.status, answer.json()["type"].rpartition("/")[2]) == (503, "too-busy")
    assert answer.headers["Retry-After"] == "2"


def test_it_costs_nothing_of_the_quota(preview: str, public: Api) -> None:
    with costly.held():
        public.post(preview, {})
    assert not QuotaCount.objects.exists()


def test_reads_need_no_place(preview: str, public: Api) -> None:
    with costly.held():
        assert public.get(preview.removesuffix("/preview")).status == 200


def test_a_place_is_given_back_after_the_answer_and_after_a_refusal(preview: str, public: Api) -> None:
    assert public.post(preview, {}).status == 200
    assert public.post(preview, {"details": {"nothing": "here"}}).status == 422
    assert costly.taken == 0


def test_no_more_are_given_than_there_are(db: None) -> None:
    with costly.held(), pytest.raises(TooBusy), costly.held():
        pass
    assert costly.taken == 0


def asked(path: str, method: str = "POST") -> tuple[str, dict[str, str], bytes]:
    """What the web process answers to a request for a path, or what Django is asked if the gate lets it through."""
    said: list[tuple[str, dict[str, str]]] = []
    behind = turnstile(lambda *_: [b"through"])
    body = b"".join(
        behind(
            {"REQUEST_METHOD": method, "PATH_INFO": path}, lambda status, headers: said.append((status, dict(headers)))
        )
    )
    return (*said[0], body) if said else ("", {}, body)


def test_the_gate_turns_a_crowd_away_before_django_sees_it() -> None:
    with costly.held():
        status, headers, body = asked("/v1/leaflets/finding-support/preview")
    problem = json.loads(body)
    assert status == "503 Service Unavailable"
    assert (headers["Retry-After"], headers["Content-Type"]) == ("2", "application/problem+json")
    assert (problem["status"], problem["type"].rpartition("/")[2]) == (503, "too-busy")
    assert problem["instance"] == f"urn:request:{headers['X-Request-ID']}"


@pytest.mark.parametrize("path", ["/v1/export", "/v1/workspace/packages/leaflets/finding-support"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_gate_turns_away_who_would_take_everything(path: str, method: str) -> None:
    with costly.held():
        assert asked(path, method)[0] == "503 Service Unavailable"


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/v1/leaflets/a/preview"), ("POST", "/v1/leaflets/a/feedback"), ("GET", "/v1/exports")],
)
def test_the_gate_is_open_for_all_else(method: str, path: str) -> None:
    with costly.held():
        assert asked(path, method)[2] == b"through"


def test_the_gate_is_open_while_there_is_a_place() -> None:
    assert asked("/v1/leaflets/finding-support/preview")[2] == b"through"


def test_the_gate_knows_every_costly_operation() -> None:
    declared = {
        str(route.pattern)
        for route in PUBLIC + WORKSPACE
        if any(
            operation.costly and not operation.light
            for operation in getattr(route.callback, "view_class", route.callback.cls).operations.values()
        )
    }
    assert declared == {
        "v1/leaflets/<slug:slug>/preview",
        "v1/export",
        "v1/workspace/packages/<collection:collection>/<slug:slug>",
    }
