"""Contact points and services: the only place of the demo in which a number stands.

What is said of access and waiting is an example of what a service may say; hours and how to get through without speaking are
as published by the services themselves, and like the numbers not checked.

None of them has been checked for the demo, and each says so in public. Numbers and hours as in domain.md, section 5;
verify before use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from library.directory.hours import DAYS, Hours, Weekday, Weekly, always

VERIFIED_BY = "demo data, not checked"
ALWAYS = always().model_dump(mode="json")


def _hours(days: Sequence[Weekday], opens: str, closes: str, **more: Any) -> dict[str, Any]:
    span = Weekly(days=tuple(days), opens=opens, closes=closes)
    return Hours(weekly=(span,), **more).model_dump(mode="json")


@dataclass(frozen=True)
class DemoContact:
    """A contact point; `facts` are further fields of the directory's model."""

    slug: str
    name: str
    kind: str
    value: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DemoService:
    """A local service, entered by an editor (a username of `people`) of the organisation whose it is. `parts` are what leaflets
    print of it besides its name and its contact points.
    """

    slug: str
    name: str
    role: str
    description: str
    contacts: tuple[str, ...]
    editor: str
    parts: dict[str, Any] = field(default_factory=dict)


_BEAT = {
    "purpose": "condition",
    "group": "beat",
    "schedule": _hours(DAYS[:5], "15:00", "20:00"),
    "non_voice": ["webchat", "email"],
}

_URGENT = {
    "purpose": "urgent",
    "group": "urgent-mental-health",
    "schedule": ALWAYS,
    "cost": "free",
    "non_voice": ["relay"],
}

CONTACTS = (
    DemoContact(
        "emergency-999",
        "Emergency services",
        "short_voice",
        "999",
        {"purpose": "emergency", "schedule": ALWAYS, "non_voice": ["relay", "text", "bsl"]},
    ),
    DemoContact(
        "nhs-111-mental-health",
        "NHS 111, mental health option",
        "short_voice",
        "111",
        {
            **_URGENT,
            "menu_path": "select the mental health option",
            "nations": ["england"],
            "non_voice": ["relay", "bsl"],
        },
    ),
    DemoContact(
        "nhs-111-wales",
        "NHS 111 Wales, urgent mental health support",
        "short_voice",
        "111",
        {**_URGENT, "menu_path": "option 2", "nations": ["wales"]},
    ),
    DemoContact(
        "nhs-24-scotland",
        "NHS 24 in Scotland, mental health option",
        "short_voice",
        "111",
        {**_URGENT, "menu_path": "choose the mental health option", "nations": ["scotland"]},
    ),
    DemoContact(
        "lifeline-northern-ireland",
        "Lifeline for Northern Ireland",
        "e164",
        "+448088088000",
        {**_URGENT, "nations": ["northern_ireland"]},
    ),
    DemoContact(
        "samaritans",
        "Samaritans",
        "short_voice",
        "116123",
        {"purpose": "listening", "schedule": ALWAYS, "non_voice": ["email"]},
    ),
    DemoContact(
        "shout",
        "Shout",
        "sms_short",
        "85258",
        {
            "purpose": "listening",
            "menu_path": "send the word SHOUT",
            "schedule": ALWAYS,
            "cost": "free",
            "non_voice": ["text"],
        },
    ),
    DemoContact(
        "beat-england", "Beat helpline for England", "e164", "+448088010677", {**_BEAT, "nations": ["england"]}
    ),
    DemoContact(
        "beat-scotland", "Beat helpline for Scotland", "e164", "+448088010432", {**_BEAT, "nations": ["scotland"]}
    ),
    DemoContact("beat-wales", "Beat helpline for Wales", "e164", "+448088010433", {**_BEAT, "nations": ["wales"]}),
    DemoContact(
        "beat-northern-ireland",
        "Beat helpline for Northern Ireland",
        "e164",
        "+448088010434",
        {**_BEAT, "nations": ["northern_ireland"]},
    ),
    DemoContact(
        "first-response-service",
        "NHS First Response Service, Cambridgeshire and Peterborough",
        "short_voice",
        "111",
        {
            "menu_path": "option 2",
            "nations": ["england"],
            "districts": ["CB", "PE"],
            "schedule": ALWAYS,
            "cost": "free",
            "non_voice": ["relay"],
        },
    ),
    DemoContact(
        "the-sanctuary",
        "The Sanctuary, through the NHS First Response Service",
        "short_voice",
        "111",
        {
            "menu_path": "option 2",
            "nations": ["england"],
            "districts": ["CB", "PE"],
            "hours": "On the phone: Monday to Friday, 11am to 5pm. Face to face: every day of the year, 6pm to 1am.",
            "verify_interval_days": 180,
        },
    ),
    DemoContact(
        "sun-network",
        "The SUN Network, website",
        "url",
        "https://www.sunnetwork.org.uk/",
        {"verify_interval_days": 180},
    ),
    DemoContact(
        "beat-website", "Beat, website", "url", "https://www.beateatingdisorders.org.uk/", {"verify_interval_days": 180}
    ),
    DemoContact(
        "cpft-website",
        "Cambridgeshire and Peterborough NHS Foundation Trust, website",
        "url",
        "https://www.cpft.nhs.uk/",
        {"districts": ["CB", "PE"], "verify_interval_days": 180},
    ),
    DemoContact(
        "nsft-website",
        "Norfolk and Suffolk NHS Foundation Trust, website",
        "url",
        "https://www.nsft.nhs.uk/",
        {"districts": ["NR", "IP"], "verify_interval_days": 180},
    ),
    DemoContact(
        "eput-website",
        "Essex Partnership University NHS Foundation Trust, website",
        "url",
        "https://eput.nhs.uk/",
        {"districts": ["CM", "SS", "CO"], "verify_interval_days": 180},
    ),
)

