"""Every refusal is a problem: named, numbered and explained, and it says nothing that it should not."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from api.http import problems, refusals
from library import errors
from tests.api.http.urls import CANARY
from tests.client import Api

pytestmark = pytest.mark.urls("tests.api.http.urls")

FAMILIES = {
    errors.Malformed: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Gone: 410,
    errors.PreconditionFailed: 412,
    errors.Incomplete: 422,
    errors.PreconditionRequired: 428,
    errors.TooMany: 429,
    errors.Unavailable: 503,
    refusals.MethodNotAllowed: 405,
    refusals.NotAcceptable: 406,
    refusals.TooLarge: 413,
    refusals.UnsupportedMediaType: 415,
    refusals.InternalError: 500,
    refusals.BadHost: 400,
    refusals.RequestInFlight: 409,
    refusals.IdempotencyKeyReused: 422,
}


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("family", "status"), FAMILIES.items(), ids=lambda value: getattr(value, "__name__", value))
def test_a_family_has_its_status(family: type[errors.LibraryError], status: int) -> None:
    assert problems.status_of(family) == status


def test_every_refusal_belongs_to_a_family() -> None:
    unknown = [found.__name__ for found in problems.problem_types().values() if found.__mro__[0] is errors.LibraryError]
    without = [
        found.__name__
        for found in problems.problem_types().values()
        if not any(f in problems.STATUSES for f in found.__mro__)
    ]
    assert unknown + without == []


def test_no_two_refusals_share_a_slug() -> None:
    waiting, slugs = list(errors.LibraryError.__subclasses__()), []
    while waiting:
        found = waiting.pop()
        waiting += found.__subclasses__()
        slugs += [found.slug] if "slug" in vars(found) else []
    assert sorted(slugs) == sorted(set(slugs))


@pytest.mark.parametrize("problem", problems.problem_types().values(), ids=lambda problem: problem.slug)
def test_a_refusal_explains_itself(problem: type[errors.LibraryError]) -> None:
    assert {"slug", "title", "explanation"} <= set(vars(problem))
    assert len(problem.explanation) > 40
    assert problem.explanation.endswith(".")
    assert not problem.title.endswith(".")


@pytest.mark.parametrize(
    ("how", "status", "slug"),
    [
        ("fault", 500, "internal-error"),
        ("data", 500, "internal-error"),
        ("database", 503, "unavailable"),
        ("interface", 503, "unavailable"),
        ("pool", 503, "unavailable"),
        ("missing", 404, "not-found"),
        ("denied", 403, "not-allowed"),
        ("suspicious", 400, "invalid-request"),
    ],
)
def test_an_exception_becomes_a_problem_without_its_words(client: Client, how: str, status: int, slug: str) -> None:
    response = client.get(f"/fail/{how}")
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["type"].endswith(f"/problems/{slug}")
    assert CANARY not in response.content.decode() + str(response.headers)


def test_a_database_that_is_away_says_when_to_come_back(client: Client) -> None:
    assert int(client.get("/fail/database").headers["Retry-After"]) > 0


def test_a_fault_outside_our_views_is_a_problem_too(client: Client) -> None:
    response = client.get("/plain")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert CANARY not in response.content.decode()


def test_the_instance_is_the_request(client: Client) -> None:
    response = client.get("/fail/fault", headers={"X-Request-ID": "my-own-id"})
    assert response.json()["instance"] == "urn:request:my-own-id"
    assert response.headers["X-Request-ID"] == "my-own-id"


def test_an_id_that_could_forge_a_log_line_is_replaced(client: Client) -> None:
    response = client.get("/fail/fault", headers={"X-Request-ID": 'a"}\n{"level": "info'})
    assert "level" not in response.json()["instance"]


def test_members_of_a_refusal_never_replace_the_standard_ones(client: Client) -> None:
    problem = client.get("/fail/members").json()
    assert (problem["status"], problem["state"]) == (409, "draft")
    assert problem["type"].endswith("/problems/conflict")


def test_text_that_utf8_cannot_carry_is_named(client: Client) -> None:
    problem = client.get("/fail/surrogate").json()
    assert problem["detail"] == "half a pair: \\ud800"
    assert problem["errors"][0]["pointer"] == "/\\ud800"


def test_head_gets_the_headers_of_the_problem_and_no_body(client: Client) -> None:
    response = client.head("/fail/missing")
    assert (response.status_code, response.content) == (404, b"")
    assert int(response.headers["Content-Length"]) > 0


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(
    ("path", "headers", "status", "slug"),
    [
        ("/nowhere", {}, 404, "not-found"),
        ("/a%00b", {}, 404, "not-found"),
        ("/fail/%00", {}, 404, "not-found"),
        ("/" + "a" * 3000, {}, 404, "not-found"),
        ("/echo", {"Host": "evil.example"}, 400, "unknown-host"),
        ("/echo", {"Host": "a b"}, 400, "unknown-host"),
        ("/nowhere", {"Host": "evil.example"}, 400, "unknown-host"),
        ("/echo", {"Accept": "text/html"}, 406, "not-acceptable"),
        ("/echo", {"Accept": "application/json;q=0"}, 406, "not-acceptable"),
    ],
)
def test_what_no_view_answers_is_a_problem_and_never_a_page(
    client: Client, settings: LazySettings, debug: bool, path: str, headers: dict[str, str], status: int, slug: str
) -> None:
    settings.DEBUG = debug
    response = client.get(path, headers=headers)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["type"].endswith(f"/problems/{slug}")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_another_method_says_which_there_are(client: Client, method: str) -> None:
    response = client.generic(method, "/echo")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, POST, HEAD, OPTIONS")
    assert response.headers["Content-Type"] == "application/problem+json"


def test_nothing_of_an_unknown_address_is_repeated(client: Client) -> None:
    assert CANARY not in client.get(f"/{CANARY}?{CANARY}=1").content.decode()


@pytest.mark.parametrize(
    ("how", "kept"), [("missing", "no-store"), ("fault", "no-store"), ("withdrawn", "public, max-age=60")]
)
def test_only_what_is_withdrawn_is_kept(client: Client, how: str, kept: str) -> None:
    assert client.get(f"/fail/{how}").headers["Cache-Control"] == kept


class TestPages:
    pytestmark = pytest.mark.urls("config.urls")

    @pytest.mark.parametrize("slug", problems.problem_types())
    def test_each_type_resolves(self, slug: str) -> None:
        page = Api().get(f"/problems/{slug}").json()
        assert page["type"].endswith(f"/problems/{slug}")
        assert page["status"] == problems.status_of(problems.problem_types()[slug])

    @pytest.mark.parametrize("path", ["/problems/", "/problems/not-found"])
    def test_a_browser_gets_a_page_that_loads_nothing(self, path: str) -> None:
        page = Api().get(path, accept="text/html,application/xhtml+xml,*/*;q=0.8")
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
        assert page.body.startswith(b"<!doctype html>")
        assert b"<script" not in page.body
        assert b"src=" not in page.body

    def test_all_of_them_are_listed(self) -> None:
        listed: list[dict[str, Any]] = Api().get("/problems/").json()["items"]
        assert [problem["type"].rpartition("/")[2] for problem in listed] == list(problems.problem_types())

    def test_another_slug_is_not_found(self) -> None:
        assert Api().get("/problems/no-such-problem").slug == "not-found"
