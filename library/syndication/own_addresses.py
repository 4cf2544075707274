"""Which of our addresses can be embedded, as people copy them: from the API, from a browser, from paper, from an embed. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from library.catalogue.addresses import KINDS
from library.catalogue.short_codes import tail_of
from library.ids import SLUG_PATTERN
from library.syndication.embed_address import Embed, ItemEmbed, canonical_language, read_embed_url

_MAX_LENGTH = 2000
_ITEM = re.compile(rf"/v1/([a-z-]+)/({SLUG_PATTERN[1:-1]})(?:/renditions/page\.html)?")
_SHORT = re.compile(r"/s/([0-9A-Za-z]{8})")


@dataclass(frozen=True)
class ShortAddress:
    """The end of an entry's id, as hexadecimal digits, that a short code stands for."""

    tail: str


def read_own_address(base_url: str, url: str) -> Embed | ShortAddress | None:
    """What an address of ours names; None for every other text. A place within the page (`#help`) is left out of account."""
    url = url.partition("#")[0]
    if not url.startswith(f"{base_url}/") or len(url) > _MAX_LENGTH:
        return None
    embed = read_embed_url(base_url, url)
    if embed is not None:
        return embed
    parts = urlsplit(url.removeprefix(base_url))
    if (short := _SHORT.fullmatch(parts.path)) and not parts.query:
        tail = tail_of(short[1])
        return ShortAddress(tail) if tail else None
    item = _ITEM.fullmatch(parts.path)
    if item is None or item[1] not in KINDS:
        return None
    language = _language(parts.query)
    if language is None:
        return None
    return ItemEmbed(kind=KINDS[item[1]], slug=item[2], language=language or None)


def _language(query: str) -> str | None:
    """The language that a query names, if that is all that it says; empty for no query, None for any other."""
    if not query:
        return ""
    try:
        pairs = parse_qsl(query, strict_parsing=True, errors="strict")
    except ValueError:
        return None
    match pairs:
        case [("language", tag)]:
            return canonical_language(tag)
    return None
