"""What the page on which a reader writes back says of its item: taken from the bytes of the item's own answer, so in one query, and one for
the lines of help.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from library.directory.queries import HELP_ORDER, crisis_help
from library.documents.quotations import quotation, with_attribution
from library.documents.vocabulary import CareLevel
from library.editions.archive import NoSuchEdition
from library.editions.models import Edition
from library.editions.reading import read_item
from library.editions.review_status import uk_day
from library.rendering.embed_parts import HelpLine
from library.rendering.feedback_page import AskedAbout
from library.rendering.html import markdown_to_html
from library.rendering.page import PageChapter, leaving
from library.rendering.sheet import Theme
from library.rendering.words import Words, words_for

_HELP = (CareLevel.EMERGENCY, CareLevel.URGENT)
_TO_TALK = ("listening",)
_COLOURS = ("primary", "on_primary", "accent", "tint")


def asked_about(kind: str, slug: str, *, language: str | None, edition: int | None, now: datetime) -> AskedAbout:
    """The item in a language, or its original. `edition` is the one that the reader had; left out: what is out.

    Where to get help is always that of today: the text's own care cards, and the directory's lines for what these lack. Raises as
    reading the item does, and `NoSuchEdition`.
    """
    detail: dict[str, Any] = json.loads(read_item(kind, slug, language, known=(), now=now).document or b"{}")
    number = edition or detail["edition"]
    sections = detail["sections"]
    if number != detail["edition"]:
        sections = _sections(kind, slug, detail["language"], number, newest=detail["edition"])
    words = words_for(detail["language"])
    said = [_as_shown(quote) for quote in detail["testimonials"]]
    cards = [_card(section, words, said) for section in detail["sections"] if section["care_level"] in _HELP]
    wanted = _TO_TALK if any(card.level == CareLevel.EMERGENCY for card in cards) else HELP_ORDER
    return AskedAbout(
        title=detail["title"],
        publisher=detail["publisher"]["name"],
        language=detail["language"],
        page_url=detail["renditions"][0]["url"] if detail["renditions"] else detail["url"],
        edition=number,
        sections=[(section["id"], section["heading"]) for section in sections],
        help=cards,
        lines=_lines(wanted, now),
        theme=Theme(**{name: detail["theme"][name] for name in _COLOURS}),
    )


def _sections(kind: str, slug: str, language: str, number: int, *, newest: int) -> Sequence[dict[str, Any]]:
    """Those of an older edition."""
    editions = Edition.objects.filter(item__kind=kind, item__slug=slug, language=language, number=number)
    document = editions.values_list("document", flat=True).first()
    if document is None:
        raise NoSuchEdition(f"There is no edition {number}.", current_edition=newest)
    found: Sequence[dict[str, Any]] = json.loads(document)["sections"]
    return found


def _as_shown(quote: dict[str, Any]) -> str:
    """The HTML of a quote in a section: a block of its own, the same wherever it stands."""
    return markdown_to_html(quotation(with_attribution(quote["text"], quote["attribution"] or "")))


def _card(section: dict[str, Any], words: Words, said: Sequence[str]) -> PageChapter:
    """Without what people said: they agreed to it in answers of the API, not on a web page, and a quote is not help."""
    level, html = CareLevel(section["care_level"]), str(section["html"])
    for quote in said:
        html = html.replace(quote, "")
    cleaned = Markup(html)  # noqa: S704 - written and cleaned by `rendering.html`
    return leaving(PageChapter(section["id"], section["heading"], None, level.value, words.care(level), cleaned))


def _lines(wanted: Collection[str], now: datetime) -> Sequence[HelpLine]:
    """The directory's, for these purposes."""
    return [
        HelpLine(row["name"], row["display"], row["link"] or "", row["menu_path"] or "", row["hours"] or "")
        for row in crisis_help(uk_day(now))
        if row["purpose"] in wanted
    ]
