"""What there is and what there was, one row for each item and language: for those who keep a copy (domain.md, IO-1).

The feed tells of editions and withdrawals. Facts that change without one (the name of a topic, a review that has become due, another
language of the item) move an entry's ETag alone; the manifest tells the ETag that each has at this moment, so that one pass over it finds
all that a copy lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.conf import settings
from pydantic import Field

from library.catalogue.addresses import translation_url
from library.catalogue.statements import fetch_all
from library.editions.entries import projections_of
from library.editions.projection import version_tag
from library.editions.review_status import review_status, uk_day
from library.editions.shapes import Moment, Shape
from library.syndication.departures import State, SuccessorShape, moment_of, reason_of, successor_of

ORDERS = {
    # name: (column, its type). All from the earliest on: what somebody changes while another pages moves behind the page that
    # they are at, and is met again. What changes by the calendar moves when it is written anew.
    "modified": ("e.changed_at", "timestamptz"),
    "last_reviewed": ("i.last_reviewed", "date"),
    "next_review_due": ("e.next_review_due", "date"),
}
FILTERS = {
    "kind": "e.kind = ANY(%(kind)s)",
    "language": "e.language = %(language)s",
    "state": "e.state = ANY(%(state)s)",
    "modified_since": (
        "(e.changed_at >= %(modified_since)s OR (e.fresh_until <= %(now)s AND e.fresh_until >= %(modified_since)s))"
    ),
}
_ROWS = """
SELECT e.id, e.kind, e.slug, e.language, e.state, e.title, e.published_at, e.modified_at, e.changed_at,
       greatest(e.changed_at, CASE WHEN e.fresh_until <= %(now)s THEN e.fresh_until END), e.etag,
       (e.fresh_until IS NULL OR e.fresh_until > %(now)s) AND e.projection_version = %(version)s,
       e.licence, i.last_reviewed, e.next_review_due, e.edition, x.sha256, coalesce(d.areas, '{{}}'),
       i.withdrawal_reason, i.withdrawn_at, s.kind, s.slug
FROM catalogue_entry e
JOIN catalogue_item i ON i.id = e.item_id
JOIN editions_edition x ON x.item_id = e.item_id AND x.language = e.language AND x.number = e.edition
LEFT JOIN catalogue_derivation d ON d.item_id = e.item_id
LEFT JOIN catalogue_item s ON s.id = i.successor_id
WHERE {conditions} ORDER BY {column}, e.id LIMIT {limit:d}
"""


class ManifestReview(Shape):
    last_reviewed: date | None
    next_due: date | None
    status: Literal["current", "due_soon", "overdue", "withdrawn"]


class ManifestEntry(Shape):
    """An item in one language. Of what is gone only the members up to `successor` and the dates are filled."""

    kind: str
    slug: str
    language: str
    url: str = Field(description="Answers with this `etag`; 410 or 308 if it is gone.")
    state: State
    reason: str | None = Field(description="Why it was withdrawn: a code.")
    withdrawn_at: Moment | None
    successor: SuccessorShape | None = Field(description="What to show instead.")
    published_at: Moment = Field(description="When its first edition came out.")
    modified_at: Moment | None = Field(description="When its current edition came out.")
    changed_at: Moment = Field(
        description=(
            "When anything about it last changed: an edition, a fact such as its review, also by the calendar alone, a withdrawal, "
            "a return."
        )
    )
    title: str | None
    licence: str | None = Field(description="SPDX identifier.")
    areas: list[str] = Field(description="For which places an adaptation is: GSS or ODS codes.")
    review: ManifestReview
    edition: int | None
    sha256: str | None = Field(description="Of the edition's text, as in the item and in events.")
    etag: str | None = Field(description="The `ETag` of `url` at this moment, without its quotes.")


@dataclass(frozen=True)
class ManifestQuestion:
    """Which rows are wanted; all filters must hold. `after` are the sort values of the last row that was read. In the
    orders of reviews there is only what is out: what is gone has none.
    """

    order: str = "modified"
    kind: tuple[str, ...] = ()
    language: str | None = None
    state: tuple[str, ...] = ()
    modified_since: datetime | None = None
    after: Sequence[Any] | None = None


def read_manifest(
    question: ManifestQuestion, size: int, *, now: datetime
) -> tuple[list[ManifestEntry], list[str] | None]:
    """A page of rows, and the sort values to go on from, None on the last page."""
    sql, values = _statement(question, size + 1)
    rows = fetch_all(sql, {**values, "now": now, "version": version_tag(settings.PUBLIC_URL)})
    page = rows[:size]
    renewed = projections_of([row[0] for row in page if row[4] == "live" and not row[11]], at=now)
    after = [_sort_value(question.order, page[-1]), str(page[-1][0])] if len(rows) > size else None
    etags = (renewed[row[0]].etag if row[0] in renewed else row[10] for row in page)
    return [_shape(row, etag, uk_day(now)) for row, etag in zip(page, etags, strict=True)], after


def _statement(question: ManifestQuestion, limit: int) -> tuple[str, dict[str, Any]]:
    column, kind = ORDERS[question.order]
    conditions, values = [], dict[str, Any]()
    for name, condition in FILTERS.items():
        wanted = getattr(question, name)
        if wanted not in (None, ()):
            conditions.append(condition)
            values[name] = list(wanted) if isinstance(wanted, tuple) else wanted
    if question.order != "modified":
        conditions.append("e.state = 'live'")  # what is gone has no review
    if question.after is not None:
        conditions.append(f"({column}, e.id) > (%(after_value)s::{kind}, %(after_id)s::uuid)")
        values["after_value"], values["after_id"] = question.after
    return _ROWS.format(conditions=" AND ".join(conditions) or "true", column=column, limit=limit), values


def _sort_value(order: str, row: tuple[Any, ...]) -> str:
    return str({"modified": row[8], "last_reviewed": row[13], "next_review_due": row[14]}[order].isoformat())


def _shape(row: tuple[Any, ...], etag: str, today: date) -> ManifestEntry:
    _, kind, slug, language, state, title, published_at, modified_at, _, changed_at, *_ = row
    licence, last_reviewed, due, edition, sha256, areas, reason, withdrawn_at, *successor = row[12:]
    live = state == "live"
    return ManifestEntry(
        kind=kind,
        slug=slug,
        language=language,
        url=translation_url(settings.PUBLIC_URL, kind, slug, language),
        state=state,
        reason=reason_of(state, reason),
        withdrawn_at=moment_of(state, withdrawn_at),
        successor=None if live else successor_of(*successor),
        published_at=published_at,
        modified_at=modified_at if live else None,
        changed_at=changed_at,
        title=title if live else None,
        licence=licence if live else None,
        areas=areas if live else [],
        review=ManifestReview(
            last_reviewed=last_reviewed if live else None,
            next_due=due if live else None,
            status=review_status(due, today) if live else "withdrawn",
        ),
        edition=edition if live else None,
        sha256=sha256 if live else None,
        etag=etag if live else None,
    )
