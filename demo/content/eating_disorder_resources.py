"""Case study: how resources for adults with an eating disorder and their carers were written together."""

from __future__ import annotations

from datetime import date
from typing import Any

from demo.passages import EATING_DISORDER_HELP, source
from demo.prose import prose
from demo.shapes import About, Contributed, DemoItem, Recognised, Told
from demo.standins import stand_in

READ_ON = "2026-10-12"
AS_TOLD = "2026-10-12"

WHY = prose("""
    Cambridgeshire set out to improve its community service for adults with an eating disorder, across the whole county.
    Good words were a part of that. People and their families need something to hold on to: before a first call, after a
    hard day, late at the kitchen table.
""")

WHAT_WAS_MADE = prose("""
    - things to read for adults with an eating disorder
    - things to read for carers
    - a website for both
    - a video

    Two of the leaflets stand in this library as templates, so that other places can put in their own services.
""")

HOW_PEOPLE_WORKED = prose("""
    The words were written with people who have lived through an eating disorder, and with carers. To write with people is
    more than to ask them about a finished text.

    The person who led the work shared her own lived experience. People who took part could share their stories too, and they
    supported each other.
""")

WHAT_PEOPLE_VALUED = prose("""
    People who took part valued:

    - being heard without being judged
    - seeing their ideas taken on board
    - a lead who shared her own lived experience
    - support from others who had been there
    - being able to share their story
""")

WHAT_CAME_OF_IT = prose("""
    NHS England has recognised the work as a best-practice example of co-production. Other health authorities have asked to
    use the resources, and to adapt them for their own areas. That is why this library exists.

    The improvements to the service are on the shortlist for a General Practice Award. They are one of six finalists. The
    result will be known after the awards evening in December.
""")

WHAT_WE_CANNOT_SHOW = prose("""
    We can show who took part, what was made and who took notice. We can't show yet how many people have read it, or what
    changed for them. No such count is on record here.
""")

DETAILS: dict[str, Any] = {
    "context": "The community service for adults with an eating disorder was being improved across the county. People and "
    "their carers needed clear, kind words to go with it.",
    "aim": "To give adults with an eating disorder, and their carers, something to read and watch that speaks to them.",
    "participants": [
        {"group": "lived_experience", "description": "Adults with lived experience of an eating disorder"},
        {"group": "carers", "description": "Carers with lived experience"},
        {"group": "staff", "description": "Staff who took part in improving the service"},
        {"group": "voluntary_sector", "description": "The SUN Network, with a lead who has lived experience herself"},
    ],
    "methods": "People wrote together, gave each other support and shared their stories if they wanted to.",
    "access_support": "Support from others who had been there. What else was offered is not on record yet.",
    "recompense": "Not on record yet.",
    "stages": [
        {
            "stage": "design",
            "approach": "co_production",
            "who": "Adults with lived experience, carers and the lead",
            "evidence": "Ideas were taken on board. This is what people who took part say that they valued.",
        },
        {
            "stage": "deliver",
            "approach": "co_production",
            "who": "Adults with lived experience, carers and staff",
            "evidence": "The leaflets, the website and the video, which were written with them.",
        },
        {
            "stage": "evaluate",
            "approach": "consultation",
            "who": "People who took part",
            "evidence": "They said what they valued about taking part.",
        },
    ],
    "what_we_did": "Wrote leaflets and a website, and made a video, for adults with an eating disorder and for carers.",
    "said_did": [
        {
            "said": "People wanted to be heard without being judged.",
            "did": "The lead shared her own lived experience, and people gave each other support.",
            "status": "done",
            "as_of": AS_TOLD,
        },
        {
            "said": "Ideas should count.",
            "did": "Ideas were taken on board as the words were written.",
            "status": "done",
            "as_of": AS_TOLD,
        },
        {
            "said": "Other areas want to use the resources, and to fit them to their own services.",
            "did": "This library offers two leaflets as templates that can be adapted.",
            "status": "partly",
            "reason": "The terms of use are an example in this demo. The owner has still to confirm them.",
            "as_of": AS_TOLD,
        },
    ],
    "results_positive": "There is something to read and to watch, in words that people with lived experience stand behind. "
    "NHS England holds it up as good co-production.",
    "results_negative": "None found. We looked in the account of the work, and asked what is missing from it. It does not say "
    "what was hard or what was dropped, so this is not proof that all went well.",
    "influence": "The words, and what they are about, came out of the work with people and carers.",
    "went_well": "A lead with lived experience, support from peers, and room for people's own stories.",
    "went_less_well": "Not on record yet.",
    "outcomes": [
        {
            "measure": "Place on the shortlist for a General Practice Award",
            "value": "One of six finalists",
            "date": AS_TOLD,
        }
    ],
    "adoption": "Other health authorities have asked to use and adapt the resources.",
    "recognitions": [stand_in("nhs-england-example"), stand_in("general-practice-award")],
    "testimonials": [],
    "related": [
        {"kind": "leaflet", "slug": "finding-support"},
        {"kind": "leaflet", "slug": "caring-for-someone"},
        {"kind": "resource", "slug": "support-for-carers"},
        {"kind": "resource", "slug": "the-film"},
        {"kind": "case_study", "slug": "the-sanctuary"},
    ],
}

