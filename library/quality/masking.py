"""What looks like a number about a body and is none: postcodes, telephone numbers, prices, times, sizes of type (domain.md SM-3). Pure.

What is masked is replaced character by character, so that spans into the masked text are spans into the text itself.
"""

from __future__ import annotations

import re

MASK = "¤"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNIT = r"(?!\s*-?\s*(?:k?cals?|calories|kj|kg|kgs|kilos?|lbs?|stones?|steps|laxatives?|times)\b)"
_HARMLESS = re.compile(
    "|".join(
        (
            r"(?:https?://|mailto:|tel:|www\.)[^\s)\]>]+",
            r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
            r"\{\{[^{}\n]*\}\}",  # a placeholder: what is put there is checked where it comes from
            r"(?-i:\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b)",  # a postcode
            r"(?:\+44\s?\(?0?\)?|\b0)\d(?:[\s()-]?\d){7,9}\b",
            rf"\b(?:999|112|111|105|119|116\s?\d{{3}}|[68]\d{{4}})\b{_UNIT}",
            r"£\s?\d[\d,.]*(?:\s*\(\s*\d[\d,.]*\s*pounds?\))?",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b(?:\s+\d{{4}})?",
            r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b",
            r"\b\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)\b|\b\d{1,2}:\d{2}\b",
            r"\b24\s*/\s*7\b|\b24[\s-]hours?(?:\s+a\s+day\b|[\s-](?=line|help|support|service|phone|crisis))|\b24-hour\b",
            r"\bsize\s+\d{1,2}\s*(?:font|print|text|type|letters?|pt|points?)\b",
            r"\b(?:font|print|text|type|paper|envelope|shoe)\s+size\s+\d{1,2}\b|\b\d{1,2}[\s-]?(?:pt|point)\b",
            r"\bbirds\s+with\s+one\s+stone\b|\bstone's\s+throw\b",
        )
    ),
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[*_`~]+|&(?:[a-z]+|#\d+);")


def masked(text: str) -> str:
    """The text, as long as it was, with harmless figures as `¤` and the marks of Markdown as spaces."""
    plain = _MARKUP.sub(lambda found: " " * len(found[0]), text)
    return _HARMLESS.sub(lambda found: MASK * len(found[0]), plain)
