"""Counts go to the database: one statement for a batch, added once however often it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from library.syndication.models.counts import OTHER_HOSTS

HOSTS_PER_DAY = 100
"""Websites that are told apart for one entry on one day. The others count together: a flood of invented ones fills no table."""
LOCK = 0x5EAC4
"""Of the adders. One at a time: each sees the hosts that the one before has added, and rows are locked in one order."""


class Note(NamedTuple):
    """What is counted together. `language` is "" for an item's original; `partner` is the organisation whose key asked."""

    day: date
    channel: str
    kind: str
    slug: str
    language: str
    format: str
    host: str
    partner: UUID | None


def add(batch: UUID, counts: Mapping[Note, int], *, at: datetime) -> None:
    """Add a batch to the daily counts. A batch that was added before is not added again."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(
            _ADD, {"batch": batch, "at": at, "most": HOSTS_PER_DAY, "other": OTHER_HOSTS, **_columns(counts)}
        )


def _columns(counts: Mapping[Note, int]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [getattr(note, name) for note in counts] for name in Note._fields}
    return {**columns, "count": list(counts.values())}


# Notes of an item that is not there (any more) join nothing, and are let go. A host is told apart if the entry has it on that
# day already, or while there is room for it; the order of names decides who comes first, which is as good as any.
_ADD = """
WITH batch AS (
    INSERT INTO syndication_countedbatch (id, added_at) VALUES (%(batch)s, %(at)s) ON CONFLICT DO NOTHING RETURNING id
), note AS (
    SELECT entry.id AS entry_id, said.day, said.channel, said.format, said.host,
           coalesce(organisation.code, '') AS partner, sum(said.count) AS count
    FROM unnest(%(day)s::date[], %(channel)s::text[], %(kind)s::text[], %(slug)s::text[], %(language)s::text[],
                %(format)s::text[], %(host)s::text[], %(partner)s::uuid[], %(count)s::bigint[])
         AS said (day, channel, kind, slug, language, format, host, partner, count)
    CROSS JOIN batch
    JOIN catalogue_entry entry ON entry.kind = said.kind AND entry.slug = said.slug
         AND CASE WHEN said.language = '' THEN entry.is_original ELSE entry.language = said.language END
    LEFT JOIN accounts_organisation organisation ON organisation.id = said.partner
    GROUP BY 1, 2, 3, 4, 5, 6
), known AS (
    SELECT DISTINCT entry_id, day, host FROM syndication_dailycount
    WHERE (entry_id, day) IN (SELECT entry_id, day FROM note WHERE host <> '') AND host NOT IN ('', %(other)s)
), newcomer AS (
    SELECT entry_id, day, host, row_number() OVER (PARTITION BY entry_id, day ORDER BY host)
           + (SELECT count(*) FROM known WHERE known.entry_id = fresh.entry_id AND known.day = fresh.day) AS place
    FROM (SELECT entry_id, day, host FROM note WHERE host NOT IN ('', %(other)s)
          EXCEPT SELECT entry_id, day, host FROM known) AS fresh
), told AS (
    SELECT entry_id, day, channel, format,
           CASE WHEN newcomer.place > %(most)s THEN %(other)s ELSE host END AS host, partner, count
    FROM note LEFT JOIN newcomer USING (entry_id, day, host)
)
INSERT INTO syndication_dailycount (entry_id, day, channel, format, host, partner, count)
SELECT entry_id, day, channel, format, host, partner, sum(count) FROM told GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY 1, 2, 3, 4, 5, 6
ON CONFLICT (entry_id, day, channel, format, host, partner)
DO UPDATE SET count = syndication_dailycount.count + excluded.count
"""
