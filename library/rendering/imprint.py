"""What stands at the end of Word files and texts (domain.md PR-10, LIC-4), line by line, in the words of the language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from library.rendering.sheet import Imprint
from library.rendering.words import Words


@dataclass(frozen=True)
class Line:
    """`label` may be empty, for a sentence that needs none. `url` is where the text leads, if anywhere. `language` is that of the text
    if it is another than the document's.
    """

    label: str
    text: str
    url: str = ""
    language: str = ""


def imprint_lines(imprint: Imprint, words: Words) -> Iterator[Line]:
    """Whose it is, which edition, how current, on which terms, how it was made, where else it can be had.

    No address for writing back: the short one leads to the page that asks, and paper has room for one address to type.
    """
    yield Line(words.published_by, imprint.publisher)
    yield Line(words.published, f"{words.format_date(imprint.published_on)}, {words.edition_number(imprint.edition)}")
    yield Line(words.last_reviewed, words.format_date(imprint.last_reviewed))
    yield Line(words.next_review_due, words.format_date(imprint.next_review_due))
    if imprint.coproduction:
        yield Line(words.coproduction, imprint.coproduction, language=imprint.coproduction_language)
    if imprint.rights_holder:
        yield Line("", f"© {imprint.rights_holder}")
    yield Line(words.licence, imprint.licence_name, imprint.licence_url)
    yield Line(words.attribution, imprint.attribution)
    if imprint.contact:
        yield Line(words.other_formats, imprint.contact)
    yield Line(words.read_on_web, imprint.short_url, imprint.short_url)
