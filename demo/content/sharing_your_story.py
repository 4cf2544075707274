"""Training in the making: half a page, as a draft is. Nobody outside the workshop may see it."""

from __future__ import annotations

from typing import Any

from demo.prose import prose
from demo.shapes import About, DemoItem, Stage, Told

WHAT_IT_IS = prose("""
    Your story is yours. In this session you find out which part of it you would like to share, with whom, and what you would
    rather keep.
""")

DOCUMENT: dict[str, Any] = {
    "kind": "training",
    "title": "Sharing your story, safely",
    "summary": "For people with lived experience who are asked to speak: what to share, what to keep, and who looks after you.",
    "language": "en-GB",
    "sections": [{"id": "what-it-is", "heading": "What it is", "body": WHAT_IT_IS}],
    "citations": [],
    "images": [],
    "details": {
        "learning_outcomes": ["Choose which parts of your story to share", "Say no with confidence"],
        "audience": "People with lived experience, and carers.",
        "delivery": "in_person",
    },
}

ITEM = DemoItem(
    kind="training",
    slug="sharing-your-story",
    about=About(
        licence="CC-BY-NC-SA-4.0",
        topics=("co-production",),
        audiences=("public", "carers"),
        is_health_content=False,
    ),
    editions=(Told(DOCUMENT, drafted=5, stage=Stage.DRAFT),),
)
