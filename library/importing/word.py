"""Word files (ECMA-376), made ready for pandoc, which drops text boxes, charts and whatever stands at the edge of the page.

Text boxes are moved behind the paragraph that they are fixed to, formulas are written out, and what has no place in a
document becomes a remark with its words. Relationships that lead outside are only ever read for their address.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from library.catalogue.uploads.refusals import DocumentActive
from library.importing.errors import NotADocument
from library.importing.imported import Source
from library.importing.remarks import Remark, remark
from library.importing.word_layout import hiding_styles, styles_of_contents, without_contents
from library.importing.word_leads import embedded, leads_of
from library.importing.word_parts import passages_of, prepare
from library.importing.xml_parts import as_bytes, package, q, read

MAIN, COMMENTS, STYLES = "word/document.xml", "word/comments.xml", "word/styles.xml"
_MACRO = re.compile(r"vbaproject|vbadata|/activex|/customui", re.IGNORECASE)
_MACRO_TYPE = re.compile(r"macroenabled|vbaproject|activex", re.IGNORECASE)
_MAIN_TYPE = "wordprocessingml.document.main+xml"
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_DRAWN = re.compile(r"word/(?:charts/chart\d*|diagrams/data\d*)\.xml")
_READ = (MAIN, "word/footnotes.xml", "word/endnotes.xml")
_FETCHED = ("image", "oleobject", "package", "frame", "subdocument", "attachedtemplate", "video", "audio")


def word_source(file: BinaryIO) -> Source:
    """A Word file as pandoc is to read it. Raises the refusals of `xml_parts.package`, DocumentActive, and NotADocument."""
    with package(file) as archive:
        names = archive.namelist()
        _check(archive, names)
        trees = {name: read(archive, name) for name in _READ if name in names}
        styles = read(archive, STYLES) if STYLES in names else None
        passages = [words for tree in trees.values() for words in passages_of(tree)]
        remarks = [*_of_contents(trees[MAIN], styles), *_remarks(archive, names)]
        comments = _comments(archive, names)
        marked: dict[str, str] = {}
        unmarked = dict(comments)
        for tree in trees.values():
            prepare(tree, unmarked, marked, hiding_styles(styles))
        return Source(
            kind="docx",
            data=_packed(archive, trees),
            passages=tuple(passages),
            comments=tuple(comments.values()),
            remarks=tuple(remarks),
            marked=marked,
            pictures={
                name.removeprefix("word/"): archive.read(name) for name in names if name.startswith("word/media/")
            },
            language=_language(styles),
        )


def _check(archive: zipfile.ZipFile, names: list[str]) -> None:
    if "[Content_Types].xml" not in names:
        raise NotADocument(_what_archive(set(names)))
    types = [
        str(row.get("ContentType", "")) for row in read(archive, "[Content_Types].xml") if "ContentType" in row.attrib
    ]
    if any(_MACRO.search(f"/{name}") for name in names) or any(map(_MACRO_TYPE.search, types)):
        raise DocumentActive(
            "The document holds a macro, a program that runs when it is opened. Save it as an ordinary Word document (.docx)."
        )
    if MAIN not in names or not any(_MAIN_TYPE in one for one in types):
        if any("wordprocessingml.template" in one for one in types):
            raise NotADocument("This is a Word template (.dotx). Make a document from it, and save that as .docx.")
        raise NotADocument("This is an Office file, and no Word document. Save its text as .docx.")


def _what_archive(names: set[str]) -> str:
    """What an archive is that is no Office file, and what to do with it."""
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names) or "index.xml" in names:
        return "This is a document of Apple's Pages. In Pages choose File, Export To, Word, and send the .docx."
    if "META-INF/container.xml" in names:
        return (
            "This is an electronic book (.epub). Send the document that it was made from, as .docx, .odt, .html or .md."
        )
    return "This is an archive, and no document. Send the document that is in it."


def _remarks(archive: zipfile.ZipFile, names: list[str]) -> Iterator[Remark]:
    """Of what stands in other parts, or elsewhere."""
    margins = [" ".join(passages_of(read(archive, name))) for name in sorted(names) if _MARGIN.fullmatch(name)]
    for words in dict.fromkeys(filter(None, margins)):
        yield remark("page-margin", words)
    yield from (
        remark("drawing", " ".join(passages_of(read(archive, name), q("a:p"))) or name)
        for name in sorted(names)
        if _DRAWN.fullmatch(name)
    )
    leads = list(leads_of(archive, names))
    yield from (remark("embedded", name.rpartition("/")[2]) for name in embedded(archive, names, leads))
    for lead in leads:
        if lead.is_outside and lead.kind in _FETCHED:
            yield remark("not-fetched", lead.target[:500])


def _comments(archive: zipfile.ZipFile, names: list[str]) -> dict[str, str]:
    """The words of each comment, by its id; not whose it is."""
    if COMMENTS not in names:
        return {}
    found = read(archive, COMMENTS).iter(q("w:comment"))
    return {str(comment.get(q("w:id"))): " ".join(passages_of(comment)) for comment in found}


def _of_contents(text: Element, styles: Element | None) -> Iterator[Remark]:
    """Take tables of contents out of the text."""
    taken = without_contents(text, styles_of_contents(styles))
    words = [said for block in taken for said in passages_of(block)]
    if words:
        yield remark("contents", "; ".join(words))


def _language(styles: Element | None) -> str:
    found = styles.find(f".//{q('w:rPrDefault')}//{q('w:lang')}") if styles is not None else None
    return str(found.get(q("w:val"), "")) if found is not None else ""


def _packed(archive: zipfile.ZipFile, trees: dict[str, Element]) -> bytes:
    """The archive with our parts in it, and without what pandoc has no use for."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.namelist():
            if name in trees:
                made.writestr(name, as_bytes(trees[name]))
            elif name.endswith((".xml", ".rels")):
                made.writestr(name, archive.read(name))
            elif name.startswith("word/media/"):
                made.writestr(name, b"-")
    return out.getvalue()
