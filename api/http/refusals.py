"""Refusals that only HTTP knows. Like the domain's own they are facts with a sentence; `problems.py` gives each its status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from library.errors import Conflict, Incomplete, LibraryError, Malformed, TooMany


class BadHost(Malformed):
    slug = "unknown-host"
    title = "This service does not answer to that host"
    explanation = (
        "The `Host` header names a host that this service does not serve. Use the address in the documentation."
    )


class IdempotencyKeyMissing(Malformed):
    slug = "idempotency-key-missing"
    title = "This request needs an Idempotency-Key"
    explanation = (
        "Creating and publishing need the header `Idempotency-Key` with a value of your own, in quotes, new for each thing you want done: "
        '`Idempotency-Key: "4f0c3e9a-..."`. If the answer gets lost, repeat the request with the same value: it is done once.'
    )


class MethodNotAllowed(LibraryError):
    slug = "method-not-allowed"
    title = "This address does not take that method"
    explanation = (
        "The address exists, but not for this HTTP method. The header `Allow` lists the methods that it takes."
    )

    def __init__(self, method: str, allowed: str) -> None:
        super().__init__(
            f"{method[:20]} is not possible here; {allowed} are."
            if "," in allowed
            else f"{method[:20]} is not possible here; {allowed} is."
        )
        self.headers = {"Allow": allowed}


class NotAcceptable(LibraryError):
    slug = "not-acceptable"
    title = "There is no such representation"
    explanation = "The header `Accept` excludes every form in which this can be sent. Leave it out, or accept what the detail names."


class UnsupportedFormat(LibraryError):
    slug = "unsupported-format"
    title = "This is not sent in that format"
    explanation = "oEmbed answers are sent as `format=json` or `format=xml`. Without `format` you get JSON."


class TooLarge(LibraryError):
    slug = "body-too-large"
    title = "The body of the request is too large"
    explanation = "The body is larger than this operation takes; the detail names the limit. Nothing was changed."


class UnsupportedMediaType(LibraryError):
    slug = "unsupported-media-type"
    title = "The body is of a type that is not taken here"
    explanation = "Send the body in the type that the detail names, and say so in `Content-Type`. Bodies are UTF-8."


class RangeNotSatisfiable(LibraryError):
    slug = "range-not-satisfiable"
    title = "The file has no such part"
    explanation = "The header `Range` asks for bytes behind the end of the file. `Content-Range` says how many it has."

    def __init__(self, size: int) -> None:
        super().__init__(f"The file has {size:,} bytes.")
        self.headers = {"Content-Range": f"bytes */{size}"}


class InternalError(LibraryError):
    slug = "internal-error"
    title = "Something went wrong here"
    explanation = (
        "The fault is ours. Nothing was changed. Repeat the request, with the same `Idempotency-Key` if it had one; if it goes on, "
        "tell us the `instance` of the problem: we find the request by it."
    )


class RequestInFlight(Conflict):
    slug = "request-in-flight"
    title = "The first request with this key is still being worked on"
    explanation = "A request with this `Idempotency-Key` has not been answered yet. Wait a second and repeat it: you will get its answer."
    headers: Mapping[str, str] = {"Retry-After": "1"}


class IdempotencyKeyReused(Incomplete):
    slug = "idempotency-key-reused"
    title = "This Idempotency-Key was used for another request"
    explanation = "Within 24 hours an `Idempotency-Key` stands for one request: method, address and body. Use a new one for a new request."


class QuotaExceeded(TooMany):
    """Raised with the headers of the quota; `violated-policies` names it as the RateLimit draft asks."""

    def __init__(self, detail: str, *, policy: str, headers: Mapping[str, str]) -> None:
        members: dict[str, Any] = {"violated-policies": [policy]}
        super().__init__(detail, **members)
        self.headers = dict(headers)
