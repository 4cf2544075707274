"""Every refusal becomes an RFC 9457 problem here, and nowhere else is a status chosen for one.

A refusal is a `LibraryError`; what Django, DRF and PostgreSQL raise is translated into one first. The body is
`{type, title, status, detail, instance, errors: [{pointer, detail}], ...members}`; `type` is the address of a page that explains it
(`problem_pages.py`), `instance` the request's id as a URN.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core import exceptions as django_exceptions
from django.core.signals import got_request_exception
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from psycopg.errors import UniqueViolation
from pydantic_core import to_json
from rest_framework import exceptions as drf

from api.http import caching, refusals
from library import errors

MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger("library.problems")

STATUSES: Mapping[type[errors.LibraryError], int] = {
    errors.Moved: 308,
    errors.Malformed: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    refusals.MethodNotAllowed: 405,
    refusals.NotAcceptable: 406,
    errors.Conflict: 409,
    errors.Gone: 410,
    errors.PreconditionFailed: 412,
    refusals.TooLarge: 413,
    refusals.UnsupportedMediaType: 415,
    refusals.RangeNotSatisfiable: 416,
    errors.Incomplete: 422,
    errors.PreconditionRequired: 428,
    errors.TooMany: 429,
    refusals.InternalError: 500,
    refusals.UnsupportedFormat: 501,
    errors.Unavailable: 503,
}
HEADERS: Mapping[type[errors.LibraryError], Mapping[str, str]] = {
    errors.Unauthenticated: {"WWW-Authenticate": 'Bearer realm="library"'},
    errors.TooMany: {"Retry-After": "60"},
    errors.Unavailable: {"Retry-After": "2"},
}
FROM_DRF: Mapping[type[Exception], type[errors.LibraryError]] = {
    drf.NotFound: errors.NotFound,
    drf.NotAuthenticated: errors.Unauthenticated,
    drf.AuthenticationFailed: errors.Unauthenticated,
    drf.PermissionDenied: errors.Forbidden,
    drf.NotAcceptable: refusals.NotAcceptable,
    drf.UnsupportedMediaType: refusals.UnsupportedMediaType,
    drf.ParseError: errors.Malformed,
    drf.ValidationError: errors.Malformed,
    drf.Throttled: errors.TooMany,
}
STANDARD_MEMBERS = ("type", "title", "status", "detail", "instance", "errors")


def status_of(problem: type[errors.LibraryError]) -> int:
    """The status of the nearest family that the refusal belongs to."""
    return next((STATUSES[family] for family in problem.__mro__ if family in STATUSES), 500)


def problem_types() -> dict[str, type[errors.LibraryError]]:
    """Every problem type there is, by slug. A refusal without a slug of its own is an occurrence of its parent's type."""
    found: dict[str, type[errors.LibraryError]] = {}
    waiting = errors.LibraryError.__subclasses__()
    while waiting:
        problem = waiting.pop()
        waiting += problem.__subclasses__()
        if "slug" in vars(problem):
            found[problem.slug] = problem
    return dict(sorted(found.items()))


def type_url(slug: str) -> str:
    return f"{settings.PUBLIC_URL}/problems/{slug}"


def body_of(error: errors.LibraryError, request: Any) -> dict[str, Any]:
    """The members of the problem, as plain values. Members of the refusal never replace standard ones."""
    return {
        "type": type_url(error.slug),
        "title": error.title,
        "status": status_of(type(error)),
        "detail": _printable(_detail(error)),
        "instance": f"urn:request:{request_id(request)}",
        "errors": [
            {"pointer": _printable(fault.pointer), "detail": _printable(fault.detail)} for fault in error.errors
        ],
        **{name: value for name, value in error.members.items() if name not in STANDARD_MEMBERS},
    }


def _detail(error: errors.LibraryError) -> str:
    """The refusal's own sentence; where it only has a list of faults, the first of them."""
    if error.detail != error.title or not error.errors:
        return error.detail
    first = error.errors[0]
    more = f" ({len(error.errors) - 1} more in `errors`.)" if len(error.errors) > 1 else ""
    return f"{first.pointer}: {first.detail}{more}" if first.pointer else f"{first.detail}{more}"


def request_id(request: Any) -> str:
    """The caller's own id or the one it was given: the outermost middleware puts it into the header (`config/middleware.py`)."""
    return request.META.get("HTTP_X_REQUEST_ID", "unknown")


def respond(error: errors.LibraryError, request: Any) -> HttpResponse:
    """The answer to a refused request."""
    status = status_of(type(error))
    headers = {
        "Content-Type": MEDIA_TYPE,
        **caching.for_problem(status, public=getattr(request, "is_public_read", False)),
    }
    for family, usual in HEADERS.items():
        if isinstance(error, family):
            headers |= usual
    if isinstance(error, errors.Moved):
        headers["Location"] = error.members["successor"]["url"]
    headers |= getattr(error, "headers", {})
    body = to_json(body_of(error, request))
    headers["Content-Length"] = str(len(body))
    return HttpResponse(b"" if request.method == "HEAD" else body, status=status, headers=headers)


def handle(exc: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """DRF's EXCEPTION_HANDLER: nothing escapes it, so no error page of Django's is ever shown for an API view."""
    request = context["request"]
    return respond(translate(exc, request), request)


def translate(exc: Exception, request: Any) -> errors.LibraryError:
    """The refusal that an exception stands for. What we do not know is our fault: logged whole, answered with the request's id alone."""
    if isinstance(exc, errors.LibraryError):
        return exc
    known = _from_django(exc) or _from_drf(exc)
    if known is not None:
        return known
    if isinstance(exc, IntegrityError) and isinstance(exc.__cause__, UniqueViolation):
        return errors.Conflict("Somebody else has just made the same thing. Read it, and decide again.")
    if isinstance(exc, (OperationalError, InterfaceError)):
        logger.error(
            "database does not answer: %s",
            type(exc.__cause__ or exc).__name__,
            extra={"request_id": request_id(request)},
        )
        return errors.Unavailable("The database does not answer just now.")
    http_request = getattr(request, "_request", request)
    got_request_exception.send(sender=None, request=http_request)
    logger.error("unexpected %s", type(exc).__name__, exc_info=exc, extra={"request_id": request_id(request)})
    return refusals.InternalError("Something went wrong here. Nothing was changed.")


def _from_django(exc: Exception) -> errors.LibraryError | None:
    match exc:
        case Http404():
            return errors.NotFound()
        case django_exceptions.PermissionDenied():
            return errors.Forbidden()
        case django_exceptions.DisallowedHost():
            return refusals.BadHost()
        case django_exceptions.RequestDataTooBig():
            return refusals.TooLarge()
        case (
            django_exceptions.SuspiciousOperation()
            | django_exceptions.BadRequest()
            | MultiPartParserError()
            | UnreadablePostError()
        ):
            return errors.Malformed()
    return None


def _from_drf(exc: Exception) -> errors.LibraryError | None:
    for theirs, ours in FROM_DRF.items():
        if isinstance(exc, theirs):
            return ours()
    return None


def _printable(text: str) -> str:
    """Text that UTF-8 can carry: a lone surrogate that somebody sent is named, not repeated."""
    return text.encode("utf-8", "backslashreplace").decode()


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400."""
    return respond(translate(exception, request) if exception else errors.Malformed(), request)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler403."""
    return respond(errors.Forbidden(), request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler404, and the last route of all: nothing of the path is repeated."""
    return respond(errors.NotFound(), request)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500."""
    return respond(refusals.InternalError("Something went wrong here. Nothing was changed."), request)
