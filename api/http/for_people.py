"""Refusals on addresses that people open from paper: as a page, with where to get help, when a browser asks.

Somebody who follows the code on a leaflet that was withdrawn may need help now, and can't read a problem in JSON
(domain.md CR-12). Programs get the problem as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from api.http import caching, negotiation, problems
from api.http.pages import POLICY, page
from library.errors import Gone, LibraryError, Moved, NotFound

HTML = "text/html"
TITLES: Mapping[type[LibraryError], str] = {
    Gone: "This is no longer published",
    NotFound: "There is nothing at this address",
}


def handle(exc: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """The exception handler of operations that are declared `for_people`."""
    request: Request = context["request"]
    error = problems.translate(exc, request)
    response = problems.respond(error, request)
    if isinstance(error, Moved):
        return response
    settle(response)
    if wants_page(request) and request.method != "HEAD":
        show(response, refusal_page(error))
    return response


def refusal_page(error: LibraryError, more: str = "") -> bytes:
    """Why, what to read instead, and where to get help now; then `more`, which is HTML."""
    return page(title_of(error), _body(error) + more, has_form=bool(more))


def show(response: HttpResponse, content: bytes, policy: str = POLICY) -> None:
    """Say in a page what a refusal says, with its status and its other headers."""
    response.content = content
    response.headers["Content-Type"] = f"{HTML}; charset=utf-8"
    response.headers["Content-Security-Policy"] = policy
    response.headers["Content-Length"] = str(len(response.content))


def settle(response: HttpResponse) -> None:
    """A refusal that has two forms at one address is kept by nobody."""
    response.headers["Cache-Control"] = caching.NO_STORE["Cache-Control"]
    response.headers.pop("X-Accel-Expires", None)


def wants_page(request: Request) -> bool:
    """Whether who asks is a person with a browser."""
    accept = request.META.get("HTTP_ACCEPT")
    try:
        return accept is not None and negotiation.choose(accept[:1000], (problems.MEDIA_TYPE, HTML)) == HTML
    except LibraryError:
        return False


def title_of(error: LibraryError) -> str:
    """What happened, in the words of a heading."""
    return next((title for family, title in TITLES.items() if isinstance(error, family)), error.title)


def _body(error: LibraryError) -> str:
    parts = [f"<p>{escape(error.detail)}</p>"] if error.detail != error.title else []
    successor = error.members.get("successor")
    if successor:
        parts.append(f'<p><a href="{escape(successor["url"])}/renditions/page.html">Read what took its place</a></p>')
    help_now = error.members.get("help") or []
    if help_now:
        rows = "".join(f"<dt>{escape(contact['name'])}</dt><dd>{_way(contact)}</dd>" for contact in help_now)
        parts.append(f"<h2>If you need help now</h2><dl>{rows}</dl>")
    return "".join(parts)


def _way(contact: Mapping[str, Any]) -> str:
    """The number as a link, what to choose after dialling, and the hours."""
    shown = escape(contact["display"])
    linked = f'<a href="{escape(contact["link"])}">{shown}</a>' if contact["link"] else shown
    return ". ".join([linked, *(escape(contact[name]) for name in ("menu_path", "hours") if contact[name])])
