"""Every write to the workshop, and the door out of it."""

from library.publishing.actions.drafts import discard_draft, recall, save_draft, start_draft, start_item, submit
from library.publishing.actions.release import publish, publish_due, schedule, unschedule
from library.publishing.actions.reviews import review_draft, review_edition
from library.publishing.actions.waivers import end_waiver, waive

__all__ = [
    "discard_draft",
    "end_waiver",
    "publish",
    "publish_due",
    "recall",
    "review_draft",
    "review_edition",
    "save_draft",
    "schedule",
    "start_draft",
    "start_item",
    "submit",
    "unschedule",
    "waive",
]