DOCUMENT: dict[str, Any] = {
    "kind": "case_study",
    "title": "Eating disorder resources, written together",
    "summary": "Adults with an eating disorder and carers helped to write leaflets, a website and a video. Other areas now ask "
    "to use them.",
    "language": "en-GB",
    "sections": [
        {"id": "why", "heading": "Why it was needed", "body": WHY},
        {"id": "what-was-made", "heading": "What was made", "body": WHAT_WAS_MADE},
        {"id": "how-people-worked-together", "heading": "How people worked together", "body": HOW_PEOPLE_WORKED},
        {"id": "what-people-valued", "heading": "What people valued", "body": WHAT_PEOPLE_VALUED},
        {"id": "what-came-of-it", "heading": "What came of it", "body": WHAT_CAME_OF_IT},
        {"id": "what-we-cannot-show", "heading": "What we can't show yet", "body": WHAT_WE_CANNOT_SHOW},
        *EATING_DISORDER_HELP,
    ],
    "citations": [
        source("sun-network", READ_ON),
        source("nice-eating-disorders", READ_ON),
        source("beat-media-guidelines", READ_ON),
    ],
    "images": [],
    "details": DETAILS,
}

ITEM = DemoItem(
    kind="case_study",
    slug="eating-disorder-resources",
    about=About(
        licence="CC-BY-NC-ND-4.0",
        topics=("eating-disorders", "co-production", "carers-and-families"),
        audiences=("public", "carers", "professionals", "commissioners"),
        formats={
            "web": ("available", ""),
            "plain_text": ("available", ""),
        },
    ),
    editions=(Told(DOCUMENT, drafted=40, submitted=33, reviewed=26, published=20),),
    contributions=(
        Contributed(
            group="adults with lived experience of an eating disorder",
            people="lived_experience",
            role="Shaped what was made",
            stage="design",
            approach="co_production",
            what_changed="Their ideas were taken on board.",
        ),
        Contributed(
            group="carers with lived experience",
            people="carers",
            role="Shaped what was made for carers",
            stage="design",
            approach="co_production",
            what_changed="There is material for carers and not only for patients.",
        ),
        Contributed(
            group="adults with lived experience of an eating disorder",
            people="lived_experience",
            role="Wrote the words together with staff",
            stage="deliver",
            approach="co_production",
        ),
        Contributed(
            group="carers with lived experience",
            people="carers",
            role="Wrote the words together with staff",
            stage="deliver",
            approach="co_production",
        ),
        Contributed(
            group="adults with lived experience of an eating disorder",
            people="lived_experience",
            role="Said what they valued about taking part",
            stage="evaluate",
            approach="consultation",
        ),
    ),
    recognitions=(
        Recognised(
            name="nhs-england-example",
            award="Best-practice example of co-production",
            body="NHS England",
            status="recognised",
            as_of=date(2026, 10, 12),
            detail="As told by the publisher. Evidence and permission to be confirmed.",
        ),
        Recognised(
            name="general-practice-award",
            award="General Practice Award",
            body="General Practice Awards",
            category="Clinical Improvement: Mental Health",
            status="finalist",
            as_of=date(2026, 10, 12),
            detail="One of six finalists. The result follows the awards evening in December.",
            result_expected=date(2026, 12, 31),
        ),
    ),
)
