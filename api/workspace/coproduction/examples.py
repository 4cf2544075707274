"""Bodies that work on the demo library; ids stand for those of your own items."""

from __future__ import annotations

from typing import Any

AN_ID = "01996a10-0000-7000-8000-000000000031"
CONTRIBUTION: dict[str, Any] = {
    "group": "carers with lived experience",
    "people": "carers",
    "count": 6,
    "role": "Shaped what the leaflet says, and in which words",
    "stage": "design",
    "approach": "co_production",
    "recompense": "Paid by the hour, with travel",
    "recompense_type": "fee",
    "recompense_policy": "Involvement payment policy",
    "recompense_policy_url": "https://www.example.org/involvement-policy",
    "what_changed": "It speaks to the carer first.",
    "evidence": "Notes of four meetings",
    "started_on": "2026-01-12",
    "ended_on": "2026-04-20",
}
NEW_CONTRIBUTION: dict[str, Any] = {"item": AN_ID, **CONTRIBUTION}
STATUS: dict[str, Any] = {"status": "finalist", "as_of": "2026-10-12", "result_expected": "2026-12-31"}
NEW_RECOGNITION: dict[str, Any] = {
    "item": AN_ID,
    "award": "General Practice Award",
    "body": "General Practice Awards",
    "category": "Clinical Improvement: Mental Health",
    **STATUS,
}
NOTE: dict[str, Any] = {
    "note": "Everybody at the table had one vote. Who chaired was drawn by lot.",
    "on": "2026-04-20",
}
NEW_NOTE: dict[str, Any] = {"item": AN_ID, "scheme": "scie", "principle": "equality", **NOTE}
NEW_TESTIMONIAL: dict[str, Any] = {
    "words": "It helped me to talk to somebody who had been there.",
    "language": "en-GB",
    "identity": {"name": "Robin Example", "email": "robin@example.org"},
}
NEW_WORDING: dict[str, Any] = {
    "text": "You let us show your words. You can take them back at any time, and need not say why.",
    "language": "en-GB",
}
NEW_CONSENT: dict[str, Any] = {
    "controllers": ["sun-network"],
    "purposes": ["So that others see that they are not alone."],
    "channels": ["web", "print", "api"],
    "attribution": "first_name",
    "shown_name": "Robin",
    "wording": AN_ID,
    "special_category": True,
    "given_at": "2026-10-05T10:00:00Z",
    "how": "written",
    "support_during": True,
    "support_after": True,
    "saw_final_words": True,
    "told_may_withdraw": True,
}
