"""What /metrics counts."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from prometheus_client import REGISTRY

from config.metrics import counted


def count(view: str, method: str, status: int) -> float:
    labels = {"view": view, "method": method, "status": str(status)}
    return REGISTRY.get_sample_value("library_request_seconds_count", labels) or 0


@pytest.mark.parametrize(("method", "counted_as"), [("GET", "GET"), ("DELETE", "DELETE"), ("BREW", "other")])
@pytest.mark.parametrize("status", [200, 404, 503])
def test_a_request_is_counted_by_method_and_status(
    method: str, counted_as: str, status: int, rf: RequestFactory
) -> None:
    def view(_: HttpRequest) -> HttpResponse:
        return HttpResponse(status=status)

    before = count("none", counted_as, status)
    counted(view)(rf.generic(method, "/v1/"))
    assert count("none", counted_as, status) == before + 1


@pytest.mark.django_db
def test_a_request_is_counted_by_view(client) -> None:
    before = count("api.public.meta.Live", "GET", 200)
    client.get("/health/live")
    assert count("api.public.meta.Live", "GET", 200) == before + 1
    assert b"library_request_seconds_bucket" in client.get("/metrics").content
