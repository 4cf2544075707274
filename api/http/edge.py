"""What is refused before any view is found: hosts that are not ours and paths that can't be. Answered as problems, in debug mode too."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.http import problems, refusals
from library.errors import NotFound

MAX_PATH = 2000


def edge(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware. The Host header is looked at once, for every path, though no address is ever built from it."""

    def check(request: HttpRequest) -> HttpResponseBase:
        try:
            request.get_host()
        except DisallowedHost:
            return problems.respond(refusals.BadHost(), request)
        if "\x00" in request.path_info or len(request.path_info) > MAX_PATH:
            return problems.respond(NotFound(), request)
        return get_response(request)

    return check
