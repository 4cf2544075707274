"""What a text must have before it is published, besides sign-off. Pure: findings with JSON pointers, all at once
(domain.md, HQ-1, HQ-4, HQ-7, HQ-9, CP-3).
"""

from __future__ import annotations

from collections.abc import Iterator

from library.documents.model import CaseStudyDocument, Document, ResourceDetails, ResourceDocument, TrainingDocument
from library.documents.vocabulary import TIMED_MEDIA, Medium
from library.errors import Fault


def findings(document: Document, *, is_health_content: bool) -> list[Fault]:
    """Everything that is missing; empty when the text may go out. Pointers are into the document."""
    return [*_common(document, is_health_content), *_of_kind(document)]


def _common(document: Document, is_health_content: bool) -> Iterator[Fault]:
    if not document.summary:
        yield Fault("/summary", "Say in a sentence or two what it is and for whom: lists and searches show it.")
    if is_health_content and not document.citations:
        yield Fault(
            "/citations",
            "Health content names at least one source, with its address and the day somebody read it there.",
        )


def _of_kind(document: Document) -> Iterator[Fault]:
    match document:
        case CaseStudyDocument() if not document.details.results_negative:
            yield Fault(
                "/details/results_negative",
                "Say what did not work, too; 'None found', and how you looked, is an answer.",
            )
        case TrainingDocument() if not document.details.learning_outcomes:
            yield Fault("/details/learning_outcomes", "Say what people will be able to do at the end.")
        case ResourceDocument() if document.details.medium in TIMED_MEDIA:
            yield from _of_recording(document.details)
        case _:
            pass


def _of_recording(details: ResourceDetails) -> Iterator[Fault]:
    if not details.media_last_reviewed:
        yield Fault("/details/media_last_reviewed", "A recording has a review date of its own.")
    if not details.media_next_review_due:
        yield Fault("/details/media_next_review_due", "Say when the recording itself is to be reviewed next.")
    if not details.transcript:
        yield Fault("/details/transcript", "A recording needs a transcript, so that nobody is left out.")
    if details.medium == Medium.VIDEO and not details.captions:
        yield Fault("/details/captions", "A video needs captions, so that nobody is left out.")
