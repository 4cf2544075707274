"""Counting costly requests where all processes see it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection

from library.accounts.models import QuotaCount

CEILING = 1_000_000


def spend(caller: str, policy: str, *, window: int, at: datetime) -> tuple[int, int]:
    """Count one request of the caller in the present window of `window` seconds; (count, seconds until the window ends).

    Call it outside the transaction of what it pays for: it counts whether or not that succeeds.
    """
    start = int(at.timestamp()) // window * window
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_quotacount (caller, policy, window_start, count) VALUES (%s, %s, %s, 1) "
            "ON CONFLICT (caller, policy, window_start) DO UPDATE SET count = least(accounts_quotacount.count + 1, %s) RETURNING count",
            [caller[:100], policy, datetime.fromtimestamp(start, UTC), CEILING],
        )
        (count,) = cursor.fetchone()
    return int(count), start + window - int(at.timestamp())


def forget_before(moment: datetime) -> int:
    """Delete windows that began before; how many."""
    deleted, _ = QuotaCount.objects.filter(window_start__lt=moment).delete()
    return deleted


KEPT_FOR = timedelta(hours=24)
