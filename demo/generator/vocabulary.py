"""What generated items are sorted by: topics in a tree, audiences, licences, languages, formats, with how often each occurs."""

from __future__ import annotations

from typing import Any

from library.catalogue.codes import ICD_10

TOPICS = {
    # root: the topics below it
    "long-term-conditions": """asthma diabetes dementia stroke epilepsy arthritis heart-health kidney-health
        liver-health long-covid""",
    "mind-and-nerves": """mental-health sleep autism adhd smoking alcohol carers-support end-of-life rehabilitation
        back-care""",
    "ages-of-life": """pregnancy menopause mens-health sexual-health falls-prevention winter-wellness travel-health
        nutrition weight-management first-aid""",
    "care-and-treatment": """cancer-screening immunisation dental-care eye-health hearing skin-care pain-relief
        medicines-safety infection-control wound-care""",
}
CODES = {"asthma": "J45", "dementia": "F03", "stroke": "I64", "epilepsy": "G40", "autism": "F84.0", "adhd": "F90"}
SYNONYMS = {
    "mental-health": ["wellbeing of the mind"],
    "carers-support": ["looking after somebody"],
    "stroke": ["apoplexy"],
}
AUDIENCES = (
    *("adults", "children", "young-people", "parents", "carers", "older-people"),
    *("professionals", "pregnant-people"),
)
LICENCES = {
    # SPDX identifier: name, address, share
    "OGL-UK-3.0": ("Open Government Licence v3.0", "https://spdx.org/licenses/OGL-UK-3.0.html", 50),
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://spdx.org/licenses/CC-BY-4.0.html", 25),
    "CC-BY-NC-4.0": (
        "Creative Commons Attribution-NonCommercial 4.0",
        "https://spdx.org/licenses/CC-BY-NC-4.0.html",
        15,
    ),
    "LicenceRef-all-rights-reserved": ("All rights reserved", "https://example.org/all-rights-reserved", 10),
}
LANGUAGES = {"en-GB": 70, "cy": 12, "pl": 5, "ar": 5, "ur": 5, "bn": 3}
KINDS = {"resource": 88, "case_study": 5, "leaflet": 4, "training": 3}
MEDIA = {"leaflet": 40, "website": 20, "booklet": 15, "guide": 15, "poster": 5, "toolkit": 5}
"""Neither video nor audio: these need files of captions and transcripts, which are no part of what is measured."""
REVIEW_CYCLES = {36: 85, 24: 10, 12: 5}
"""Months. So most are in date, some are due soon and some overdue."""


def leaves() -> list[str]:
    """Every topic that items are about, from the most frequent to the rarest."""
    columns = [below.split() for below in TOPICS.values()]
    return [slug for row in zip(*columns, strict=True) for slug in row]


def name_of(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def codes_of(slug: str) -> list[dict[str, Any]]:
    if slug not in CODES:
        return []
    return [{"system": ICD_10, "code": CODES[slug], "version": None, "display": name_of(slug), "verified_at": None}]
