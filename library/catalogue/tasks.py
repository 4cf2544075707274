"""Jobs: what has had its time is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from library.catalogue.actions import forget_feedback


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="catalogue.forget_words_of_readers", pass_context=False)
def forget_words_of_readers(timestamp: int) -> None:
    """Every night: the words of readers whose time is over."""
    forget_feedback(at=datetime.fromtimestamp(timestamp, UTC))
