"""Responses: the answer with its headers, and every refusal that the operation can give, by status and problem type."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from drf_spectacular.plumbing import ComponentRegistry

from api.http import refusals
from api.http.for_people import HTML
from api.http.operations import JSON, Operation
from api.http.places import TooBusy
from api.http.problems import MEDIA_TYPE, status_of
from api.http.schema.shapes import reference, register
from library import errors

BASE_URL = "http://127.0.0.1:8000"
"""Stands for PUBLIC_URL in the committed document; what is served has the real one."""

PROBLEM = {
    "type": "object",
    "description": "RFC 9457. Further members belong to the problem type; clients ignore those that they do not know.",
    "required": ["type", "title", "status", "detail", "instance", "errors"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri",
            "description": "Address of a page that explains this problem type.",
        },
        "title": {"type": "string", "description": "The same for every occurrence."},
        "status": {"type": "integer", "minimum": 300, "maximum": 599},
        "detail": {"type": "string", "description": "What happened here, in a sentence for people."},
        "instance": {
            "type": "string",
            "pattern": "^urn:request:",
            "description": "The request's id, for when you ask us about it.",
        },
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemFault"}},
    },
}
FAULT = {
    "type": "object",
    "description": "One thing that was wrong.",
    "required": ["pointer", "detail"],
    "additionalProperties": False,
    "properties": {
        "pointer": {
            "type": "string",
            "description": "JSON pointer (RFC 6901) into what was sent; `?name` for a parameter; a header's name.",
        },
        "detail": {"type": "string"},
    },
}
HEADERS: dict[str, dict[str, Any]] = {
    "ETag": {
        "description": "Strong entity tag of this representation.",
        "required": True,
        "schema": {"type": "string", "pattern": '^"[^"]+"$'},
    },
    "LastModified": {
        "description": "RFC 9110 date: the second after the last change, never later than now.",
        "schema": {"type": "string"},
    },
    "CacheControl": {
        "description": "Who may keep this, and for how long.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Link": {
        "description": "RFC 8288: `first` and, unless this is the last page, `next`.",
        "schema": {"type": "string"},
    },
    "Location": {"description": "Where it is.", "required": True, "schema": {"type": "string", "format": "uri"}},
    "RequestId": {"description": "The request's id: yours if you sent one, else ours.", "schema": {"type": "string"}},
    "RateLimit": {
        "description": "What is left of your quota (draft-ietf-httpapi-ratelimit-headers). With a key, and on 429.",
        "schema": {"type": "string", "pattern": '^"[a-z-]+";r=[0-9]+;t=[0-9]+$'},
    },
    "RateLimitPolicy": {
        "description": "Your quota.",
        "schema": {"type": "string", "pattern": '^"[a-z-]+";q=[0-9]+;w=[0-9]+$'},
    },
    "RetryAfter": {
        "description": "Seconds to wait.",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9]+$"},
    },
    "WWWAuthenticate": {
        "description": "How to authenticate.",
        "required": True,
        "schema": {"type": "string", "pattern": "^Bearer"},
    },
    "ContentRange": {
        "description": "Which bytes these are, and of how many: `bytes 0-499/1234`.",
        "required": True,
        "schema": {"type": "string", "pattern": r"^bytes ([0-9]+-[0-9]+|\*)/[0-9]+$"},
    },
    "IdempotencyReplayed": {
        "description": "`true` if this repeats an earlier answer.",
        "schema": {"type": "string", "const": "true"},
    },
}
NAMES = {
    "LastModified": "Last-Modified",
    "CacheControl": "Cache-Control",
    "RequestId": "X-Request-ID",
    "RateLimitPolicy": "RateLimit-Policy",
    "RetryAfter": "Retry-After",
    "WWWAuthenticate": "WWW-Authenticate",
    "IdempotencyReplayed": "Idempotency-Replayed",
    "ContentRange": "Content-Range",
}
ALWAYS = ("CacheControl", "RequestId", "RateLimit", "RateLimitPolicy")
PROBLEM_HEADERS = {308: "Location", 401: "WWWAuthenticate", 416: "ContentRange", 429: "RetryAfter", 503: "RetryAfter"}


def responses(registry: ComponentRegistry, declared: Operation, method: str, *, has_path: bool) -> dict[str, Any]:
    """All responses of an operation, by status."""
    found = {declared.status: _answer(registry, declared, method)}
    if declared.ranged:
        found[206] = _part(registry, found[declared.status])
    for status, description in declared.also.items():
        names = (*ALWAYS, "Location") if 300 < status < 400 and status != 304 else ALWAYS
        found[status] = {"description": description, "headers": _headers(registry, *names)}
    if declared.roles is None and method == "GET" and declared.conditional:
        found[304] = {
            "description": "You hold it already.",
            "headers": _headers(registry, *ALWAYS, "ETag", "LastModified"),
        }
    by_status: dict[int, set[type[errors.LibraryError]]] = defaultdict(set)
    for problem in problems_of(declared, has_path=has_path):
        by_status[status_of(problem)].add(problem)
    for status, problems in by_status.items():
        told = sorted(problems, key=lambda problem: problem.slug)
        found[status] = _problem(registry, status, told, as_page=declared.for_people)
    return {str(status): found[status] for status in sorted(found)}


def problems_of(declared: Operation, *, has_path: bool) -> set[type[errors.LibraryError]]:
    """What an operation may refuse with: what is common to its kind, and what it declares."""
    found: set[type[errors.LibraryError]] = {
        errors.Malformed,
        refusals.BadHost,
        errors.Unauthenticated,
        refusals.NotAcceptable,
    }
    found |= {errors.TooMany, refusals.InternalError, errors.Unavailable, *declared.problems}
    found |= {TooBusy} if declared.costly and not declared.light else set()
    if has_path:
        found.add(errors.NotFound)
    if declared.body or declared.form:
        found |= {refusals.TooLarge, refusals.UnsupportedMediaType}
    if declared.roles is not None:
        found.add(errors.Forbidden)
    if declared.ranged:
        found.add(refusals.RangeNotSatisfiable)
    if declared.versioned:
        found |= {errors.PreconditionRequired, errors.PreconditionFailed}
    if declared.idempotent:
        found |= {refusals.IdempotencyKeyMissing, refusals.RequestInFlight, refusals.IdempotencyKeyReused}
    return found


def _answer(registry: ComponentRegistry, declared: Operation, method: str) -> dict[str, Any]:
    names = list(ALWAYS)
    if declared.roles is None:
        names += ["ETag", "LastModified"] if method == "GET" and declared.conditional else []
    elif declared.versioned and declared.answer is not None:
        names.append("ETag")
    if declared.paged:
        names.append("Link")
    if declared.status == 201 and declared.roles is not None:
        names.append("Location")  # what the public makes, the public can't read
    if declared.idempotent:
        names.append("IdempotencyReplayed")
    response: dict[str, Any] = {
        "description": declared.summary.rstrip("?") + ".",
        "headers": _headers(registry, *names),
    }
    if declared.status != 204:
        response["content"] = {media_type: _content(registry, declared, media_type) for media_type in declared.produces}
    return response


def _part(registry: ComponentRegistry, whole: dict[str, Any]) -> dict[str, Any]:
    """A part of a file: as the whole, and where it belongs."""
    headers = {**whole["headers"], **_headers(registry, "ContentRange")}
    return {**whole, "description": "The part that was asked for.", "headers": headers}


def _content(registry: ComponentRegistry, declared: Operation, media_type: str) -> dict[str, Any]:
    if media_type.endswith("json") and declared.answer is not None:
        content = {"schema": reference(registry, declared.answer, "serialization")}
        return {**content, "example": declared.sample} if declared.sample is not None else content
    if media_type.startswith("text/") or media_type.endswith(("yaml", "xml")):
        return {"schema": {"type": "string"}}
    return {"schema": {"type": "object"}} if media_type == JSON else {}


def _problem(
    registry: ComponentRegistry, status: int, problems: list[type[errors.LibraryError]], *, as_page: bool
) -> dict[str, Any]:
    """A shared response for one set of problem types of a status; `as_page`: a page, too, for browsers."""
    register(registry, "schemas", "ProblemFault", FAULT)
    problem = register(registry, "schemas", "Problem", PROBLEM)
    slugs = [found.slug for found in problems]
    narrowed = {"properties": {"type": {"pattern": f"/problems/({'|'.join(slugs)})$"}, "status": {"const": status}}}
    examples = {found.slug: {"summary": found.title, "value": _example(found, status)} for found in problems}
    names = [*ALWAYS, PROBLEM_HEADERS[status]] if status in PROBLEM_HEADERS else ALWAYS
    response = {
        "description": "; ".join(f"`{found.slug}`: {found.title}" for found in problems) + ".",
        "headers": _headers(registry, *names),
        "content": {
            MEDIA_TYPE: {"schema": {"allOf": [problem, narrowed]}, "examples": examples},
            **({HTML: {"schema": {"type": "string"}}} if as_page else {}),
        },
    }
    return register(registry, "responses", "-".join([str(status), *slugs, *(["page"] if as_page else [])]), response)


def _example(problem: type[errors.LibraryError], status: int) -> dict[str, Any]:
    faults = [{"pointer": "/title", "detail": "This is required."}] if problem is errors.Malformed else []
    return {
        "type": f"{BASE_URL}/problems/{problem.slug}",
        "title": problem.title,
        "status": status,
        "detail": problem.title,
        "instance": "urn:request:0f4d5b5e-6d0c-4c36-9a3e-1f7f8e1f1a2b",
        "errors": faults,
    }


def _headers(registry: ComponentRegistry, *names: str) -> dict[str, Any]:
    return {NAMES.get(name, name): register(registry, "headers", name, HEADERS[name]) for name in names}
