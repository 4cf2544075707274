"""How long counts are kept: days for thirteen months that are over, then months, for as long as the library lives.

A month holds nothing more than its days did, and nothing of anybody. It stands under its first day.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from library.editions.review_status import uk_day
from library.syndication.adding import LOCK
from library.syndication.models import CountedBatch
from library.syndication.spans import oldest_with_days

BATCHES_ARE_KNOWN = timedelta(days=7)
"""For so long a process may try to send a batch that it was not told of."""


def add_up_months(*, at: datetime) -> None:
    """Add up the days of every month that is older than those of which days are kept. Again and again is as once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(_ADD_UP, {"oldest": oldest_with_days(uk_day(at))})


def forget_batches(*, at: datetime) -> None:
    """Of batches only that they were added is known, and after a while not even that."""
    CountedBatch.objects.filter(added_at__lt=at - BATCHES_ARE_KNOWN).delete()


_ADD_UP = """
WITH gone AS (
    DELETE FROM syndication_dailycount old
    WHERE day < %(oldest)s AND extract(day FROM day) > 1
    RETURNING entry_id, date_trunc('month', day::timestamp)::date AS month, channel, format, host, partner, count
)
INSERT INTO syndication_dailycount (entry_id, day, channel, format, host, partner, count)
SELECT entry_id, month, channel, format, host, partner, sum(count) FROM gone GROUP BY 1, 2, 3, 4, 5, 6
ON CONFLICT (entry_id, day, channel, format, host, partner)
DO UPDATE SET count = syndication_dailycount.count + excluded.count
"""
