"""Refusals inside an iframe: a page in the look of the place, with the reason, what to read instead, and where to get help.

Programs get the problem, as everywhere. Any page may frame it: a refusal must be seen wherever the text was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from api.http import problems
from api.http.for_people import settle, title_of, wants_page
from library.syndication.embed_refusals import refusal_page
from library.syndication.looks import PLAIN, Look, look_faults


def handle(exc: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """The exception handler of embed pages."""
    request: Request = context["request"]
    error = problems.translate(exc, request)
    response = problems.respond(error, request)
    settle(response)
    if wants_page(request) and request.method != "HEAD":
        params = getattr(context["view"], "params", None)
        page = refusal_page(title_of(error), error, look=_look(params), organisation=getattr(params, "for_", None))
        response.content = page.body
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        response.headers["Content-Security-Policy"] = page.policy
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Content-Length"] = str(len(response.content))
    return response


def _look(params: Any) -> Look:
    look = getattr(params, "look", PLAIN)
    return PLAIN if look_faults(look) else look
