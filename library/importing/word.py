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
from xml.etree.ElementTree import Element, SubElement

from library.catalogue.uploads.refusals import DocumentActive
from library.importing.errors import NotADocument
from library.importing.imported import Source
from library.importing.remarks import Remark, remark
from library.importing.signs import DECORATIVE, mark, without_marks
from library.importing.xml_parts import as_bytes, package, q, read

MAIN, COMMENTS = "word/document.xml", "word/comments.xml"
_MACRO = re.compile(r"vbaproject|vbadata|/activex|/customui", re.IGNORECASE)
_MACRO_TYPE = re.compile(r"macroenabled|vbaproject|activex", re.IGNORECASE)
_MAIN_TYPE = "wordprocessingml.document.main+xml"
_EMBEDDED = re.compile(r"word/(?:embeddings/|afchunk).*", re.IGNORECASE)
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_DRAWN = re.compile(r"word/(?:charts/chart\d*|diagrams/data\d*)\.xml")
_DECORATIVE_TAG = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_TEXT_NAMES = {
    q("w:t"),
    q("w:delText"),
    q("m:t"),
    q("a:t"),
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}v",
}
_BREAKS = {q("w:tab"), q("w:br"), q("w:cr")}
_READ = (MAIN, "word/footnotes.xml", "word/endnotes.xml")
_FETCHED = ("image", "oleObject", "frame", "subDocument", "attachedTemplate", "video", "audio")


def word_source(file: BinaryIO) -> Source:
    """A Word file as pandoc is to read it. Raises the refusals of `xml_parts.package`, DocumentActive, and NotADocument."""
    with package(file) as archive:
        names = archive.namelist()
        _check(archive, names)
        trees = {name: read(archive, name) for name in _READ if name in names}
        passages = [words for tree in trees.values() for words in _passages(tree)]
        comments = [words for name in names if name == COMMENTS for words in _passages(read(archive, name))]
        remarks = list(_remarks(archive, names))
        for tree in trees.values():
            _prepare(tree)
        return Source(
            kind="docx",
            data=_packed(archive, trees),
            passages=tuple(passages),
            comments=tuple(comments),
            remarks=tuple(remarks),
            pictures={
                name.removeprefix("word/"): archive.read(name) for name in names if name.startswith("word/media/")
            },
            language=_language(archive, names),
        )


def _check(archive: zipfile.ZipFile, names: list[str]) -> None:
    if "[Content_Types].xml" not in names:
        raise NotADocument("This is an archive, and no document. Send the document that is in it.")
    types = [
        str(row.get("ContentType", "")) for row in read(archive, "[Content_Types].xml") if "ContentType" in row.attrib
    ]
    if any(_MACRO.search(f"/{name}") for name in names) or any(map(_MACRO_TYPE.search, types)):
        raise DocumentActive(
            "The document holds a macro, a program that runs when it is opened. Save it as an ordinary Word document (.docx)."
        )
    if MAIN not in names or not any(_MAIN_TYPE in one for one in types):
        raise NotADocument("This is an Office file, and no Word document. Save its text as .docx.")


def _remarks(archive: zipfile.ZipFile, names: list[str]) -> Iterator[Remark]:
    """Of what stands in other parts, or elsewhere."""
    margins = [" ".join(_passages(read(archive, name))) for name in sorted(names) if _MARGIN.fullmatch(name)]
    for words in dict.fromkeys(filter(None, margins)):
        yield remark("page-margin", words)
    for name in sorted(names):
        if _DRAWN.fullmatch(name):
            yield remark("drawing", " ".join(_passages(read(archive, name), q("a:p"))) or name)
        if _EMBEDDED.fullmatch(name):
            yield remark("embedded", name.rpartition("/")[2])
        if name.startswith("word/_rels/") and name.endswith(".rels"):
            for row in read(archive, name):
                kind = str(row.get("Type", "")).rpartition("/")[2]
                if row.get("TargetMode") == "External" and kind in _FETCHED:
                    yield remark("not-fetched", str(row.get("Target", ""))[:500])


