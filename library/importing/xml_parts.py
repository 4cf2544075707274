"""XML parts of a packed document: looked at before they are built, so that what is built is small, flat and without entities."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser, register_namespace, tostring
from xml.parsers import expat

from library.catalogue.uploads.archives import opened
from library.catalogue.uploads.refusals import DocumentActive, FileDamaged
from library.importing.errors import DocumentTooDeep, DocumentTooLong

MOST_ELEMENTS = 400_000
MOST_BYTES = 24 * 1024 * 1024
DEEPEST = 150
MOST_BOXES = 2_000

_PREFIXES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
# pandoc looks for the usual prefixes: what we write back has them.
for _prefix, _uri in _PREFIXES.items():
    register_namespace(_prefix, _uri)


@cache
def q(name: str) -> str:
    """`w:p` as the parser names it. Asked for at every element, and always for the same few names."""
    prefix, _, local = name.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}"


@contextmanager
def package(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The archive, safe to unpack (`uploads.archives`), with every XML part of it looked at. Raises what `_look` does, too."""
    with opened(file) as archive:
        for entry in archive.infolist():
            if entry.filename.casefold().endswith((".xml", ".rels", ".rdf")):
                _look(archive, entry)
        yield archive


def read(archive: zipfile.ZipFile, name: str) -> Element:
    """An XML part. It has been looked at."""
    parser = XMLParser(target=TreeBuilder())  # noqa: S314 - no document type, hence no entity: `_look`
    parser.feed(archive.read(name))
    found: Element = parser.close()
    return found


def as_bytes(root: Element) -> bytes:
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def places_of(root: Element) -> dict[Element, int]:
    """Where each element stands among those beside it. Held on to while boxes are emptied from the last to the first: what
    comes out of one stands behind its host, and moves nothing that is still asked for.
    """
    return {child: place for parent in root.iter() for place, child in enumerate(parent)}


def check_boxes(boxes: Sequence[Element]) -> None:
    """Raises DocumentTooLong."""
    if len(boxes) > MOST_BOXES:
        raise DocumentTooLong(
            f"The document has more than {MOST_BOXES:,} text boxes. Copy its text into a new document."
        )


def _look(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Walk it once. Raises DocumentActive for a document type, DocumentTooLong, DocumentTooDeep, FileDamaged."""
    if entry.file_size > MOST_BYTES:
        raise DocumentTooLong(
            f"A part of the document ({entry.filename[:80]}) has more than {MOST_BYTES:,} bytes unpacked."
        )
    parser = expat.ParserCreate(namespace_separator=" ")  # as `read` does: an unbound prefix is found here
    parser.StartElementHandler, parser.EndElementHandler = _counter(entry.filename)
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        with archive.open(entry) as part:
            parser.ParseFile(part)
    except expat.ExpatError as error:
        raise FileDamaged(
            "A part of the document is not well-formed XML. Open it, save it anew, and send that."
        ) from error


def _counter(name: str) -> tuple[Callable[..., None], Callable[..., None]]:
    depth = elements = 0

    def begin(*_: object) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > DEEPEST:
            raise DocumentTooDeep(f"Things stand more than {DEEPEST} levels deep inside each other ({name[:80]}).")
        if elements > MOST_ELEMENTS:
            raise DocumentTooLong("The document has more lists, tables and styles than an item may have. Split it.")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    return begin, end


def _refuse_document_type(*_: object) -> None:
    raise DocumentActive(
        "A part of the document has a document type, which no word processor writes: it could fetch other files. "
        "Open it, save it anew, and send that."
    )
