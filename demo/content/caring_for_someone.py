"""Leaflet template: Caring for someone with an eating disorder, for carers."""

from __future__ import annotations

from typing import Any

from demo import leaflet_passages as shared
from demo.passages import EATING_DISORDER_HELP, source
from demo.prose import prose
from demo.shapes import About, Contributed, DemoItem, Told

READ_ON = "2026-05-18"

YOU_ARE_NOT_ALONE = prose("""
    You may be a parent, a partner, a brother or sister, a friend. You may not call yourself a carer. If you worry about
    someone and look out for them, this leaflet is for you.

    You did not cause this, and you can't cure it by trying harder. But you can make a real difference by staying
    close.

    It is fine to feel afraid, cross, guilty or worn out. Most people who care for someone feel all of these at some time.
""")

SIGNS = prose("""
    You may notice that the person:

    - thinks or talks about food, eating or their body a lot, or goes very quiet about it
    - says they have eaten already, or will eat later
    - avoids eating with others
    - has new, strict rules about food
    - seems sad, cross or far away
    - is often cold, tired or dizzy
    - feels they have to exercise, even when ill or hurt
    - sees less of friends, and does less of what they used to enjoy

    None of these proves anything. Together they are a good reason to ask how the person is.
""")

HOW_TO_TALK = prose("""
    Choose a calm moment, away from meals. Say what you have noticed and how you feel, rather than what they should do.

    | You could say | Better not |
    | --- | --- |
    | I have noticed that you seem sad at meals. I care about you. | Just eat. |
    | I am here. You do not have to talk now. | You look so well, or so ill. |
    | Would it help if I came with you to the GP? | How could you do this to us? |

    Leave looks, weight and what is on the plate out of it. Kind words about looks can hurt too.

    They may not be ready, or may be angry. That does not mean you did it wrong. Let them know the door stays open, and try
    again another day.
""")

HOW_TO_ASK = prose("""
    You can ask for help for the person, and you can ask for advice for yourself.

    {{gp_wording}}

    ### Your local service

    In {{area_name}}, the service for adults with an eating disorder is **{{community_service.name}}**. You can reach it
    through {{community_service.website}}. It is for people aged {{ages.min}} and over.

    {{referral_route}}

    Staff may not be able to tell you about the person you care for. They can always listen to what you tell them.
""")

ASK_WITHOUT_A_GP = prose("""
    The person you care for does not have to see a GP first. They can get in touch with {{community_service.name}}
    themselves. You could sit beside them while they do it.

    [Ask for an appointment]({{self_referral_url}}).
""")

WHAT_HAPPENS_NEXT = prose("""
    1. The service reads what has been sent.
    2. Someone from the service meets the person and asks how they are. They may ask to meet you as well, if the person
       agrees.
    3. They decide together what to do next.

    {{waiting_time}}

    {{interpreter_note}}

    Waiting is hard. If things get worse meanwhile, do not wait: call the service or the GP practice again.
""")

SUPPORT_FOR_YOU = prose("""
    You matter too. You can't be there for someone if nobody is there for you.

    In {{area_name}}, carers meet in **{{carers_group.name}}**. You will meet people who know what it is like, and you need
    not say a word until you want to.

    If you look after someone who could not manage without you, you have a right to ask the council for a carer's assessment.
    It is free. It looks at what would help you.

    ### Small things that help

    - Tell one person how things are at home.
    - Keep one thing in the week that is only yours.
    - Talk about other things than food. You are still a family, a couple, friends.
    - Let others help with shopping, lifts and children.
""")

LOCAL_GROUPS = prose("""
    These groups in {{area_name}} are there for families and friends too:

    {{local_groups}}

    [Beat](https://www.beateatingdisorders.org.uk/) has helplines and online groups for carers, in the whole of the UK.
""")

DOCUMENT: dict[str, Any] = {
    "kind": "leaflet",
    "title": "Caring for someone with an eating disorder",
    "summary": "For family and friends: what to look out for, how to talk about it, where to get help, and support for you.",
    "language": "en-GB",
    "sections": [
        shared.WHAT_EATING_DISORDERS_ARE,
        {
            "id": "you-are-not-alone",
            "heading": "You are not alone",
            "policy": "locked",
            "policy_reason": "Words agreed with carers stay as they are.",
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
            "id": "how-to-talk-about-it",
            "heading": "How to talk about it",
            "policy": "adaptable",
            "policy_reason": "Use sentences that sound like people in your area. Please keep looks and weight out of them.",
            "body": HOW_TO_TALK,
        },
        {
            "id": "how-to-ask-for-help",
            "heading": "How to ask for help",
            "policy": "slot",
            "policy_reason": shared.LOCAL_ONLY,
            "body": HOW_TO_ASK,
        },
        {
            **shared.ASK_THE_SERVICE_YOURSELF,
            "heading": "The person can ask for help without a GP",
            "body": ASK_WITHOUT_A_GP,
        },
        {
            "id": "what-happens-next",
            "heading": "What happens next",
            "policy": "slot",
            "policy_reason": shared.LOCAL_ONLY,
            "body": WHAT_HAPPENS_NEXT,
        },
        {
            "id": "support-for-carers",
            "heading": "Support for you",
            "policy": "slot",
            "policy_reason": shared.LOCAL_ONLY,
            "body": SUPPORT_FOR_YOU,
        },
        {
            "id": "local-groups-and-charities",
            "heading": "Local groups and charities",
            "policy": "slot",
            "policy_reason": shared.LOCAL_ONLY,
            "body": LOCAL_GROUPS,
        },
        *EATING_DISORDER_HELP,
        shared.about_this_leaflet("carers, adults with lived experience of an eating disorder, and staff"),
    ],
    "citations": [
        source("nhs-eating-disorders", READ_ON),
        source("nice-eating-disorders", READ_ON),
        source("nice-carers", READ_ON),
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
            shared.CARERS_GROUP,
            shared.LOCAL_GROUPS,
            shared.LOCAL_CHECK,
            shared.NEXT_LOCAL_CHECK,
        ],
        "rules": shared.RULES,
    },
}

ITEM = DemoItem(
    kind="leaflet",
    slug="caring-for-someone",
    about=About(
        licence="CC-BY-NC-SA-4.0",
        topics=("eating-disorders", "carers-and-families"),
        audiences=("carers",),
        formats={
            "web": ("available", ""),
            "plain_text": ("available", ""),
            "easy_read": ("planned", "To be made and tested with people with a learning disability."),
            "other_language": ("on_request", "Ask the SUN Network which languages there are."),
        },
    ),
    editions=(Told(DOCUMENT, drafted=186, submitted=173, reviewed=163, published=160),),
    contributions=(
        Contributed(
            group="carers with lived experience",
            people="carers",
            role="Shaped what the leaflet says, and in which words",
            stage="design",
            approach="co_production",
            what_changed="The words about not being alone are theirs, so no local version may change them.",
        ),
        Contributed(
            group="carers with lived experience",
            people="carers",
            role="Wrote it together with staff",
            stage="deliver",
            approach="co_production",
        ),
        Contributed(
            group="adults with lived experience of an eating disorder",
            people="lived_experience",
            role="Took part in shaping what it says",
            stage="design",
            approach="collaboration",
        ),
    ),
)
