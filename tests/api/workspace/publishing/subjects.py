"""One thing of each sort that has an address here, and a body that its operations take: for walks over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from library.editions.models import Edition
from tests import contract
from tests.imports.brought_in import BOUNDARY, brought_in, form
from tests.outside import ROBIN, invited
from tests.texts import text
from tests.waivers import waived
from tests.worlds import World

KINDS = ("items", "drafts", "reviews", "editions", "waivers", "imports", "review-invitations")
RELEASE = {"change_class": "content", "note": "New."}
A_HASH = "0" * 64

SUBJECTS: dict[str, Callable[[World], Any]] = {
    "items": lambda world: world.published().pk,
    "drafts": lambda world: world.approved().pk,
    "reviews": lambda world: world.changes_requested().reviews.get().pk,
    "editions": lambda world: Edition.objects.get(item=world.published()).pk,
    "waivers": lambda world: waived(world).pk,
    "imports": lambda world: brought_in(world).pk,
    "review-invitations": lambda world: invited(world).pk,
}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "items"): {
        "document": text(),
        "licence": "CC-BY-4.0",
        "rights_holder": "The SUN Network",
        "funding": "None",
        "conflicts_of_interest": "None declared",
    },
    ("PATCH", "items/{id}"): {"funding": "A grant"},
    ("POST", "items/{id}/withdraw"): {"reason": "other", "explanation": "Because."},
    ("POST", "items/{id}/redirect"): {"successor": {"kind": "resource", "slug": "elsewhere"}},
    ("POST", "drafts"): {"item": "01996a10-0000-7000-8000-000000000031", "document": text(language="cy")},
    ("PUT", "drafts/{id}"): {"document": text(title="Other")},
    ("POST", "drafts/{id}/submit"): {},
    ("POST", "drafts/{id}/publish"): RELEASE,
    ("POST", "drafts/{id}/schedule"): {**RELEASE, "publish_at": "2099-01-01T09:00:00Z"},
    ("POST", "drafts/{id}/review-invitations"): ROBIN,
    ("POST", "review-invitations/{id}/send"): {"valid_days": 3},
    ("POST", "waivers"): {
        "draft": "01996a10-0000-7000-8000-000000000031",
        "rule": "weight-value",
        "pointer": "/summary",
        "span": [0, 5],
        "reason": "It is a dose.",
        "expires_on": "2027-01-31",
    },
    ("POST", "reviews"): {
        "draft": "01996a10-0000-7000-8000-000000000031",
        "kind": "clinical",
        "scope": "whole",
        "decision": "approved",
        "document_hash": A_HASH,
    },
}

FORMS = {("POST", "drafts/{id}/import"): (form(), BOUNDARY)}
"""Bodies of operations that take a file: bytes and media type."""


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(METHOD, route below /v1/workspace/, operation) of everything that this area answers."""
    for path, method, operation in contract.operations():
        if operation["tags"] == ["Workspace: publishing"]:
            yield method, path.removeprefix("/v1/workspace/"), operation


def address(route: str, id: Any) -> str:
    return "/v1/workspace/" + route.replace("{id}", str(id))
