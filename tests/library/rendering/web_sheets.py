"""Sheets for tests of pages: a leaflet with everything, a case study and a training, in English and in Urdu."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image

from library.documents.parse import parse_document
from library.documents.text import labels_of
from library.rendering.sheet import Imprint, Picture, Sheet, Theme

IMPRINT = Imprint(
    publisher="The SUN Network",
    edition=3,
    published_on=date(2026, 11, 2),
    last_reviewed=date(2026, 10, 20),
    next_review_due=date(2028, 10, 20),
    licence_spdx="CC-BY-NC-SA-4.0",
    licence_name="Creative Commons BY-NC-SA 4.0",
    licence_url="https://creativecommons.org/licenses/by-nc-sa/4.0/",
    attribution="“Finding support” by The SUN Network, CC BY-NC-SA 4.0.",
    page_url="https://library.test/leaflets/finding-support",
    short_url="https://library.test/s/7K2M",
    coproduction="Made together with people who know.",
    rights_holder="The SUN Network",
    contact="Large print: hello@sun.test",
    feedback_url="https://library.test/leaflets/finding-support/feedback?edition=3&language=cy",
)

_BODY = """Help is **there**. Call [01223 123 456](tel:+441223123456) or see [the site](https://www.nhs.uk/help).

![](asset:room)

> Somebody listened.

- One
- Two

1. First
2. Second

### Opening hours

| Day | From | Until | Who answers | Where it is |
| --- | ---: | ---: | --- | --- |
| Monday | 9:00 | 17:00 | The community team | Brookside clinic |

Ask {{service.phone}} in {{area}}. Write to [us](mailto:hello@sun.test)."""

_URDU_BODY = """مدد **موجود** ہے ہمیں [01223 123 456](tel:+441223123456) پر فون کریں، یا [ویب سائٹ](https://www.nhs.uk/help) دیکھیں

- ایک
- دو

### ذیلی سرخی

| دن | وقت |
| --- | ---: |
| پیر | 9:00 |"""

_ENGLISH = ("Help now", "Help today", "Help soon", "Call [999](tel:999) if:\n\n- a life is at risk")
_URDU = ("ابھی مدد", "آج مدد", "جلد مدد", "[999](tel:999) پر فون کریں اگر:\n\n- جان خطرے میں ہو")

_DETAILS: dict[str, dict[str, Any]] = {
    "leaflet": {
        "local_details": [
            {"key": "area", "label": "Name of your area", "type": "text"},
            {"key": "service", "label": "Community service", "type": "service", "role": "community"},
        ]
    },
    "case_study": {
        "context": "People needed *somewhere* to turn.\nNot a clinic.\n\nThey said so.",
        "participants": [{"group": "carers", "description": "Parents", "count": 12}],
        "stages": [{"stage": "design", "approach": "co_production", "who": "Everybody", "evidence": "Notes"}],
        "said_did": [
            {"said": "Less waiting", "did": "More days", "status": "partly", "reason": "Money", "as_of": "2026-02-16"}
        ],
        "results_negative": "The <room> is too small & loud.",
        "outcomes": [{"measure": "Waiting | days", "value": "12", "date": "2026-03-01"}],
    },
    "training": {
        "delivery": "in_person",
        "duration": "PT3H30M",
        "group_size": {"at_least": 6, "at_most": 12},
        "learning_outcomes": ["Tell apart three words"],
        "agenda": [{"title": "Welcome", "minutes": 30}, {"title": "The ladder", "minutes": 180}],
        "trainers": [{"role": "Lead"}, {"role": "Trainer", "lived_experience": "Of services"}],
        "materials": [{"title": "The ladder", "url": "https://www.tlap.test/ladder_(1)?a=1&copy;"}],
        "dates": [{"date": "2027-01-12", "place": "Ely", "url": "https://book.test/1"}],
        "booking": "Write to [us](mailto:hello@sun.test).",
    },
}


def document_data(kind: str = "leaflet", language: str = "en-GB", **members: Any) -> dict[str, Any]:
    now, today, soon, call = _URDU if language == "ur" else _ENGLISH
    english_leaflet = kind == "leaflet" and language != "ur"
    body = _BODY if english_leaflet else _BODY.partition("Ask {{")[0] if language != "ur" else _URDU_BODY
    return {
        "kind": kind,
        "title": "مدد کیسے ملے" if language == "ur" else "Finding support & hope",
        "summary": "یہ صفحہ بالغوں کے لیے ہے" if language == "ur" else "For adults: where help is.",
        "language": language,
        "sections": [
            {"id": "what", "heading": "آپ اکیلے نہیں" if language == "ur" else "You are not alone", "body": body},
            {"id": "now", "heading": now, "care_level": "emergency", "body": call},
            {"id": "today", "heading": today, "care_level": "urgent", "body": call},
            {"id": "soon", "heading": soon, "care_level": "non_urgent", "body": call},
        ],
        "citations": [
            {
                "id": "nhs",
                "title": "Eating disorders: overview",
                "url": "https://www.nhs.uk/overview",
                "accessed": "2026-02-16",
                "publisher": "NHS",
            }
        ],
        "images": []
        if language == "ur"
        else [{"key": "room", "asset": "0a5d0e4c-6c7e-4a0a-8f0e-3f7d0a1b2c3d", "alt": 'A "red" room'}],
        "details": _DETAILS[kind] if not (language == "ur" and kind == "leaflet") else {},
        **members,
    }


def sheet(kind: str = "leaflet", language: str = "en-GB", *, theme: Theme | None = None, **members: Any) -> Sheet:
    document = parse_document(document_data(kind, language, **members))
    return Sheet(
        document,
        IMPRINT,
        theme=theme or Theme(),
        labels=labels_of(document),
        pictures={image.key: picture(image.alt) for image in document.images},
        structured_data={"@context": "https://schema.org", "name": "</script><script>alert(1)</script> & \u2028"},
    )


def picture(alt: str) -> Picture:
    content = BytesIO()
    Image.new("RGB", (600, 300), "#8fae9b").save(content, "PNG")
    return Picture(content.getvalue(), "image/png", alt, 600, 300)
