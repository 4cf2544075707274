"""Training: co-production, in the room."""

from __future__ import annotations

from typing import Any

from demo.passages import SOMEONE_TO_TALK_TO_IN_A_CRISIS, source
from demo.prose import prose
from demo.shapes import About, Contributed, DemoItem, Told

READ_ON = "2026-04-20"

WHAT_IT_IS = prose("""
    This is not a lecture. It is a conversation in the room. It breaks down barriers, and brings people together to improve
    services and to make new ones.

    In the room are people who use services, carers, and people who plan and run them. Everybody learns from everybody.
""")

WHAT_WE_TALK_ABOUT = prose("""
    - what co-production is
    - how it differs from collaboration and from involvement
    - how to support people so that they can co-produce
    - what you can expect when you start
""")

THREE_WORDS = prose("""
    People often use these three words as if they meant the same. They do not, and each has its place.

    | Word | In short |
    | --- | --- |
    | Involvement | People are asked for their views, and someone else decides. |
    | Collaboration | People and services work together on a part of it. |
    | Co-production | People and services share the power, from the first idea to looking back at what came of it. |

    These short meanings are ours. Other people draw the lines elsewhere, and in the room we will too.
""")

THE_LADDER = prose("""
    We work with the ladder of co-production by [Think Local Act Personal (TLAP)](https://www.thinklocalactpersonal.org.uk/).
    It has seven rungs: Coercion, Educating, Informing, Consultation, Engagement, Co-design and Co-production. The ladder is
    theirs, and we thank them for it.

    You will find it in this library too, rung by rung. In the room it becomes a self-assessment: you look at what your
    organisation does today, and find the rung that it sits on.

    There is no shame in a low rung. The point is to know where you stand, and to choose the next step.
""")

WHAT_TO_EXPECT = prose("""
    - You will talk more than you listen.
    - You choose what you share. Nobody has to tell their story.
    - You can step out at any time, and come back.
    - We talk about fears and myths too: that it takes too long, that it costs too much, that people will ask for the moon.
    - You go home with one step that you have chosen yourself.
""")

HARD_FEELINGS = {
    **SOMEONE_TO_TALK_TO_IN_A_CRISIS,
    "id": "if-it-stirs-something-up",
    "heading": "If it stirs something up",
    "body": "Talking about your life can bring up hard feelings, even days later.\n\n"
    + SOMEONE_TO_TALK_TO_IN_A_CRISIS["body"],
}

DOCUMENT: dict[str, Any] = {
    "kind": "training",
    "title": "Co-production training",
    "summary": "A conversation in the room that breaks down barriers and brings people together to improve and develop services.",
    "language": "en-GB",
    "sections": [
        {"id": "what-it-is", "heading": "What it is", "body": WHAT_IT_IS},
        {"id": "what-we-talk-about", "heading": "What we talk about", "body": WHAT_WE_TALK_ABOUT},
        {"id": "three-words", "heading": "Three words that get mixed up", "body": THREE_WORDS},
        {"id": "the-ladder", "heading": "Where are you on the ladder?", "body": THE_LADDER},
        {"id": "what-to-expect", "heading": "What to expect", "body": WHAT_TO_EXPECT},
        HARD_FEELINGS,
    ],
    "citations": [source("sun-network", READ_ON), source("tlap", READ_ON), source("arnstein", READ_ON)],
    "images": [],
    "details": {
        "learning_outcomes": [
            "Tell apart co-production, involvement and collaboration",
            "Explain the value of lived experience and of working inclusively",
            "Name the benefits, the barriers, the fears and the myths",
            "Find where your organisation sits on the ladder of co-production",
            "Put co-production, involvement and collaboration into practice with confidence",
        ],
        "audience": "Anyone who plans, runs or uses services. It works best when all of them are in the room.",
        "delivery": "in_person",
        "duration": "PT3H",
        "agenda": [
            {"title": "Who is in the room, and what we hope for", "minutes": 20},
            {"title": "Co-production, involvement and collaboration: what is what?", "minutes": 35},
            {"title": "What lived experience brings, and how to work inclusively", "minutes": 30},
            {"title": "Break, with tea", "minutes": 20},
            {"title": "Benefits, barriers, fears and myths", "minutes": 25},
            {"title": "Where is your organisation on the ladder?", "minutes": 30},
            {"title": "Your next step, and goodbye", "minutes": 20},
        ],
        "trainers": [
            {
                "role": "Trainer from the SUN Network",
                "lived_experience": "The SUN Network is a network of people who use services, and works with co-production "
                "every day.",
            }
        ],
        "prerequisites": "None. Come as you are.",
        "accessibility": "Tell us what you need, and we will plan with you: a room without stairs, breaks, an interpreter, large "
        "print, a quiet corner, or someone to come with you.",
        "cost": "Not on record here. Please ask the SUN Network.",
        "materials": [
            {"title": "The ladder of co-production, by TLAP", "url": "https://www.thinklocalactpersonal.org.uk/"},
        ],
        "dates": [],
        "booking": "The times above are an example: we plan each day with you. To book, or to ask anything at all, go to the "
        "website of the SUN Network: {{contact:sun-network}}.",
        "evaluation": "",
        "ladder": "tlap",
        "related": [
            {"kind": "case_study", "slug": "the-sanctuary"},
            {"kind": "case_study", "slug": "eating-disorder-resources"},
        ],
    },
}

ITEM = DemoItem(
    kind="training",
    slug="co-production-training",
    about=About(
        licence="CC-BY-NC-SA-4.0",
        topics=("co-production",),
        audiences=("public", "carers", "professionals", "commissioners"),
        is_health_content=False,
        formats={
            "web": ("available", ""),
            "plain_text": ("available", ""),
            "easy_read": ("on_request", "Ask the SUN Network."),
        },
    ),
    editions=(Told(DOCUMENT, drafted=213, submitted=206, reviewed=199, published=196),),
    # The SUN Network says in public that the training is co-designed and co-delivered.
    contributions=(
        Contributed(
            group="people with lived experience and carers",
            role="Shaped what the training covers",
            stage="design",
            approach="co_production",
        ),
        Contributed(
            group="people with lived experience and carers",
            role="Hold the training, as a conversation in the room",
            stage="deliver",
            approach="co_production",
        ),
    ),
)
