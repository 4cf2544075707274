"""Pieces of pages for iframes that are made for one request: notes, lines of help, and pages that show no text of an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from library.rendering.direction import is_rtl
from library.rendering.embed_frame import height_script, opening_styles
from library.rendering.shades import stylesheet_colours
from library.rendering.sheet import Theme
from library.rendering.templates import marker, templates
from library.rendering.words import words_for

_HELP_LANGUAGE = "en"
_AWAY = Markup(' target="_blank" rel="noopener"')
"""A page of somebody else's has no room in the frame, and may refuse to stand in one."""


@dataclass(frozen=True)
class HelpLine:
    """A line of help as people read it. `link` may be empty, for a number that is texted."""

    name: str
    shown: str
    link: str = ""
    menu_path: str = ""
    hours: str = ""


@dataclass(frozen=True)
class Link:
    """Where to go on, in words. One that leaves the library's embed pages opens a window of its own."""

    url: str
    words: str
    leaves: bool = False


def note_html(text: str, language: str, links: Sequence[Link] = ()) -> str:
    """What must be known before reading, in our own words for a text in this language."""
    said = marker(language, words_for(language))
    paragraphs = [
        Markup("<p>{}</p>").format(said(text)),
        *(Markup("<p>{}</p>").format(link_html(link)) for link in links),
    ]
    return str(Markup('<div class="note" role="note">{}</div>').format(Markup("").join(paragraphs)))


def link_html(link: Link) -> Markup:
    away = _AWAY if link.leaves else ""
    return Markup('<a href="{}"{}><bdi>{}</bdi></a>').format(link.url, away, link.words)


def help_html(lines: Sequence[HelpLine], language: str) -> str:
    """Where to get help now, as a card of a page in this language; nothing without lines."""
    return lines_html(lines, language, words_for(language).embed.help_now, level="emergency", id="_help")


def lines_html(lines: Sequence[HelpLine], language: str, heading: str, *, level: str, id: str) -> str:
    """The same with another heading, in our words for the language. `level` is that of a care card, as a class."""
    if not lines:
        return ""
    words = words_for(language)
    said = marker(language, words)
    rows = Markup("").join(Markup("<li><strong>{}</strong> {}</li>").format(line.name, _way(line)) for line in lines)
    card = Markup(
        '<section class="care {}" aria-labelledby="{}"><h2 id="{}">{}</h2>'
        '<div class="body"><ul class="lines" lang="{}" dir="auto">{}</ul></div></section>'
    )
    return str(card.format(level, id, id, said(heading), _HELP_LANGUAGE, rows))


def form_html(
    language: str, action: str, kept: Sequence[tuple[str, str]], *, district: str = "", is_refused: bool = False
) -> str:
    """A form in which a reader says where, by the first half of a postcode. `kept` goes on in the address."""
    words = words_for(language)
    return (
        templates()
        .get_template("embed_form.html.j2")
        .render(
            words=words,
            said=marker(language, words),
            action=action,
            kept=kept,
            district=district,
            is_refused=is_refused,
        )
    )


def other_page(template: str, language: str, **values: object) -> bytes:
    """A page in UTF-8 that shows no text of an item, in the library's own colours, with the places of embed pages.

    `template` is one of `pages/embed_*.html.j2`.
    """
    words = words_for(language)
    page = (
        templates()
        .get_template(template)
        .render(
            language=language,
            direction="rtl" if is_rtl(language) else "ltr",
            styles=opening_styles(stylesheet_colours(Theme())),
            script=Markup(height_script()),  # noqa: S704 - ours
            words=words,
            said=marker(language, words),
            **values,
        )
    )
    return page.encode()


def _way(line: HelpLine) -> Markup:
    """The number as a link whose digits keep their order, what to choose after dialling, and the hours."""
    shown = Markup('<bdi dir="ltr">{}</bdi>').format(line.shown)
    away = _AWAY if line.link.startswith("https:") else Markup("")
    linked = Markup('<a href="{}"{}>{}</a>').format(line.link, away, shown) if line.link else shown
    return Markup(". ").join([linked, *(escape(said) for said in (line.menu_path, line.hours) if said)])
