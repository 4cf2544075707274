"""What is kept of embed pages in memory is what its tag says."""

from __future__ import annotations

from typing import Any

import pytest

from library.syndication import embed_pages
from library.syndication.embed_address import ItemEmbed
from library.syndication.embed_pages import EmbedPage, embed_page
from library.syndication.embed_reading import Found, find_page
from library.syndication.looks import Look
from library.syndication.shelf import Shelf
from tests.worlds import World


def test_an_edition_that_comes_out_between_two_readings_is_sent_under_its_own_tag(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = world.published(title="Before")

    def page(scheme: Any, *known: str) -> EmbedPage:
        return embed_page(
            ItemEmbed(kind=item.kind, slug=item.slug, look=Look(scheme=scheme)), known=known, now=world.now()
        )

    known = page("auto").etag
    readings: list[Found] = []

    def reading(*what: Any, **how: Any) -> Found:
        if readings:
            world.republished(item, title="After")
        readings.append(find_page(*what, **how))
        return readings[-1]

    for shelf in ("_contents", "_pages"):
        monkeypatch.setattr(embed_pages, shelf, Shelf(8))
    monkeypatch.setattr(embed_pages, "find_page", reading)
    dark = page("dark", known)
    monkeypatch.setattr(embed_pages, "find_page", find_page)
    assert (b"<h1>After</h1>" in (dark.body or b""), len(readings)) == (True, 2)
    assert dark.etag == page("dark").etag
