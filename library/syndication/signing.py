"""Secrets and signatures of webhooks (Standard Webhooks 1.0).

A secret is not stored: it is made, each time anew, from 32 random bytes that are stored (`salt`) and from SECRET_KEY, which is not in the
database (HKDF with SHA-256, RFC 5869). So a copy of the database signs nothing, and no key has to be kept beside SECRET_KEY. The
price: with another SECRET_KEY every secret is another, which `fingerprint` tells before anything is signed with it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from standardwebhooks import Webhook

PREFIX = "whsec_"
SALT_BYTES = 32


def new_salt() -> str:
    return secrets.token_hex(SALT_BYTES)


def secret_of(salt: str, *, subscription: UUID, key: str) -> bytes:
    """The 32 bytes of a secret. `key` is SECRET_KEY."""
    extracted = hmac.new(bytes.fromhex(salt), key.encode(), hashlib.sha256).digest()
    info = b"webhook secret of " + subscription.bytes
    return hmac.new(extracted, info + b"\x01", hashlib.sha256).digest()


def shown(secret: bytes) -> str:
    """As its owner copies it: `whsec_` and base64."""
    return PREFIX + base64.b64encode(secret).decode()


def fingerprint(secret: bytes) -> str:
    """Tells secrets apart, and tells nothing of them."""
    return hashlib.sha256(b"fingerprint" + secret).hexdigest()[:12]


def message_id(subscription: UUID, event: UUID) -> str:
    """The same for every attempt, and for a redelivery years later; another for every subscription."""
    return "msg_" + hashlib.sha256(subscription.bytes + event.bytes).hexdigest()[:32]


def headers(id: str, body: bytes, *, keys: Sequence[bytes], at: datetime) -> Mapping[str, str]:
    """The three headers. `at` is in UTC; there is one signature for each of the secrets that are valid now."""
    signatures = [Webhook(key).sign(id, at, body.decode()) for key in keys]
    return {
        "webhook-id": id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
