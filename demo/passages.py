"""Passages that several items share: the help that every health item ends with, and the sources they rest on."""

from __future__ import annotations

from typing import Any

from demo.prose import prose

HELP_NOW: dict[str, Any] = {
    "id": "if-you-need-help-now",
    "heading": "If you need help now",
    "policy": "locked",
    "policy_reason": "This must be right everywhere, so it is kept in one place and is the same in every version.",
    "care_level": "emergency",
    "body": prose("""
        Call {{contact:emergency-999}} or go to A&E now if:

        - someone's life is at risk
        - someone has hurt themselves badly
        - someone has collapsed, has chest pain or is very confused

        A&E is the accident and emergency department of a hospital. You are not wasting anyone's time.
    """),
}

HELP_TODAY: dict[str, Any] = {
    "id": "if-you-need-help-today",
    "heading": "If you need help today, but no life is at risk",
    "policy": "locked",
    "policy_reason": HELP_NOW["policy_reason"],
    "care_level": "urgent",
    "body": prose("""
        Call {{contact:urgent-mental-health}} if:

        - you feel you can't cope
        - you can't keep yourself safe
        - you are very worried about someone

        You can call for yourself or for someone else.
    """),
}

SOMEONE_TO_TALK_TO: dict[str, Any] = {
    "id": "someone-to-talk-to",
    "heading": "Someone to talk to",
    "policy": "locked",
    "policy_reason": HELP_NOW["policy_reason"],
    "body": prose("""
        - Samaritans will listen, whatever you are going through. Call {{contact:samaritans}}.
        - If you would rather text, you can text Shout: {{contact:shout}}.
        - Beat is a charity for everyone whose life is touched by an eating disorder. Call {{contact:beat}}.

        Some lines close at night. If one is closed, please try another.
    """),
}

SOMEONE_TO_TALK_TO_IN_A_CRISIS: dict[str, Any] = {
    **SOMEONE_TO_TALK_TO,
    "body": prose("""
        - Samaritans will listen, whatever you are going through. Call {{contact:samaritans}}.
        - If you would rather text, you can text Shout: {{contact:shout}}.
    """),
}

EATING_DISORDER_HELP = (HELP_NOW, HELP_TODAY, SOMEONE_TO_TALK_TO)


def source(name: str, accessed: str) -> dict[str, str]:
    """One of the sources below as a citation, read on a day."""
    return {"id": name, **_SOURCES[name], "accessed": accessed}


_SOURCES = {
    "nhs-eating-disorders": {
        "title": "Overview: eating disorders",
        "url": "https://www.nhs.uk/mental-health/feelings-symptoms-behaviours/behaviours/eating-disorders/overview/",
        "publisher": "NHS",
    },
    "nhs-urgent-help": {
        "title": "Where to get urgent help for mental health",
        "url": "https://www.nhs.uk/nhs-services/mental-health-services/where-to-get-urgent-help-for-mental-health/",
        "publisher": "NHS",
    },
    "nice-eating-disorders": {
        "title": "Eating disorders: recognition and treatment (NG69)",
        "url": "https://www.nice.org.uk/guidance/ng69",
        "publisher": "National Institute for Health and Care Excellence",
    },
    "nice-carers": {
        "title": "Supporting adult carers (NG150)",
        "url": "https://www.nice.org.uk/guidance/ng150",
        "publisher": "National Institute for Health and Care Excellence",
    },
    "nice-service-user-experience": {
        "title": "Service user experience in adult mental health (CG136)",
        "url": "https://www.nice.org.uk/guidance/cg136",
        "publisher": "National Institute for Health and Care Excellence",
    },
    "beat": {
        "title": "Beat: the UK's eating disorder charity",
        "url": "https://www.beateatingdisorders.org.uk/",
        "publisher": "Beat",
    },
    "beat-media-guidelines": {
        "title": "Media guidelines",
        "url": "https://www.beateatingdisorders.org.uk/media-centre/media-guidelines/",
        "publisher": "Beat",
    },
    "tlap": {
        "title": "The ladder of co-production",
        "url": "https://www.thinklocalactpersonal.org.uk/",
        "publisher": "Think Local Act Personal (TLAP)",
    },
    "arnstein": {
        "title": "A Ladder of Citizen Participation",
        "url": "https://doi.org/10.1080/01944366908977225",
        "publisher": "American Institute of Planners",
    },
    "sun-network": {
        "title": "The SUN Network: what we do",
        "url": "https://www.sunnetwork.org.uk/",
        "publisher": "The SUN Network",
    },
    "cpsl-mind": {
        "title": "Cambridgeshire, Peterborough and South Lincolnshire Mind",
        "url": "https://www.cpslmind.org.uk/",
        "publisher": "CPSL Mind",
    },
}
