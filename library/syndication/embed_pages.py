"""The page of an item for an iframe, as one partner asks for it: which edition, in which look, with what must be said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from django.conf import settings

from library.accounts.models import Organisation
from library.editions.review_status import uk_day
from library.errors import Moved
from library.rendering.embed_frame import Filling, embed_policy, filled
from library.rendering.embed_parts import Link, note_html
from library.rendering.words import words_for
from library.syndication.embed_address import ItemEmbed, embed_url, kept_query
from library.syndication.embed_at_hand import still_stands
from library.syndication.embed_checks import NoSuchEmbedder, check_look
from library.syndication.embed_filling import NOBODY, ancestors, announced, help_now, look_css
from library.syndication.embed_reading import Found, find_page, find_pinned_page, page_with_quotes
from library.syndication.following import follow
from library.syndication.shelf import Shelf

ENGLISH = "en-GB"
NOT_REGISTERED = (
    "This organisation has not registered a website on which it embeds pages, so no website can show this one. Register its "
    "hosts with the library, or leave `for` out of the address."
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
    is_original: bool


@dataclass(frozen=True)
class _Sent:
    """A page as it was sent, and what it was put together from."""

    page: EmbedPage
    found: Found
    hosts: tuple[str, ...] | None


_contents: Shelf[bytes] = Shelf(128)
"""Kept pages by their tags; what was found for an address last; and pages as they were sent last."""
_last: Shelf[Found] = Shelf(512)
_sent: Shelf[_Sent] = Shelf(128)


@dataclass(frozen=True)
class _Said:
    """What a page says besides: `notes` to readers, as HTML, and which embed it is to consumers of oEmbed."""

    notes: str
    asked: ItemEmbed


def nothing_else(_: str) -> str:
    """No further notes."""
    return ""


def embed_page(
    embed: ItemEmbed,
    *,
    known: Sequence[str],
    now: datetime,
    notes: Callable[[str], str] = nothing_else,
    asked: ItemEmbed | None = None,
) -> EmbedPage:
    """The page of an item. `known` are ETags whose bytes the caller has already; `notes` gives HTML of what else must be said of
    it, in the words for a language; `asked` is what stands in the address, where that is not `embed`.

    Raises `Malformed` for colours that can't be read, and as reading the item does: `NotFound`, `LanguageNotAvailable`,
    `NoSuchEdition`, `NoSuchEmbedder`, `Gone`. What was redirected is answered with its successor.
    """
    check_look(embed.look)
    last = _last.get(_address(embed))
    stands = None if last is None else still_stands(last, embed.language, organisation=embed.organisation, now=now)
    if last is None or stands is None:
        found, said = _found(embed, known, last, now)
        return _page_for(found, embed, _Said(said + notes(found.language), asked or embed), known, now)
    is_plain = notes is nothing_else and asked is None  # what a reader typed is not kept in memory
    sent = _sent.get(embed) if is_plain else None
    if sent is not None and sent.found is last and sent.hosts == stands.hosts:
        page = sent.page
        return page if page.fresh_until == stands.fresh_until else replace(page, fresh_until=stands.fresh_until)
    found = replace(last, fresh_until=stands.fresh_until, hosts=stands.hosts)
    page = _page_for(found, embed, _Said(notes(found.language), asked or embed), known, now)
    # Not of an edition that has come out since it was asked after.
    if is_plain and page.body is not None and page.etag.startswith(f"{last.kept.etag}-"):
        _sent.put(embed, _Sent(page, last, stands.hosts))
    return page


def _found(embed: ItemEmbed, known: Sequence[str], last: Found | None, now: datetime) -> tuple[Found, str]:
    """The edition to be shown, and what must be said of it: that it took another's place, or what became of a pin."""
    kept = [tag.partition("-")[0] for tag in known]
    asked: dict[str, Any] = {
        "organisation": embed.organisation,
        "known": [*kept, last.kept.etag] if last else kept,
        "now": now,
    }
    if embed.edition is not None:
        with suppress(Moved):
            pinned = find_pinned_page(embed.kind, embed.slug, embed.language, embed.edition, **asked)
            _remember(replace(pinned, entry_etag=None), embed)
            return _pinned(pinned, embed, asked)
    found, moved = follow(partial(find_page, **asked), embed.kind, embed.slug, embed.language)
    if moved:
        return found, note_html(words_for(found.language).embed.moved, found.language)
    _remember(found, embed)
    return found, ""


def _remember(found: Found, embed: ItemEmbed) -> None:
    """What was found for an address. Not with words that can be taken back."""
    if not found.quotes:
        _last.put(_address(embed), replace(found, kept=replace(found.kept, content=None)))


def _address(embed: ItemEmbed) -> tuple[str, str, str | None, int | None]:
    return embed.kind, embed.slug, embed.language, embed.edition


