"""From the bytes of a file to what can become a draft."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import langcodes
from langcodes.tag_parser import LanguageTagError

from library.catalogue.uploads.names import safe_name
from library.catalogue.uploads.refusals import FileEmpty
from library.documents.model import Section
from library.documents.text import section_text
from library.importing.accounting import missing
from library.importing.errors import DocumentTooDeep, DocumentTooLong, NotADocument, NothingToImport
from library.importing.imported import MOST_SUMMARY, Imported, ImportedSection, Source
from library.importing.inlines import Inlines, Said, no_notes
from library.importing.odt import MEDIA_TYPE, odt_source
from library.importing.pages import page_source
from library.importing.pictures import Pictures
from library.importing.remarks import Remark, bounded, condensed, remark
from library.importing.sections import LINE, Divided, divided, meta_blocks, write_sections
from library.importing.signs import without_marks
from library.importing.syntax_tree import syntax_tree
from library.importing.turns import turn
from library.importing.typed import check_kind, checked, decoded, is_page, markdown_source
from library.importing.word import word_source

LARGEST = 20 * 1024 * 1024
MOST_TEXT = 500_000
"""Characters of text; a document as a whole may have 512 kB (`documents.limits`)."""
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MADE_FROM = "Send the document that it was made from, as .docx, .odt, .html or .md."
_OTHERS = (
    (b"%PDF", f"This is a PDF. {_MADE_FROM}"),
    (b"{\\rtf", "This is a rich text file (RTF). Open it in Word or LibreOffice, and save it as .docx or .odt."),
    (b"\x89PNG", f"This is a picture. {_MADE_FROM}"),
    (b"\xff\xd8\xff", f"This is a picture. {_MADE_FROM}"),
)
_EXTENSIONS = {"docx": "docx", "odt": "odt", "html": "html", "markdown": "md"}
BRITISH, AMERICAN = "en-GB", "en-US"


def read_file(file: BinaryIO, name: str) -> Imported:
    """Read a file that somebody sent. What it is, is decided by its content.

    Raises a `FileRefused` that says what to do, or ImportBusy. Nothing is kept, and no file is written.
    """
    size = file.seek(0, io.SEEK_END)
    if not size:
        raise FileEmpty("The file is empty. Check it on your machine, and send it again.")
    if size > LARGEST:
        raise DocumentTooLong(f"The file has {size:,} bytes, and {LARGEST:,} are the most. Save its pictures smaller.")
    with turn():
        file.seek(0)
        try:
            return _read(file.read(), name)
        except RecursionError:
            raise DocumentTooDeep("Things stand inside each other in more levels than anybody could read.") from None


def _read(data: bytes, name: str) -> Imported:
    source = _source(data)
    if sum(map(len, (*source.passages, *source.comments))) > MOST_TEXT:
        raise DocumentTooLong(f"The document has more than {MOST_TEXT:,} characters of text. Split it into several.")
    return _imported(source, data, name)


def _source(data: bytes) -> Source:
    if data.startswith(_OLD_WORD):
        if _LOCKED in data:
            raise NotADocument("This document is locked with a password. Open it, save it without one, and send that.")
        raise NotADocument(
            "This is an old Word file (.doc), or one that is locked with a password. Open it, save it as .docx without a password."
        )
    for beginning, what_to_do in _OTHERS:
        if data.startswith(beginning):
            raise NotADocument(what_to_do)
    if data.startswith(b"PK\x03\x04"):
        is_odt = MEDIA_TYPE.encode()[:-5] in data[:200]
        return (odt_source if is_odt else word_source)(io.BytesIO(data))
    text = checked(decoded(data))
    check_kind(text)
    return page_source(text) if is_page(text) else markdown_source(text)


def _imported(source: Source, data: bytes, name: str) -> Imported:
    tree = syntax_tree(source.kind, source.data)
    pictures, say = Pictures(source.pictures, source.alts), Said(source.marked)
    front = _front(source, tree, say)
    title = front.title or _first_heading(front.text.chunks, front.inlines) or _named(name)
    written = write_sections(front.text, title, pictures, placeholders=source.kind == "markdown", marked=source.marked)
    if not any(section.body.strip() for section in written.sections):
        raise NothingToImport("No words were found in this document.")
    summary = front.summary or _beginning(written.sections, say)
    remarks = [*say.remarks, *source.remarks, *written.remarks]
    remarks += [remark("picture-unplaced", picture) for picture in pictures.unplaced()]
    came = [front.title, front.summary, *(picture.alt or "" for picture in pictures.found)]
    remarks += _unaccounted(source, remarks, came, written.sections)
    return Imported(
        kind=source.kind,
        name=safe_name(name, _EXTENSIONS[source.kind]),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        title=title,
        summary=summary,
        language=front.language or BRITISH,
        sections=written.sections,
        pictures=tuple(pictures.found),
        remarks=tuple(bounded(condensed(remarks))),
    )


@dataclass(frozen=True)
class _Front:
    """What stands before the sections: empty where the file does not say it."""

    title: str
    summary: str
    language: str
    text: Divided
    inlines: Inlines


def _front(source: Source, tree: Mapping[str, Any], say: Said) -> _Front:
    meta: dict[str, Any] = dict(tree["meta"])
    inlines = Inlines(Pictures({}, {}), say, no_notes)
    said = _line(meta.pop("title", None), inlines)
    given = source.title or said
    # The title of a page is for the window; one that stands in its text is the text's.
    text = divided(tree["blocks"], given=source.title if source.kind == "html" else given)
    title = inlines.text(text.title) or given
    if said and "".join(said.split()) != "".join(title.split()):
        say("properties", f"title: {said}")
    if len(title) > LINE:
        say("long-title", title)
        title = title[:LINE].rpartition(" ")[0] or title[:LINE]
    said_language = _line(meta.pop("lang", None), inlines)
    language = _language(source.language or said_language)
    if not language:
        say("language-unknown")
    elif language == AMERICAN:
        say("language-american")
        language = ""
    summary = source.summary or _summary(meta, inlines)
    if source.kind != "html":  # a page's properties are for machines
        _properties(meta, inlines, say)
    return _Front(title, summary, language, text, inlines)


def _unaccounted(
    source: Source, remarks: Sequence[Remark], came: Sequence[str], sections: Sequence[ImportedSection]
) -> Iterator[Remark]:
    """A remark for every stretch of the file whose words are neither in the text nor in a remark."""
    texts = [*came, *_said(remarks), *(section_text(_as_read(section)) for section in sections)]
    yield from (remark("comment", words) for words in missing(source.comments, _said(remarks)))
    yield from (remark("unaccounted", words) for words in missing(source.passages, texts))


def _as_read(section: ImportedSection) -> Section:
    return Section.model_construct(id=section.id, heading=section.heading, body=section.body)


def _said(remarks: Sequence[Remark]) -> list[str]:
    """Words that are in no text of the draft."""
    apart = {"raw-markup", "link-address", "link-title", "picture-title"}
    return [one.excerpt for one in remarks if one.fate == "left_out" or one.what in apart]


def _line(value: Mapping[str, Any] | None, inlines: Inlines) -> str:
    if value is None:
        return ""
    lines = [inlines.text(block["c"]) for block in meta_blocks(value) if block["t"] in {"Para", "Plain"}]
    return " ".join(" ".join(lines).split())


def _first_heading(chunks: Sequence[Any], inlines: Inlines) -> str:
    return next((words for chunk in chunks if (words := inlines.text(chunk.heading))), "")


def _named(name: str) -> str:
    """The file's name as words: the last resort."""
    stem = without_marks(name).rpartition("/")[2].rpartition("\\")[2].rpartition(".")[0] or name
    words = " ".join(
        "".join(sign if sign.isprintable() else " " for sign in stem).replace("_", " ").replace("{{", "{ {").split()
    )
    return words[:LINE] or "Untitled"


