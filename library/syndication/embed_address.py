"""Addresses of embed pages, written and read by one rule, so that the page, the builder, the snippet and oEmbed agree. Pure.

    {base}/embed/{collection}/{slug}    ItemEmbed: one item
    {base}/embed/{collection}           ListEmbed: a list of cards, or of one topic at {base}/embed/topics/{slug}

An iframe that shows one needs of its `sandbox` (`sandbox`): `allow-scripts` to tell its height; `allow-popups` for links, which open
a window of their own, and for `tel:` and `mailto:`, which browsers hand to other programs only from frames that may open one (HTML,
"hand-off to external software"); `allow-popups-to-escape-sandbox`, so that what opens works; `allow-downloads` for PDF and Word,
which a browser may save rather than show; `allow-forms` for the form of `find=local`. Never `allow-same-origin`: beside
`allow-scripts` it would undo the sandbox on a page of our own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import langcodes

from library.accounts.area_codes import is_area_code
from library.catalogue.addresses import COLLECTIONS, KINDS
from library.catalogue.places import district_of
from library.ids import SLUG_PATTERN
from library.syndication.looks import COLOUR_PATTERN, PLAIN, SCHEMES, Look

SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
PREFIX = "/embed/"
TOPICS = "topics"
PAGE_SIZES = range(1, 21)
PAGE_SIZE = 10
NO_PIN = "Only the national text can stay on one edition: a local version is always the current one."
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_MAX_LENGTH = 2000


def sandbox(*, finds_local: bool) -> str:
    """What an iframe allows its page, which has a form of its own if readers find the local version there."""
    return f"{SANDBOX} allow-forms" if finds_local else SANDBOX


@dataclass(frozen=True, kw_only=True)
class ItemEmbed:
    """One item as an embed. Without `language` its original; `edition` pins it; `area` (ODS or GSS code) or `postcode` (its first
    half) asks for the local version of a leaflet, `finds_local` lets the reader say where. `organisation` is the code of who embeds it.
    """

    kind: str
    slug: str
    language: str | None = None
    edition: int | None = None
    area: str | None = None
    postcode: str | None = None
    finds_local: bool = False
    organisation: str | None = None
    look: Look = PLAIN


@dataclass(frozen=True, kw_only=True)
class ListEmbed:
    """A list of cards as an embed: of one kind, or of one topic (its slug)."""

    kind: str | None = None
    topic: str | None = None
    language: str | None = None
    page_size: int = PAGE_SIZE
    organisation: str | None = None
    look: Look = field(default=PLAIN)


Embed = ItemEmbed | ListEmbed


def embed_url(base_url: str, embed: Embed) -> str:
    """The address of an embed, parameters in one order, so that equal embeds have equal addresses."""
    query = urlencode(embed_pairs(embed), quote_via=quote, safe="")
    return f"{base_url}{_path(embed)}{'?' if query else ''}{query}"


def kept_query(organisation: str | None, look: Look) -> str:
    """What one embed page hands on to the next one that it leads to: for whom it is, and how it looks. Begins with `&`, if it is
    anything.
    """
    pairs = [("for", organisation), *_look_pairs(look)]
    return "".join(f"&{name}={value}" for name, value in pairs if value)


def read_embed_url(base_url: str, url: str) -> Embed | None:
    """The embed that an address names; None if it is none of ours, or says something that no embed page takes."""
    if not url.startswith(base_url + PREFIX) or len(url) > _MAX_LENGTH:
        return None
    parts = urlsplit(url.removeprefix(base_url))
    try:
        pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query), errors="strict")
    except ValueError:
        return None
    said, place = dict(pairs), _place(parts.path.removeprefix(PREFIX))
    if place is None or len(said) != len(pairs):
        return None
    return _read(*place, said)


def _place(path: str) -> tuple[type[Embed], dict[str, Any]] | None:
    """Which embed a path names, and by what."""
    names = path.split("/")
    if not all(re.fullmatch(SLUG_PATTERN, name) for name in names):
        return None
    match names:
        case ["topics", slug]:
            return ListEmbed, {"topic": slug}
        case [name, slug] if name in KINDS:
            return ItemEmbed, {"kind": KINDS[name], "slug": slug}
        case [name] if name in KINDS:
            return ListEmbed, {"kind": KINDS[name]}
    return None


def canonical_language(tag: str) -> str | None:
    """A BCP 47 tag as we write it; None if it is none."""
    if len(tag) > 35 or not _LANGUAGE.fullmatch(tag):
        return None
    try:
        return str(langcodes.standardize_tag(tag))
    except ValueError:
        return None


def _read(kind_of_embed: type[Embed], place: dict[str, Any], said: dict[str, str]) -> Embed | None:
    """The embed with its parameters, each of which must be one that it takes, with a value that it takes."""
    known = {
        "language": ("language", canonical_language),
        "for": ("organisation", _slug),
        **(_OF_ITEMS if kind_of_embed is ItemEmbed else _OF_LISTS),
    }
    values: dict[str, Any] = {}
    look: dict[str, Any] = {}
    for name, text in said.items():
        member, read = _OF_LOOKS.get(name) or known.get(name) or ("", _nothing)
        value = read(text)
        if value is None:
            return None
        (look if name in _OF_LOOKS else values)[member] = value
    if values.get("area") and values.get("postcode"):
        return None
    return kind_of_embed(**place, **values, look=Look(**look))


def _nothing(_: str) -> None:
    return None


def _slug(text: str) -> str | None:
    return text if re.fullmatch(SLUG_PATTERN, text) and len(text) <= 100 else None


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None


def _area(text: str) -> str | None:
    return text.upper() if is_area_code(text.upper()) else None


def _page_size(text: str) -> int | None:
    number = _number(text)
    return number if number in PAGE_SIZES else None


def _colour(text: str) -> str | None:
    return text.lower() if re.fullmatch(COLOUR_PATTERN, text) else None


_OF_ITEMS: dict[str, Any] = {
    "edition": ("edition", _number),
    "area": ("area", _area),
    "postcode": ("postcode", district_of),
    "find": ("finds_local", lambda text: True if text == "local" else None),
}
_OF_LISTS: dict[str, Any] = {"page_size": ("page_size", _page_size)}
_OF_LOOKS: dict[str, Any] = {
    **{name: (name, _colour) for name in ("text", "background", "link")},
    "scheme": ("scheme", lambda text: text if text in SCHEMES else None),
}


def _path(embed: Embed) -> str:
    if isinstance(embed, ItemEmbed):
        return f"{PREFIX}{COLLECTIONS[embed.kind]}/{embed.slug}"
    return f"{PREFIX}{TOPICS}/{embed.topic}" if embed.topic else f"{PREFIX}{COLLECTIONS[embed.kind or '']}"


def embed_pairs(embed: Embed) -> list[tuple[str, str]]:
    """The parameters of an embed's address, in their order."""
    pairs: list[tuple[str, str | int | None]] = [("language", embed.language)]
    if isinstance(embed, ItemEmbed):
        pairs += [("edition", embed.edition), ("area", embed.area), ("postcode", embed.postcode)]
        pairs += [("find", "local" if embed.finds_local else None)]
    elif embed.page_size != PAGE_SIZE:
        pairs += [("page_size", embed.page_size)]
    pairs += [("for", embed.organisation), *_look_pairs(embed.look)]
    return [(name, str(value)) for name, value in pairs if value]


def _look_pairs(look: Look) -> list[tuple[str, str]]:
    scheme = "" if look.scheme == "auto" else look.scheme
    pairs = [("text", look.text), ("background", look.background), ("link", look.link), ("scheme", scheme)]
    return [(name, value) for name, value in pairs if value]
