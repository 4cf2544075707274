"""What was seen at an address, in words. Pure."""

from __future__ import annotations

from library.accounts.letters import day_words
from library.upkeep.watching import Sight, Standing, State

PROBLEMS = {
    "gone": "it is not there any more ({status})",
    "name-unknown": "nobody knows the name of its server",
    "no-answer": "its server does not answer",
    "too-slow": "its server does not answer in time",
    "tls": "its server does not prove who it is",
    "broken-answer": "its server breaks off its answer",
    "server-error": "its server has an error ({status})",
    "refused": "its server lets us not in ({status})",
    "address-refused": "we don't go there, because it does not begin with https://, is very long or does not lead to the public internet",
}
STATES = {
    State.NEW: "Not looked at yet.",
    State.WELL: "Readers arrive.",
    State.MOVED: "It has moved to {moved_to}",
    State.BROKEN: "It is broken: {problem}.",
    State.UNREACHABLE: "It can't be looked at, for weeks: {problem}. Open it, and see whether readers arrive.",
    State.REFUSED: "It can't be looked at: {problem}.",
}


def standing_words(standing: Standing) -> str:
    """Such as: It is broken: it is not there any more (404). Since 3 May 2026."""
    problem = PROBLEMS.get(standing.problem, standing.problem).format(status=standing.status)
    said = STATES[standing.state].format(moved_to=standing.moved_to, problem=problem)
    if standing.state in (State.NEW, State.WELL) and standing.first_failed_on:
        return f"{said} The last look failed: {problem}."
    if standing.since is None or standing.state in (State.NEW, State.WELL):
        return said
    stop = "" if said.endswith(".") else " ."
    return f"{said}{stop} Since {day_words(standing.since)}."


def sight_words(sight: Sight) -> str:
    """Whether the number stands on the page."""
    if sight.missing_since is not None:
        before = f"It stood there on {day_words(sight.seen_on)}. " if sight.seen_on else ""
        return f"{before}It has not been found there since {day_words(sight.missing_since)}."
    if not sight.decided:
        last = f" It stood there on {day_words(sight.seen_on)}." if sight.seen_on else ""
        return f"Not decided: the page could not be read to its end.{last}"
    return f"It stood there on {day_words(sight.seen_on)}." if sight.seen_on else "Not looked for yet."
