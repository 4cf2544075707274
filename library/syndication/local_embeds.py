"""The embed of a leaflet for a place: the version that serves it, a choice where several do, else the one for everywhere, marked
as such (domain.md LO-5). What a reader types is cut to the first half of a postcode before anything else, and goes no further.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings

from library.catalogue.models import Entry, Item
from library.directory.queries import crisis_help
from library.editions.adapted import Serving, cards_of, serving
from library.editions.review_status import uk_day
from library.rendering.embed_frame import Filling, embed_policy, filled
from library.rendering.embed_parts import form_html, note_html, other_page
from library.rendering.words import words_for
from library.syndication.embed_address import ItemEmbed, embed_pairs, embed_url, kept_query
from library.syndication.embed_checks import check_asked, frame_of
from library.syndication.embed_filling import announced, help_of, look_css
from library.syndication.embed_pages import EmbedPage, embed_page, etag_of
from library.syndication.following import follow


def local_embed_page(embed: ItemEmbed, *, is_refused: bool, known: Sequence[str], now: datetime) -> EmbedPage:
    """The page of a leaflet for the place that `embed` names, with a form for one if it asks for that.

    `is_refused`: what was typed into the form is no postcode. Raises as `embed_page` and `check_asked` do.
    """
    check_asked(embed)
    everywhere = replace(embed, area=None, postcode=None)
    form = partial(_form, embed, is_refused)
    if not (embed.area or embed.postcode):
        return embed_page(embed, known=known, now=now, notes=form)
    page = partial(embed_page, known=known, now=now, asked=embed)

    def find(kind: str, slug: str, language: str | None) -> Serving | None:
        if kind != Item.Kind.LEAFLET:
            return None
        return serving(slug, language, district=embed.postcode, area=embed.area, now=now)

    found, _ = follow(find, embed.kind, embed.slug, embed.language)
    if found is None:
        return page(everywhere)
    if len(found.entries) > 1:
        return _choices(found.entries, embed, everywhere, now)
    (entry,) = found.entries
    if not found.is_local:
        return page(everywhere, notes=lambda tag: _national(tag) + form(tag))
    return page(replace(everywhere, kind=entry.kind, slug=entry.slug, language=None), notes=form)


def _national(language: str) -> str:
    return note_html(words_for(language).embed.national, language)


def _form(embed: ItemEmbed, is_refused: bool, language: str) -> str:
    """The form, which keeps everything else of the address; nothing unless it is asked for."""
    if not embed.finds_local:
        return ""
    kept = embed_pairs(replace(embed, area=None, postcode=None))
    action = embed_url(settings.PUBLIC_URL, ItemEmbed(kind=embed.kind, slug=embed.slug))
    return form_html(language, action, kept, district=embed.postcode or "", is_refused=is_refused)


def _choices(entries: Sequence[Entry], embed: ItemEmbed, everywhere: ItemEmbed, now: datetime) -> EmbedPage:
    language, css = entries[0].language, look_css(embed.look)
    query = kept_query(embed.organisation, embed.look)
    cards: list[dict[str, Any]] = [json.loads(card) for card in cards_of(entries, now=now)]
    page = other_page(
        "embed_choices.html.j2",
        language,
        title=entries[0].title,
        choices=[{**_choice(card, embed), "title": card["title"]} for card in cards],
        everywhere=embed_url(settings.PUBLIC_URL, everywhere),
    )
    framed_by = frame_of(embed.organisation)
    filling = Filling(
        look=css,
        announced=announced(settings.PUBLIC_URL, embed),
        notes=_form(embed, False, language),
        help=help_of(crisis_help(uk_day(now)), language),
        query=query,
    )
    body = filled(page, filling)
    policy = embed_policy(page, css, origin=settings.PUBLIC_URL, ancestors=framed_by, has_form=embed.finds_local)
    return EmbedPage(body, etag_of(body, framed_by), policy, None, embed.kind, embed.slug, language, is_original=False)


def _choice(card: dict[str, Any], embed: ItemEmbed) -> dict[str, str]:
    one = ItemEmbed(kind=card["kind"], slug=card["slug"], organisation=embed.organisation, look=embed.look)
    return {"url": embed_url(settings.PUBLIC_URL, one), "publisher": card["publisher"]["name"]}
