"""Every write to the workshop, and the door out of it."""

from library.publishing.actions.drafts import discard_draft, recall, save_draft, start_draft, start_item, submit
from library.publishing.actions.forgetting import (
    erase_buried_reviewers,
    erase_outside_reviewer,
    export_outside_reviewer,
    forget_outside_reviewers,
)
from library.publishing.actions.imports import (
    describe_pictures,
    dismiss_import,
    import_into_draft,
    import_item,
    put_contacts,
)
from library.publishing.actions.invitations import (
    answer_review_invitation,
    invite_reviewer,
    send_review_invitation_again,
    take_back_review_invitation,
)
from library.publishing.actions.release import publish, publish_due, schedule, unschedule
from library.publishing.actions.reviews import review_draft, review_edition
from library.publishing.actions.waivers import end_waiver, waive

__all__ = [
    "answer_review_invitation",
    "describe_pictures",
    "discard_draft",
    "dismiss_import",
    "end_waiver",
    "erase_buried_reviewers",
    "erase_outside_reviewer",
    "export_outside_reviewer",
    "forget_outside_reviewers",
    "import_into_draft",
    "import_item",
    "invite_reviewer",
    "publish",
    "publish_due",
    "put_contacts",
    "recall",
    "review_draft",
    "review_edition",
    "save_draft",
    "schedule",
    "send_review_invitation_again",
    "start_draft",
    "start_item",
    "submit",
    "take_back_review_invitation",
    "unschedule",
    "waive",
]
