"""`Idempotency-Key`: a request that is repeated is done once (domain.md, API-7; draft-ietf-httpapi-idempotency-key-header).

The answer is stored in the transaction of its effect. So after a crash both are there or neither, and a refused request, being rolled
back, leaves its key free.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse

from api.http.refusals import IdempotencyKeyMissing, IdempotencyKeyReused, RequestInFlight
from library.accounts import answers
from library.errors import Fault, Malformed

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEPT_HEADERS = ("Location", "ETag", "Content-Type", "Link")
QUOTED = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"')
BARE = re.compile(r"[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]+")
MAX_LENGTH = 255


def read_key(header: str | None) -> str:
    """The key: a structured-field string (RFC 8941, section 3.3.3), or the same bare. Raises `IdempotencyKeyMissing`, `Malformed`."""
    if header is None or not header.strip():
        raise IdempotencyKeyMissing(
            'Send `Idempotency-Key: "..."` with a value of your own, new for each thing to be done.'
        )
    text = header.strip()
    quoted = QUOTED.fullmatch(text) if len(text) <= 2 * MAX_LENGTH + 2 else None
    key = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else text
    if (not quoted and not (len(text) <= MAX_LENGTH and BARE.fullmatch(text))) or not 1 <= len(key) <= MAX_LENGTH:
        raise Malformed(
            errors=[Fault(HEADER, f"Must be a string in quotes of 1 to {MAX_LENGTH} printable ASCII characters.")]
        )
    return key


def fingerprint(method: str, path: str, body_digest: str) -> str:
    """What makes two requests the same."""
    return hashlib.sha256(f"{method}\n{path}\n{body_digest}".encode()).hexdigest()


def stranger(address: str) -> UUID:
    """Whose key it is of somebody without an account: one value for an address, from which the address can't be read."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"idempotency:{address}".encode(), hashlib.sha256).digest()
    return UUID(bytes=digest[:16])


def once(
    act: Callable[[], tuple[HttpResponse, bytes]], *, caller: UUID, key: str, fingerprint: str, at: datetime
) -> HttpResponse:
    """Act, or repeat what was answered when the same was asked before. Must run inside the transaction of the effect.

    `act` gives the response and the body to keep, which differs where the response shows a secret.
    Raises `RequestInFlight`, `IdempotencyKeyReused`.
    """
    if not answers.lock(caller, key):
        raise RequestInFlight()
    stored = answers.find(caller, key, at=at)
    if stored is not None:
        if stored.fingerprint != fingerprint:
            raise IdempotencyKeyReused()
        return HttpResponse(stored.body, status=stored.status, headers={**stored.headers, REPLAYED: "true"})
    response, kept = act()
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    answers.keep(caller, key, answers.Answer(response.status_code, headers, kept, fingerprint), at=at)
    return response
