"""What every request passes through, and what only some do."""

import logging
import re
import time
import uuid
from collections.abc import Callable, Sequence
from typing import Any, cast

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string
from structlog.contextvars import bound_contextvars

from config.logging import REQUESTS

logger = logging.getLogger(REQUESTS)
Handler = Callable[[HttpRequest], HttpResponseBase]

REQUEST_ID = re.compile(r"[A-Za-z0-9._~-]{1,128}")


class RequestLog:
    """One log line per request, and its id: the caller's if it is a plain one, else ours; sent back in X-Request-ID.

    Every line that is logged meanwhile carries the id too. What is logged of a request is its method, path, status and
    time: a query may hold a postcode.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else str(uuid.uuid4())
        request.META["HTTP_X_REQUEST_ID"] = request_id  # for problems, which name it as their instance
        with bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            said = {
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - started) * 1000, 1),
                "request_id": request_id,
            }
            if logger.isEnabledFor(logging.INFO):  # as `logger.info` does, without looking for the line that calls it
                logger.handle(logger.makeRecord(REQUESTS, logging.INFO, __file__, 0, "request", (), None, extra=said))
        response.headers["X-Request-ID"] = request_id
        if isinstance(response, HttpResponse) and "Content-Length" not in response.headers:
            response.headers["Content-Length"] = str(len(response.content))
        return response


class OnlyUnder:
    """Middleware for the paths under some prefixes; all other requests pass by it.

    So the API pays nothing for the desk's sessions, and cannot read a cookie by mistake.
    """

    def __init__(self, prefixes: str | tuple[str, ...], names: Sequence[str], get_response: Handler) -> None:
        self.prefixes = prefixes
        self.get_response = get_response
        self.inside = get_response
        self.views: list[Callable[..., HttpResponseBase | None]] = []
        for name in reversed(names):
            layer = import_string(name)(self.inside)
            # As Django does it: each layer sees a response, never the exception of the one below.
            self.inside = cast(Handler, convert_exception_to_response(layer))
            if hasattr(layer, "process_view"):
                self.views.insert(0, layer.process_view)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(self.prefixes):
            return self.inside(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if request.path_info.startswith(self.prefixes):
            for process in self.views:
                response = process(request, view, args, kwargs)
                if response is not None:
                    return response
        return None


def desk_only(get_response: Handler) -> OnlyUnder:
    """Sessions, login, CSRF and messages: for the desk."""
    return OnlyUnder(settings.DESK_PREFIX, settings.DESK_MIDDLEWARE, get_response)


def pages_only(get_response: Handler) -> OnlyUnder:
    """A content security policy for the HTML pages that people look at."""
    return OnlyUnder(settings.PAGE_PREFIXES, settings.PAGE_MIDDLEWARE, get_response)


def client_address(request: HttpRequest) -> str:
    """The caller's network address behind the proxies that we trust; entries before theirs may be invented."""
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    trusted = settings.TRUSTED_PROXIES
    if trusted and forwarded:
        return forwarded[-min(trusted, len(forwarded))]
    return request.META.get("REMOTE_ADDR", "")
