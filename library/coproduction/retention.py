"""How long we keep who people are, once nothing of theirs is shown any more (domain.md, CN-7). Pure.

| what | kept |
|---|---|
| name, addresses, guardian | until 12 months after the last consent ended |
| signed forms and recordings | the same: they show that what was shown then was agreed to |
| the words, and the name to be shown with them | the same: nobody can be asked about them any more |
| the agreement without the name | for good: it shows that there was one |
| that somebody read who a person is | for good: it holds ids only |
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

AFTER_THE_END = timedelta(days=365)


def may_be_forgotten(moments: Iterable[datetime], *, at: datetime) -> bool:
    """Whether the time is over. `moments` are when each consent of a person ends or has ended, and when we wrote them down and each of
    their words, which may wait for a consent: somebody who never agrees to anything is forgotten a year after that.
    """
    return max(moments) + AFTER_THE_END <= at
