"""Whether a case study reads as evidence: dated, and claiming no more than its record supports (domain.md CP-2 to CP-4). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from library.documents.model import CaseStudyDetails, Document
from library.documents.pointers import pointer
from library.documents.vocabulary import DoneStatus
from library.quality.findings import Finding, Severity
from library.quality.texts import readable_texts

SOURCE = "GRIPP2, BMJ 2017;358:j3453"
_CO_PRODUCED = re.compile(r"\bco-?produced\b", re.IGNORECASE)
_WHERE = re.compile(r"/(?:title|summary|sections/\d+/heading)")


def undated(details: CaseStudyDetails) -> Iterator[Finding]:
    """Results and answers without the day on which they were so, and half answers without what is missing."""
    for number, outcome in enumerate(details.outcomes):
        if outcome.date is None:
            yield _of(
                "undated-outcome",
                "warn",
                pointer("details", "outcomes", number, "date"),
                f"“{outcome.measure}” has no date: a result is of a day.",
                "Give the day that the result is for.",
            )
    for number, pair in enumerate(details.said_did):
        if pair.as_of is None:
            yield _of(
                "undated-answer",
                "advise",
                pointer("details", "said_did", number, "as_of"),
                f"“{pair.said}” has no date: what was done may be undone since.",
                "Give the day on which this was so.",
            )
        if pair.status is DoneStatus.PARTLY and not pair.reason.strip():
            yield _of(
                "half-an-answer",
                "warn",
                pointer("details", "said_did", number, "reason"),
                f"“{pair.said}” was done in part. Those who said it will ask which part was not.",
                "Say what is missing, and why.",
            )


def overclaimed(document: Document, badge: str | None, reason: str) -> Iterator[Finding]:
    """Where a title, summary or heading says “co-produced”, and the record of how it was made does not support that."""
    if badge == "co-produced":
        return
    instead = "co-designed" if badge == "co-designed" else "made with"
    for place, text in readable_texts(document):
        found = _CO_PRODUCED.search(text) if _WHERE.fullmatch(place) else None
        if found:
            yield Finding(
                rule="overclaimed-co-production",
                severity="warn",
                pointer=place,
                span=found.span(),
                excerpt=found[0],
                message=f"The record does not support “{found[0]}”. {reason}",
                suggestion=f"Record who shared power in design and in delivery or evaluation, or write “{instead}”.",
                source="NIHR INVOLVE: Guidance on co-producing a research project, 2018",
            )


def _of(rule: str, severity: Severity, place: str, message: str, suggestion: str) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        pointer=place,
        message=message,
        suggestion=suggestion,
        source=SOURCE,
    )
