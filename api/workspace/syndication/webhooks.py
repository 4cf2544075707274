"""What arrives at a subscriber, as the section `webhooks` of the OpenAPI document."""

from __future__ import annotations

from typing import Any

from api.http.operations import JSON
from api.http.schema import shapes
from library.history.actions import PUBLIC_TYPES
from library.syndication.messages import TEST, WebhookMessage

HEADERS = {
    "webhook-id": (
        "The same for every attempt and every redelivery. Remember it to do nothing twice.",
        "^msg_[0-9a-f]{32}$",
    ),
    "webhook-timestamp": (
        "When this attempt was made, in seconds since 1970. Refuse what is older than five minutes.",
        "^[0-9]+$",
    ),
    "webhook-signature": (
        "HMAC-SHA256 of `id.timestamp.body` by the secret, in base64, after `v1,`. During a rotation there are two, a space between: "
        "one that fits is enough.",
        "^v1,[A-Za-z0-9+/=]+( v1,[A-Za-z0-9+/=]+)*$",
    ),
}
DESCRIPTION = """\
Sent by POST to the address of a subscription, as [Standard Webhooks](https://www.standardwebhooks.com/) says: check the signature
over the bytes as they came, answer with any 2xx within 10 seconds, and work afterwards. Anything else is tried again after 5 seconds,
5 minutes, 30 minutes, 2, 5, 10, 14, 20 and 24 hours; `Retry-After` of a 429 or 503 is honoured up to a day. 410 ends the subscription.
After three days in which nothing arrived it is switched off, and its administrators are told by mail. What is refused ten times while
other messages arrive is given up, and the next event of its item goes out: `deliveries?state=given_up` lists it, `redeliver` sends it
again.

Messages say what happened and hold no words of any item: read those from `data.subject.url`. Events of one item come in order;
between items there is none, and `data.position` is the place of each in the feed.
"""
EXAMPLE = {
    "type": "item.updated",
    "timestamp": "2026-11-23T09:30:00Z",
    "data": {
        "position": 41,
        "type": "item.updated",
        "occurred_at": "2026-11-23T09:30:00Z",
        "subject": {
            "kind": "leaflet",
            "slug": "caring-for-someone",
            "language": "en-GB",
            "url": "http://127.0.0.1:8000/v1/leaflets/caring-for-someone",
        },
        "edition": 3,
        "change_class": "safety",
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "reason": None,
        "successor": None,
        "testimonial": None,
    },
}


def described(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: adds the section, with one entry for all types, which share a shape."""
    components = shapes.describe(WebhookMessage, "serialization")
    for name, schema in components.items():
        present = result["components"]["schemas"].setdefault(name, schema)
        if present != schema:
            raise shapes.NameTakenTwice(f"schemas/{name} has two meanings; rename one of the models")
    result["webhooks"] = {"event": {"post": _operation(next(iter(components)))}}
    return result


def _operation(name: str) -> dict[str, Any]:
    types = ", ".join(f"`{type}`" for type in sorted(PUBLIC_TYPES))
    return {
        "operationId": "receive_event",
        "summary": "A public event",
        "description": f"{DESCRIPTION}\nTypes: {types}; and `{TEST}`. Expect new ones.\n",
        "tags": ["Workspace: syndication"],
        "security": [],
        "parameters": [
            {
                "name": header,
                "in": "header",
                "required": True,
                "description": words,
                "schema": {"type": "string", "pattern": pattern},
            }
            for header, (words, pattern) in HEADERS.items()
        ],
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": {"$ref": f"{shapes.PREFIX}{name}"}, "example": EXAMPLE}},
        },
        "responses": {
            "2XX": {"description": "It has arrived."},
            "410": {"description": "The receiver wants no more: the subscription ends."},
        },
    }