def _summary(meta: dict[str, Any], inlines: Inlines) -> str:
    for name in ("subtitle", "abstract", "description"):
        words = _line(meta.get(name), inlines)
        if words and len(words) <= MOST_SUMMARY:
            meta.pop(name)
            return words
    return ""


def _beginning(sections: Sequence[ImportedSection], say: Said) -> str:
    """The first whole sentences of plain text, as many as fit."""
    for section in sections:
        for paragraph in section.body.split("\n\n"):
            if paragraph[:1].isalpha() and not set("*[]|\\{<") & set(paragraph):
                words = " ".join(paragraph.split())
                if len(words) > MOST_SUMMARY:
                    cut = words[: MOST_SUMMARY + 1].rpartition(". ")[0]
                    words = f"{cut}." if cut else ""
                if words:
                    say("summary-proposed", words)
                return words
    return ""


def _language(tag: str) -> str:
    try:
        return langcodes.standardize_tag(tag) if tag and langcodes.tag_is_valid(tag) else ""
    except LanguageTagError:
        return ""


def _properties(meta: Mapping[str, Any], inlines: Inlines, say: Said) -> None:
    """Whatever else the file says of itself: in Word, paragraphs in the styles Author and Date are taken for it."""
    for name, value in meta.items():
        words = _line(value, inlines)
        if words:
            say("properties", f"{name}: {words}")
