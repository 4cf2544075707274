"""Case study: The Sanctuary. Its second edition says openly which claim has no evidence (domain.md, CP-5)."""

from __future__ import annotations

from typing import Any

from demo.passages import EATING_DISORDER_HELP, source
from demo.prose import prose
from demo.shapes import About, Contributed, DemoItem, Told
from demo.standins import stand_in

EXAMPLE_TESTIMONIAL = "example-testimonial"
"""How the document points at what `demo.voices` has somebody say."""
READ_ON = "2026-02-16"
AS_TOLD = "2026-02-16"

WHAT_IT_IS = prose("""
    The Sanctuary is a place to turn to in a mental health crisis. CPSL Mind runs it. CPSL Mind is the local Mind charity
    for Cambridgeshire, Peterborough and South Lincolnshire.

    It offers crisis support on the phone and face to face. The people who run it say that it was co-produced from start to
    finish. People who knew from their own lives what a crisis is like shaped it together with staff.
""")

HOW_PEOPLE_GET_THERE = prose("""
    The way in is the NHS First Response Service: {{contact:first-response-service}}. That team can put people in
    touch with The Sanctuary.

    At the time of writing there was support on the phone from 11am to 5pm on weekdays. There was support face to face from
    6pm to 1am on every day of the year. Hours can change. The directory of this library holds the ones that are in force.
""")

LIKE_A_LIVING_ROOM = prose("""
    ![](asset:living-room)

    In a crisis, people did not want to be in a clinical place. So The Sanctuary does not look like one.

    The colours are neutral. The room is like a living room, with a comfortable sofa. There is tea and toast to hand.
""")

AT_HOME = prose("""
    Nobody wears a name badge. Staff are there as people, beside people.

    Staff are meant to feel at home as well. So shoes come off at the door, and slippers or socks go on. It is a small thing
    that says a lot: nobody here is about to rush off.
""")

WHAT_OTHERS_CAN_TRY = prose("""
    You may not have a room with a sofa. You can still ask the questions that led to it:

    - Who would rather not come through our door, and have we asked them why?
    - What in this room says that staff are in charge?
    - What do people need in the first five minutes: a form, or a cup of tea?
    - Who decides what changes, and are the people who use the service among them?
""")

WHAT_WE_CANNOT_SHOW = prose("""
    The account that this page rests on also says that there has never been a negative comment. **We have found no evidence
    for that.** There is no survey with it, no count and no date. So we record it as a claim without evidence, and not as a
    result.

    An account by the people who run a service is one side of the story. If you know the other side, please tell us.
""")

SAID_DID: list[dict[str, Any]] = [
    {
        "said": "In a crisis, people did not want to be in a clinical setting.",
        "did": "The colours are neutral. There is a room like a living room with a comfortable sofa. Tea and toast are to hand.",
        "status": "done",
        "as_of": AS_TOLD,
    },
    {
        "said": "People did not want name badges.",
        "did": "Nobody wears one.",
        "status": "done",
        "as_of": AS_TOLD,
    },
    {
        "said": "Staff should feel at home too.",
        "did": "Shoes come off. Staff wear slippers or socks.",
        "status": "done",
        "as_of": AS_TOLD,
    },
]

DETAILS: dict[str, Any] = {
    "context": "People in a mental health crisis needed somewhere to turn. They did not want a clinical setting.",
    "aim": "To give people in a crisis support in a place that feels like home.",
    "participants": [
        {"group": "lived_experience", "description": "People who knew from their own lives what a crisis is like"},
        {"group": "voluntary_sector", "description": "CPSL Mind, which runs The Sanctuary"},
        {
            "group": "staff",
            "description": "Staff of The Sanctuary, and of the NHS First Response Service, which is the way in",
        },
    ],
    "methods": "The account says that it was co-produced from start to finish. It does not say how people met.",
    "access_support": "Not on record yet.",
    "recompense": "Not on record yet.",
    "stages": [
        {
            "stage": "design",
            "approach": "co_production",
            "who": "People with lived experience, with CPSL Mind",
            "evidence": "The room itself: the colours, the sofa, the tea and toast. No notes of meetings are on record here.",
        },
        {
            "stage": "deliver",
            "approach": "co_production",
            "who": "People with lived experience, with staff",
            "evidence": "The ways of the house: no name badges, and slippers or socks. The partners' own account.",
        },
    ],
    "what_we_did": "Opened a place for crisis support, on the phone and face to face, that looks and feels like a home.",
    "said_did": SAID_DID,
    "results_positive": "People in a crisis have somewhere to go that is not a clinical setting. It is there on every day "
    "of the year.",
    "results_negative": "None found. We looked in the partners' own account, and it names nothing that went wrong. We have "
    "seen no survey and no list of complaints. So this says little about what did not work.",
    "influence": "What people said decided how the room looks, what is in it and how staff behave there.",
    "went_well": "People were heard on small things as well as large ones. The small things are what a visitor sees first.",
    "went_less_well": "Not on record yet.",
    "outcomes": [],
    "adoption": "Not on record yet.",
    "recognitions": [],
    "testimonials": [],
    "related": [
        {"kind": "training", "slug": "co-production-training"},
        {"kind": "case_study", "slug": "eating-disorder-resources"},
    ],
}

