"""Drafts and reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked
from api.desk.cells import badge, moment, page_of
from api.desk.queues.duties import Duties, lines_of, of_kind, queues_of
from api.desk.queues.queue import Matter, Queue
from library.accounts.roles import Role
from library.publishing.models import Draft
from library.publishing.today import today_for
from library.upkeep.rules import Kind, Status


def queues(about: Asked, duties: Duties) -> Iterable[Queue]:
    today, due = today_for(about.by), lines_of(Kind.SIGN_OFF, duties, about)
    reviews = of_kind(Kind.REVIEW, duties)
    writes, releases = about.seat.may(Role.CURATOR, Role.EDITOR), about.seat.may(Role.PUBLISHER, Role.APPROVER)
    yield Queue("To review", [_review(draft, due) for draft in today.to_review], True, "to-review")
    yield Queue(
        "Refused at their time", [_draft(draft, draft.schedule_failure) for draft in today.refused], releases, "refused"
    )
    yield Queue("Changes asked for", [_draft(draft) for draft in today.changes_requested], writes, "changes-requested")
    yield Queue("Approved, to publish", [_draft(draft) for draft in today.approved], releases, "approved")
    overdue = [duty for duty in reviews if duty.status is not Status.DUE]
    yield from queues_of("Reviews overdue", "overdue", overdue, about)
    soon = [duty for duty in reviews if duty.status is Status.DUE]
    yield from queues_of("Reviews due within 90 days", "due-soon", soon, about)
    yield Queue("Being written", [_draft(draft) for draft in today.drafts], writes, "drafts")
    yield Queue(
        "Scheduled",
        [_draft(draft, f"Goes out {moment(draft.publish_at)}.") for draft in today.scheduled],
        False,
        "scheduled",
    )
    with_reviewers = [draft for draft in today.in_review if draft not in today.to_review]
    yield Queue(
        "With reviewers", [_draft(draft, due=due.get(draft.pk, "")) for draft in with_reviewers], False, "in-review"
    )


def _draft(draft: Any, why: str = "", due: SafeString | str = "") -> Matter:
    about = f"{draft.item.get_kind_display()}, {draft.language}"
    return Matter(
        page_of(draft),
        draft.title or draft.item.slug,
        format_html("{} {}. {}", badge(draft.state, draft.get_state_display()), about, why),
        due,
    )


def _review(draft: Draft, due: Mapping[UUID, SafeString]) -> Matter:
    matter = _draft(draft)
    address = reverse("admin:publishing_draft_review", args=[draft.pk])
    return Matter(address, matter.name, matter.why, due.get(draft.pk, ""))
