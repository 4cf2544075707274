"""Leaflet template: Finding support for an eating disorder, for adults."""

from __future__ import annotations

from typing import Any

from demo import leaflet_passages as shared
from demo.passages import EATING_DISORDER_HELP, source
from demo.prose import prose
from demo.shapes import About, Contributed, DemoItem, Told

READ_ON = "2026-05-11"

YOU_ARE_NOT_ALONE = prose("""
    You are not alone, and it is not your fault. Nobody chooses an eating disorder.

    You do not have to be very ill before you ask for help. You do not have to look a certain way. If food, eating or your
    body worries you, that is reason enough.

    People do get better. It can take time, and some days will be harder than others. A step back is part of the way, not
    the end of it.

    You need not tell your whole story at once. One small step is enough for today.
""")

SIGNS = prose("""
    These can be signs of an eating disorder:

    - You think about food, eating or your body for much of the day.
    - You feel upset, guilty or afraid around meals.
    - You avoid eating with other people.
    - You have strict rules about food.
    - You eat in secret, or feel that you can't stop.
    - You feel that you have to exercise, even when you are hurt.
    - You often feel cold, tired or dizzy.
    - You see less of your friends.

    One of these is enough to talk to someone about.
""")

HOW_TO_ASK = prose("""
    It can feel hard to say it out loud. You could begin with one sentence, such as: I am worried about my eating. You
    could also write it down and hand it over.

    {{gp_wording}}

    ### Your local service

    In {{area_name}}, the service for adults with an eating disorder is **{{community_service.name}}**. You can reach it
    through {{community_service.website}}. It is for people aged {{ages.min}} and over.

    {{referral_route}}
""")

WHAT_HAPPENS_NEXT = prose("""
    1. The service reads what you or your GP have sent.
    2. Someone from the service meets you. They ask how you are and what you would like to change.
    3. You agree together what to do next.

    {{waiting_time}}

    You can bring someone you trust. {{interpreter_note}}

    If you hear nothing, or if things get worse, call the service or your GP practice again. You are not a nuisance.
""")

LOCAL_GROUPS = prose("""
    Support does not only come from the NHS. These groups in {{area_name}} are there for you too:

    {{local_groups}}

    [Beat](https://www.beateatingdisorders.org.uk/) is a charity for the whole of the UK. It has helplines, online groups
    and plain facts.
""")

FOR_CARERS = prose("""
    Is someone in your family, or a friend, worried about you? They may need support as well. In {{area_name}} they can go
    to **{{carers_group.name}}**.

    There is a leaflet for them too: Caring for someone with an eating disorder.
""")

DOCUMENT: dict[str, Any] = {
    "kind": "leaflet",
    "title": "Finding support for an eating disorder",
    "summary": "For adults: what eating disorders are, signs to notice, how to ask for help near you, and what happens next.",
    "language": "en-GB",
    "sections": [
        shared.WHAT_EATING_DISORDERS_ARE,
        {
            "id": "you-are-not-alone",
            "heading": "You are not alone",
            "policy": "locked",
            "policy_reason": "Words agreed with people who have lived through it stay as they are.",
            "body": YOU_ARE_NOT_ALONE,
        },
        {
            "id": "signs-to-notice",
            "heading": "Signs to notice",
            "policy": "adaptable",
            "policy_reason": shared.NO_NUMBERS,
            "body": SIGNS,
        },
        {
            "id": "how-to-ask-for-help",
            "heading": "How to ask for help",
            "policy": "slot",
            "policy_reason": shared.LOCAL_ONLY,
            "body": HOW_TO_ASK,
        },
        shared.ASK_THE_SERVICE_YOURSELF,
        {
            "id": "what-happens-next",
            "heading": "What happens next",
            "policy": "slot",
            "policy_reason": shared.LOCAL_ONLY,
            "body": WHAT_HAPPENS_NEXT,
        },
        {
            "id": "local-groups-and-charities",
            "heading": "Local groups and charities",
            "policy": "slot",
            "policy_reason": shared.LOCAL_ONLY,
            "body": LOCAL_GROUPS,
        },
        {
            "id": "support-for-carers",
            "heading": "Support for carers",
            "policy": "slot",
            "policy_reason": shared.LOCAL_ONLY,
            "body": FOR_CARERS,
        },
        *EATING_DISORDER_HELP,
        shared.about_this_leaflet("adults with lived experience of an eating disorder, carers and staff"),
    ],
    "citations": [
        source("nhs-eating-disorders", READ_ON),
        source("nice-eating-disorders", READ_ON),
        source("beat", READ_ON),
    ],
    "images": [],
    "details": {
        "local_details": [
            shared.AREA,
            shared.COMMUNITY_SERVICE,
            shared.AGES,
            shared.SELF_REFERRAL,
            shared.SELF_REFERRAL_PAGE,
            shared.GP_WORDING,
            shared.REFERRAL_ROUTE,
            shared.WAITING,
            shared.INTERPRETERS,
            shared.LOCAL_GROUPS,
            shared.CARERS_GROUP,
            shared.LOCAL_CHECK,
            shared.NEXT_LOCAL_CHECK,
        ],
        "rules": shared.RULES,
    },
}

# The second edition is no longer than the first: both have to fit on a sheet that is folded twice.
SIGNS_AGAIN = SIGNS.replace("cold, tired or dizzy.", "cold, dizzy or faint.")
WHAT_HAPPENS_AGAIN = WHAT_HAPPENS_NEXT.replace("what you would like to change.", "what you hope for.")
NEW_WORDS = {"signs-to-notice": SIGNS_AGAIN, "what-happens-next": WHAT_HAPPENS_AGAIN}

SECOND: dict[str, Any] = {
    **DOCUMENT,
    "sections": [
        {**section, "body": NEW_WORDS.get(section["id"], section["body"])} for section in DOCUMENT["sections"]
    ],
}

ITEM = DemoItem(
    kind="leaflet",
    slug="finding-support",
    about=About(
        licence="CC-BY-NC-SA-4.0",
        topics=("anorexia-nervosa", "bulimia-nervosa", "binge-eating-disorder", "arfid", "osfed"),
        audiences=("adults", "public"),
        formats={
            "web": ("available", ""),
            "plain_text": ("available", ""),
            "easy_read": ("planned", "To be made and tested with people with a learning disability."),
            "other_language": ("on_request", "Ask the SUN Network which languages there are."),
        },
    ),
    editions=(
        Told(DOCUMENT, drafted=192, submitted=180, reviewed=168, published=161),
        Told(
            SECOND,
            drafted=66,
            submitted=61,
            reviewed=54,
            published=47,
            note="Feeling faint is a sign too; and people are asked what they hope for.",
        ),
    ),
    contributions=(
        Contributed(
            group="adults with lived experience of an eating disorder",
            people="lived_experience",
            role="Shaped what the leaflet says, and in which words",
            stage="design",
            approach="co_production",
            what_changed="The words about not being alone are theirs, so no local version may change them.",
        ),
        Contributed(
            group="carers with lived experience",
            people="carers",
            role="Said what families need to find in it",
            stage="design",
            approach="co_production",
            what_changed="There is a part for carers, and a leaflet of their own.",
        ),
        Contributed(
            group="adults with lived experience of an eating disorder",
            people="lived_experience",
            role="Wrote it together with staff",
            stage="deliver",
            approach="co_production",
        ),
        Contributed(
            group="staff of the adult community eating disorder service",
            people="staff",
            role="Worked on the facts",
            stage="deliver",
            approach="collaboration",
        ),
    ),
)
