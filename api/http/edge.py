"""What is refused before any view or counter sees it: hosts that are not ours, paths and lengths that can't be. Always as problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from corsheaders.middleware import CorsMiddleware
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.http import problems, refusals
from library.errors import Fault, Malformed, NotFound

Handler = Callable[[HttpRequest], HttpResponseBase]

READS = ("GET", "HEAD", "OPTIONS")
CLOSED = ("/v1/workspace/", "/desk/", "/links/", "/metrics")
EXPOSED = ", ".join(settings.CORS_EXPOSE_HEADERS)
MAX_PATH = 2000
MAX_LENGTH_DIGITS = 12


def edge(get_response: Handler) -> Handler:
    """Middleware. The Host header is looked at once, for every path, though no address is ever built from it."""

    def check(request: HttpRequest) -> HttpResponseBase:
        try:
            request.get_host()
        except DisallowedHost:
            return problems.respond(refusals.BadHost(), request)
        if "\x00" in request.path_info or len(request.path_info) > MAX_PATH:
            return problems.respond(NotFound(), request)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit() and len(length) <= MAX_LENGTH_DIGITS):
            fault = Fault("Content-Length", "Must be a whole number.")
            return problems.respond(Malformed(errors=[fault]), request)
        response = get_response(request)
        if may_be_read_from_anywhere(request):
            _alike_for_all_sites(request, response)
        return response

    return check


def may_be_read_from_anywhere(request: HttpRequest, **_: Any) -> bool:
    """CORS: open for public reads, closed for everything else."""
    return request.method in READS and not request.path_info.startswith(CLOSED)


def preflights(get_response: Handler) -> Handler:
    """Middleware. django-cors-headers, for the question that a browser asks before a request. Actual requests pass it by:
    it answers by their `Origin` and says so in `Vary`, so a cache would keep a copy for every site that shows us.
    """
    cors = cast(Handler, CorsMiddleware(get_response))

    def answer(request: HttpRequest) -> HttpResponseBase:
        return cors(request) if request.method == "OPTIONS" else get_response(request)

    return answer


def _alike_for_all_sites(request: HttpRequest, response: HttpResponseBase) -> None:
    """A public read is one answer for everybody, whether a browser says its `Origin` or not."""
    if request.method != "OPTIONS":
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
    if getattr(request, "is_public", False):
        response.headers["Vary"] = "Authorization"
