"""Is this quote shown here? By what its owner agreed to (domain.md, CN-1, CN-3, CN-4, CN-8). Pure.

A quote is shown only while, for **each** organisation that shows it, an agreement that is in force names that organisation and that
channel. Nothing is assumed: not that one body stands for another, not that one channel means the next, not that somebody who can't be
reached would still agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol
from uuid import UUID


class Channel(StrEnum):
    WEB = "web"
    PRINT = "print"
    API = "api"
    EMBED = "embed"
    SOCIAL = "social"
    TRAINING = "training"


USES: Mapping[str, str] = {
    Channel.WEB: "on web pages",
    Channel.PRINT: "in print",
    Channel.API: "in answers of the API",
    Channel.EMBED: "on partners' pages",
    Channel.SOCIAL: "on social media",
    Channel.TRAINING: "in training",
}
Standing = Literal["in_force", "ended", "replaced", "withdrawn"]
Ways = Mapping[tuple[UUID, str], str]
"""Each organisation and channel for which a quote may be shown, with how its owner is named there."""
GUARDED = ("anonymous", "pseudonym", "first_name", "full_name")
"""Ways to be named, the one that tells least first."""


@dataclass(frozen=True)
class Scope:
    """One agreement, as far as it decides anything. `ended_at` is when it was withdrawn or replaced."""

    controllers: frozenset[UUID]
    channels: frozenset[str]
    given_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    attribution: str = "anonymous"
    shown_name: str = ""

    def in_force(self, now: datetime) -> bool:
        return self.given_at <= now < self.expires_at and (self.ended_at is None or now < self.ended_at)


@dataclass(frozen=True)
class Ruling:
    """Whether a quote is shown, and why, in words. `until` is when that may change by time alone. `attribution` is how its owner
    is named: an empty text for nobody.
    """

    shown: bool
    reason: str
    until: datetime | None = None
    attribution: str = ""


class Dated(Protocol):
    """An agreement, as far as it says when it ends or has ended."""

    @property
    def expires_at(self) -> datetime: ...
    @property
    def replaced_at(self) -> datetime | None: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...


def standing(agreement: Dated, now: datetime) -> Standing:
    """Whether an agreement holds, and if not, what ended it first: what comes after that ends nothing any more."""
    ends: list[tuple[datetime | None, Standing]] = [
        (agreement.withdrawn_at, "withdrawn"),
        (agreement.replaced_at, "replaced"),
        (agreement.expires_at, "ended"),
    ]
    over = [(moment, name) for moment, name in ends if moment is not None and moment <= now]
    return min(over, key=lambda end: end[0])[1] if over else "in_force"


def ruling(
    scopes: Sequence[Scope],
    *,
    channel: str,
    organisations: Mapping[UUID, str],
    now: datetime,
    approved: bool = True,
    withdrawn: bool = False,
) -> Ruling:
    """May these organisations (names by id) show the quote there? `approved`: its owner has approved these very words."""
    current = [scope for scope in scopes if scope.in_force(now)]
    if withdrawn or not approved or not organisations or not current:
        return Ruling(False, _why_nowhere(scopes, now, approved=approved, withdrawn=withdrawn))
    until = min(scope.expires_at for scope in current)
    used: list[Scope] = []
    for organisation, name in organisations.items():
        naming = [scope for scope in current if organisation in scope.controllers]
        if not naming:
            return Ruling(False, f"Its owner has not named {name}.", until)
        covering = [scope for scope in naming if channel in scope.channels]
        if not covering:
            return Ruling(False, f"Its owner has not agreed to {name} showing it {USES[channel]}.", until)
        used.append(max(covering, key=lambda scope: scope.given_at))
    named = " and ".join(organisations.values())
    least = min(used, key=lambda scope: GUARDED.index(scope.attribution))
    return Ruling(True, f"Its owner has agreed to {named} showing it {USES[channel]}.", until, least.shown_name)


def ways(scopes: Sequence[Scope], *, now: datetime, approved: bool = True, withdrawn: bool = False) -> Ways:
    """Where the quote may be shown, by each organisation for itself."""
    found = {}
    for organisation in {id for scope in scopes for id in scope.controllers}:
        for channel in Channel:
            told = {organisation: ""}
            ruled = ruling(scopes, channel=channel, organisations=told, now=now, approved=approved, withdrawn=withdrawn)
            if ruled.shown:
                found[organisation, str(channel)] = ruled.attribution
    return found


def losing(before: Ways, after: Ways) -> frozenset[UUID]:
    """The organisations that may not show somewhere any more what they might (`ways`): the words, or the name with them."""
    return frozenset(way[0] for way, name in before.items() if way not in after or (name and after[way] != name))


def ends_at(scopes: Iterable[Scope], now: datetime) -> datetime | None:
    """When the last agreement that is in force ends by itself; None if none is."""
    return max((scope.expires_at for scope in scopes if scope.in_force(now)), default=None)


def _why_nowhere(scopes: Sequence[Scope], now: datetime, *, approved: bool, withdrawn: bool) -> str:
    if withdrawn:
        return "Its owner has withdrawn consent."
    if not scopes:
        return "There is no consent on record."
    if any(scope.ended_at is None and scope.expires_at <= now for scope in scopes):
        return "The consent has come to its end and has not been renewed."
    return "No consent is in force." if approved else "Its owner has not approved these words yet."
