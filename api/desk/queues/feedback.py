"""What readers wrote, and nobody has settled: what upset somebody first."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html

from api.desk.asking import Asked
from api.desk.cells import badge, day, page_of
from api.desk.queues.queue import LISTED, Matter, Queue
from library.catalogue.feedback import visible_feedback
from library.catalogue.models import Feedback


def queues(about: Asked) -> Iterable[Queue]:
    waiting = visible_feedback(about.by).exclude(status=Feedback.Status.SETTLED).order_by("due_on", "id")
    rows = list(waiting[: 2 * LISTED])
    upset = [row for row in rows if row.about == Feedback.About.UPSETTING]
    rest = [row for row in rows if row not in upset]
    yield Queue("Readers who were upset", [_matter(row) for row in upset[:LISTED]], True, "upset-readers")
    yield Queue("Feedback of readers", [_matter(row) for row in rest[:LISTED]], True, "feedback")


def _matter(row: Feedback) -> Matter:
    """Without the words: they are read on a page of their own, by whoever means to."""
    name = row.assigned_to.user.get_full_name() if row.assigned_to and not row.assigned_to.ended_at else ""
    who = f"{name} looks after it." if name else "Nobody looks after it yet."
    why = format_html("{} {} By {}.", badge(row.about, row.get_about_display()), who, day(row.due_on))
    return Matter(page_of(row), row.title or row.item.slug, why)  # type: ignore[attr-defined]
