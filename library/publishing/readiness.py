"""What a text must have before it is published, besides sign-off. Pure: findings with JSON pointers, all at once
(domain.md, HQ-1, HQ-4, HQ-7, HQ-9, CP-3, CR-14).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from library.coproduction.ladders import LADDERS
from library.documents.model import (
    CaseStudyDetails,
    CaseStudyDocument,
    Document,
    ResourceDetails,
    ResourceDocument,
    TrainingDocument,
)
from library.documents.passages import markdown_texts
from library.documents.unfinished import unfinished
from library.documents.vocabulary import TIMED_MEDIA, DoneStatus, Medium, Policy
from library.errors import Fault

_BARE_NO = re.compile(
    r"\W*(?:n/?a|no|none|nothing|nil|(?:none|nothing)(?: was| were)? (?:found|known|reported)|not applicable)\W*",
    re.IGNORECASE,
)


def findings(document: Document, *, is_health_content: bool) -> list[Fault]:
    """Everything that is missing or was left unfinished; empty when the text may go out. Pointers are into the document."""
    return [
        *_common(document, is_health_content),
        *_sections(document),
        *_of_kind(document),
        *unfinished(document),
    ]


def _common(document: Document, is_health_content: bool) -> Iterator[Fault]:
    if not document.summary:
        yield Fault("/summary", "Say in a sentence or two what it is and for whom: lists and searches show it.")
    if is_health_content and not document.citations:
        yield Fault(
            "/citations",
            "Health content names at least one source, with its address and the day somebody read it there.",
        )


def _sections(document: Document) -> Iterator[Fault]:
    if not document.sections and not _stands_elsewhere(document):
        yield Fault("/sections", "There is nothing to read yet.")
    for number, section in enumerate(document.sections):
        if not section.body.strip() and section.policy != Policy.SLOT:
            yield Fault(f"/sections/{number}/body", "Write it, or leave the section out: only a slot may be empty.")


def _stands_elsewhere(document: Document) -> bool:
    return isinstance(document, ResourceDocument) and bool(document.details.files or document.details.url)


def _of_kind(document: Document) -> Iterator[Fault]:
    match document:
        case CaseStudyDocument():
            yield from _of_case_study(document.details)
        case TrainingDocument():
            if not document.details.learning_outcomes:
                yield Fault("/details/learning_outcomes", "Say what people will be able to do at the end.")
            if not document.details.duration:
                yield Fault("/details/duration", "Say how long it takes.")
            yield from _of_ladder(document)
        case ResourceDocument() if document.details.medium in TIMED_MEDIA:
            yield from _of_recording(document.details)
        case _:
            pass


def _of_ladder(document: TrainingDocument) -> Iterator[Fault]:
    """Whoever works with somebody's ladder credits them with a link, in every rendition: as a source, or in the text (domain.md CP-1)."""
    slug = document.details.ladder
    if slug is None:
        return
    if slug not in LADDERS:
        yield Fault("/details/ladder", f"There is no such ladder. There are: {', '.join(LADDERS)}.")
        return
    site = urlsplit(LADDERS[slug].source_url).netloc
    shown = [source.url for source in document.citations] + [text for _, text in markdown_texts(document)]
    shown += [material.url for material in document.details.materials if material.url]
    if not any(f"https://{site}/" in text for text in shown):
        yield Fault(
            "/details/ladder",
            f"Credit {LADDERS[slug].source} with a link to https://{site}/, as a source or in the text.",
        )


def _of_case_study(details: CaseStudyDetails) -> Iterator[Fault]:
    if not details.context:
        yield Fault("/details/context", "Say what the situation was, and why something had to change.")
    if not details.aim:
        yield Fault("/details/aim", "Say what people set out to do.")
    if not details.participants:
        yield Fault("/details/participants", "Say who took part: roles and numbers, never names.")
    if not details.stages:
        yield Fault("/details/stages", "Say how power was shared, stage by stage.")
    if not details.results_negative:
        yield Fault(
            "/details/results_negative", "Say what did not work, too; 'None found', and how you looked, is an answer."
        )
    elif _BARE_NO.fullmatch(details.results_negative):
        yield Fault(
            "/details/results_negative",
            "Say how you looked: whom you asked, what you counted, when. Then 'None found' is an answer.",
        )
    for number, pair in enumerate(details.said_did):
        if pair.status is DoneStatus.DONE and not pair.did.strip():
            yield Fault(f"/details/said_did/{number}/did", "Say what was done: people gave you their time.")


def _of_recording(details: ResourceDetails) -> Iterator[Fault]:
    if not details.media_last_reviewed:
        yield Fault("/details/media_last_reviewed", "A recording has a review date of its own.")
    if not details.media_next_review_due:
        yield Fault("/details/media_next_review_due", "Say when the recording itself is to be reviewed next.")
    if not details.transcript:
        yield Fault("/details/transcript", "A recording needs a transcript, so that nobody is left out.")
    if details.medium == Medium.VIDEO and not details.captions:
        yield Fault("/details/captions", "A video needs captions, so that nobody is left out.")
