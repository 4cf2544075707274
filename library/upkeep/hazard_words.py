"""The figures of the hazard log in words, for whoever reads it as a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from library.accounts.letters import day_of
from library.upkeep.hazard_figures import Figure, Recalls

NO_RECORD = "No record says that it was they."


def figure_in_words(figure: Figure) -> str:
    last = f", last on {day_of(figure.last)}" if figure.last else ""
    return f"{figure.called}: {figure.number:,}{last}"


def recalls_in_words(found: Recalls) -> Iterator[str]:
    yield (
        "Of withdrawals and safety editions of the last 30 days, subscriptions that there were by then were told "
        f"{found.told:,} times."
    )
    if found.told:
        yield f"Half of them within {_time(found.half)}, the last after {_time(found.longest)}."
    yield f"{found.waiting:,} messages wait, and {found.given_up:,} were given up."


def _time(took: timedelta | None) -> str:
    seconds = round(took.total_seconds()) if took else 0
    return f"{seconds:,} seconds" if seconds < 600 else f"{round(seconds / 60):,} minutes"
