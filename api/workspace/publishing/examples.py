"""Bodies that work on the demo library; ids stand for those of your own drafts and items."""

from __future__ import annotations

from typing import Any

from library.documents import examples

AN_ID = "01996a10-0000-7000-8000-000000000031"
DOCUMENT: dict[str, Any] = {
    "kind": "resource",
    "title": "A quiet place to talk",
    "summary": "For carers: where to find somebody who listens, close to home.",
    "language": "en-GB",
    "sections": [
        {
            "id": "who-listens",
            "heading": "Who listens",
            "body": "Every carer needs a break. Talk to {{contact:samaritans}} at any time.",
        }
    ],
    "citations": examples.RESOURCE["citations"],
    "images": [],
    "details": {"medium": "leaflet"},
}
NEW_ITEM: dict[str, Any] = {
    "document": DOCUMENT,
    "licence": "CC-BY-4.0",
    "rights_holder": "The SUN Network",
    "funding": "None",
    "conflicts_of_interest": "None declared",
    "topics": ["carers-and-families"],
    "audiences": ["carers"],
    "review_cycle_months": 24,
    "accessible_formats": [{"format": "web", "status": "available"}],
}
NEW_TEXT: dict[str, Any] = {"document": {**DOCUMENT, "summary": "For carers: somebody who listens, close to home."}}
NEW_DRAFT: dict[str, Any] = {"item": AN_ID, "document": {**DOCUMENT, "language": "cy", "title": "Lle tawel i siarad"}}
NEW_WAIVER: dict[str, Any] = {
    "draft": AN_ID,
    "rule": "weight-value",
    "pointer": "/sections/0/body",
    "span": [12, 17],
    "reason": "The dose goes by weight, and the text is for prescribers.",
    "expires_on": "2027-06-30",
}
NEW_REVIEW: dict[str, Any] = {
    "draft": AN_ID,
    "kind": "clinical",
    "scope": "whole",
    "decision": "approved",
    "document_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "evidence_checked": True,
    "sections": [{"section": "who-listens", "text": "Say that it is free to call."}],
}
NEW_REVIEW_INVITATION: dict[str, Any] = {
    "name": "Robin Example",
    "email": "robin@example.org",
    "capacity": "Has lived through an eating disorder",
    "kind": "lived_experience",
    "scope": "whole",
    "why": "You helped us with the first leaflet, and we would like to know what you think of this one.",
    "valid_days": 21,
}
