"""What embedding something of ours takes, in the words of oEmbed 1.0 (https://oembed.com; domain.md IO-4).

Only addresses of ours are known: an item in the API, its web page, its embed page, its short address, and embeds of lists. What was
withdrawn is 410 with the reason and where to get help, as everywhere, though oEmbed only knows 404: a consumer that takes both for
"nothing to embed" loses nothing, and one that looks knows that its copy must go. What was redirected is answered for its successor.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings

from library.errors import Fault, Malformed, NotFound
from library.syndication.announcing import Announced, announcement, announcement_at, provider
from library.syndication.embed_address import Embed, ItemEmbed, ListEmbed, embed_url
from library.syndication.embed_checks import check_asked, check_there
from library.syndication.embed_offers import fallback_of_list
from library.syndication.following import follow
from library.syndication.iframes import iframe_html
from library.syndication.inline_fallback import blockquote_html, inline_element_html
from library.syndication.own_addresses import ShortAddress, read_own_address
from library.syndication.scripts import current_script, script_url
from library.syndication.snippet import Fallback
from library.syndication.xml import clean

WIDTH, HEIGHT = 720, 800
"""Pixels, where a consumer names no limits: a comfortable line, and what a screen shows of it."""
CACHE_AGE = 3600
_THUMBNAIL = ("thumbnail_url", "thumbnail_width", "thumbnail_height")


class NothingToEmbed(NotFound):
    """Not an address of this library, or of nothing in it."""

    slug = "nothing-to-embed"
    title = "There is nothing to embed at this address"
    explanation = (
        "`url` must be the address of an item of this library: as in its card, its `page.html`, its embed page or its short address, with "
        "or without `language`. Parameters that those addresses do not take are not guessed at, and a postcode is a reader's: nothing is "
        "embedded for one."
    )


@dataclass(frozen=True)
class OEmbed:
    """An answer: its bytes with their tag. `item` is there unless it is for a list."""

    body: bytes
    etag: str
    item: Announced | None


@dataclass(frozen=True)
class _Said:
    """What an answer is made of. `members` is JSON of those that are the same for every consumer."""

    embed: Embed
    members: bytes
    fallback: Fallback


@dataclass(frozen=True)
class _Wanted:
    """How a consumer wants it."""

    max_width: int | None
    max_height: int | None
    as_xml: bool
    as_element: bool


def oembed(
    url: str,
    *,
    max_width: int | None,
    max_height: int | None,
    as_xml: bool,
    as_element: bool = False,
    now: datetime,
) -> OEmbed:
    """How to embed what stands at an address of ours. Sizes are pixels, and are never exceeded. `as_element` asks for the script and
    the element in place of a frame, for a consumer that trusts us with scripts.

    Raises `NothingToEmbed`; what the embed page refuses (`embed_checks`); and as reading the item does.
    """
    named = read_own_address(settings.PUBLIC_URL, url)
    # A postcode is a reader's: nothing that is kept is made of it.
    if named is None or (isinstance(named, ItemEmbed) and named.postcode):
        raise NothingToEmbed()
    if not isinstance(named, ShortAddress):
        _check(named)
    item, said = _list(named, now) if isinstance(named, ListEmbed) else _item(named, now)
    check_there(said.embed, now=now)
    body, etag = _answer(said, _Wanted(max_width, max_height, as_xml, as_element), settings.PUBLIC_URL)
    return OEmbed(body, etag, item)


def _check(embed: Embed) -> None:
    try:
        check_asked(embed)
    except Malformed as refused:
        raise Malformed(refused.detail, errors=[Fault("?url", one.detail) for one in refused.errors]) from None


@lru_cache(maxsize=1024)
def _answer(said: _Said, wanted: _Wanted, base_url: str) -> tuple[bytes, str]:
    """The answer and its tag. Pure, and the same for every consumer that asks alike."""
    members, (max_width, max_height) = json.loads(said.members), (wanted.max_width, wanted.max_height)
    width, height = min(WIDTH, max_width or WIDTH), min(HEIGHT, max_height or HEIGHT)
    told = {
        "version": "1.0",
        "type": "rich",
        "html": _element(said, base_url) if wanted.as_element else _frame(said, base_url, width, height),
        "width": width,
        "height": height,
        "cache_age": CACHE_AGE,
        **_fitting(members, max_width, max_height),
    }
    body = _xml(told) if wanted.as_xml else json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return body, hashlib.sha256(body).hexdigest()[:32]


def _xml(members: dict[str, Any]) -> bytes:
    """The answer as XML (oEmbed, section 2.3.4.2), without characters that XML can't hold."""
    told = "".join(f"<{name}>{escape(clean(str(value)))}</{name}>" for name, value in members.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{told}</oembed>\n'.encode()


def _item(named: ItemEmbed | ShortAddress, now: datetime) -> tuple[Announced, _Said]:
    """What is said of an item, of what was asked for, or plainly of what took its place."""
    if isinstance(named, ShortAddress):
        found = announcement_at(named, now=now)
        return found, _said_of(found, ItemEmbed(kind=found.kind, slug=found.slug, language=found.language))
    found, moved = follow(partial(announcement, now=now), named.kind, named.slug, named.language)
    if moved:
        named = ItemEmbed(
            kind=found.kind,
            slug=found.slug,
            language=found.language,
            organisation=named.organisation,
            look=named.look,
        )
    return found, _said_of(found, named)


def _said_of(found: Announced, embed: ItemEmbed) -> _Said:
    return _Said(embed, found.told, found.fallback)


def _list(named: ListEmbed, now: datetime) -> tuple[None, _Said]:
    fallback = fallback_of_list(named, now)
    return None, _Said(named, json.dumps({"title": fallback.title, **provider()}).encode(), fallback)


def _frame(said: _Said, base_url: str, width: int, height: int) -> str:
    src = embed_url(base_url, said.embed)
    return blockquote_html(said.fallback) + iframe_html(src, said.fallback.title, width=width, height=height)


def _element(said: _Said, base_url: str) -> str:
    script = current_script()
    address = script_url(base_url, script)
    return inline_element_html(
        embed_url(base_url, said.embed), said.fallback, script_url=address, integrity=script.integrity
    )


def _fitting(members: dict[str, Any], max_width: int | None, max_height: int | None) -> dict[str, Any]:
    """Without a picture that is larger than what there is room for."""
    is_too_large = any(
        limit is not None and members.get(name, 0) > limit
        for name, limit in (("thumbnail_width", max_width), ("thumbnail_height", max_height))
    )
    return {name: value for name, value in members.items() if name not in _THUMBNAIL} if is_too_large else members
