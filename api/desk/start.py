"""The start page: what needs somebody today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked
from api.desk.cells import badge, day, moment, page_of, review_badge
from library.accounts.roles import Role
from library.directory.actions import KEEPERS
from library.directory.models import ContactPoint
from library.directory.queries import contacts_to_verify
from library.editions.review_status import uk_day
from library.publishing.models import Draft
from library.publishing.today import today_for

LISTED = 50


@dataclass(frozen=True)
class Matter:
    """One thing that waits: where it leads, what it is called, and why it is here."""

    url: str
    name: str
    why: SafeString | str


@dataclass(frozen=True)
class Queue:
    """Things that wait for the same. `mine`: for whoever looks, by their role."""

    title: str
    matters: Sequence[Matter]
    mine: bool = False
    id: str = ""


def start_page(about: Asked) -> dict[str, Any]:
    queues = [queue for queue in _queues(about) if queue.matters]
    can_add = about.seat.may(Role.CURATOR)
    return {
        "mine": [queue for queue in queues if queue.mine],
        "others": [queue for queue in queues if not queue.mine],
        "add_url": reverse("admin:catalogue_item_add") if can_add else "",
    }


def _queues(about: Asked) -> Iterable[Queue]:
    seat = about.seat
    if seat.membership is None:
        return
    on = uk_day(about.at)
    today = today_for(about.by, on=on)
    writes, releases = seat.may(Role.CURATOR, Role.EDITOR), seat.may(Role.PUBLISHER, Role.APPROVER)
    yield Queue("To review", [_review(draft) for draft in today.to_review], True, "to-review")
    yield Queue(
        "Refused at their time", [_draft(draft, draft.schedule_failure) for draft in today.refused], releases, "refused"
    )
    yield Queue("Changes asked for", [_draft(draft) for draft in today.changes_requested], writes, "changes-requested")
    yield Queue("Approved, to publish", [_draft(draft) for draft in today.approved], releases, "approved")
    yield Queue("Reviews overdue", [_item(item) for item in today.overdue], writes, "overdue")
    yield Queue("Reviews due within 90 days", [_item(item) for item in today.due_soon], writes, "due-soon")
    if seat.may(*KEEPERS):
        yield Queue(
            "Contact points to verify",
            [_contact(contact) for contact in contacts_to_verify(on).filter(organisation__isnull=True)[:LISTED]],
            True,
            "verify",
        )
    yield Queue("Being written", [_draft(draft) for draft in today.drafts], writes, "drafts")
    yield Queue(
        "Scheduled",
        [_draft(draft, f"Goes out {moment(draft.publish_at)}.") for draft in today.scheduled],
        False,
        "scheduled",
    )
    yield Queue(
        "With reviewers",
        [_draft(draft) for draft in today.in_review if draft not in today.to_review],
        False,
        "in-review",
    )


def _draft(draft: Any, why: str = "") -> Matter:
    about = f"{draft.item.get_kind_display()}, {draft.language}"
    return Matter(
        page_of(draft),
        draft.title or draft.item.slug,
        format_html("{} {}. {}", badge(draft.state, draft.get_state_display()), about, why),
    )


def _review(draft: Draft) -> Matter:
    matter = _draft(draft)
    return Matter(reverse("admin:publishing_draft_review", args=[draft.pk]), matter.name, matter.why)


def _item(item: Any) -> Matter:
    return Matter(
        page_of(item), item.title or item.slug, format_html("{} {}", item.get_kind_display(), review_badge(item))
    )


def _contact(contact: ContactPoint) -> Matter:
    why = f"Last verified {day(contact.verified_at)}." if contact.verified_at else "Never verified."
    return Matter(reverse("admin:directory_contactpoint_verify", args=[contact.pk]), contact.name, why)
