"""What was told is remembered so that it is not told again, and forgotten once it can't be.

- Of what was told about a duty, only the last counts: its day stays, time goes on, and an earlier status never comes back. That holds for
  years that a duty stays open.
- The last is kept for as long as the duty is there, and for `KEPT` after it was last seen not to be: it may come back as it was (what is
  withdrawn is restored, feedback is opened again). What comes back after longer than that is news.
- A day has one letter, so letters of days that are over count for nothing once nothing refers to them.

How long something has been gone is counted from the first run that missed it, and begins anew when it is there again. So a night or a month
without a run keeps rows for longer, and loses none too early.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef

from library.editions.review_status import uk_day
from library.syndication.models import Subscription
from library.upkeep.duties import duties_at
from library.upkeep.models import Digest, Reminder, WebhookReminder

KEPT = timedelta(days=400)
TELLS: tuple[tuple[type[Model], str], ...] = ((Reminder, "user"), (WebhookReminder, "subscription"))
"""What keeps what was told, and whom."""


@transaction.atomic
def forget_told(*, at: datetime) -> int:
    """Delete what was told and can't be told again, and letters of days that are over. How many rows went. Safe to repeat at any time."""
    on = uk_day(at)
    there = {(duty.kind.value, duty.subject, duty.due_on) for duty in duties_at(at)}
    gone = sum(_forget(model._default_manager, whom, there, on) for model, whom in TELLS)
    ended = WebhookReminder.objects.filter(subscription__state=Subscription.State.ENDED)
    empty = Digest.objects.filter(~Exists(Reminder.objects.filter(digest=OuterRef("pk"))), day__lt=on)
    return gone + ended.delete()[0] + empty.delete()[0]


def _forget(rows: Any, whom: str, there: set[tuple[str, Any, date]], on: date) -> int:
    same = {name: OuterRef(name) for name in (whom, "kind", "subject", "due_on")}
    superseded, _ = rows.filter(Exists(rows.filter(pk__gt=OuterRef("pk"), **same))).delete()
    back, missing = [], []
    kept = rows.values_list("pk", "kind", "subject", "due_on", "gone_since")
    for pk, kind, subject, due_on, gone_since in kept.iterator():
        is_there = (kind, subject, due_on) in there
        if is_there and gone_since is not None:
            back.append(pk)
        if not is_there and gone_since is None:
            missing.append(pk)
    rows.filter(pk__in=back).update(gone_since=None)
    rows.filter(pk__in=missing).update(gone_since=on)
    over, _ = rows.filter(gone_since__lte=on - KEPT).delete()
    return int(superseded + over)