OPENING_SECTIONS: list[dict[str, Any]] = [
    {"id": "what-it-is", "heading": "What it is", "body": WHAT_IT_IS},
    {"id": "how-people-get-there", "heading": "How people get there", "body": HOW_PEOPLE_GET_THERE},
    {"id": "like-a-living-room", "heading": "A room like a living room", "body": LIKE_A_LIVING_ROOM},
    {"id": "at-home", "heading": "Slippers, and no name badges", "body": AT_HOME},
    {"id": "what-others-can-try", "heading": "What others can try", "body": WHAT_OTHERS_CAN_TRY},
]

DOCUMENT: dict[str, Any] = {
    "kind": "case_study",
    "title": "The Sanctuary: crisis support that feels like home",
    "summary": "How people who had been in a mental health crisis helped to shape a place to turn to: a sofa, tea and toast, "
    "slippers, and no name badges.",
    "language": "en-GB",
    "sections": [
        *OPENING_SECTIONS,
        {"id": "what-we-cannot-show", "heading": "What we can't show", "body": WHAT_WE_CANNOT_SHOW},
        *EATING_DISORDER_HELP,
    ],
    "citations": [
        source("cpsl-mind", READ_ON),
        source("sun-network", READ_ON),
        source("nhs-urgent-help", READ_ON),
    ],
    "images": [
        {
            "key": "living-room",
            "asset": stand_in("living-room"),
            "alt": "Drawing of a living room: a sofa with two cushions, a lamp, a mug on a small table, and slippers on a rug.",
            "depicts_body": "none",
        }
    ],
    "details": {**DETAILS, "testimonials": [stand_in(EXAMPLE_TESTIMONIAL)]},
}

FIRST_EDITION: dict[str, Any] = {
    **DOCUMENT,
    "sections": [*OPENING_SECTIONS, *EATING_DISORDER_HELP],
    "details": {
        **DETAILS,
        "results_negative": "None found. We looked in the partners' own account, and it names nothing that went wrong.",
    },
}

ITEM = DemoItem(
    kind="case_study",
    slug="the-sanctuary",
    about=About(
        licence="CC-BY-NC-ND-4.0",
        topics=("crisis-support", "co-production"),
        audiences=("public", "carers", "professionals", "commissioners"),
        formats={
            "web": ("available", ""),
            "plain_text": ("available", ""),
        },
    ),
    editions=(
        Told(FIRST_EDITION, drafted=276, submitted=268, reviewed=259, published=255),
        Told(
            DOCUMENT,
            drafted=61,
            submitted=58,
            reviewed=47,
            published=41,
            note="A new section says which claim has no evidence, and what we looked at; an example of a testimonial has been added.",
        ),
    ),
    contributions=(
        Contributed(
            group="people who have been in a mental health crisis",
            people="lived_experience",
            role="Shaped how the place looks and feels",
            stage="design",
            approach="co_production",
            what_changed="A room like a living room, with a comfortable sofa, neutral colours, tea and toast.",
        ),
        Contributed(
            group="people who have been in a mental health crisis",
            people="lived_experience",
            role="Shaped how people are met there",
            stage="deliver",
            approach="co_production",
            what_changed="No name badges. Shoes come off; staff wear slippers or socks.",
        ),
        Contributed(
            group="CPSL Mind",
            people="voluntary_sector",
            role="Runs The Sanctuary and made the changes",
            stage="deliver",
            approach="co_production",
        ),
    ),
)
