"""Who is asking: `Authorization: Bearer prefix.secret`, and nothing else.

A bad credential is 401 with one body for every cause, and is never taken for none (safety.md, rule 6). Credentials are read from this one
header only: cookies are not looked at, and `?api_key=` is an unknown parameter.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication

from library.accounts.actors import Actor
from library.accounts.queries import Caller, caller_for_key
from library.errors import Unauthenticated

BEARER = re.compile(r"bearer +([A-Za-z0-9]{8}\.[A-Za-z0-9]{20,100})", re.ASCII | re.IGNORECASE)


class BearerKey(BaseAuthentication):
    """DRF's authentication by API key. `request.user` becomes a `Caller`; one query."""

    def authenticate(self, request: Any) -> tuple[Caller, str] | None:
        header = request.META.get("HTTP_AUTHORIZATION")
        if header is None:
            return None
        caller = caller_of(header)
        return caller, caller.prefix

    def authenticate_header(self, request: Any) -> str:
        return "Bearer"


def caller_of(header: str) -> Caller:
    """The caller that an `Authorization` header names. Two headers arrive joined by a comma, and so match nothing."""
    match = BEARER.fullmatch(header) if len(header) <= 200 else None
    caller = caller_for_key(match[1], at=timezone.now()) if match else None
    if caller is None:
        raise Unauthenticated()
    return caller


def actor_of_request(request: Any) -> Actor | None:
    """The actor of a request that has been authenticated; None for the anonymous public."""
    caller = getattr(request, "caller", None)
    return caller.actor if caller else None
