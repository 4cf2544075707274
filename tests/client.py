"""The client for all tests of the API.

Every request and response is held against the committed OpenAPI document, and every public request's SQL against the rule that the public
never reads the workshop.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client

from tests import contract

WORKSHOP_TABLE = re.compile(r"\b(publishing|leaflets|translation|upkeep)_\w+|\bcoproduction_sealed\w+")
_numbers = count(1)


class Response:
    """A response with what tests ask of it."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.status: int = raw.status_code
        self.headers: Mapping[str, str] = raw.headers
        self.body: bytes = raw.content if not raw.streaming else b"".join(raw.streaming_content)

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def etag(self) -> str:
        return self.headers["ETag"]

    @property
    def slug(self) -> str:
        """The last part of the problem's type."""
        return self.json()["type"].rpartition("/")[2]

    @property
    def pointers(self) -> list[str]:
        return [fault["pointer"] for fault in self.json()["errors"]]

    def __repr__(self) -> str:
        return f"<{self.status} {self.body[:300]!r}>"


class Api:
    """One caller, with a key or without. `raises=False` lets a fault of ours become the 500 that a caller would see."""

    def __init__(self, key: str | None = None, *, raises: bool = True, address: str = "203.0.113.7") -> None:
        self.key = key
        self.client = Client(raise_request_exception=raises, REMOTE_ADDR=address)

    def get(self, path: str, query: Mapping[str, Any] | None = None, **headers: str) -> Response:
        return self.request("GET", path, query=query, headers=headers)

    def head(self, path: str, query: Mapping[str, Any] | None = None, **headers: str) -> Response:
        return self.request("HEAD", path, query=query, headers=headers)

    def delete(self, path: str, *, if_match: str | None = None, **headers: str) -> Response:
        return self.request("DELETE", path, headers=headers, if_match=if_match)

    def put(self, path: str, body: Any, *, if_match: str | None = None, **headers: str) -> Response:
        return self.request("PUT", path, body=body, headers=headers, if_match=if_match)

    def patch(self, path: str, body: Any, *, if_match: str | None = None, **headers: str) -> Response:
        return self.request("PATCH", path, body=body, headers=headers, if_match=if_match)

    def post(
        self,
        path: str,
        body: Any = None,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = "new",
        **headers: str,
    ) -> Response:
        """POST with a new `Idempotency-Key`, unless one is given; None sends none. A `body` of bytes is sent as it is."""
        if idempotency_key is not None:
            headers["idempotency_key"] = f'"test-{next(_numbers)}"' if idempotency_key == "new" else idempotency_key
        return self.request("POST", path, body=body, headers=headers, if_match=if_match)

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | str | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        if_match: str | None = None,
        content_type: str | None = None,
    ) -> Response:
        """Send, check against the contract, and give the answer. Underscores in header names become hyphens."""
        path, _, inline = path.partition("?")
        query = (
            query
            if isinstance(query, str)
            else urlencode({name: _text(value) for name, value in (query or {}).items()})
        )
        query = "&".join(filter(None, [inline, query]))
        sent = {name.replace("_", "-").lower(): value for name, value in (headers or {}).items()}
        if self.key is not None:
            sent.setdefault("authorization", f"Bearer {self.key}")
        if if_match is not None:
            sent["if-match"] = if_match
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        with connection.execute_wrapper(_workshop_is_closed if _is_public(path) else _open):
            raw = self.client.generic(
                method,
                path,
                data,
                content_type=content_type or ("application/json" if data else ""),
                QUERY_STRING=query,
                headers=sent,
            )
        contract.check_response(method, path, raw)
        if raw.status_code < 400 and method != "OPTIONS":
            contract.check_accepted_request(method, path, query, sent, data, content_type or "application/json")
        return Response(raw)

    def upload(
        self, path: str, file: Any, fields: Mapping[str, str], *, idempotency_key: str = "new", **headers: str
    ) -> Response:
        """POST a `multipart/form-data` body with the file `file` and text fields."""
        sent = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        sent["idempotency-key"] = f'"test-{next(_numbers)}"' if idempotency_key == "new" else idempotency_key
        if self.key is not None:
            sent.setdefault("authorization", f"Bearer {self.key}")
        raw = self.client.post(path, {**fields, "file": file}, headers=sent)
        contract.check_response("POST", path, raw)
        return Response(raw)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _is_public(path: str) -> bool:
    """A personal link is a credential: whom it was sent to may see what it is for, such as a draft to review."""
    return not path.startswith(("/v1/workspace/", "/desk/", "/links/"))


def _workshop_is_closed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    found = WORKSHOP_TABLE.search(sql)
    if found:
        raise AssertionError(f"a public request read the workshop: {found[0]}")
    return execute(sql, params, many, context)


def _open(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    return execute(sql, params, many, context)
