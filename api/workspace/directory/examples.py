"""Bodies that work on the demo library; ids stand for those of your own services and contact points."""

from __future__ import annotations

from typing import Any

AN_ID = "01996a10-0000-7000-8000-000000000041"
SCHEDULE: dict[str, Any] = {
    "weekly": [{"days": ["mo", "tu", "we", "th", "fr"], "opens": "09:00", "closes": "17:00"}],
    "exceptions": [{"on": "2026-12-24", "spans": [{"opens": "09:00", "closes": "12:00"}]}],
    "bank_holidays": "closed",
    "nation": "england",
}
NEW_CONTACT_POINT: dict[str, Any] = {
    "slug": "nhs-website",
    "name": "The NHS website",
    "kind": "url",
    "value": "https://www.nhs.uk/mental-health/",
    "verify_interval_days": 180,
}
SERVICE: dict[str, Any] = {
    "name": "Carers' coffee morning",
    "short_name": "Coffee morning",
    "role": "carers-group",
    "description": "Carers meet and talk.",
    "address": "The Hall, High Street, Ely",
    "schedule": SCHEDULE,
    "access_notes": "No steps. There is a hearing loop.",
    "waiting_time": "None: come along.",
    "districts": ["CB"],
    "contact_points": ["samaritans"],
}
NEW_SERVICE: dict[str, Any] = {"slug": "coffee-morning-ely", **SERVICE}
