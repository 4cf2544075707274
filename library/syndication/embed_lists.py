"""Lists of cards for an iframe: the newest of one kind, or of one topic."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from library.catalogue.addresses import COLLECTIONS
from library.catalogue.languages import direction
from library.catalogue.models import Item, Topic
from library.catalogue.search import Page, Question
from library.directory.queries import crisis_help
from library.editions.reading import read_list
from library.editions.review_status import uk_day
from library.errors import NotFound
from library.rendering.embed_frame import Filling, embed_policy, filled
from library.rendering.embed_parts import other_page
from library.rendering.words import words_for
from library.syndication.embed_address import ListEmbed
from library.syndication.embed_checks import check_look, frame_of
from library.syndication.embed_filling import announced, help_of, look_css
from library.syndication.embed_pages import etag_of

ENGLISH = "en-GB"
OF_ALL_KINDS = tuple(kind for kind in COLLECTIONS if kind != Item.Kind.ADAPTATION)
"""Of a topic: adaptations are local versions of leaflets that are listed already."""


@dataclass(frozen=True)
class ListPage:
    body: bytes
    etag: str
    policy: str


def embed_list(
    embed: ListEmbed, *, after: list[Any] | None, more: Callable[[list[str]], str], now: datetime
) -> ListPage:
    """The cards, newest first, from `after` on; `more` gives the address that goes on after a card.

    Raises `Malformed` for colours that can't be read, `NotFound` for an unknown topic, `NoSuchEmbedder`.
    """
    check_look(embed.look)
    framed_by, language = frame_of(embed.organisation), embed.language or ENGLISH
    title, title_language = title_of(embed)
    question = Question(
        kind=(embed.kind,) if embed.kind else OF_ALL_KINDS,
        topic=(embed.topic,) if embed.topic else (),
        language=embed.language,
    )
    listing = read_list(question, Page(embed.page_size, "-published_at", after, snippets=False), now=now)
    page = other_page(
        "embed_list.html.j2",
        language,
        title=title,
        title_language=title_language,
        cards=[_card(json.loads(card)) for card in listing.cards],
        more=more(listing.after) if listing.after else None,
        library_url=settings.PUBLIC_URL,
    )
    css = look_css(embed.look)
    filling = Filling(
        look=css,
        announced=announced(settings.PUBLIC_URL, embed),
        help=help_of(crisis_help(uk_day(now)), language),
    )
    body = filled(page, filling)
    policy = embed_policy(page, css, origin=settings.PUBLIC_URL, ancestors=framed_by)
    return ListPage(body, etag_of(body, framed_by), policy)


def title_of(embed: ListEmbed) -> tuple[str, str | None]:
    """What a list is called, and the language of that if it is not the list's. Raises `NotFound` for an unknown topic."""
    language = embed.language or ENGLISH
    if embed.kind is not None:
        words = words_for(language)
        return getattr(words.embed, embed.kind), None if words.speaks(language) else words.language
    topic = Topic.objects.filter(slug=embed.topic).only("name").first()
    if topic is None:
        raise NotFound()
    return topic.name, None if words_for(ENGLISH).speaks(language) else ENGLISH


def _card(card: dict[str, Any]) -> dict[str, str]:
    """What a list shows of a card. It leads to the item's web page, in the language of the card."""
    url, _, query = card["url"].partition("?")
    words = words_for(card["language"])
    day = words.format_date(date.fromisoformat(card["review"]["last_reviewed"]))
    return {
        "language": card["language"],
        "direction": direction(card["language"]),
        "title": card["title"],
        "summary": card["summary"],
        "publisher": card["publisher"]["name"],
        "reviewed": f"{words.last_reviewed}: {day}",
        "url": f"{url}/renditions/page.html{'?' if query else ''}{query}",
    }
