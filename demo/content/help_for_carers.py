"""Resource: the first carers' page. It has been withdrawn; `support_for_carers` took its place."""

from __future__ import annotations

from typing import Any

from demo.passages import EATING_DISORDER_HELP, source
from demo.prose import prose
from demo.shapes import About, Contributed, DemoItem, Told, Withdrawn

READ_ON = "2026-01-12"

BODY = prose("""
    If someone close to you has an eating disorder, you may feel lost. Many carers do.

    - Talk with them in a calm moment, and listen more than you speak.
    - Do not talk about weight or looks.
    - Go with them to the GP practice, if they would like that.
    - Find someone for you to talk to as well.
""")

DOCUMENT: dict[str, Any] = {
    "kind": "resource",
    "title": "Help for carers",
    "summary": "A short page for family and friends of someone with an eating disorder.",
    "language": "en-GB",
    "sections": [
        {"id": "what-you-can-do", "heading": "What you can do", "body": BODY},
        *EATING_DISORDER_HELP,
    ],
    "citations": [source("nhs-eating-disorders", READ_ON), source("beat", READ_ON)],
    "images": [],
    "details": {"medium": "website", "url": "https://www.sunnetwork.org.uk/"},
}

ITEM = DemoItem(
    kind="resource",
    slug="help-for-carers",
    about=About(
        licence="CC-BY-NC-SA-4.0",
        topics=("eating-disorders", "carers-and-families"),
        audiences=("carers",),
        formats={"web": ("available", ""), "plain_text": ("available", "")},
    ),
    editions=(Told(DOCUMENT, drafted=312, submitted=304, reviewed=297, published=292),),
    contributions=(
        Contributed(
            group="carers with lived experience",
            people="carers",
            role="Read it before it came out",
            stage="design",
            approach="consultation",
        ),
    ),
    withdrawn=Withdrawn(
        days_ago=79,
        reason="superseded",
        explanation="A fuller page, written with carers, has taken its place.",
        successor="support-for-carers",
    ),
)
