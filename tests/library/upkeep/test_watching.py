"""What looks at an address come to, day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from library.upkeep.link_words import sight_words, standing_words
from library.upkeep.watching import Seen, Sight, Standing, after, as_sent, is_missing, next_look, sighted

FIRST = date(2026, 6, 1)
URL = "https://www.example.org/help"
ALIVE, GONE, BUSY = Seen(200), Seen(404), Seen(503)
SILENT, UNKNOWN = Seen(None, "too-slow"), Seen(None, "name-unknown")


def stands(*looks: tuple[int, Seen]) -> Standing:
    """After looks on days, counted from the first of June."""
    standing = Standing()
    for day, seen in looks:
        standing = after(standing, seen, url=URL, on=FIRST + timedelta(days=day))
    return standing


def daily(seen: Seen, days: int) -> list[tuple[int, Seen]]:
    return [(day, seen) for day in range(days)]


@pytest.mark.parametrize(
    ("looks", "state"),
    [
        ([], "new"),
        ([(0, ALIVE)], "well"),
        ([(0, Seen(302, location="/elsewhere"))], "well"),
        ([(0, GONE)], "new"),
        ([(0, GONE), (0, GONE)], "new"),  # twice on one day is once
        ([(0, GONE), (1, GONE)], "broken"),
        ([(0, Seen(410)), (1, Seen(404))], "broken"),
        ([(0, ALIVE), (7, GONE), (8, ALIVE), (9, GONE)], "well"),
        ([(0, ALIVE), (7, GONE), (8, SILENT), (9, GONE)], "well"),  # not in a row
        ([(0, GONE), (1, GONE), (2, BUSY), (3, SILENT)], "broken"),
        ([(0, GONE), (1, GONE), (2, ALIVE)], "well"),
        (daily(UNKNOWN, 3), "new"),
        (daily(UNKNOWN, 4), "broken"),
        ([(0, ALIVE), (7, SILENT)], "well"),  # down for a night
        ([(0, ALIVE), *((day, SILENT) for day in range(7, 28))], "well"),
        ([(0, ALIVE), *((day, SILENT) for day in range(7, 29))], "unreachable"),
        ([(0, SILENT), (40, SILENT)], "new"),  # weeks without a worker are no weeks of failures
        (daily(Seen(403), 21), "new"),
        (daily(Seen(403), 22), "unreachable"),
        ([*daily(Seen(401), 11), *((day, BUSY) for day in range(11, 22))], "unreachable"),
        ([*daily(BUSY, 22), (22, ALIVE)], "well"),
        ([(0, Seen(None, "address-refused"))], "refused"),
    ],
)
def test_how_it_stands(looks: list[tuple[int, Seen]], state: str) -> None:
    assert stands(*looks).state == state


@pytest.mark.parametrize("status", [400, 401, 403, 405, 429, 500, 502, 503])
def test_a_refusal_or_an_error_never_says_that_it_is_gone(status: int) -> None:
    assert stands(*daily(Seen(status), 400)).state == "unreachable"


@pytest.mark.parametrize(
    ("status", "location", "moved_to"),
    [
        (301, "https://new.example.org/help", "https://new.example.org/help"),
        (308, "/new/help", "https://www.example.org/new/help"),
        (301, "https://example.org/help/", ""),  # only tidied
        (301, "https://WWW.example.org/help", ""),
        (301, "https://www.example.org/help?page=2", "https://www.example.org/help?page=2"),
        (302, "https://new.example.org/help", ""),
        (301, "", ""),
        (301, "https://[", ""),
    ],
)
def test_it_has_moved(status: int, location: str, moved_to: str) -> None:
    standing = stands((0, Seen(status, location=location)))
    assert (standing.state == "moved", standing.moved_to) == (bool(moved_to), moved_to)


def test_a_state_has_the_day_on_which_it_began() -> None:
    assert stands((0, ALIVE), (7, GONE), (8, GONE), (9, GONE)).since == FIRST + timedelta(days=8)
    assert stands((0, ALIVE), (7, ALIVE), (14, ALIVE)).since == FIRST


def test_the_next_look_is_in_a_week_or_tomorrow_while_it_fails() -> None:
    at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    assert next_look(stands((0, ALIVE)), at) == at + timedelta(days=7)
    assert next_look(stands((0, GONE)), at) == at + timedelta(days=1)


def sight(*looks: tuple[int, bool | None]) -> Sight:
    found = Sight()
    for day, seen in looks:
        found = sighted(found, seen, FIRST + timedelta(days=day))
    return found


@pytest.mark.parametrize(
    ("looks", "verified", "missing"),
    [
        ([], None, False),
        ([(0, True)], None, False),
        ([(0, False)], None, False),
        ([(0, False), (0, False)], None, False),
        ([(0, False), (1, False)], None, True),
        ([(0, True), (7, False), (8, False)], None, True),
        ([(0, True), (7, False), (8, False)], 6, True),
        ([(0, True), (7, False), (8, False)], 7, False),  # verified on the day and later: settled
        ([(0, True), (7, False), (8, False), (15, False)], 9, False),
        ([(0, True), (7, False), (8, False), (15, True), (22, False), (23, False)], 9, True),
        ([(0, True), (7, False), (8, None)], None, False),
        ([(0, True), (7, False), (8, False), (15, None)], None, True),
        ([(0, None), (7, None)], None, False),
        ([(0, False), (1, False), (2, True)], None, False),
    ],
)
def test_a_number_is_missing(looks: list[tuple[int, bool | None]], verified: int | None, missing: bool) -> None:
    verified_at = None if verified is None else FIRST + timedelta(days=verified)
    assert is_missing(sight(*looks), verified_at) is missing


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://www.guide.org.uk/a?b=c%20d&e=(f)", "https://www.guide.org.uk/a?b=c%20d&e=(f)"),
        ("https://www.guide.org.uk/caf\u00e9|x", "https://www.guide.org.uk/caf%C3%A9%7Cx"),
    ],
)
def test_an_address_is_sent_as_browsers_send_it(url: str, sent: str) -> None:
    assert as_sent(url) == sent


def test_it_is_told_in_words() -> None:
    gone = standing_words(stands((0, GONE), (1, GONE)))
    assert gone == "It is broken: it is not there any more (404). Since 2 June 2026."
    moved = standing_words(stands((0, Seen(301, location="/new"))))
    assert moved == "It has moved to https://www.example.org/new . Since 1 June 2026."
    assert standing_words(stands((0, ALIVE), (7, SILENT))) == (
        "Readers arrive. The last look failed: its server does not answer in time."
    )
    assert sight_words(sight((0, True), (7, False))) == (
        "It stood there on 1 June 2026. It has not been found there since 8 June 2026."
    )
    assert sight_words(sight((0, None))).startswith("Not decided")
