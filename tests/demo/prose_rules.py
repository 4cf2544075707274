"""What the prose of the demo must never hold (domain.md, sections 4 and 5). A tripwire, not the library's own check."""

from __future__ import annotations

import re

_NUMBER = r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

MASKED = (
    re.compile(r"\{\{[^}]*\}\}"),
    re.compile(r"https://\S+?(?=[)\s\"]|$)"),
    re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
    re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"),
)
"""Placeholders, addresses, dates and ids: not prose."""

PHONE_LIKE = re.compile(r"(?<![\w.])\+?\d(?:[ \-]?\d){2,}(?!\w)")
"""Three digits or more, with spaces or hyphens between them or not: 999, 116 123, 0808 801 0677."""

HOURS = re.compile(r"\b\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm)\b|\b24 hours\b", re.IGNORECASE)

HARMFUL = {
    "a body mass index": re.compile(r"\b(?:bmi|body mass index)\b", re.IGNORECASE),
    "a weight": re.compile(rf"\b{_NUMBER}\s*-?\s*(?:kgs?|kilos?|lbs?|stones?|pounds)\b", re.IGNORECASE),
    "an amount of energy": re.compile(r"\b(?:k?cals?|calories|kilojoules|kj)\b", re.IGNORECASE),
    "a size": re.compile(r"\bsize\s+(?:zero|\d+)\b", re.IGNORECASE),
    "a way to purge": re.compile(r"\b(?:laxatives?|diuretics?|diet pills|vomit\w*|purg\w+)\b", re.IGNORECASE),
    "an amount of exercise": re.compile(rf"\b{_NUMBER}\s*(?:miles?|km|steps)\b", re.IGNORECASE),
    "a person named by an illness": re.compile(r"\b(?:an?|the)\s+(?:anorexic|bulimic)s?\b", re.IGNORECASE),
    "a stigmatising word": re.compile(
        r"\b(?:suffer(?:s|ing|ed|er)? (?:from|of)|victims? of|afflicted|committed suicide|mentally ill)\b",
        re.IGNORECASE,
    ),
    "a look": re.compile(r"\b(?:skeletal|emaciated|skin and bone|lowest weight|before and after)\b", re.IGNORECASE),
}

QUOTED = re.compile('[“”]|"[^"]*"|(?m:^>)')
"""Said words: the demo quotes nobody."""

PLACEHOLDER_TEXT = re.compile(r"\b(?:lorem|ipsum|TBC|TODO|XXXX?|example\.(?:com|org))\b")


def prose_of(text: str) -> str:
    """The text without what is not prose."""
    for pattern in MASKED:
        text = pattern.sub(" ", text)
    return text
