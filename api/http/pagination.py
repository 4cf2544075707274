"""Keyset paging with an opaque, signed `page_token` (domain.md, API-3).

A token holds the sort values of the last row and is bound to its `scope`: the list, its filters and its order. A token that was bent, made
up, or taken from another list or other filters is refused, never answered with a first page.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from api.http.requests import Query, WholeNumber
from library.errors import Fault, Malformed

DEFAULT_SIZE, MAX_SIZE = 20, 100
MAC_BYTES = 16
MAX_TOKEN = 2000
Row = TypeVar("Row", bound=Model)


def at_most(maximum: int) -> BeforeValidator:
    """More than the maximum means the maximum; of absurd lengths it is no number."""

    def clamp(value: Any) -> Any:
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20:
            return min(int(value), maximum)
        return value

    return BeforeValidator(clamp)


PageSize = Annotated[
    WholeNumber,
    Field(ge=1, description=f"How many items to send; at most {MAX_SIZE}, more is taken for {MAX_SIZE}."),
    at_most(MAX_SIZE),
    WithJsonSchema({"type": "integer", "minimum": 1, "default": DEFAULT_SIZE}),
]


def _token(value: str) -> str:
    if len(value) > MAX_TOKEN:
        raise ValueError("This is not a page token of this service.")
    return value


PageToken = Annotated[
    str,
    AfterValidator(_token),
    Field(
        description="Where to go on: take it from `next`, never make one. It holds for the same filters and order only."
    ),
]


class Paged(Query):
    """The parameters of every list."""

    page_size: PageSize = DEFAULT_SIZE
    page_token: PageToken | None = None


@lru_cache(maxsize=512)
def scope_of(name: str, query: Query) -> str:
    """What a token is bound to: the list's name and every parameter except the two of paging itself."""
    filters = query.model_dump(mode="json", exclude={"page_size", "page_token"}, exclude_defaults=True)
    return name + "?" + json.dumps(filters, sort_keys=True, ensure_ascii=True)


def encode_token(values: Sequence[str | int | bool | None], scope: str) -> str:
    """A token for the row after which the next page begins. `values` are its sort values, as JSON values."""
    payload = json.dumps(list(values), separators=(",", ":"), ensure_ascii=True).encode()
    return base64.urlsafe_b64encode(_mac(payload, scope) + payload).rstrip(b"=").decode()


def decode_token(token: str, scope: str) -> list[Any]:
    """The sort values in a token. Raises `Malformed` unless we made it for this scope."""
    try:
        raw = base64.b64decode(token.encode("ascii") + b"=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise _foreign() from None
    mac, payload = raw[:MAC_BYTES], raw[MAC_BYTES:]
    # b64decode drops spare bits of the last character: only the text that we would write is accepted.
    if (
        not hmac.compare_digest(mac, _mac(payload, scope))
        or base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != token
    ):
        raise _foreign()
    return list(json.loads(payload))


def page_url(path: str, query: Query, token: str | None) -> str:
    """The absolute address of a page of the list at `path` (`/v1/...`), with the same filters."""
    parameters = [text for text in (_filters(query), f"page_token={token}" if token else "") if text]
    return f"{settings.PUBLIC_URL}{path}" + (f"?{'&'.join(parameters)}" if parameters else "")


@lru_cache(maxsize=512)
def _filters(query: Query) -> str:
    given = query.model_dump(mode="json", exclude={"page_token"}, exclude_defaults=True, by_alias=True)
    return urlencode([(name, _parameter(value)) for name, value in given.items()], safe=",:")


def link_header(path: str, query: Query, next_url: str | None) -> str:
    """`Link` with `first` and, unless this is the last page, `next` (RFC 8288)."""
    links = [f'<{page_url(path, query, None)}>; rel="first"']
    if next_url is not None:
        links.append(f'<{next_url}>; rel="next"')
    return ", ".join(links)


def _parameter(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _mac(payload: bytes, scope: str) -> bytes:
    return hmac.new(
        _secret(settings.SECRET_KEY), hashlib.sha256(scope.encode()).digest() + payload, hashlib.sha256
    ).digest()[:MAC_BYTES]


@lru_cache(maxsize=4)
def _secret(secret_key: str) -> bytes:
    """A key of its own, so that no other use of SECRET_KEY can make a token."""
    return hashlib.sha256(b"page-token:" + secret_key.encode()).digest()


def _foreign() -> Malformed:
    return Malformed(
        errors=[
            Fault(
                "?page_token",
                "This is not a page token for this list with these filters and order. Start again without it.",
            )
        ]
    )


def newest_first(rows: QuerySet[Row], query: Paged, name: str, *, by: str = "id") -> tuple[list[Row], str | None]:
    """One page of the list at `name` (`/v1/...`), by descending UUIDv7 in the column `by`, and the next page's address."""
    scope = scope_of(name, query)
    if query.page_token is not None:
        (last,) = decode_token(query.page_token, scope)
        rows = rows.filter(**{f"{by}__lt": last})
    found = list(rows.order_by(f"-{by}")[: query.page_size + 1])
    if len(found) <= query.page_size:
        return found, None
    page = found[: query.page_size]
    return page, page_url(name, query, encode_token([str(getattr(page[-1], by))], scope))
