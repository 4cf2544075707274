"""What is refused before any view or counter sees it: hosts that are not ours, paths and lengths that can't be. Always as problems."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.http import problems, refusals
from library.errors import Fault, Malformed, NotFound

MAX_PATH = 2000
MAX_LENGTH_DIGITS = 12


def edge(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
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
        if getattr(request, "is_public", False):
            _alike_for_all_sites(response)
        return response

    return check


def _alike_for_all_sites(response: HttpResponseBase) -> None:
    """django-cors-headers answers by the request's `Origin` and says so in `Vary`: a cache would keep a copy for every site
    that shows us, and give one that asked without `Origin` to a browser that needs the header. A public read is one
    answer for everybody.
    """
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Vary"] = "Authorization"
