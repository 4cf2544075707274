"""What a handler answers, and how that becomes a response."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpResponse
from pydantic import BaseModel

from api.http import caching, conditional
from api.http.operations import JSON


@dataclass(frozen=True)
class Answer:
    """What a handler answers. `version` becomes the `ETag`; `path` (`/v1/...`) the `Location`.

    `kept` is what a repeat with the same `Idempotency-Key` gets instead, where the body shows a secret.
    """

    body: BaseModel | None = None
    status: int = 200
    version: int | None = None
    path: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    kept: BaseModel | None = None

    def to_response(self) -> HttpResponse:
        headers = {"Content-Type": JSON} if self.body is not None else {}
        if self.version is not None:
            headers["ETag"] = conditional.version_etag(self.version)
        if self.path:
            headers["Location"] = f"{settings.PUBLIC_URL}{self.path}"
        return response_of(bytes_of(self.body), {**headers, **caching.NO_STORE, **self.headers}, self.status)

    def to_keep(self) -> bytes:
        return bytes_of(self.kept or self.body)


def response_of(body: bytes, headers: dict[str, str], status: int = 200) -> HttpResponse:
    """A response with exactly these headers: Django would give even an empty one a content type."""
    if body or status == 200:
        headers["Content-Length"] = str(len(body))
    response = HttpResponse(body, status=status, headers=headers)
    if "Content-Type" not in headers:
        del response.headers["Content-Type"]
    return response


def bytes_of(body: BaseModel | None) -> bytes:
    """A shape as JSON; nothing for nothing."""
    return b"" if body is None else body.__pydantic_serializer__.to_json(body)
