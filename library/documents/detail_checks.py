"""What must agree inside the details of resources, case studies and training."""

from __future__ import annotations

from collections.abc import Iterator

from library.documents.details.case_study import CaseStudyDetails
from library.documents.details.resource import ResourceDetails
from library.documents.details.training import TrainingDetails
from library.documents.fields import duration_minutes
from library.documents.pointers import pointer
from library.documents.vocabulary import TIMED_MEDIA, DoneStatus
from library.errors import Fault


def resource_faults(details: ResourceDetails) -> Iterator[Fault]:
    """Dates of the recording itself, in order, and only where there is one (domain.md HQ-4)."""
    reviewed, due = details.media_last_reviewed, details.media_next_review_due
    if reviewed and due and due <= reviewed:
        yield Fault(pointer("details", "media_next_review_due"), "The next review comes after the last one.")
    if details.medium not in TIMED_MEDIA:
        for name in ("duration", "captions", "media_last_reviewed", "media_next_review_due"):
            if getattr(details, name) is not None:
                yield Fault(pointer("details", name), "Only video and audio have this.")


def case_study_faults(details: CaseStudyDetails) -> Iterator[Fault]:
    """Who says no says why (domain.md CP-4)."""
    for number, pair in enumerate(details.said_did):
        if pair.status is DoneStatus.NOT_DONE and not pair.reason.strip():
            yield Fault(pointer("details", "said_did", number, "reason"), "Say why it was not done.")


def training_faults(details: TrainingDetails) -> Iterator[Fault]:
    """The minutes of the agenda add up to the duration (domain.md TN-1)."""
    total = sum(item.minutes for item in details.agenda)
    if details.agenda and details.duration and total != duration_minutes(details.duration):
        yield Fault(
            pointer("details", "duration"),
            f"The agenda takes {total} minutes, the training {duration_minutes(details.duration)}. They must be the same.",
        )
    size = details.group_size
    if size and size.at_least and size.at_most and size.at_least > size.at_most:
        yield Fault(pointer("details", "group_size", "at_most"), "The largest group is not smaller than the smallest.")
    for number, material in enumerate(details.materials):
        if material.asset and material.url:
            yield Fault(
                pointer("details", "materials", number, "url"),
                "A material is a file here or a page elsewhere, not both.",
            )
