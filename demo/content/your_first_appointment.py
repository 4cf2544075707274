"""Resource in review: what to expect at a first appointment. Nobody outside the workshop may see it."""

from __future__ import annotations

from typing import Any

from demo.passages import EATING_DISORDER_HELP, source
from demo.prose import prose
from demo.shapes import About, Contributed, DemoItem, Stage, Told

READ_ON = "2026-10-26"

BEFORE = prose("""
    It helps to write a few things down: what worries you, when it began, and what you would like to be different.

    You can bring someone. You can ask beforehand who will be there, how long it takes and where you can sit and wait.
""")

DURING = prose("""
    Someone will ask how you are, and how things are with food, sleep, work and people. They may want to check your body's
    health as well, for instance your heartbeat.

    You can ask why. You can ask for a break. You can say that you would rather not see a number, and they can keep it to
    themselves.
""")

AFTER = prose("""
    Before you leave, ask what happens next, and whom to call if things get worse.

    Plan something kind for the hours after. It is a lot to have talked about.
""")

DOCUMENT: dict[str, Any] = {
    "kind": "resource",
    "title": "Your first appointment",
    "summary": "What to expect when you first meet an eating disorder service, and what you can ask for.",
    "language": "en-GB",
    "sections": [
        {"id": "before", "heading": "Before you go", "body": BEFORE},
        {"id": "during", "heading": "While you are there", "body": DURING},
        {"id": "after", "heading": "Afterwards", "body": AFTER},
        *EATING_DISORDER_HELP,
    ],
    "citations": [source("nice-eating-disorders", READ_ON), source("nice-service-user-experience", READ_ON)],
    "images": [],
    "details": {"medium": "guide"},
}

ITEM = DemoItem(
    kind="resource",
    slug="your-first-appointment",
    about=About(
        licence="CC-BY-NC-SA-4.0",
        topics=("eating-disorders",),
        audiences=("adults",),
        formats={"web": ("planned", ""), "plain_text": ("planned", "")},
    ),
    editions=(Told(DOCUMENT, drafted=24, submitted=9, stage=Stage.IN_REVIEW),),
    contributions=(
        Contributed(
            group="adults with lived experience of an eating disorder",
            people="lived_experience",
            role="Say what they would have liked to know beforehand",
            stage="design",
            approach="co_production",
        ),
    ),
)
