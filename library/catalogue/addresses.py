"""Where the public finds things: one rule for every absolute address of an item."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

OEMBED = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
"""Forms of oEmbed, with the media types by which its addresses are announced (oEmbed, section 4)."""

COLLECTIONS = {
    "resource": "resources",
    "case_study": "case-studies",
    "leaflet": "leaflets",
    "training": "training",
    "adaptation": "adaptations",
}
KINDS = {collection: kind for kind, collection in COLLECTIONS.items()}


def item_url(base_url: str, kind: str, slug: str) -> str:
    """The item in its original language."""
    return f"{base_url}/v1/{COLLECTIONS[kind]}/{slug}"


def translation_url(base_url: str, kind: str, slug: str, language: str) -> str:
    """The item in one language, said explicitly."""
    return f"{item_url(base_url, kind, slug)}?language={language}"


def edition_url(base_url: str, kind: str, slug: str, number: int, language: str) -> str:
    """One edition of the item in a language."""
    return f"{item_url(base_url, kind, slug)}/editions/{number}?language={language}"


def feedback_url(base_url: str, kind: str, slug: str) -> str:
    """Where readers write back about the item."""
    return f"{item_url(base_url, kind, slug)}/feedback"


def feedback_page_url(base_url: str, kind: str, slug: str, edition: int, language: str | None = None) -> str:
    """The page for it, about an edition of the original unless a language is named."""
    url = f"{feedback_url(base_url, kind, slug)}?edition={edition}"
    return f"{url}&language={language}" if language else url


def rendition_url(base_url: str, kind: str, slug: str, name: str, language: str | None = None) -> str:
    """A rendition of the item: in its original language unless one is named."""
    url = f"{item_url(base_url, kind, slug)}/renditions/{name}"
    return f"{url}?language={language}" if language else url


def rendition_address(base_url: str, key: str, name: str) -> str:
    """One content of a rendition, for ever. `key` is the start of its hash."""
    return f"{base_url}/v1/renditions/{key}/{name}"


def feed_url(base_url: str) -> str:
    """What is new, as Atom."""
    return f"{base_url}/feed.atom"


def asset_url(base_url: str, sha256: str, name: str) -> str:
    """A published file. The address holds the start of its hash, so that it may be cached for ever."""
    return f"{base_url}/v1/assets/{asset_key(sha256)}/{name}"


def asset_key(sha256: str) -> str:
    """The part of its hash by which a published file is known: 128 bits, more than anybody can make collide by chance."""
    return sha256[:32]


def oembed_url(base_url: str, url: str, form: str = "json") -> str:
    """Where it is said how to embed what stands at an address of ours."""
    return f"{base_url}/v1/oembed?url={quote(url, safe='')}&format={form}"


@lru_cache(maxsize=1024)
def announcement(base_url: str, kind: str, slug: str, language: str | None = None) -> str:
    """A `Link` header by which an item announces its oEmbed answer (oEmbed, section 4)."""
    url = item_url(base_url, kind, slug)
    address = oembed_url(base_url, f"{url}?language={language}" if language else url)
    return f'<{address}>; rel="alternate"; type="{OEMBED["json"]}"'
