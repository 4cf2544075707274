"""Every check of wording on a text that nobody has to keep here: for authors before they hand it in, and for those who write in a
system of their own (domain.md SM-11). Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from library.catalogue.models import Topic
from library.directory.findings import typed_number_findings
from library.documents.model import Document
from library.documents.parse import parse_document
from library.documents.text import plain_text
from library.documents.unfinished import unfinished_words
from library.editions.contacts import contact_flaws
from library.errors import Fault, Malformed
from library.quality.findings import Finding, Severity
from library.quality.house_style import house_style
from library.quality.readability import Readability, readability
from library.quality.safe_messaging import safe_messaging, severity_for
from library.quality.texts import is_english, public_texts
from library.quality.wording import wording_findings

TEXT = "/text"
_BODY = "/sections/0/body"
UNFINISHED = Finding(
    "unfinished",
    "block",
    "",
    "",
    suggestion="Write the real words, or take it out.",
    source="domain rule CR-14: stand-ins are never published",
)
CONTACT = Finding(
    "contact-point",
    "block",
    "",
    "",
    suggestion="Name a contact point that is in use, as {{contact:…}}.",
    source="domain rules CR-3 to CR-5: a number serves the place, is verified, and is in use",
)
"""What these say, wherever they stand."""


@dataclass(frozen=True)
class Checked:
    """`text` is Markdown by itself, if it was that: pointers of `findings` are `/text` then."""

    document: Document
    findings: tuple[Finding, ...]
    readability: Readability | None
    text: str | None = None

    def also(self, more: Iterable[Finding]) -> Checked:
        """With findings that somebody else made of its document."""
        return replace(self, findings=(*self.findings, *(_of_text(more) if self.text is not None else more)))


def check_text(text: str, *, language: str, topics: Collection[str], audiences: Collection[str], on: date) -> Checked:
    """Of Markdown by itself. Raises as `check_document`."""
    section = {"id": "text", "heading": "Text", "body": text}
    given = {
        "kind": "resource",
        "title": "Text",
        "language": language,
        "sections": [section],
        "details": {"medium": "leaflet"},
    }
    checked = check_document(given, topics=topics, audiences=audiences, on=on)
    readable = readability(text) if checked.readability else None
    return Checked(checked.document, tuple(_of_text(checked.findings)), readable, text)


def _of_text(found: Iterable[Finding]) -> Iterator[Finding]:
    return (replace(one, pointer=TEXT) for one in found if one.pointer == _BODY)


def check_document(data: Any, *, topics: Collection[str], audiences: Collection[str], on: date) -> Checked:
    """Of a document; pointers are into it. Raises `InvalidDocument`, and `Malformed` for topics that there are not."""
    document = parse_document(data)
    severity = severity_for(_with_those_above(topics), audiences)
    found = [
        *(_harmful(document, severity) if severity and is_english(document) else ()),
        *_of_contacts(document, on),
        *(replace(UNFINISHED, pointer=one.pointer, message=one.sentence) for one in unfinished_words(document)),
        *wording_findings(document),
        *plain_language(document),
    ]
    return Checked(document, tuple(found), how_readable(document))


def plain_language(document: Document) -> Iterator[Finding]:
    """How an English text could be put more plainly; advice only."""
    if is_english(document):
        for place, text in public_texts(document):
            yield from house_style(text, place)


def how_readable(document: Document) -> Readability | None:
    """Of all that readers get of an English text."""
    # Each line of it is a paragraph, a point or a row.
    return readability(plain_text(document).replace("\n", "\n\n")) if is_english(document) else None


def _harmful(document: Document, severity: Severity) -> Iterator[Finding]:
    for place, text in public_texts(document):
        yield from safe_messaging(text, place, severity)


def _of_contacts(document: Document, on: date) -> Iterator[Finding]:
    yield from typed_number_findings(document)
    texts = dict(public_texts(document))
    for flaw in contact_flaws(document, on):
        start = texts.get(flaw.pointer, "").find(flaw.words)
        span = (start, start + len(flaw.words)) if start >= 0 else None
        excerpt = flaw.words if span else None
        yield replace(CONTACT, pointer=flaw.pointer, message=flaw.sentence, span=span, excerpt=excerpt)


def _with_those_above(topics: Iterable[str]) -> set[str]:
    wanted = list(dict.fromkeys(topics))
    found = {topic.slug: topic.path for topic in Topic.objects.filter(slug__in=wanted)}
    missing = [
        Fault(f"/topics/{number}", "There is no such topic.") for number, slug in enumerate(wanted) if slug not in found
    ]
    if missing:
        raise Malformed(errors=missing)
    return {slug for path in found.values() for slug in path}
