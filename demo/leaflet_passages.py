"""What the two leaflet templates have in common: the locked facts, and the local details that each place fills in."""

from __future__ import annotations

from typing import Any

from demo.prose import prose

WHAT_EATING_DISORDERS_ARE: dict[str, Any] = {
    "id": "what-eating-disorders-are",
    "heading": "What eating disorders are",
    "policy": "locked",
    "policy_reason": "These facts rest on evidence that a clinician has checked.",
    "body": prose("""
        An eating disorder is a mental health condition. It changes how a person eats, thinks and feels. Food, or
        control over food, becomes a way to cope with feelings or with hard times.

        Anyone can have one. It can start at any age. It happens to people of every gender and background, and in
        bodies of every shape. You can't tell by looking.

        There are several kinds:

        - **Anorexia**: eating too little, often with a deep fear of a change in weight
        - **Bulimia**: times of eating and feeling out of control, and then trying to undo it
        - **Binge eating disorder**: often eating a lot and feeling unable to stop
        - **ARFID** (avoidant restrictive food intake disorder): eating few kinds of food, or very little, but not
          because of body shape
        - **OSFED** (other specified feeding or eating disorder): signs that do not fit one kind exactly

        Every kind is serious. Many people have signs of more than one. With support, people do get better.
    """),
}

NO_NUMBERS = (
    "You may use examples that fit the people in your area. Please add no numbers about weight, food or exercise: "
    "they can harm people who are unwell."
)
LOCAL_ONLY = "Only you know what there is in your area."

AREA: dict[str, Any] = {
    "key": "area_name",
    "label": "Name of your area",
    "help": "As people who live there say it. It stands in the middle of a sentence.",
    "type": "text",
    "example": "Cambridgeshire and Peterborough",
    "max_length": 60,
}
COMMUNITY_SERVICE: dict[str, Any] = {
    "key": "community_service",
    "label": "Community eating disorder service for adults",
    "help": "Choose it from the directory. Its name and number then stay right by themselves.",
    "type": "service",
    "role": "adult-community-eating-disorder-service",
}
AGES: dict[str, Any] = {
    "key": "ages",
    "label": "Ages that the service is for",
    "help": "Leave the upper age empty if there is none.",
    "type": "age_range",
    "example": {"min": 18},
}
SELF_REFERRAL: dict[str, Any] = {
    "key": "self_referral",
    "label": "Can people ask the service for help themselves?",
    "help": "Say no if the service sees only people whom a GP or another professional has sent.",
    "type": "boolean",
    "example": True,
}
SELF_REFERRAL_PAGE: dict[str, Any] = {
    "key": "self_referral_url",
    "label": "Page for asking the service yourself",
    "help": "The page of the service, not a form that has to be printed.",
    "type": "url",
    "required": False,
    "example": "https://www.cpft.nhs.uk/",
}
GP_WORDING: dict[str, Any] = {
    "key": "gp_wording",
    "label": "How to ask a GP",
    "help": "Use the words that people in your nation know, such as GP practice, surgery or health centre.",
    "type": "rich_text",
    "required": False,
    "example": "Ask your GP practice for an appointment. You can ask for a longer one, and you can bring someone.",
    "max_length": 600,
    "fallback": "Talk to your GP practice. You can ask for a longer appointment, and you can bring someone with you.",
}
REFERRAL_ROUTE: dict[str, Any] = {
    "key": "referral_route",
    "label": "How people get to the service",
    "help": "Say who can send people: a GP, a school, a social worker, people themselves.",
    "type": "rich_text",
    "example": "Your GP, or any other health or care worker, can send the service your details.",
    "max_length": 600,
}
WAITING: dict[str, Any] = {
    "key": "waiting_time",
    "label": "What to say about waiting",
    "help": "Waiting times change. Say where the present one can be found, if there is such a place.",
    "type": "text",
    "required": False,
    "example": "The service will tell you how long the wait is.",
    "max_length": 300,
    "fallback": "Ask the service how long the wait is, and what you can do while you wait.",
}
INTERPRETERS: dict[str, Any] = {
    "key": "interpreter_note",
    "label": "Interpreters and other support to take part",
    "type": "text",
    "required": False,
    "example": "Tell the service if you need an interpreter, a quiet room or a place without stairs.",
    "max_length": 300,
    "fallback": "Tell the service if you need an interpreter, or anything else that makes it easier to come.",
}
LOCAL_GROUPS: dict[str, Any] = {
    "key": "local_groups",
    "label": "Local groups and charities",
    "help": "One line for each: its name, what it does, and its web page. Ask each one first whether it wants to be named.",
    "type": "rich_text",
    "example": "- Your local Mind: someone to talk to, and groups to join",
    "max_length": 1_200,
}
CARERS_GROUP: dict[str, Any] = {
    "key": "carers_group",
    "label": "Group for carers",
    "help": "Choose it from the directory.",
    "type": "service",
    "role": "carers-group",
}
LOCAL_CHECK: dict[str, Any] = {
    "key": "local_checked_on",
    "label": "Day on which somebody checked your local details",
    "type": "date",
    "example": "2026-10-05",
}
NEXT_LOCAL_CHECK: dict[str, Any] = {
    "key": "local_check_due",
    "label": "Day by which somebody will check them again",
    "help": "Half a year later is a good rule.",
    "type": "date",
    "example": "2027-04-05",
}

RULES: list[dict[str, Any]] = [
    {
        "rule": "requires",
        "if": {"self_referral": False},
        "filled": ["gp_wording"],
        "empty": ["self_referral_url"],
        "message": "Where people can't ask the service themselves, say how to ask a GP, and give no page for it.",
    },
    {
        "rule": "requires",
        "if": {"self_referral": True},
        "filled": ["self_referral_url"],
        "message": "Where people can ask the service themselves, give them the page for it.",
    },
    {"rule": "at_most", "low": "ages.min", "high": "ages.max", "message": "The youngest age comes first."},
    {
        "rule": "at_most",
        "low": "local_checked_on",
        "high": "local_check_due",
        "message": "The next check comes after the last one.",
    },
]

ASK_THE_SERVICE_YOURSELF: dict[str, Any] = {
    "id": "ask-the-service-yourself",
    "heading": "You can ask for help yourself",
    "policy": "optional",
    "policy_reason": "Leave it out if only a professional can send people to the service.",
    "body": prose("""
        You do not have to see a GP first. You can get in touch with {{community_service.name}} yourself.

        [Ask for an appointment]({{self_referral_url}}).
    """),
}


def about_this_leaflet(made_with: str) -> dict[str, Any]:
    """The imprint: how it was made, its dates, and what others may do with it."""
    return {
        "id": "about-this-leaflet",
        "heading": "About this leaflet",
        "policy": "locked",
        "policy_reason": "Readers have a right to know who wrote this and when it was checked.",
        "body": prose(f"""
            The SUN Network and its partners made the first version together with {made_with}. This is a demo's text.

            People in {{{{area_name}}}} checked the local details on {{{{local_checked_on}}}}. They will check them again by
            {{{{local_check_due}}}}.

            You may share and adapt it, if you say where it comes from, do not sell it, and share yours on the same
            terms. The owner has still to confirm this licence.
        """),
    }
