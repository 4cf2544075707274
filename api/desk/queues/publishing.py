"""Drafts and reviews."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from api.desk.asking import Asked
from api.desk.cells import badge, moment, page_of, review_badge
from api.desk.queues.queue import Matter, Queue
from library.accounts.roles import Role
from library.editions.review_status import uk_day
from library.publishing.models import Draft
from library.publishing.today import today_for


def queues(about: Asked) -> Iterable[Queue]:
    today = today_for(about.by, on=uk_day(about.at))
    writes, releases = about.seat.may(Role.CURATOR, Role.EDITOR), about.seat.may(Role.PUBLISHER, Role.APPROVER)
    yield Queue("To review", [_review(draft) for draft in today.to_review], True, "to-review")
    yield Queue(
        "Refused at their time", [_draft(draft, draft.schedule_failure) for draft in today.refused], releases, "refused"
    )
    yield Queue("Changes asked for", [_draft(draft) for draft in today.changes_requested], writes, "changes-requested")
    yield Queue("Approved, to publish", [_draft(draft) for draft in today.approved], releases, "approved")
    yield Queue("Reviews overdue", [_item(item) for item in today.overdue], writes, "overdue")
    yield Queue("Reviews due within 90 days", [_item(item) for item in today.due_soon], writes, "due-soon")
    yield Queue("Being written", [_draft(draft) for draft in today.drafts], writes, "drafts")
    yield Queue(
        "Scheduled",
        [_draft(draft, f"Goes out {moment(draft.publish_at)}.") for draft in today.scheduled],
        False,
        "scheduled",
    )
    with_reviewers = [draft for draft in today.in_review if draft not in today.to_review]
    yield Queue("With reviewers", [_draft(draft) for draft in with_reviewers], False, "in-review")


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
