"""What is new as an Atom feed (RFC 4287), in pages (RFC 5005, section 3), with deletions (RFC 6721). Pure.

An entry's id is that of the item in its language and stays over editions, withdrawal and return. What was withdrawn stays in the feed as an
entry of the same id that says so, which replaces the text in readers that know nothing of deletions; the `at:deleted-entry` beside it has
those that do forget it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from library.catalogue.addresses import item_url, rendition_url, translation_url
from library.syndication.news import Piece
from library.syndication.xml import DECLARATION, element, moment

TITLE = "Co-production resource library: what is new"
SUBTITLE = "What was published, changed, withdrawn or moved, the latest first."
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""`updated` of a feed in which there is nothing yet: an element that must be there."""
KINDS = {
    "resource": "resource",
    "case_study": "case study",
    "leaflet": "leaflet",
    "training": "training",
    "adaptation": "local leaflet",
}


@dataclass(frozen=True)
class Place:
    """Where a page of the feed stands: addresses of this page, the first, the next, and of the feed whatever its page."""

    own: str
    first: str
    next: str | None
    feed: str
    base: str


def atom(pieces: Sequence[Piece], place: Place, help_now: str) -> bytes:
    """One page. `help_now` is a sentence on where to get help, for what is gone."""
    updated = max((piece.updated for piece in pieces), default=NEVER)
    links = [
        element("link", rel="self", type="application/atom+xml", href=place.own),
        element("link", rel="first", type="application/atom+xml", href=place.first),
        *([element("link", rel="next", type="application/atom+xml", href=place.next)] if place.next else []),
        element("link", rel="alternate", type="application/json", href=f"{place.base}/v1/catalogue"),
    ]
    head = [
        element("id", text=place.feed),
        element("title", text=TITLE),
        element("subtitle", text=SUBTITLE),
        element("updated", text=moment(updated)),
        element("author", element("name", text="Co-production resource library"), element("uri", text=place.base)),
    ]
    entries = [_entry(piece, place.base, help_now) for piece in pieces]
    deleted = [
        element("at:deleted-entry", ref=piece.id.urn, when=moment(piece.updated))
        for piece in pieces
        if piece.card is None
    ]
    whole = element(
        "feed",
        *head,
        *links,
        *deleted,
        *entries,
        xmlns="http://www.w3.org/2005/Atom",
        xmlns_at="http://purl.org/atompub/tombstones/1.0",
        xml_lang="en-GB",
    )
    return f"{DECLARATION}{whole}\n".encode()


def _entry(piece: Piece, base: str, help_now: str) -> str:
    own = [
        element("id", text=piece.id.urn),
        element("updated", text=moment(piece.updated)),
        element("published", text=moment(piece.published_at)),
        element("category", term=piece.kind, scheme=f"{base}/v1/catalogue", label=KINDS[piece.kind]),
    ]
    said = _live(piece, base) if piece.card else _gone(piece, base, help_now)
    return element("entry", *own, *said, xml_lang=piece.language if piece.card else "en-GB")


def _live(piece: Piece, base: str) -> list[str]:
    card = piece.card or {}
    licence = card["licence"]
    return [
        element("title", text=card["title"]),
        element("summary", text=card["summary"]),
        element("author", element("name", text=card["publisher"]["name"])),
        *_links(piece, base),
        *(
            element("category", term=topic["slug"], scheme=f"{base}/v1/topics", label=topic["name"])
            for topic in card["topics"]
        ),
        element("rights", text=f"{licence['name']}, {licence['url']}"),
    ]


def _gone(piece: Piece, base: str, help_now: str) -> list[str]:
    """It says plainly that it is gone. Its title is not said again: it may be what was wrong."""
    name = f"{KINDS[piece.kind]} {piece.slug}"
    title = f"Moved: {name}" if piece.state == "redirected" else f"Withdrawn: {name}"
    what = "This has moved." if piece.state == "redirected" else f"This was withdrawn: {piece.because} Stop showing it."
    successor = piece.successor
    instead = f"Read instead: {_page(base, successor.kind, successor.slug)}" if successor else ""
    return [
        element("title", text=title),
        element("summary", text=" ".join(filter(None, (what, instead, help_now)))),
        element("author", element("name", text="Co-production resource library")),
        *_links(piece, base),
        element("category", term=piece.state, scheme=f"{base}/v1/manifest", label=piece.state),
        *([_link("related", "text/html", _page(base, successor.kind, successor.slug))] if successor else []),
        *([_link("related", "application/json", item_url(base, successor.kind, successor.slug))] if successor else []),
    ]


def _links(piece: Piece, base: str) -> list[str]:
    language = None if piece.is_original else piece.language
    return [
        _link("alternate", "text/html", _page(base, piece.kind, piece.slug, language), piece.language),
        _link(
            "alternate",
            "application/json",
            translation_url(base, piece.kind, piece.slug, piece.language),
            piece.language,
        ),
    ]


def _link(rel: str, media_type: str, href: str, language: str = "") -> str:
    return element("link", rel=rel, type=media_type, href=href, **({"hreflang": language} if language else {}))


def _page(base: str, kind: str, slug: str, language: str | None = None) -> str:
    return rendition_url(base, kind, slug, "page.html", language)
