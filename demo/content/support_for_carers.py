"""Resource: the carers' web page. It took the place of an older one (`help_for_carers`)."""

from __future__ import annotations

from typing import Any

from demo.passages import EATING_DISORDER_HELP, source
from demo.prose import prose
from demo.shapes import About, Contributed, DemoItem, Told

READ_ON = "2026-08-03"

YOU_MATTER_TOO = prose("""
    Perhaps you are reading this at the kitchen table, with everyone else in bed. Perhaps you do not even know yet whether you
    are right to worry.

    You are in the right place. You need not be sure, and you need not do everything today. Read one part, and come back for
    the rest.
""")

IS_IT_AN_EATING_DISORDER = prose("""
    Only a professional can say for certain. But you know this person, and you have noticed a change. That counts.

    Many carers notice one of these first:

    - meals have become a battle, or a secret
    - there are rules about food that were not there before
    - the person has gone quiet, or cross, or far away
    - they avoid friends, parties and meals out

    You can't tell from how somebody looks.
""")

FIRST_WORDS = prose("""
    There is no perfect sentence. Find a calm moment, not at a meal. Say what you see, and that you care.

    - I have noticed that you seem unhappy, and I would like to understand.
    - You do not have to explain. I am on your side.
    - Shall we find out together what help there is?

    Then listen. It is fine if there is a long silence. It is fine if the answer is no. You can ask again.
""")

AT_MEALS = prose("""
    Meals can be the hardest part of the day, for everyone.

    - Talk about other things: the dog, the neighbours, what is on tonight.
    - Agree beforehand who says what, and what happens if it gets too much.
    - Do not talk about weight, looks or what others eat.
    - When the meal is over, do something gentle together.

    Some meals will go wrong. That is nobody's fault, and the next one is a new one.
""")

GETTING_HELP = prose("""
    Start with the GP practice. You can go with the person. You can also go on your own and ask for advice for yourself.

    Write down beforehand what you have noticed, and since when. Say what worries you most.

    You do not have to wait until things are very bad. Help early on makes it easier to get better.

    If you are told to wait, ask what you can do meanwhile, and whom to call if things get worse.
""")

LOOKING_AFTER_YOU = prose("""
    You can't carry this alone, and you do not have to.

    - Tell one person you trust.
    - Meet other carers. They will not be shocked, and they will not judge.
    - Ask your council for a carer's assessment. It is free, and it is about what would help you.
    - Keep something in the week that has nothing to do with food.

    Looking after yourself is not selfish. It is how you stay able to care.
""")

DOCUMENT: dict[str, Any] = {
    "kind": "resource",
    "title": "Support for carers: when someone you love has an eating disorder",
    "summary": "A web page for family and friends: what you may notice, first words to say, getting through meals, finding help, "
    "and looking after yourself.",
    "language": "en-GB",
    "sections": [
        {"id": "you-matter-too", "heading": "You are in the right place", "body": YOU_MATTER_TOO},
        {"id": "is-it-an-eating-disorder", "heading": "Is it an eating disorder?", "body": IS_IT_AN_EATING_DISORDER},
        {"id": "first-words", "heading": "First words", "body": FIRST_WORDS},
        {"id": "at-meals", "heading": "At meals", "body": AT_MEALS},
        {"id": "getting-help", "heading": "Getting help for them", "body": GETTING_HELP},
        {"id": "looking-after-you", "heading": "Looking after you", "body": LOOKING_AFTER_YOU},
        *EATING_DISORDER_HELP,
    ],
    "citations": [
        source("nhs-eating-disorders", READ_ON),
        source("nice-eating-disorders", READ_ON),
        source("nice-carers", READ_ON),
        source("beat", READ_ON),
    ],
    "images": [],
    "details": {"medium": "website", "url": "https://www.sunnetwork.org.uk/"},
}

ITEM = DemoItem(
    kind="resource",
    slug="support-for-carers",
    about=About(
        licence="CC-BY-NC-SA-4.0",
        topics=("eating-disorders", "carers-and-families"),
        audiences=("carers",),
        review_cycle_months=12,
        formats={
            "web": ("available", ""),
            "plain_text": ("available", ""),
            "easy_read": ("planned", "To be made and tested with people with a learning disability."),
        },
    ),
    editions=(Told(DOCUMENT, drafted=108, submitted=99, reviewed=91, published=86),),
    contributions=(
        Contributed(
            group="carers with lived experience",
            people="carers",
            role="Shaped what the page is about",
            stage="design",
            approach="co_production",
            what_changed="It speaks to the carer first, and not only about the person who is ill.",
        ),
        Contributed(
            group="carers with lived experience",
            people="carers",
            role="Wrote it together with staff",
            stage="deliver",
            approach="co_production",
        ),
    ),
)
