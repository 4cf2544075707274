"""What arrives at a subscriber, as the section `webhooks` of the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from api.http.operations import JSON
from api.http.schema import shapes
from library.history.actions import PUBLIC_TYPES
from library.syndication.messages import TEST, ReminderMessage, WebhookMessage
from library.syndication.reminders import TYPES

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


OF_REMINDERS = """\
Only to subscriptions with `reminders`, and only of what needs somebody of their own organisation. Sent, signed and tried again as
`receive_event` describes. Each duty is told once when it comes up, once when it is overdue and once when it is escalated, one after the
other. What was seen to before its message arrived is not sent any more, within the hour: after a pause you hear of what holds then.

Messages name no person and hold nobody's words, and no title but that of what is published. `data` has its members from
`GET /v1/workspace/duties`, where you read the rest, and what is still open: that something is done is not sent. Reminders are not
public: they are in no feed, have no position, and a replay does not bring them.
"""
REMINDER = {
    "type": "duty.overdue",
    "timestamp": "2027-05-15T08:17:00Z",
    "data": {
        "kind": "review",
        "title": "Review of what is out",
        "subject": {
            "kind": "item",
            "id": "019ad0f6-5c1a-7b52-9d3e-8a7d3c1f2b60",
            "name": "Finding support",
            "url": "http://127.0.0.1:8000/desk/catalogue/item/019ad0f6-5c1a-7b52-9d3e-8a7d3c1f2b60/change/",
            "api_url": "http://127.0.0.1:8000/v1/workspace/items/019ad0f6-5c1a-7b52-9d3e-8a7d3c1f2b60",
        },
        "due_on": "2027-05-14",
        "status": "overdue",
        "owner": {"roles": ["curator", "editor"]},
        "escalates_on": "2027-06-14",
        "escalated_to": [],
    },
}


def described(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: adds the section, with one entry for all types that share a shape."""
    result["webhooks"] = {
        "event": {
            "post": _operation(
                _component(result, WebhookMessage),
                id="receive_event",
                summary="A public event",
                description=f"{DESCRIPTION}\nTypes: {_listed(sorted(PUBLIC_TYPES))}; and `{TEST}`. Expect new ones.\n",
                example=EXAMPLE,
            )
        },
        "reminder": {
            "post": _operation(
                _component(result, ReminderMessage),
                id="receive_reminder",
                summary="Something that needs somebody of yours",
                description=f"{OF_REMINDERS}\nTypes: {_listed(TYPES)}. Expect new ones.\n",
                example=REMINDER,
            )
        },
    }
    return result


def _listed(types: Iterable[str]) -> str:
    return ", ".join(f"`{type}`" for type in types)


def _component(result: dict[str, Any], model: type[BaseModel]) -> str:
    """Puts a message and all that it refers to among the components; its name."""
    components = shapes.describe(model, "serialization")
    for name, schema in components.items():
        present = result["components"]["schemas"].setdefault(name, schema)
        if present != schema:
            raise shapes.NameTakenTwice(f"schemas/{name} has two meanings; rename one of the models")
    return next(iter(components))


def _operation(name: str, *, id: str, summary: str, description: str, example: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": id,
        "summary": summary,
        "description": description,
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
            "content": {JSON: {"schema": {"$ref": f"{shapes.PREFIX}{name}"}, "example": example}},
        },
        "responses": {
            "2XX": {"description": "It has arrived."},
            "410": {"description": "The receiver wants no more: the subscription ends."},
        },
    }
