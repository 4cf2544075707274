"""Resource: the facts in short sentences. It says openly that it is not easy read yet: that version is planned."""

from __future__ import annotations

from typing import Any

from demo.passages import EATING_DISORDER_HELP, source
from demo.prose import prose
from demo.shapes import About, Contributed, DemoItem, Told

READ_ON = "2026-09-01"

ABOUT_EATING_DISORDERS = prose("""
    An eating disorder is an illness. It is an illness of the mind.

    It changes how you eat. It changes how you feel about food and about your body.

    Anyone can get it. It is not your fault.

    You can get better.
""")

WHO_CAN_HELP = prose("""
    Tell someone you trust. This can be a friend. It can be someone in your family. It can be someone who supports you.

    Then talk to your doctor. A doctor near your home is called a GP.

    You can say: I am worried about my eating.

    Someone can go with you. You can ask for more time. You can ask the doctor to use easy words.
""")

WHAT_HAPPENS_THEN = prose("""
    The doctor will ask you some questions. You can say yes. You can say no. You can say that you do not know.

    The doctor may ask a special team to see you. The team helps people with an eating disorder.

    You may have to wait. You can ask how long.

    If you feel worse, tell someone. Do not wait.
""")

NOT_EASY_READ_YET = prose("""
    This page uses short sentences. It is **not easy read yet**. Easy read has a picture for each idea.

    We plan to make an easy-read version. We want to make it with people with a learning disability, and to test it with them.

    Would you like to help? You can reach the SUN Network here: {{contact:sun-network}}.
""")

DOCUMENT: dict[str, Any] = {
    "kind": "resource",
    "title": "Getting help with an eating disorder, in short sentences",
    "summary": "What an eating disorder is and who can help. In short sentences. An easy-read version with pictures is planned.",
    "language": "en-GB",
    "sections": [
        {"id": "what-it-is", "heading": "What is an eating disorder?", "body": ABOUT_EATING_DISORDERS},
        {"id": "who-can-help", "heading": "Who can help?", "body": WHO_CAN_HELP},
        {"id": "what-happens-then", "heading": "What happens then?", "body": WHAT_HAPPENS_THEN},
        {"id": "not-easy-read-yet", "heading": "About this page", "body": NOT_EASY_READ_YET},
        *EATING_DISORDER_HELP,
    ],
    "citations": [source("nhs-eating-disorders", READ_ON), source("nice-eating-disorders", READ_ON)],
    "images": [],
    "details": {"medium": "guide"},
}

ITEM = DemoItem(
    kind="resource",
    slug="getting-help-in-short-sentences",
    about=About(
        licence="CC-BY-NC-SA-4.0",
        topics=("eating-disorders",),
        audiences=("adults", "public", "people-with-a-learning-disability"),
        review_cycle_months=3,
        formats={
            "web": ("available", ""),
            "plain_text": ("available", ""),
            "easy_read": ("planned", "To be made and tested with people with a learning disability."),
            "audio": ("planned", ""),
        },
    ),
    editions=(Told(DOCUMENT, drafted=82, submitted=79, reviewed=76, published=74),),
    contributions=(
        Contributed(
            group="adults with lived experience of an eating disorder",
            people="lived_experience",
            role="Said what to keep and what to leave out",
            stage="design",
            approach="collaboration",
        ),
    ),
)
