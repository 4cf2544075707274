"""The page of an item for an iframe, as one partner asks for it: which edition, in which look, with what must be said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings

from library.editions.review_status import uk_day
from library.errors import Malformed, NotFound
from library.rendering.embed_frame import Filling, embed_policy, filled
from library.rendering.embed_parts import Link, note_html
from library.rendering.words import words_for
from library.syndication.embed_address import ItemEmbed, embed_url, kept_query
from library.syndication.embed_filling import NOBODY, ancestors, help_now, look_css
from library.syndication.embed_reading import Found, find_page, find_pinned_page
from library.syndication.looks import Look, look_faults

ENGLISH = "en-GB"
NOT_REGISTERED = (
    "This organisation has not registered a website on which it embeds pages, so no website can show this one. Register its "
    "hosts with the library, or leave `for` out of the address."
)


class NoSuchEmbedder(NotFound):
    """The page is there, but not for an organisation that nobody knows."""

    slug = "no-such-organisation"
    title = "There is no such organisation"
    explanation = (
        "`for` names an organisation by its code: see `/v1/organisations`. Without `for`, anybody may embed the page."
    )


@dataclass(frozen=True)
class EmbedPage:
    """A page to be sent with its policy. `body` is None when the caller has it already."""

    body: bytes | None
    etag: str
    policy: str
    fresh_until: datetime | None
    kind: str
    slug: str
    language: str


def embed_page(embed: ItemEmbed, *, known: Sequence[str], now: datetime) -> EmbedPage:
    """The page of an item. `known` are ETags whose bytes the caller has already.

    Raises `Malformed` for colours that can't be read, and as reading the item does: `NotFound`, `LanguageNotAvailable`,
    `NoSuchEdition`, `NoSuchEmbedder`, `Gone`, `Moved`.
    """
    check_look(embed.look)
    found, notes = _found(embed, known, now)
    return page_of(found, embed, notes=notes, known=known, now=now)


def check_look(look: Look) -> None:
    """Raises `Malformed` with the numbers when a text can't be read in it."""
    faults = look_faults(look)
    if faults:
        raise Malformed("These colours can't be used together.", errors=faults)


def _found(embed: ItemEmbed, known: Sequence[str], now: datetime) -> tuple[Found, str]:
    """The edition to be shown, and what must be said of it when one was pinned."""
    kept = [tag.partition("-")[0] for tag in known]
    asked: dict[str, Any] = {"organisation": embed.organisation, "known": kept, "now": now}
    if embed.edition is None:
        return find_page(embed.kind, embed.slug, embed.language, **asked), ""
    pinned = find_pinned_page(embed.kind, embed.slug, embed.language, embed.edition, **asked)
    if pinned.unpinned is None:
        return pinned, _update_exists(pinned, embed) if pinned.number < pinned.newest else ""
    newest = find_page(embed.kind, embed.slug, embed.language, **asked)
    phrase = getattr(words_for(newest.language).embed, f"unpinned_{pinned.unpinned}")
    return newest, note_html(phrase.format(number=embed.edition), newest.language)


def page_of(found: Found, embed: ItemEmbed, *, notes: str, known: Sequence[str], now: datetime) -> EmbedPage:
    """A page that was found, with its places filled."""
    if embed.organisation is not None and found.hosts is None:
        raise NoSuchEmbedder(f"There is no organisation {embed.organisation}.")
    framed_by = ancestors(embed.organisation, found.hosts)
    if framed_by == NOBODY:
        notes += note_html(NOT_REGISTERED, ENGLISH)
    filling = Filling(
        look=look_css(embed.look),
        notes=notes,
        help=help_now(found.help, found.language),
        query=kept_query(embed.organisation, embed.look),
    )
    etag = f"{found.kept.etag}-{_digest(filling, framed_by)}"
    body = None
    policy = ""
    if etag not in known:
        content = found.kept.content or _content(found, embed, now)
        body = filled(content, filling)
        policy = embed_policy(content, filling.look, origin=settings.PUBLIC_URL, ancestors=framed_by)
    return EmbedPage(body, etag, policy, found.fresh_until, found.kind, found.slug, found.language)


def _content(found: Found, embed: ItemEmbed, now: datetime) -> bytes:
    """The bytes after all: the caller has them in another look."""
    where = (found.kind, found.slug, found.language)
    if found.number == found.newest:
        again = find_page(*where, organisation=embed.organisation, known=(), now=now)
    else:
        again = find_pinned_page(*where, found.number, organisation=embed.organisation, known=(), now=now)
    return again.kept.content or b""


def _update_exists(found: Found, embed: ItemEmbed) -> str:
    words = words_for(found.language)
    said = words.embed.update_exists.format(
        number=found.number, newest=found.newest, date=words.format_date(uk_day(found.newest_at))
    )
    newest = embed_url(settings.PUBLIC_URL, replace(embed, edition=None))
    return note_html(said, found.language, [Link(newest, words.embed.read_newest)])


def _digest(filling: Filling, framed_by: str) -> str:
    """Tells apart what is in the places of a page, and who may frame it."""
    text = "\0".join((filling.look, filling.notes, filling.help, filling.query, framed_by))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