def _pinned(found: Found, embed: ItemEmbed, asked: dict[str, Any]) -> tuple[Found, str]:
    if found.unpinned is None:
        return found, _update_exists(found, embed) if found.number < found.newest else ""
    newest = find_page(embed.kind, embed.slug, embed.language, **asked)
    phrase = getattr(words_for(newest.language).embed, f"unpinned_{found.unpinned}")
    return newest, note_html(phrase.format(number=embed.edition), newest.language)


def _page_for(found: Found, embed: ItemEmbed, said: _Said, known: Sequence[str], now: datetime) -> EmbedPage:
    if found.quotes and embed.organisation is not None and found.hosts is not None:
        return _quoting(found, embed, said, now)
    return _page_of(found, embed, said, known=known, now=now)


def _page_of(found: Found, embed: ItemEmbed, said: _Said, *, known: Sequence[str], now: datetime) -> EmbedPage:
    """A page that was found, with its places filled."""
    if embed.organisation is not None and found.hosts is None:
        raise NoSuchEmbedder(f"There is no organisation {embed.organisation}.")
    framed_by, notes = ancestors(embed.organisation, found.hosts), said.notes
    if framed_by == NOBODY:
        notes += note_html(NOT_REGISTERED, ENGLISH)
    filling = Filling(
        look=look_css(embed.look),
        announced=announced(settings.PUBLIC_URL, said.asked),
        notes=notes,
        help=help_now(found.help, found.language),
        query=kept_query(embed.organisation, embed.look),
    )
    etag = _tag_of(found, filling, framed_by)
    body, policy = None, ""
    if etag not in known:
        found = _with_content(found, embed, now)
        etag, (body, policy) = _tag_of(found, filling, framed_by), _composed(found, embed, filling, framed_by)
    return EmbedPage(body, etag, policy, found.fresh_until, found.kind, found.slug, found.language, found.is_original)


def _composed(found: Found, embed: ItemEmbed, filling: Filling, framed_by: str) -> tuple[bytes, str]:
    """The page with its places filled, and its policy."""
    content = found.kept.content or b""
    if not found.quotes:
        _contents.put(found.kept.etag, content)
    policy = embed_policy(
        content,
        filling.look,
        origin=settings.PUBLIC_URL,
        ancestors=framed_by,
        has_form=embed.finds_local,
    )
    return filled(content, filling), policy


def _quoting(found: Found, embed: ItemEmbed, said: _Said, now: datetime) -> EmbedPage:
    """The page of one partner, with the words that may stand on their website."""
    organisation = Organisation.objects.get(code=embed.organisation)
    page, fresh_until = page_with_quotes(found, organisation, now=now)
    kept = replace(found.kept, content=page, sha256=hashlib.sha256(page).hexdigest())
    return _page_of(replace(found, kept=kept, fresh_until=fresh_until), embed, said, known=(), now=now)


def _with_content(found: Found, embed: ItemEmbed, now: datetime) -> Found:
    """With the bytes after all: the caller has them in another look. Read again they come with their own tag, for another edition may
    have come out meanwhile.
    """
    content = found.kept.content or _contents.get(found.kept.etag)
    if content is not None:
        return replace(found, kept=replace(found.kept, content=content))
    where = (found.kind, found.slug, found.language)
    if found.number == found.newest:
        return find_page(*where, organisation=embed.organisation, known=(), now=now)
    return find_pinned_page(*where, found.number, organisation=embed.organisation, known=(), now=now)


def _update_exists(found: Found, embed: ItemEmbed) -> str:
    words = words_for(found.language)
    said = words.embed.update_exists.format(
        number=found.number, newest=found.newest, date=words.format_date(uk_day(found.newest_at))
    )
    newest = embed_url(settings.PUBLIC_URL, replace(embed, edition=None))
    return note_html(said, found.language, [Link(newest, words.embed.read_newest)])


def etag_of(body: bytes, framed_by: str) -> str:
    """The tag of a page that is made for one request."""
    return hashlib.sha256(body + framed_by.encode()).hexdigest()[:32]


def _tag_of(found: Found, filling: Filling, framed_by: str) -> str:
    return f"{found.kept.etag}-{_digest(filling, framed_by)}"


@lru_cache(maxsize=512)
def _digest_of_usual(look: str, announced: str, help: str, query: str, framed_by: str) -> str:
    return hashlib.sha256("\0".join((look, announced, "", help, query, framed_by)).encode()).hexdigest()[:12]


def _digest(filling: Filling, framed_by: str) -> str:
    """Tells apart what is in the places of a page, and who may frame it."""
    if not filling.notes:
        return _digest_of_usual(filling.look, filling.announced, filling.help, filling.query, framed_by)
    text = "\0".join((filling.look, filling.announced, filling.notes, filling.help, filling.query, framed_by))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
