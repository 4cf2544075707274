"""One realistic document of each kind, as the API takes it. They stand in the API reference, and the tests parse them."""

from __future__ import annotations

from typing import Any

RESOURCE: dict[str, Any] = {
    "kind": "resource",
    "title": "Caring for someone with an eating disorder: a short film",
    "summary": "Carers talk about what helped them, and where to find support. Four minutes, with captions and a transcript.",
    "language": "en-GB",
    "sections": [
        {
            "id": "what-the-film-is-about",
            "heading": "What the film is about",
            "policy": "locked",
            "policy_reason": "Written with the carers who are in it.",
            "care_level": "none",
            "body": (
                "![](asset:living-room)\n\n"
                "Three carers talk about:\n\n"
                "- the first signs they noticed\n- how they asked for help\n- **what they would tell themselves now**\n\n"
                "You can stop at any time."
            ),
        },
        {
            "id": "if-you-need-help-now",
            "heading": "If you need help now",
            "policy": "locked",
            "care_level": "urgent",
            "body": "{{contact:nhs-111-mental-health}} is there day and night. You can also talk to {{contact:samaritans}}.",
        },
    ],
    "citations": [
        {
            "id": "nice-ng69",
            "title": "Eating disorders: recognition and treatment (NG69)",
            "url": "https://www.nice.org.uk/guidance/ng69",
            "accessed": "2026-10-05",
            "publisher": "National Institute for Health and Care Excellence",
        }
    ],
    "images": [
        {
            "key": "living-room",
            "asset": "01996a10-0000-7000-8000-000000000001",
            "alt": "Two people talk on a sofa with mugs of tea in their hands.",
        }
    ],
    "details": {
        "medium": "video",
        "files": [{"asset": "01996a10-0000-7000-8000-000000000002", "label": "Film with captions", "purpose": "watch"}],
        "duration": "PT4M10S",
        "captions": "01996a10-0000-7000-8000-000000000003",
        "transcript": "01996a10-0000-7000-8000-000000000004",
        "media_last_reviewed": "2026-09-14",
        "media_next_review_due": "2028-09-14",
    },
}

CASE_STUDY: dict[str, Any] = {
    "kind": "case_study",
    "title": "The Sanctuary: crisis support that feels like a home",
    "summary": "People who had been in a crisis shaped a place to go at night, from the first sketch to the slippers by the door.",
    "language": "en-GB",
    "sections": [
        {
            "id": "what-it-is",
            "heading": "What it is",
            "body": (
                "The Sanctuary offers support in a crisis, by phone and face to face.\n\n"
                "{{quote:01996a10-0000-7000-8000-000000000021}}"
            ),
        },
        {
            "id": "how-to-get-there",
            "heading": "How to get there",
            "body": "You are put through by {{contact:nhs-111-mental-health}}.",
        },
    ],
    "citations": [],
    "images": [],
    "details": {
        "context": "People in a mental health crisis had nowhere to go at night but the emergency department.",
        "aim": "To open a place where people are met as guests.",
        "participants": [
            {
                "group": "lived_experience",
                "description": "People who had been in a crisis, in the design group and on the interview panel",
                "count": 9,
            },
            {"group": "staff", "description": "Support workers and the service lead"},
        ],
        "methods": "A design group that met every two weeks, and visits to the rooms before they were furnished.",
        "access_support": "Meetings in the evening, travel paid beforehand, a quiet room next door.",
        "recompense": "People were paid by the hour under the involvement policy, or could choose vouchers.",
        "stages": [
            {
                "stage": "design",
                "approach": "co_production",
                "who": "The design group",
                "evidence": "Minutes and the furnishing list",
            },
            {"stage": "deliver", "approach": "collaboration", "who": "Peer workers and staff", "evidence": "The rota"},
        ],
        "what_we_did": "Opened two houses that look and feel like a living room.",
        "said_did": [
            {
                "said": "It must not look like a hospital",
                "did": "Neutral colours, a comfortable sofa, tea and toast to hand.",
                "status": "done",
                "as_of": "2026-09-01",
            },
            {
                "said": "Badges make us patients again",
                "did": "Nobody wears a name badge.",
                "status": "done",
                "as_of": "2026-09-01",
            },
            {
                "said": "It should be open all day",
                "did": "Support by phone in the afternoon.",
                "status": "partly",
                "reason": "There is no funding for the mornings yet.",
                "as_of": "2026-09-01",
            },
        ],
        "results_positive": "People come back on worse days instead of waiting until they need an ambulance.",
        "results_negative": "People without a car could not get home at night. We asked every guest for three months.",
        "influence": "The look of the place, the rules of the house and who works there.",
        "went_well": "Trying things out in the rooms.",
        "went_less_well": "The first meetings were in the daytime, when people who work could not come.",
        "outcomes": [{"measure": "Guests who said they felt safe", "value": "41 of 44", "date": "2026-06-30"}],
        "adoption": "Two neighbouring areas have visited.",
        "recognitions": ["01996a10-0000-7000-8000-000000000011"],
        "testimonials": ["01996a10-0000-7000-8000-000000000021"],
        "related": [{"kind": "training", "slug": "co-production-training"}],
    },
}

