"""What requests pass through: the desk's layers under the desk only, a plain request id, the address that we may believe."""

import pytest
from django.conf import LazySettings, settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from config import apps, middleware

SEEN: list[HttpRequest] = []


def view(request: HttpRequest) -> HttpResponse:
    SEEN.append(request)
    return HttpResponse("answer")


@pytest.mark.parametrize("path", ["/v1/catalogue", "/", "/desk", "/v1/desk/"])
def test_the_api_has_no_session(path: str, rf: RequestFactory) -> None:
    middleware.desk_only(view)(rf.get(path))
    assert not hasattr(SEEN.pop(), "session")


def test_the_desk_has_one(rf: RequestFactory) -> None:
    middleware.desk_only(view)(rf.get("/desk/"))
    request = SEEN.pop()
    assert request.session.is_empty()
    assert hasattr(request, "_messages")


def test_the_desk_asks_who_is_there(rf: RequestFactory) -> None:
    middleware.desk_only(view)(rf.get("/desk/"))
    assert SEEN.pop().user.is_anonymous


def test_the_desk_refuses_a_forged_post(rf: RequestFactory) -> None:
    request = rf.post("/desk/login/")
    layers = middleware.desk_only(view)
    layers(request)
    refused = layers.process_view(SEEN.pop(), view, [], {})
    assert refused is not None
    assert refused.status_code == 403


def test_an_api_post_needs_no_csrf_token(rf: RequestFactory) -> None:
    assert middleware.desk_only(view).process_view(rf.post("/v1/workspace/drafts"), view, [], {}) is None


def test_what_the_silenced_checks_ask_for_is_there() -> None:
    asked_by_checks = {
        "admin.E408": "django.contrib.auth.middleware.AuthenticationMiddleware",
        "admin.E409": "django.contrib.messages.middleware.MessageMiddleware",
        "admin.E410": "django.contrib.sessions.middleware.SessionMiddleware",
        "axes.W002": "axes.middleware.AxesMiddleware",
    }
    assert set(asked_by_checks.values()) <= set(settings.DESK_MIDDLEWARE)
    assert set(asked_by_checks) <= set(settings.SILENCED_SYSTEM_CHECKS)


@pytest.mark.parametrize(
    ("path", "has_policy"), [("/desk/", True), ("/docs", False), ("/v1/", False), ("/embed/leaflets/a", False)]
)
def test_pages_carry_a_content_security_policy(path: str, has_policy: bool, rf: RequestFactory) -> None:
    response = middleware.pages_only(view)(rf.get(path))
    assert ("Content-Security-Policy" in response) is has_policy


@pytest.mark.parametrize("given", ["abc-123", "4bf92f35.77b34da6~a3ce", "x" * 128])
def test_a_plain_request_id_is_echoed(given: str, rf: RequestFactory) -> None:
    response = middleware.RequestLog(view)(rf.get("/v1/", headers={"X-Request-ID": given}))
    assert response["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "x" * 129, "a b", 'a"b', "a\tb", "<script>", "é"])
def test_any_other_is_replaced(given: str, rf: RequestFactory) -> None:
    response = middleware.RequestLog(view)(rf.get("/v1/", headers={"X-Request-ID": given}))
    assert response["X-Request-ID"] != given
    assert len(response["X-Request-ID"]) == 36


def test_a_body_has_a_length(rf: RequestFactory) -> None:
    assert middleware.RequestLog(view)(rf.get("/v1/"))["Content-Length"] == str(len("answer"))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "believed"),
    [
        (0, "", "127.0.0.1"),
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7, 192.0.2.1", "198.51.100.7"),
        (2, "198.51.100.7", "198.51.100.7"),
    ],
)
def test_only_our_proxies_are_believed(
    proxies: int, forwarded: str, believed: str, rf: RequestFactory, settings: LazySettings
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", headers={"X-Forwarded-For": forwarded} if forwarded else {})
    assert middleware.client_address(request) == believed


@pytest.mark.parametrize(
    ("method", "path", "is_open"),
    [
        ("GET", "/v1/catalogue", True),
        ("HEAD", "/v1/catalogue", True),
        ("OPTIONS", "/v1/catalogue", True),
        ("POST", "/v1/access-requests", False),
        ("GET", "/v1/workspace/drafts", False),
        ("GET", "/desk/", False),
        ("GET", "/links/token", False),
        ("GET", "/metrics", False),
    ],
)
def test_other_sites_may_read_what_is_public(method: str, path: str, is_open: bool, rf: RequestFactory) -> None:
    assert apps.may_be_read_from_anywhere(rf.generic(method, path)) is is_open
