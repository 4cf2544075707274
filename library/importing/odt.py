"""OpenDocument texts (ISO 26300), made ready for pandoc, which drops boxes, comments, deletions and page margins."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from library.catalogue.uploads.refusals import ArchiveUnsafe, DocumentActive
from library.importing.errors import NotADocument
from library.importing.imported import MOST_SUMMARY, Source
from library.importing.odt_layout import (
    flatten_inner_tables,
    set_floating_apart,
    take_out_hidden,
    without_indexes,
    write_emphasis_out,
    write_fields_out,
)
from library.importing.remarks import EXCERPT, Remark, remark
from library.importing.signs import DECORATIVE, mark, without_marks
from library.importing.xml_parts import MOST_BYTES, as_bytes, check_boxes, package, places_of, q, read

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
CONTENT, STYLES = "content.xml", "styles.xml"
_MACRO = re.compile(r"(?:Basic|Scripts)/.+")
_OBJECT = re.compile(r"(Object [^/]+)/content\.xml")
_PARAGRAPHS = {q("text:p"), q("text:h")}
_SHAPES = {q(f"draw:{name}") for name in ("custom-shape", "rect", "ellipse", "line", "polygon", "path", "caption")}
_NOT_READ = {q("office:annotation"), q("text:tracked-changes"), q("office:forms")}
_NO_WORDS = {q("svg:title"), q("svg:desc"), q("text:note-citation"), q("dc:creator"), q("dc:date")}
_LINK = q("xlink:href")
_SPACES = re.compile(r"\s+")
_DECORATIVE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}decorative"


def odt_source(file: BinaryIO) -> Source:
    """An OpenDocument text as pandoc is to read it. Raises the refusals of `package`, ArchiveUnsafe, DocumentActive, NotADocument."""
    with package(file) as archive:
        names = archive.namelist()
        _check(archive, names)
        root = read(archive, CONTENT)
        body = root.find(f"{q('office:body')}/{q('office:text')}")
        if body is None:
            raise NotADocument("This is an OpenDocument file without a text. Save its text as .odt or .docx.")
        styles = read(archive, STYLES) if STYLES in names else None
        passages = list(_passages(body))
        remarks = [*_of_changes(body), *_of_comments(body), *_remarks(archive, names, body, styles)]
        alts = _alts(body)
        remarks += _left_out(root, body, styles)
        title, summary = _prepare(root, body)
        return Source(
            kind="odt",
            data=_packed(archive, root),
            passages=tuple(passages),
            remarks=tuple(remarks),
            pictures={name: archive.read(name) for name in names if name.startswith("Pictures/")},
            alts=alts,
            title=title,
            summary=summary,
            language=_language(styles),
        )


def _alts(body: Element) -> dict[str, str]:
    """What is said of each picture, by its address."""
    alts: dict[str, str] = {}
    for frame in body.iter(q("draw:frame")):
        words = (frame.findtext(q("svg:desc")) or frame.findtext(q("svg:title")) or "").strip()
        alt = DECORATIVE if frame.get(_DECORATIVE) == "true" else words
        for shown in frame.findall(q("draw:image")):
            alts.setdefault(shown.get(_LINK, ""), alt)
    return alts


def _check(archive: zipfile.ZipFile, names: list[str]) -> None:
    if (
        not {CONTENT, "mimetype"} <= set(names)
        or archive.read("mimetype").decode("ascii", "replace").strip() != MEDIA_TYPE
    ):
        kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
        if kind.strip() == f"{MEDIA_TYPE}-template".encode():
            raise NotADocument(
                "This is a template of LibreOffice (.ott). Make a document from it, and save that as .odt."
            )
        raise NotADocument("This is an OpenDocument file, and no text. Save its text as .odt or .docx.")
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise ArchiveUnsafe("The document is locked with a password. Save it without one, and send that.")
    if any(map(_MACRO.fullmatch, names)):
        raise DocumentActive("The document holds a macro. Remove it (Tools, Macros), save the document, and send that.")


def _of_changes(body: Element) -> Iterator[Remark]:
    """LibreOffice keeps deleted words before the text; inserted ones stand in the text, as if they had always been there."""
    inserted = _inserted(body)
    for region in body.iter(q("text:changed-region")):
        for deletion in region.iter(q("text:deletion")):
            words = " ".join(_passages(deletion))
            if words:
                yield remark("deleted", words)
        if region.find(q("text:insertion")) is not None:
            key = str(region.get("{http://www.w3.org/XML/1998/namespace}id") or region.get(q("text:id"), ""))
            yield remark("inserted", inserted.get(key, ""))


def _inserted(body: Element) -> dict[str, str]:
    """The first words from the mark of each change to its end, by its id: all of them found in one walk."""
    said: list[str] = []
    position = 0
    begins: dict[str, int] = {}
    ends: dict[str, int] = {}

    def say(text: str) -> None:
        nonlocal position
        said.append(_SPACES.sub(" ", text))
        position += len(said[-1])

    def walk(element: Element) -> None:
        if key := element.get(q("text:change-id")):
            (begins if element.tag == q("text:change-start") else ends).setdefault(key, position)
        if element.text:
            say(element.text)
        for child in element:
            walk(child)
            if child.tail:
                say(child.tail)

    walk(body)
    text = "".join(said)
    found = {key: text[begin : min(ends.get(key, position), begin + 2 * EXCERPT)] for key, begin in begins.items()}
    return {key: " ".join(words.split())[:EXCERPT] for key, words in found.items()}


def _of_comments(body: Element) -> Iterator[Remark]:
    for comment in body.iter(q("office:annotation")):
        words = " ".join(_passages(comment))
        if words:
            yield remark("comment", words)


def _left_out(root: Element, body: Element, styles: Element | None) -> Iterator[Remark]:
    """Take out what is no text of its readers."""
    for index in without_indexes(body):
        words = [*_passages(index)]
        if words:
            yield remark("contents", "; ".join(words))
    for hidden in take_out_hidden(root, body, styles):
        words = [*_passages(hidden)]
        if words:
            yield remark("hidden", " ".join(words))


def _remarks(archive: zipfile.ZipFile, names: list[str], body: Element, styles: Element | None) -> Iterator[Remark]:
    """Of what stands in other parts, or elsewhere."""
    pages = styles.iter(q("style:master-page")) if styles is not None else ()
    margins = [" ".join(_passages(part)) for page in pages for part in page]
    for words in dict.fromkeys(filter(None, margins)):
        yield remark("page-margin", words)
    for name in names:
        if found := _OBJECT.fullmatch(name):
            words = " ".join(part.strip() for part in read(archive, name).itertext() if part.strip())
            yield remark("drawing", words or found[1])
    for link in body.iter(
        q("draw:plugin"),
    ):
        yield remark("not-fetched", str(link.get(_LINK, ""))[:500])


def _passages(root: Element) -> Iterator[str]:
    """The words of each paragraph, those of paragraphs inside of it apart; comments, changes and forms too if asked for themselves."""
    stack: list[list[str]] = [[]]

    def walk(element: Element, *, inside: bool) -> Iterator[str]:
        if inside and element.tag in _NOT_READ:
            return
        is_paragraph = element.tag in _PARAGRAPHS
        if is_paragraph:
            stack.append([])
        if element.tag in {q("text:s"), q("text:tab"), q("text:line-break")}:
            stack[-1].append(" ")
        if element.tag in _NO_WORDS:
            return
        if element.text and stack[1:]:
            stack[-1].append(element.text)
        for child in element:
            yield from walk(child, inside=True)
            if child.tail and stack[1:]:
                stack[-1].append(child.tail)
        if is_paragraph:
            yield "".join(stack.pop()).strip()

    yield from filter(None, walk(root, inside=False))


def _prepare(root: Element, body: Element) -> tuple[str, str]:
    """In place: boxes, shapes and fields become paragraphs and words, comments and deletions go; the words of title and
    subtitle come back.
    """
    for element in root.iter():
        element.text = without_marks(element.text) if element.text else element.text
        element.tail = without_marks(element.tail) if element.tail else element.tail
    _take_out(body)
    parents = {child: parent for parent in body.iter() for child in parent}
    boxes = [one for one in body.iter() if one.tag == q("draw:text-box") or one.tag in _SHAPES]
    check_boxes(boxes)
    places = places_of(body)
    for box in reversed(boxes):
        _unbox(box, parents, places, body)
    write_fields_out(body)
    flatten_inner_tables(body)
    set_floating_apart(body)
    write_emphasis_out(root, body)
    title = _named(root, body, "Title")
    return title, (_named(root, body, "Subtitle", MOST_SUMMARY) if title else "")


def _take_out(body: Element) -> None:
    """What is not read, without the words that follow it."""
    out = {*_NOT_READ, q("svg:title"), q("svg:desc")}
    for parent in list(body.iter()):
        if all(child.tag not in out for child in parent):
            continue
        kept: list[Element] = []
        follows = [[parent.text or ""]]
        for child in parent:
            if child.tag in out:
                follows[-1].append(child.tail or "")
            else:
                kept.append(child)
                follows.append([child.tail or ""])
        parent[:] = kept
        parent.text, *tails = map("".join, follows)
        for child, tail in zip(kept, tails, strict=True):
            child.tail = tail


def _unbox(box: Element, parents: dict[Element, Element], places: dict[Element, int], body: Element) -> None:
    blocks = [child for child in box if child.tag in _PARAGRAPHS or child.tag in {q("text:list"), q("table:table")}]
    if not any(
        "".join(block.itertext()).strip() or block.find(f".//{q('draw:image')}") is not None for block in blocks
    ):
        return
    host, outer = box, parents.get(box, body)
    while (
        host.tag not in _PARAGRAPHS
        and outer is not body
        and outer.tag not in {q("text:section"), q("table:table-cell"), q("draw:text-box")}
    ):
        host, outer = outer, parents.get(outer, body)
    moved = set(blocks)
    box[:] = [child for child in box if child not in moved]
    for block in blocks:
        block.tail = None
        parents[block] = outer
    place = places[host] + 1
    outer[place:place] = blocks
    first = next((one for one in blocks[0].iter() if one.tag in _PARAGRAPHS), blocks[0])
    first.text = mark("text-box") + (first.text or "")


def _named(root: Element, body: Element, name: str, most: int = MOST_BYTES) -> str:
    """The words of a first paragraph in a style, which is taken out of the text if they are not too many."""
    named = {name}
    for style in root.iter(q("style:style")):
        if style.get(q("style:parent-style-name")) == name:
            named.add(str(style.get(q("style:name"))))
    for block in body:
        if block.tag in _PARAGRAPHS and "".join(block.itertext()).strip():
            words = " ".join("".join(block.itertext()).split())
            if block.get(q("text:style-name")) not in named or block.find(f".//{q('draw:frame')}") is not None:
                return ""
            if len(words) > most or block.find(f".//{q('text:note')}") is not None:
                return ""
            body.remove(block)
            return words
    return ""


def _language(styles: Element | None) -> str:
    for style in styles.iter(q("style:default-style")) if styles is not None else ():
        text = style.find(q("style:text-properties"))
        if style.get(q("style:family")) == "paragraph" and text is not None:
            language, country = text.get(q("fo:language"), ""), text.get(q("fo:country"), "")
            return "-".join(part for part in (language, country) if part and part != "none")
    return ""


def _packed(archive: zipfile.ZipFile, root: Element) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.namelist():
            if name == CONTENT:
                made.writestr(name, as_bytes(root))
            elif name.endswith(".xml") or name == "mimetype":
                made.writestr(name, archive.read(name))
            elif name.startswith("Pictures/"):
                made.writestr(name, b"-")
    return out.getvalue()
