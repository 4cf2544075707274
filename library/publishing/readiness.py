"""What a text must have before it is published, besides sign-off. Pure: findings with JSON pointers, all at once (domain.md, HQ-1, HQ-4, HQ-7, HQ-9, CP-3)."""

from __future__ import annotations

from collections.abc import Iterator

from library.documents.model import Document
from library.documents.vocabulary import TIMED_MEDIA
from library.errors import Fault


def findings(document: Document, *, is_health_content: bool) -> list[Fault]:
    """Everything that is missing; empty when the text may go out. Pointers are into the document."""
    return [*_common(document, is_health_content), *_of_kind(document)]


def _common(document: Document, is_health_content: bool) -> Iterator[Fault]:
    if not document.summary:
        yield Fault("/summary", "Say in a sentence or two what it is and for whom: lists and searches show it.")
    if is_health_content and not document.citations:
        yield Fault("/citations", "Health content names at least one source, with its address and the day somebody read it there.")


def _of_kind(document: Document) -> Iterator[Fault]:
    if document.kind == "case_study":
        if not document.details.results_negative:
            yield Fault("/details/results_negative", "Say what did not work, too; 'None found', and how you looked, is an answer.")
    elif document.kind == "training":
        if not document.details.learning_outcomes:
            yield Fault("/details/learning_outcomes", "Say what people will be able to do at the end.")
    elif document.kind == "resource":
        yield from _of_media(document)


def _of_media(document: Document) -> Iterator[Fault]:
    details = document.details
    if details.medium in TIMED_MEDIA:
        if not details.media_last_reviewed:
            yield Fault("/details/media_last_reviewed", "A recording has a review date of its own.")
        if not details.media_next_review_due:
            yield Fault("/details/media_next_review_due", "Say when the recording itself is to be reviewed next.")
        if not details.transcript:
            yield Fault("/details/transcript", "A recording needs a transcript, so that nobody is left out.")
        if details.medium == "video" and not details.captions:
            yield Fault("/details/captions", "A video needs captions, so that nobody is left out.")
