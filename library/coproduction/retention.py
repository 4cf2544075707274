"""How long we keep who people are, once nothing of theirs is shown any more (domain.md, CN-7). Pure.

| what | kept |
|---|---|
| name, addresses, guardian | until 12 months after the last consent ended |
| signed forms and recordings | the same: they show that what was shown then was agreed to |
| the agreement without the name | for good: it shows that there was one |
| that somebody read who a person is | for good: it holds ids only |
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

AFTER_THE_END = timedelta(days=365)


def may_be_forgotten(ends: Iterable[datetime], *, created_at: datetime, at: datetime) -> bool:
    """Whether the time is over. `ends` is when each consent of a person ends or has ended; somebody who never agreed to anything
    is forgotten a year after we wrote them down.
    """
    return max(ends, default=created_at) + AFTER_THE_END <= at
