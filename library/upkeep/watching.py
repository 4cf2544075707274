"""What looks at an address come to, and when it is looked at again (domain.md CR-15). Pure.

A server that is down for a night is no broken link: only failures on several days count, and only a server that says so (404, 410) or a
name that is not known any more says that something is gone. Everything else (a refusal, an error, no answer) says after weeks that nobody
can tell. What is wrong is for a person to look at; nothing is changed by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from urllib.parse import quote, urldefrag, urljoin, urlsplit

WELL_AGAIN = timedelta(days=7)
FAILED_AGAIN = timedelta(days=1)
DAYS_THAT_SAY = {"gone": 2, "name-unknown": 4}
"""On so many days in a row it says that nothing is there any more."""
WEEKS = timedelta(days=21)
FAILED_IN_WEEKS = 5
MOVED_FOR_GOOD = frozenset({301, 308})
GONE = frozenset({404, 410})
LONGEST = 2000


class State(StrEnum):
    """`new`: not looked at yet. `well`: readers arrive. The others are for a person, see `MATTERS`."""

    NEW = "new"
    WELL = "well"
    MOVED = "moved"
    BROKEN = "broken"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


MATTERS = {State.BROKEN: 14, State.UNREACHABLE: 30, State.MOVED: 60, State.REFUSED: 60}
"""What needs a person, and within how many days."""


OPENED_BY_HAND = frozenset({State.UNREACHABLE, State.REFUSED})
"""Where the watch can't tell and a person can: walls against machines let people in. What is gone or has moved, nobody opens well."""
ARRIVAL_HOLDS = timedelta(days=180)


@dataclass(frozen=True)
class Seen:
    """What one look saw. `problem` as of `outbound.Reply`; empty when a whole answer arrived."""

    status: int | None
    problem: str = ""
    location: str = ""

    @property
    def is_silent(self) -> bool:
        """Nobody answered: that may be our own line as well."""
        return self.status is None and self.problem != "address-refused"


@dataclass(frozen=True)
class Standing:
    """What is known of an address. `since` is the day on which its state began; `failed_days` are those on which a look failed since the
    last that did not, `same_days` the last of them on which it failed in the same way.
    """

    state: State = State.NEW
    since: date | None = None
    status: int | None = None
    problem: str = ""
    moved_to: str = ""
    failed_days: int = 0
    same_days: int = 0
    first_failed_on: date | None = None
    last_failed_on: date | None = None


def after(before: Standing, seen: Seen, *, url: str, on: date) -> Standing:
    """How it stands when this was seen on a day."""
    if seen.problem == "address-refused":
        return _in(before, State.REFUSED, Standing(problem=seen.problem), on)
    if not seen.problem and seen.status is not None and seen.status < 400:
        moved_to = _moved_to(url, seen.location) if seen.status in MOVED_FOR_GOOD else ""
        return _in(before, State.MOVED if moved_to else State.WELL, Standing(status=seen.status, moved_to=moved_to), on)
    return _failed(before, seen, on)


def _failed(before: Standing, seen: Seen, on: date) -> Standing:
    problem = problem_of(seen)
    is_new_day = before.last_failed_on != on
    same = before.same_days if before.problem == problem else 0
    facts = Standing(
        status=seen.status,
        problem=problem,
        moved_to=before.moved_to,
        failed_days=before.failed_days + is_new_day,
        same_days=same + (is_new_day or not same),
        first_failed_on=before.first_failed_on or on,
        last_failed_on=on,
    )
    return _in(before, _concluded(before.state, facts), facts, on)


def _concluded(state: State, facts: Standing) -> State:
    """What so many failures say. What is known to be broken stays so until it answers."""
    if facts.same_days >= DAYS_THAT_SAY.get(facts.problem, facts.same_days + 1):
        return State.BROKEN
    if facts.first_failed_on is None or facts.last_failed_on is None or state is State.BROKEN:
        return state
    weeks = facts.last_failed_on - facts.first_failed_on >= WEEKS and facts.failed_days >= FAILED_IN_WEEKS
    return State.UNREACHABLE if weeks else state


def _in(before: Standing, state: State, facts: Standing, on: date) -> Standing:
    """`since` stays while the state does."""
    since = before.since if before.state is state else on
    return replace(facts, state=state, since=since, moved_to=facts.moved_to if state is State.MOVED else "")


def problem_of(seen: Seen) -> str:
    """`gone`, `refused` (401, 403 and other statuses of 4xx), `server-error`, or as the door calls it."""
    if seen.problem:
        return seen.problem
    if seen.status in GONE:
        return "gone"
    return "server-error" if seen.status is not None and seen.status >= 500 else "refused"


def next_look(standing: Standing, at: datetime) -> datetime:
    """In a week, or on the next day while it fails. Computed from the look that was: a night without a worker loses nothing."""
    return at + (FAILED_AGAIN if standing.first_failed_on else WELL_AGAIN)


def _moved_to(url: str, location: str) -> str:
    """Where a redirect leads for good; empty when it only tidies the address: a slash at the end, `www.`, letters in another case."""
    try:
        target = urljoin(url, location)
        return "" if _tidy(url) == _tidy(target) else target[:LONGEST]
    except ValueError:
        return ""


def _tidy(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def page_of(url: str) -> str:
    """The address without what follows `#`: that never reaches a server."""
    try:
        return urldefrag(url).url
    except ValueError:
        return url


def as_sent(url: str) -> str:
    """As browsers send it: what is no character of an address is escaped (RFC 3986)."""
    return quote(url, safe="%/:?#@!$&'()*+,;=~[]")


def host_of(url: str) -> str:
    """Empty where it names none: the door refuses such an address, and says so."""
    try:
        return (urlsplit(url).hostname or "")[:255]
    except ValueError:
        return ""


def url_hash(url: str) -> str:
    """By which an address is found: an index of the database takes no text of 2,000 characters."""
    return sha256(page_of(url).encode()).hexdigest()


@dataclass(frozen=True)
class Sight:
    """Whether a number stood on its page: `seen_on` when last, `missing_since` the first day of looks in a row that did not find it,
    and `missed_on` the last. `decided` is whether the last look could tell.
    """

    seen_on: date | None = None
    missing_since: date | None = None
    missed_on: date | None = None
    decided: bool = False


def sighted(before: Sight, found: bool | None, on: date) -> Sight:
    """After a look on a day; `found` None: it could not tell, and what was known stays."""
    if found is None:
        return replace(before, decided=False)
    if found:
        return Sight(seen_on=on, decided=True)
    return replace(before, missing_since=before.missing_since or on, missed_on=on, decided=True)


def is_missing(sight: Sight, verified_at: date | None) -> bool:
    """Whether it is a matter: missed on two days at least, and nobody has verified it since. (A page under repair is no news.)"""
    if sight.missing_since is None or sight.missed_on is None or sight.missed_on <= sight.missing_since:
        return False
    return verified_at is None or verified_at < sight.missing_since