_ASK = "Ask the service: this entry is an example."
_CAMBRIDGESHIRE = {"districts": ["CB", "PE"]}
_NORFOLK = {"districts": ["NR", "IP"]}
_ESSEX = {"districts": ["CM", "SS", "CO"]}
_CLINIC = {
    "short_name": "Eating disorder service",
    "schedule": _hours(DAYS[:5], "09:00", "17:00", bank_holidays="closed"),
    "access_notes": _ASK,
    "waiting_time": _ASK,
}
_GROUP = {
    "short_name": "Carers' group",
    "opening_hours": _ASK,
    "access_notes": _ASK,
    "waiting_time": "None: come along.",
}
_COMMUNITY = "adult-community-eating-disorder-service"
_COMMUNITY_TEXT = (
    "Support in the community for adults with an eating disorder. Demo entry: ask locally for the present one."
)
_CARERS = "carers-group"
_CARERS_TEXT = "Carers meet and talk. Demo entry: ask locally when and where."

SERVICES = (
    DemoService(
        "the-sanctuary",
        "The Sanctuary",
        "crisis-support",
        "Support in a mental health crisis, on the phone and face to face. The way in is the NHS First Response Service.",
        ("the-sanctuary",),
        "demo-cpsl-mind-editor",
        {
            **_CAMBRIDGESHIRE,
            "provider": "Cambridgeshire, Peterborough and South Lincolnshire Mind",
            "opening_hours": (
                "On the phone: Monday to Friday, 11am to 5pm. Face to face: every day of the year, 6pm to 1am."
            ),
            "access_notes": _ASK,
            "waiting_time": "None.",
        },
    ),
    DemoService(
        "adult-eating-disorder-service-cambridgeshire-and-peterborough",
        "Adult eating disorder service, Cambridgeshire and Peterborough",
        _COMMUNITY,
        _COMMUNITY_TEXT,
        ("cpft-website",),
        "demo-central-east-editor",
        {**_CLINIC, **_CAMBRIDGESHIRE, "provider": "Cambridgeshire and Peterborough NHS Foundation Trust"},
    ),
    DemoService(
        "adult-eating-disorder-service-norfolk-and-suffolk",
        "Adult eating disorder service, Norfolk and Suffolk",
        _COMMUNITY,
        _COMMUNITY_TEXT,
        ("nsft-website",),
        "demo-norfolk-editor",
        {**_CLINIC, **_NORFOLK, "provider": "Norfolk and Suffolk NHS Foundation Trust"},
    ),
    DemoService(
        "adult-eating-disorder-service-essex",
        "Adult eating disorder service, Essex",
        _COMMUNITY,
        _COMMUNITY_TEXT,
        ("eput-website",),
        "demo-second-region-editor",
        {**_CLINIC, **_ESSEX, "provider": "Essex Partnership University NHS Foundation Trust"},
    ),
    DemoService(
        "carers-group-cambridgeshire-and-peterborough",
        "Carers' group, Cambridgeshire and Peterborough",
        _CARERS,
        _CARERS_TEXT,
        ("sun-network", "beat-website"),
        "demo-central-east-editor",
        {**_GROUP, **_CAMBRIDGESHIRE},
    ),
    DemoService(
        "carers-group-norfolk-and-suffolk",
        "Carers' group, Norfolk and Suffolk",
        _CARERS,
        _CARERS_TEXT,
        ("beat-website",),
        "demo-norfolk-editor",
        {**_GROUP, **_NORFOLK},
    ),
    DemoService(
        "carers-group-essex",
        "Carers' group, Essex",
        _CARERS,
        _CARERS_TEXT,
        ("beat-website",),
        "demo-second-region-editor",
        {**_GROUP, **_ESSEX},
    ),
)
