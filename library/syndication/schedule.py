"""When a delivery is tried again, when it is given up, and when an address is left alone. Plain values; times are seconds.

The waits are those of Standard Webhooks. Success is a status of 2xx and nothing else. An address that fails again and again is
asked less and less often, one event at a time, whatever waits for it: so a dead receiver costs next to nothing, and hears of everything
once it is back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum
from random import uniform

MINUTE, HOUR = 60.0, 3600.0
HONOURED_UP_TO = 24 * HOUR
TRY_LATER = frozenset({429, 503})


class Outcome(Enum):
    ARRIVED = "arrived"
    AGAIN = "again"
    GIVEN_UP = "given_up"
    GONE = "gone"


def _usual_jitter(seconds: float) -> float:
    """Up to a tenth more, so that what failed together does not come back together."""
    return seconds * uniform(1, 1.1)  # noqa: S311 - it only spreads them


@dataclass(frozen=True)
class Schedule:
    """`waits` before the second and each further attempt of a delivery, and `rests` of an address after so many failures without a
    success between (the last holds for all that follow); `quarantine_after` is how long an address may fail before it is switched off.
    """

    waits: tuple[float, ...] = (
        5,
        5 * MINUTE,
        30 * MINUTE,
        2 * HOUR,
        5 * HOUR,
        10 * HOUR,
        14 * HOUR,
        20 * HOUR,
        24 * HOUR,
    )
    rests: tuple[float, ...] = (0, 0, 30, MINUTE, 2 * MINUTE, 5 * MINUTE)
    quarantine_after: timedelta = timedelta(days=3)
    claim: timedelta = timedelta(seconds=40)
    jitter: Callable[[float], float] = _usual_jitter

    def wait_after(self, tries: int, retry_after: float | None) -> float | None:
        """Seconds until the next attempt after so many that failed; None when there is none."""
        if tries > len(self.waits):
            return None
        return max(self.jitter(self.waits[tries - 1]), min(retry_after or 0, HONOURED_UP_TO))

    def rest_after(self, failures: int, retry_after: float | None) -> float:
        """Seconds for which nothing is sent to the address."""
        return max(self.rests[min(failures, len(self.rests)) - 1], min(retry_after or 0, HONOURED_UP_TO))

    def is_hopeless(self, failing_since: datetime, at: datetime) -> bool:
        return at - failing_since >= self.quarantine_after


USUAL = Schedule()


def outcome_of(status: int | None, problem: str, *, has_more: bool) -> Outcome:
    """What came of an attempt; `has_more` is whether the schedule has another."""
    if status == 410:
        return Outcome.GONE
    if not problem and status is not None and 200 <= status < 300:
        return Outcome.ARRIVED
    return Outcome.AGAIN if has_more else Outcome.GIVEN_UP


def problem_of(status: int | None) -> str:
    """What a status says of an attempt, as a code for its log; empty when it arrived."""
    if status is not None and 200 <= status < 300:
        return ""
    return "redirect" if status is not None and 300 <= status < 400 else "refused"


def retry_after_of(status: int | None, header: str, at: datetime) -> float | None:
    """How long a receiver that is too busy asks us to wait, in seconds or by a date (RFC 9110, section 10.2.3)."""
    text = header.strip()
    if status not in TRY_LATER or not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        until = parsedate_to_datetime(text)
        return max((until.replace(tzinfo=until.tzinfo or UTC) - at).total_seconds(), 0)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
