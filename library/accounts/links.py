"""Personal links: an address by which one person may do one thing, once, without an account (design.md, section 7).

The token in the address is the credential. It is made when the mail with it is sent, of 256 random bits, and only its hash is kept; sending
again makes a new one, and the one before ends. A link is looked at as often as one likes, used once, and expires.

What a link does is for its kind to say. An area registers its kinds in a module `link_kinds`, which is loaded at the start.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from library.accounts.link_forms import LinkWaits, Offer, Outcome, Value, read_answers
from library.accounts.models import PersonalLink
from library.errors import NotFound

TOKEN_BYTES = 32
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


class LinkNotFound(NotFound):
    """Unknown, used, expired or taken back: which of them is not told."""

    slug = "link-not-valid"
    title = "This link does not work"
    explanation = (
        "The link has been used, has expired, was taken back, or is not whole: we do not tell which. Check that you have copied all "
        "of it. If you have, ask whoever sent it for a new one."
    )


class LinkKind(Protocol):
    """What links of one kind are for. `offer` and `act` raise `NotFound` when the subject does not allow it any more."""

    @property
    def name(self) -> str:
        """Its name in the database and in answers."""

    def offer(self, subject: UUID, *, at: datetime) -> Offer:
        """What the link is for. Changes nothing."""

    def show(self, subject: UUID, *, at: datetime) -> bytes:
        """The page that is to be read first, where the offer `shows` one; raises `NotFound` where it does not."""

    def lock(self, subject: UUID) -> None:
        """Lock it until the end of the transaction, and what `act` locks before it. Nothing happens if it is not there."""

    def act(self, subject: UUID, answers: Mapping[str, Value], *, at: datetime) -> Outcome:
        """Do it, in the transaction that uses the link up. `answers` hold a value for everything that the offer asks."""


@dataclass(frozen=True)
class Opened:
    """A link that works, as it was found."""

    kind: str
    expires_at: datetime
    offer: Offer


_kinds: dict[str, LinkKind] = {}


def register(kind: LinkKind) -> None:
    """Let links of this kind work. Raises `ValueError` for a name that another kind has."""
    if _kinds.get(kind.name, kind) is not kind:
        raise ValueError(f"there is a kind of link with the name {kind.name!r} already")
    _kinds[kind.name] = kind


def issue(*, kind: str, subject: UUID, valid_for: timedelta, at: datetime) -> PersonalLink:
    """A link, which works once it has been sent (`arm`). Raises `KeyError` for a kind that nobody registered."""
    link = PersonalLink(kind=_kinds[kind].name, subject=subject, created_at=at, expires_at=at + valid_for)
    link.save(force_insert=True)
    return link


def take_back(*, kind: str, subject: UUID, at: datetime) -> int:
    """End the links about a subject that were not used; how many."""
    return PersonalLink.objects.filter(kind=kind, subject=subject, used_at=None, ended_at=None).update(ended_at=at)


def arm(*, link: UUID, at: datetime) -> str | None:
    """The token to send; the one before, if any, stops working. None when there is nothing to send any more."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    armed = _open(at).filter(pk=link).update(digest=_digest(token))
    return token if armed else None


def look(token: str, *, at: datetime) -> Opened:
    """What a link is for. Raises `LinkNotFound`, and `LinkWaits`."""
    link = _find(token, at=at)
    offer = _offer(link, at)
    if offer.waits:
        raise LinkWaits(offer.waits)
    return Opened(link.kind, link.expires_at, offer)


def show(token: str, *, at: datetime) -> bytes:
    """The page that is to be read before one answers, in UTF-8. Raises `LinkNotFound`, also for a link that shows none, and `LinkWaits`."""
    link = _find(token, at=at)
    if waits := _offer(link, at).waits:
        raise LinkWaits(waits)
    try:
        return _kinds[link.kind].show(link.subject, at=at)
    except NotFound:
        raise LinkNotFound() from None


@transaction.atomic
def use(token: str, given: Mapping[str, Value], *, at: datetime) -> tuple[str, Outcome]:
    """Do what a link is for, and use it up; its kind and what came of it. A refusal leaves it as it was.

    Raises `LinkNotFound`, `Malformed` for answers that do not fit, `ShownHasChanged`, and what the kind refuses.
    """
    link = _find(token, at=at)
    answers, kind = read_answers(_offer(link, at), given), _kinds[link.kind]
    # First its subject, then the link: whoever takes the subject back, or issues another link, ends this one in that order, too. Only
    # then the act: what it does besides the transaction, such as a tombstone, is not done by a link that has ended meanwhile.
    kind.lock(link.subject)
    if not _open(at).filter(pk=link.pk, digest=link.digest).update(used_at=at):
        raise LinkNotFound()
    try:
        return link.kind, kind.act(link.subject, answers, at=at)
    except NotFound:
        raise LinkNotFound() from None


def _find(token: str, *, at: datetime) -> PersonalLink:
    rows = _open(at).filter(digest=_digest(token), kind__in=_kinds)
    link = rows.first() if TOKEN.fullmatch(token) else None
    if link is None:
        raise LinkNotFound()
    return link


def _open(at: datetime) -> QuerySet[PersonalLink]:
    return PersonalLink.objects.filter(expires_at__gt=at, used_at=None, ended_at=None)


def _offer(link: PersonalLink, at: datetime) -> Offer:
    try:
        return _kinds[link.kind].offer(link.subject, at=at)
    except NotFound:
        raise LinkNotFound() from None


def _digest(token: str) -> str:
    """No slow hash and no salt: a token is random, and nobody tries 2**256 of them."""
    return hashlib.sha256(token.encode()).hexdigest()
