"""The web pages of everything that is out, for search engines (sitemaps.org; domain.md, IO-3).

A file may hold 50,000 addresses. Ours hold 5,000 and there is an index from then on: a file is then made in some hundredths of a second
for whoever asks, and not in half a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from django.conf import settings

from library.catalogue.addresses import rendition_url
from library.catalogue.statements import fetch_all
from library.syndication.xml import DECLARATION, moment

PER_FILE = 5_000
_PART = """
SELECT e.kind, e.slug, e.language, e.languages, e.modified_at, i.original_language
FROM (SELECT id FROM catalogue_entry WHERE state = 'live' ORDER BY id OFFSET %(offset)s LIMIT %(limit)s) found
JOIN catalogue_entry e USING (id) JOIN catalogue_item i ON i.id = e.item_id ORDER BY e.id
"""
_PARTS = """
SELECT max(modified_at) FROM (
    SELECT modified_at, (row_number() OVER (ORDER BY id) - 1) / %(size)s AS part FROM catalogue_entry WHERE state = 'live'
) numbered GROUP BY part ORDER BY part
"""
Row = tuple[str, str, str, list[str], datetime, str]
"""Kind, slug, language, all languages, when its edition came out, and the original language."""
_SETS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap() -> bytes:
    """All of it, or the index of its parts."""
    rows = _rows(1, PER_FILE + 1)
    return _index() if len(rows) > PER_FILE else _urls(rows)


def sitemap_part(number: int) -> bytes | None:
    """One part, from 1; None for one that is not there."""
    rows = _rows(number, PER_FILE)
    return _urls(rows) if rows or number == 1 else None


def _rows(number: int, limit: int) -> list[Row]:
    return fetch_all(_PART, {"offset": (number - 1) * PER_FILE, "limit": limit})


def _index() -> bytes:
    parts = [
        f"<sitemap><loc>{escape(settings.PUBLIC_URL)}/sitemaps/{number}</loc><lastmod>{moment(last)}</lastmod></sitemap>"
        for number, (last,) in enumerate(fetch_all(_PARTS, {"size": PER_FILE}), start=1)
    ]
    return f"{DECLARATION}<sitemapindex {_SETS}>{''.join(parts)}</sitemapindex>\n".encode()


def _urls(rows: Sequence[Row]) -> bytes:
    urls = [_url(row) for row in rows]
    return (
        f'{DECLARATION}<urlset {_SETS} xmlns:xhtml="http://www.w3.org/1999/xhtml">{"".join(urls)}</urlset>\n'.encode()
    )


def _url(row: Row) -> str:
    kind, slug, language, languages, modified, original = row

    def page(tag: str) -> str:
        return escape(rendition_url(settings.PUBLIC_URL, kind, slug, "page.html", None if tag == original else tag))

    others = ""
    if len(languages) > 1:
        named = [(tag, page(tag)) for tag in languages] + [("x-default", page(original))]
        others = "".join(f'<xhtml:link rel="alternate" hreflang="{tag}" href="{url}"/>' for tag, url in named)
    return f"<url><loc>{page(language)}</loc><lastmod>{moment(modified)}</lastmod>{others}</url>"
