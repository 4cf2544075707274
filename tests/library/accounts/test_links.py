"""Personal links: one person, one thing, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from library.accounts import links
from library.accounts.link_forms import Ask, Offer, Outcome
from library.accounts.links import LinkNotFound
from library.accounts.models import PersonalLink
from library.errors import Conflict, Malformed, NotFound
from library.ids import new_id
from tests.cast import START

WEEK = timedelta(days=7)
LATER = START + timedelta(days=3)


@dataclass
class Visit:
    """A kind of link for these tests: whoever has it says who comes."""

    name: str = "visit"
    done: list[tuple[UUID, Any]] = field(default_factory=list)
    gone: bool = False
    refuses: bool = False

    def offer(self, subject: UUID, *, at: datetime) -> Offer:
        if self.gone:
            raise NotFound()
        return Offer("Visit us", ("Please say who comes.",), "Come", asks=(Ask("who", "Who?", required=True),))

    def lock(self, subject: UUID) -> None:
        """Nobody else knows of it."""

    def show(self, subject: UUID, *, at: datetime) -> bytes:
        raise NotFound()

    def act(self, subject: UUID, answers: Mapping[str, Any], *, at: datetime) -> Outcome:
        if self.refuses:
            raise Conflict("We are full.")
        self.done.append((subject, answers["who"]))
        return Outcome("Thank you", ())


@pytest.fixture
def visit() -> Iterator[Visit]:
    kind = Visit()
    links.register(kind)
    yield kind
    del links._kinds["visit"]


@pytest.fixture
def link(db: None, visit: Visit) -> PersonalLink:
    return links.issue(kind="visit", subject=new_id(), valid_for=WEEK, at=START)


@pytest.fixture
def token(link: PersonalLink) -> str:
    armed = links.arm(link=link.pk, at=START)
    assert armed is not None
    return armed


def test_looking_shows_what_it_is_for_and_changes_nothing(token: str, visit: Visit) -> None:
    for _ in range(3):
        assert links.look(token, at=LATER).offer.title == "Visit us"
    assert visit.done == []


def test_using_does_it_and_uses_it_up(token: str, link: PersonalLink, visit: Visit) -> None:
    links.use(token, {"who": "Robin"}, at=LATER)
    assert visit.done == [(link.subject, "Robin")]
    for attempt in (links.look, lambda *a, **k: links.use(*a, {"who": "Sam"}, **k)):
        with pytest.raises(LinkNotFound):
            attempt(token, at=LATER)
    assert len(visit.done) == 1


def test_a_token_has_256_random_bits_and_only_its_hash_is_kept(token: str, link: PersonalLink) -> None:
    assert len(token) == 43
    link.refresh_from_db()
    assert token not in str(vars(link))
    assert len({links.arm(link=link.pk, at=START) for _ in range(20)}) == 20


def test_sending_again_ends_the_token_before(token: str, link: PersonalLink) -> None:
    newer = links.arm(link=link.pk, at=START)
    assert links.look(str(newer), at=LATER)
    with pytest.raises(LinkNotFound):
        links.look(token, at=LATER)


def test_a_refusal_leaves_it_as_it_was(token: str, visit: Visit) -> None:
    visit.refuses = True
    with pytest.raises(Conflict):
        links.use(token, {"who": "Robin"}, at=LATER)
    visit.refuses = False
    links.use(token, {"who": "Robin"}, at=LATER)


@pytest.mark.parametrize("answers", [{}, {"who": " "}, {"who": True}, {"who": "Robin", "what": "x"}])
def test_wrong_answers_leave_it_as_it_was(token: str, visit: Visit, answers: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        links.use(token, answers, at=LATER)
    assert links.look(token, at=LATER)


def unknown(token: str, link: PersonalLink) -> str:
    return "A" * 43


def cut(token: str, link: PersonalLink) -> str:
    return token[:-1]


def too_long(token: str, link: PersonalLink) -> str:
    return token + "A"


def its_hash(token: str, link: PersonalLink) -> str:
    return links._digest(token)


def taken_back(token: str, link: PersonalLink) -> str:
    links.take_back(kind="visit", subject=link.subject, at=START)
    return token


@pytest.mark.parametrize("made", [unknown, cut, too_long, its_hash, taken_back])
def test_what_does_not_work_is_told_in_one_way(token: str, link: PersonalLink, made: Any) -> None:
    with pytest.raises(LinkNotFound) as refusal:
        links.look(made(token, link), at=LATER)
    assert (refusal.value.detail, refusal.value.members) == (LinkNotFound().detail, {})


@pytest.mark.parametrize(("after", "works"), [(WEEK - timedelta(seconds=1), True), (WEEK, False)])
def test_it_holds_until_it_expires(token: str, after: timedelta, works: bool) -> None:
    if works:
        assert links.look(token, at=START + after)
        return
    with pytest.raises(LinkNotFound):
        links.look(token, at=START + after)


def test_what_its_kind_no_longer_knows_is_not_there(token: str, visit: Visit) -> None:
    visit.gone = True
    with pytest.raises(LinkNotFound):
        links.use(token, {"who": "Robin"}, at=LATER)


def test_an_expired_or_used_link_is_not_sent(link: PersonalLink, token: str) -> None:
    assert links.arm(link=link.pk, at=START + WEEK) is None
    links.use(token, {"who": "Robin"}, at=LATER)
    assert links.arm(link=link.pk, at=LATER) is None


def test_before_it_is_sent_no_token_opens_it(link: PersonalLink) -> None:
    for guess in ("", "None", "A" * 43):
        with pytest.raises(LinkNotFound):
            links.look(guess, at=START)


def test_a_name_means_one_kind(visit: Visit) -> None:
    with pytest.raises(ValueError, match="already"):
        links.register(Visit())
    assert links._kinds["visit"] is visit


def test_a_kind_that_nobody_registered_has_no_links(db: None) -> None:
    with pytest.raises(KeyError):
        links.issue(kind="holiday", subject=new_id(), valid_for=WEEK, at=START)
