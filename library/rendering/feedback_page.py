"""The page on which a reader writes back about a text, and the page that thanks (domain.md HQ-11).

Whoever opens it may be distressed, on a telephone, in the middle of the night. So it says first where help is and that this
is no help line, then who reads the words and for how long, and asks for no more than a choice and a few words. It is in the language
of the text, looks as the text does, needs no script, and asks nobody for anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from markupsafe import Markup

from library.documents.vocabulary import CareLevel
from library.rendering.direction import is_rtl
from library.rendering.embed_parts import HelpLine, help_html, lines_html
from library.rendering.page import PageChapter, stylesheet
from library.rendering.shades import stylesheet_colours
from library.rendering.sheet import Theme
from library.rendering.templates import PAGES, marker, templates
from library.rendering.words import FeedbackWords, Words, words_for

CHOICES = ("wrong", "unclear", "upsetting", "broken", "helpful", "other")
"""What it may be about, as readers are asked: first what the line in the text asks for."""
NO_FAULTS: Mapping[str, str] = MappingProxyType({})
_APART = "\u2068{}\u2069"
"""A name within our words keeps its own direction (Unicode isolates)."""


@dataclass(frozen=True)
class AskedAbout:
    """The text that a reader writes about. `sections` are ids with headings, `help` its own care cards, `lines` the directory's
    lines of help: all of them for a text that has no card for emergencies, those for somebody to talk to for one that has.
    """

    title: str
    publisher: str
    language: str
    page_url: str
    edition: int
    sections: Sequence[tuple[str, str]] = ()
    help: Sequence[PageChapter] = ()
    lines: Sequence[HelpLine] = ()
    theme: Theme = field(default_factory=Theme)

    @property
    def has_emergency_card(self) -> bool:
        return any(card.level == CareLevel.EMERGENCY for card in self.help)

    @property
    def words(self) -> Words:
        return words_for(self.language)


@dataclass(frozen=True)
class Written:
    """What stands in the form: a choice, words, and the id of a section."""

    about: str = ""
    text: str = ""
    section: str = ""


NOTHING = Written()


def feedback_form(
    item: AskedAbout,
    *,
    address: str,
    most: int,
    sealed: Mapping[str, str],
    written: Written = NOTHING,
    faults: Mapping[str, str] = NO_FAULTS,
) -> bytes:
    """The form, in UTF-8, sent to `address`. `most` is how many characters fit; `sealed` goes along unseen.

    `faults` are sentences by field (`about`, `text`), or by nothing for the form as a whole: then it was refused.
    """
    say = item.words.feedback
    return _written(
        "feedback_form.html.j2",
        item,
        address=address,
        most=most,
        sealed=list(sealed.items()),
        written=written,
        faults=faults,
        choices=[(value, getattr(say, value)) for value in CHOICES],
        labels={"about": say.about, "text": f"{say.text}:"},
    )


def feedback_thanks(item: AskedAbout) -> bytes:
    """The thanks, with the way back and where to get help now."""
    return _written("feedback_thanks.html.j2", item)


def isolated(text: str) -> str:
    """Text that stands within our words, perhaps of the other direction."""
    return _APART.format(text)


def _written(template: str, item: AskedAbout, **values: object) -> bytes:
    words = item.words
    say: FeedbackWords = words.feedback
    html = (
        templates()
        .get_template(template)
        .render(
            item=item,
            words=words,
            say=say,
            said=marker(item.language, words),
            direction=_direction(words.language),
            marks=_marks(item, words),
            before="" if item.has_emergency_card else _all_lines(item),
            after=_lines_to_talk(item) if item.has_emergency_card else "",
            publisher=isolated(item.publisher),
            style=Markup(stylesheet_colours(item.theme) + _stylesheet()),  # noqa: S704 - colours are checked, the rest ours
            **values,
        )
    )
    return html.encode()


def _all_lines(item: AskedAbout) -> Markup:
    return Markup(help_html(item.lines, item.language))  # noqa: S704 - escaped there


def _lines_to_talk(item: AskedAbout) -> Markup:
    heading = item.words.feedback.to_talk
    return Markup(lines_html(item.lines, item.language, heading, level="non-urgent", id="_talk"))  # noqa: S704 - escaped there


def _marks(item: AskedAbout, words: Words) -> Markup:
    if words.speaks(item.language):
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(item.language, _direction(item.language))


def _direction(language: str) -> str:
    return "rtl" if is_rtl(language) else "ltr"


@cache
def _stylesheet() -> str:
    return stylesheet() + (PAGES / "feedback.css").read_text("utf-8")
