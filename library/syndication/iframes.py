"""The frame by which a page without scripts shows an embed page. Pure."""

from __future__ import annotations

from html import escape

from library.syndication.embed_address import sandbox


def iframe_html(src: str, title: str, *, width: int, height: int) -> str:
    """An `iframe` of a size in pixels, never wider than what it stands in. Its reader's page is told to the library by origin only.

    `frameborder` is for consumers that take out styles and keep it.
    """
    allowed = sandbox(finds_local=True)
    return (
        f'<iframe src="{escape(src)}" title="{escape(title)}" width="{width:d}" height="{height:d}" sandbox="{allowed}" '
        'frameborder="0" loading="lazy" referrerpolicy="strict-origin" style="border:0;max-width:100%"></iframe>'
    )