LEAFLET: dict[str, Any] = {
    "kind": "leaflet",
    "title": "Finding support for an eating disorder",
    "summary": "For adults: what eating disorders are, how to ask for help, and what happens next.",
    "language": "en-GB",
    "sections": [
        {
            "id": "you-are-not-alone",
            "heading": "You are not alone",
            "policy": "locked",
            "policy_reason": "These words were chosen by people who have been there.",
            "body": "Many people have an eating disorder. It is not your fault, and you can get better.",
        },
        {
            "id": "signs-to-notice",
            "heading": "Signs to notice",
            "policy": "adaptable",
            "body": "- thinking about food most of the day\n- avoiding meals with others",
        },
        {
            "id": "how-to-ask-for-help",
            "heading": "How to ask for help",
            "policy": "slot",
            "body": (
                "{{gp_wording}}\n\n"
                "The service near you is {{community_service.name}}: {{community_service.phone}}. "
                "It is for people aged {{ages.min}} and over."
            ),
        },
        {
            "id": "refer-yourself",
            "heading": "Refer yourself",
            "policy": "optional",
            "body": "[Refer yourself here]({{self_referral_url}}).",
        },
        {
            "id": "if-you-need-help-now",
            "heading": "If you need help now",
            "policy": "locked",
            "care_level": "emergency",
            "body": "{{contact:emergency-999}} if your life is at risk.",
        },
    ],
    "citations": [],
    "images": [],
    "details": {
        "local_details": [
            {
                "key": "community_service",
                "label": "Community eating disorder service",
                "type": "service",
                "role": "adult-eating-disorders",
            },
            {
                "key": "ages",
                "label": "Ages that the service is for",
                "type": "age_range",
                "example": {"min": 18},
            },
            {"key": "self_referral", "label": "Can people refer themselves?", "type": "boolean", "example": True},
            {
                "key": "self_referral_url",
                "label": "Page for referring yourself",
                "help": "The page of the service, not a form that has to be printed.",
                "type": "url",
                "required": False,
                "example": "https://www.cpft.nhs.uk/",
            },
            {
                "key": "gp_wording",
                "label": "How to ask a GP",
                "type": "rich_text",
                "required": False,
                "example": "Ask your GP practice for a longer appointment.",
                "max_length": 600,
                "fallback": "Talk to your GP practice. You can take someone with you.",
            },
        ],
        "rules": [
            {
                "rule": "requires",
                "if": {"self_referral": False},
                "filled": ["gp_wording"],
                "empty": ["self_referral_url"],
                "message": "Where people can't refer themselves, say how to ask a GP, and give no page for it.",
            },
            {"rule": "at_most", "low": "ages.min", "high": "ages.max", "message": "The youngest age comes first."},
        ],
    },
}

TRAINING: dict[str, Any] = {
    "kind": "training",
    "title": "Co-production training",
    "summary": "A conversation in the room that breaks down barriers and brings people together to improve services.",
    "language": "en-GB",
    "sections": [
        {
            "id": "what-to-expect",
            "heading": "What to expect",
            "body": (
                "You will talk more than you listen.\n\n"
                "| Part | What for |\n| --- | --- |\n"
                "| Morning | What co-production is |\n| Afternoon | Your own work |"
            ),
        }
    ],
    "citations": [],
    "images": [],
    "details": {
        "learning_outcomes": [
            "Explain the differences between co-production, involvement and collaboration",
            "Describe the value of lived experience and of working inclusively",
            "Name the benefits, barriers, fears and myths",
            "Place your organisation on the ladder of co-production",
            "Put all three into practice with confidence",
        ],
        "audience": "Anybody who plans, runs or uses services.",
        "delivery": "in_person",
        "duration": "PT3H",
        "agenda": [
            {"title": "Who is in the room", "minutes": 30},
            {"title": "Co-production, involvement, collaboration", "minutes": 60},
            {"title": "Break", "minutes": 20},
            {"title": "Where are you on the ladder?", "minutes": 70},
        ],
        "group_size": {"at_least": 6, "at_most": 16},
        "trainers": [
            {"role": "Co-production lead", "lived_experience": "Has used mental health services, and leads the session"}
        ],
        "prerequisites": "None.",
        "accessibility": "Step-free room, breaks, slides beforehand, a hearing loop.",
        "cost": "Free for people with lived experience; organisations pay for their staff.",
        "materials": [{"title": "TLAP, ladder of co-production", "url": "https://www.thinklocalactpersonal.org.uk/"}],
        "dates": [{"date": "2027-02-18", "place": "Huntingdon"}],
        "booking": "Write to {{contact:sun-network}}.",
        "evaluation": "",
        "ladder": "tlap",
        "related": [{"kind": "case_study", "slug": "the-sanctuary"}],
    },
}

BY_KIND: dict[str, dict[str, Any]] = {
    "resource": RESOURCE,
    "case_study": CASE_STUDY,
    "leaflet": LEAFLET,
    "training": TRAINING,
}
