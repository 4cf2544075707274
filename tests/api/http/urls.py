"""Endpoints that do what no real one should: fail in every way."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path
from psycopg_pool import PoolTimeout
from rest_framework.request import Request

from api.http import problems
from api.http.operations import operation
from api.http.requests import Body, Instant, PlainText, Query
from api.http.views import PublicView, Validators
from library import errors

CANARY = "canary-7f3d"
FAILURES: dict[str, Exception] = {
    "fault": RuntimeError(f"{CANARY} at /srv/secret.py"),
    "data": DataError(CANARY),
    "database": OperationalError(CANARY),
    "interface": InterfaceError(CANARY),
    "missing": Http404(CANARY),
    "denied": PermissionDenied(CANARY),
    "suspicious": SuspiciousOperation(CANARY),
    "surrogate": errors.Malformed("half a pair: \ud800", errors=[errors.Fault("/\ud800", "here")]),
    "members": errors.Conflict("No.", state="draft", status=200, type="about:blank"),
    "withdrawn": errors.Gone("Gone.", reason="outdated"),
}


class Fail(PublicView):
    @operation(summary="Fail", description="Fails.")
    def get(self, request: Request, how: str) -> HttpResponse:
        if how == "pool":
            raise OperationalError(CANARY) from PoolTimeout(CANARY)
        raise FAILURES[how]


class Take(Body):
    name: PlainText = "nobody"
    at: Instant | None = None
    count: int = 1


class Parameters(Query):
    name: PlainText = "nobody"


class Echo(PublicView):
    @operation(summary="Read", description="Reads.", query=Parameters)
    def get(self, request: Request) -> HttpResponse:
        return self.send(self.params.model_dump_json().encode(), Validators("tag-1"), keys="echo")

    @operation(summary="Take", description="Takes.", body=Take)
    def post(self, request: Request) -> HttpResponse:
        return self.send_shape(self.body)


def broken_plain_view(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(CANARY)


urlpatterns = [
    path("fail/<str:how>", Fail.as_view()),
    path("echo", Echo.as_view()),
    path("plain", broken_plain_view),
    re_path(r"^(?!desk(?:/|$)).*$", problems.not_found),
]
handler400 = "api.http.problems.bad_request"
handler403 = "api.http.problems.forbidden"
handler404 = "api.http.problems.not_found"
handler500 = "api.http.problems.server_error"
