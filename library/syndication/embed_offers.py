"""Snippets for what is published now: reads the card, the help lines of the directory and the present script, and puts them together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from library.directory.queries import crisis_help
from library.editions.adapted import serving
from library.editions.reading import read_item
from library.editions.review_status import uk_day
from library.rendering.embed_parts import HelpLine
from library.rendering.words import words_for
from library.syndication.embed_address import PAGE_SIZE, Embed, ItemEmbed, ListEmbed, embed_url
from library.syndication.embed_checks import check_asked, check_there
from library.syndication.embed_lists import title_of
from library.syndication.scripts import EmbedScript, current_script, script_url
from library.syndication.snippet import (
    HEADING_LEVEL,
    URGENT,
    Fallback,
    Framed,
    Snippet,
    element_snippet,
    iframe_snippet,
    oembed_snippet,
)

ENGLISH = "en-GB"


@dataclass(frozen=True)
class Offer:
    """The three forms of a snippet, with what they are made of."""

    address: str
    title: str
    language: str
    builder_url: str
    script: EmbedScript
    script_url: str
    element: Snippet
    iframe: Snippet
    oembed: Snippet


def offer(embed: Embed, *, height: int | None = None, heading_level: int = HEADING_LEVEL, now: datetime) -> Offer:
    """What to paste for an embed. Raises what its page refuses (`embed_checks`), and as reading the item does: `NotFound`,
    `LanguageNotAvailable`, `Gone`, `Moved`.
    """
    check_asked(embed)
    base, script = settings.PUBLIC_URL, current_script()
    fallback = _of_item(embed, now) if isinstance(embed, ItemEmbed) else fallback_of_list(embed, now)
    check_there(embed, now=now)
    framed = Framed(
        address=embed_url(base, embed),
        finds_local=isinstance(embed, ItemEmbed) and embed.finds_local,
        fallback=fallback,
        script_url=script_url(base, script),
        integrity=script.integrity,
        builder_url=builder_url(base, embed, height=height, heading_level=heading_level),
        height=height,
        heading_level=heading_level,
    )
    return Offer(
        address=framed.address,
        title=fallback.title,
        language=fallback.language,
        builder_url=framed.builder_url,
        script=script,
        script_url=framed.script_url,
        element=element_snippet(framed),
        iframe=iframe_snippet(framed),
        oembed=oembed_snippet(framed),
    )


def builder_url(base_url: str, embed: Embed, *, height: int | None, heading_level: int) -> str:
    """The page on which a snippet for this can be made anew, with the same choices. Not with `for`: with that the preview could be
    framed by the hosts of the organisation alone.
    """
    chosen: dict[str, str | int | None] = {"item": item_name(embed), "language": embed.language}
    if isinstance(embed, ItemEmbed):
        chosen |= {"place": "reader" if embed.finds_local else embed.area, "edition": embed.edition}
    elif embed.page_size != PAGE_SIZE:
        chosen |= {"page_size": embed.page_size}
    look = embed.look
    chosen |= {"text": look.text, "background": look.background, "link": look.link}
    chosen |= {"scheme": "" if look.scheme == "auto" else look.scheme, "height": height}
    chosen |= {"heading_level": None if heading_level == HEADING_LEVEL else heading_level}
    said = {name: value for name, value in chosen.items() if value}
    return f"{base_url}/embed/builder?{urlencode(said, safe='/')}"


def item_name(embed: Embed) -> str:
    """What stands after `/embed/` in the address: `leaflets/finding-support`, `topics/eating-disorders`, `leaflets`."""
    return embed_url("", embed).removeprefix("/embed/").partition("?")[0]


def _of_item(embed: ItemEmbed, now: datetime) -> Fallback:
    kind, slug = _served(embed, now)
    reading = read_item(kind, slug, embed.language, known=(), now=now)
    detail: dict[str, Any] = json.loads(reading.document or b"{}")
    return Fallback(
        title=detail["title"],
        summary=detail["summary"],
        language=detail["language"],
        url=_page_of(detail),
        help_lines=help_lines(now),
        attribution_html=detail["attribution"]["html"],
        last_reviewed=date.fromisoformat(detail["review"]["last_reviewed"]),
    )


def _served(embed: ItemEmbed, now: datetime) -> tuple[str, str]:
    """Kind and slug of what the frame will show: of a leaflet for one place, the one adaptation for it, if there is one."""
    if embed.area is None:
        return embed.kind, embed.slug
    found = serving(embed.slug, embed.language, district=None, area=embed.area, now=now)
    if not found.is_local or len(found.entries) != 1:
        return embed.kind, embed.slug
    return found.entries[0].kind, found.entries[0].slug


def _page_of(detail: dict[str, Any]) -> str:
    """The web page stands first among the renditions; of an item without any, the item itself."""
    return detail["renditions"][0]["url"] if detail["renditions"] else detail["url"]


def fallback_of_list(embed: ListEmbed, now: datetime) -> Fallback:
    """What stands in place of a list. Raises `NotFound` for an unknown topic."""
    language = embed.language or ENGLISH
    title, _ = title_of(embed)
    return Fallback(
        title=title,
        summary=words_for(language).embed.from_library,
        language=language,
        url=embed_url(settings.PUBLIC_URL, embed),
        help_lines=help_lines(now),
    )


def help_lines(now: datetime) -> tuple[HelpLine, ...]:
    """The lines of the directory that every text about a crisis has, as they are today."""
    return tuple(
        HelpLine(
            name=line["name"],
            shown=line["display"],
            link=line["link"] or "",
            menu_path=line["menu_path"] or "",
            hours=line["hours"] or "",
        )
        for line in crisis_help(uk_day(now))
        if line["purpose"] in URGENT
    )
