"""What stands in lists, facts and panels: links, badges, days and moments. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from api.desk.forms.json_schema import people_words
from library.catalogue.models import Item
from library.editions.review_status import UK, review_status, uk_day

NOTHING = "–"
TONES = {
    "published": "good",
    "live": "good",
    "approved": "good",
    "current": "good",
    "in_review": "busy",
    "scheduled": "busy",
    "due_soon": "warn",
    "changes_requested": "warn",
    "overdue": "bad",
    "withdrawn": "bad",
}


def badge(code: str, words: str = "", tone: str = "") -> SafeString:
    """A state in words, with a colour that only repeats what the words say."""
    return format_html(
        '<span class="d-badge d-{}">{}</span>', tone or TONES.get(code, "plain"), words or people_words(code)
    )


def link(url: str, words: Any) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, words)


def page_of(thing: Model) -> str:
    """The desk's page of a thing."""
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def thing_link(thing: Model, words: Any = "") -> SafeString:
    return link(page_of(thing), words or str(thing))


def listed(cells: Iterable[Any]) -> SafeString | str:
    """Cells one below the other."""
    rows = [(cell,) for cell in cells]
    return format_html('<ul class="d-list">{}</ul>', format_html_join("", "<li>{}</li>", rows)) if rows else NOTHING


def day(value: date | None) -> str:
    """`23 November 2026`."""
    return f"{value.day} {value:%B %Y}" if value else NOTHING


def moment(value: datetime | None) -> str:
    """`23 November 2026, 14:05`, in the United Kingdom."""
    if value is None:
        return NOTHING
    local = value.astimezone(UK)
    return f"{day(local.date())}, {local:%H:%M}"


def review_badge(item: Item) -> SafeString | str:
    """When the next review is due, and whether that is soon or past."""
    if item.next_review_due is None:
        return NOTHING
    status = review_status(item.next_review_due, uk_day(timezone.now()))
    return format_html("{} {}", badge(status), day(item.next_review_due))