def _passages(root: Element, paragraph: str = q("w:p")) -> Iterator[str]:
    """The words of each paragraph, those in boxes inside of it apart; what Word writes twice for old readers once."""
    stack: list[list[str]] = [[]]

    def walk(element: Element) -> Iterator[str]:
        if element.tag in {q("mc:Fallback"), q("w:moveFrom")}:
            return
        apart = element.tag == paragraph or element.tag == q("w:del")
        if apart:
            stack.append([])
        elif element.tag in _TEXT_NAMES:
            stack[-1].append(element.text or "")
        elif element.tag in _BREAKS:
            stack[-1].append(" ")
        elif element.tag == q("v:textpath"):
            stack[-1].append(f" {element.get('string', '')} ")
        for child in element:
            yield from walk(child)
        if apart:
            yield "".join(stack.pop()).strip()

    yield from filter(None, walk(root))
    yield from filter(None, [" ".join(stack[0]).strip()])


def _prepare(root: Element) -> None:
    """In place. What is written twice for old readers stands once; then boxes and formulas become paragraphs and words."""
    _choose(root)
    for element in root.iter():
        if element.text:
            element.text = without_marks(element.text)
    parents = {child: parent for parent in root.iter() for child in parent}
    for formula in [*root.iter(q("m:oMathPara")), *root.iter(q("m:oMath"))]:
        _write_out(formula, parents)
    for box in reversed(list(root.iter(q("w:txbxContent")))):
        _unbox(box, parents)
    for properties in root.iter(q("wp:docPr")):
        tags = properties.iter(_DECORATIVE_TAG)
        if any(tag.get("val") in {"1", "true"} for tag in tags):
            properties.set("descr", DECORATIVE)
            properties.attrib.pop("title", None)


def _choose(root: Element) -> None:
    """`mc:AlternateContent` by its first choice."""
    for parent in list(root.iter()):
        for number, child in enumerate(list(parent)):
            if child.tag == q("mc:AlternateContent"):
                chosen = child.find(q("mc:Choice"))
                chosen = child.find(q("mc:Fallback")) if chosen is None else chosen
                place = list(parent).index(child)
                parent.remove(child)
                for inner in reversed(list(chosen) if chosen is not None else []):
                    parent.insert(place, inner)
                if number > 10_000:
                    return
    if any(element.tag == q("mc:AlternateContent") for element in root.iter()):
        _choose(root)


def _write_out(formula: Element, parents: dict[Element, Element]) -> None:
    """A formula as a run of its signs."""
    parent = parents.get(formula)
    if parent is None or formula not in list(parent):
        return
    words = "".join(part.text or "" for part in formula.iter(q("m:t")))
    run = Element(q("w:r"))
    SubElement(
        run, q("w:t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
    ).text = f"{mark('formula')}{words}"
    parent[list(parent).index(formula)] = run
    parents[run] = parent


def _unbox(box: Element, parents: dict[Element, Element]) -> None:
    """Move what stands in a box behind the paragraph that the box is fixed to."""
    host = parents[box]
    while host.tag != q("w:p"):
        if host not in parents:
            return
        host = parents[host]
    outer = parents[host]
    place = list(outer).index(host) + 1
    for number, block in enumerate(list(box)):
        outer.insert(place + number, block)
        parents[block] = outer
        paragraph = block if block.tag == q("w:p") else next(block.iter(q("w:p")), None)
        if number == 0 and paragraph is not None:
            run = Element(q("w:r"))
            SubElement(run, q("w:t")).text = mark("text-box")
            paragraph.insert(1 if paragraph.find(q("w:pPr")) is not None else 0, run)
    parents[box].remove(box)


def _language(archive: zipfile.ZipFile, names: list[str]) -> str:
    if "word/styles.xml" not in names:
        return ""
    found = read(archive, "word/styles.xml").find(f".//{q('w:rPrDefault')}//{q('w:lang')}")
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
