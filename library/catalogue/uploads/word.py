"""Word documents (.docx): taken as they are, if opening them does nothing but show text and pictures (domain.md,
API-20).

What matters is in few places of an Open Packaging archive (ECMA-376, part 2): the content types, the relationships,
which alone can lead outside, and field codes in the text.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO
from urllib.parse import urlsplit
from xml.parsers import expat

from library.catalogue.uploads.archives import opened
from library.catalogue.uploads.refusals import ArchiveUnsafe, DocumentActive, FileDamaged, FileTypeNotAccepted

CONTENT_TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel", ""})
# Parts that run or carry something: by name, whatever their content type says, and by relationship.
ACTIVE_PART = re.compile(
    r"vbaproject|vbadata|/activex|/embeddings/|oleobject|/customui|/webextensions|"
    r"\.(?:bin|exe|dll|js|vbs|hta|x?html?|mht|rtf|jar|scr)$"
)
ACTIVE_TYPE = re.compile(r"macroenabled|vba|activex|oleobject|webextension|x-msdownload|html|rtf", re.IGNORECASE)
ACTIVE_RELATION = re.compile(
    r"vbaproject|attachedtoolbars|oleobject|activex|afchunk|webextension|/ui/|/(?:package|control|subdocument)$",
    re.IGNORECASE,
)
FETCHING_FIELD = re.compile(r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b", re.I | re.M)

Handler = Callable[[str, dict[str, str]], None]


def check_word(file: BinaryIO) -> None:
    """Raise `FileTypeNotAccepted` unless it is a Word document, and a refusal unless it is a safe one.

    `ArchiveUnsafe`, `DocumentActive`, `FileDamaged`.
    """
    with opened(file) as archive:
        names = archive.namelist()
        if CONTENT_TYPES not in names:
            raise FileTypeNotAccepted(
                "This is an archive, and not a Word document. Send its files one by one, as PDF or .docx."
            )
        _check_content_types(archive)
        for name in names:
            if ACTIVE_PART.search(f"/{name.casefold()}"):
                raise DocumentActive(f"The document holds a macro or an embedded object ({name}). Remove it.")
            if name.casefold().endswith(".rels"):
                _parse(archive, name, _check_relation)
            elif name.casefold().endswith(".xml"):
                _check_fields(archive, name)


def _check_content_types(archive: zipfile.ZipFile) -> None:
    """The main part is a document without macros; whatever is XML is called so, so that we look at all of it."""
    types: list[str] = []

    def collect(_tag: str, attributes: dict[str, str]) -> None:
        content_type = attributes.get("ContentType", "")
        name = attributes.get("PartName") or "." + attributes.get("Extension", "")
        types.append(content_type.casefold())
        is_xml = content_type.casefold().endswith(("+xml", "/xml")) and not content_type.startswith("image/svg")
        if is_xml and not name.casefold().endswith((".xml", ".rels")):
            raise ArchiveUnsafe(f"A part of the document is hidden under another type ({name[:80]}). Save it anew.")

    _parse(archive, CONTENT_TYPES, collect)
    for content_type in types:
        if ACTIVE_TYPE.search(content_type):
            raise DocumentActive(f"The document holds a macro or an embedded object ({content_type[:80]}). Remove it.")
    if MAIN not in types:
        raise FileTypeNotAccepted("This is an Office file, and not a Word document. Save it as PDF or .docx.")


def _check_relation(tag: str, attributes: dict[str, str]) -> None:
    """Only links that a reader follows by hand may lead outside."""
    if not tag.endswith("Relationship"):
        return
    kind, target = attributes.get("Type", ""), attributes.get("Target", "")
    if ACTIVE_RELATION.search(kind):
        raise DocumentActive(f"The document holds a macro or an embedded object ({kind[-60:]}). Remove it.")
    if attributes.get("TargetMode", "").casefold() != "external":
        return
    what = kind.rpartition("/")[2]
    if what != "hyperlink":
        raise DocumentActive(
            f"The document fetches something when it is opened ({what[:40]}: {target[:80]}). Remove it."
        )
    if _scheme(target) not in LINK_SCHEMES:
        raise DocumentActive(
            f"A link in the document leads to {target[:80]}. Links may be https, http, mailto and tel."
        )


def _scheme(target: str) -> str:
    if target.startswith(("\\\\", "//")):
        return "file"
    try:
        return urlsplit(target.strip()).scheme
    except ValueError:
        return "unknown"


def _check_fields(archive: zipfile.ZipFile, name: str) -> None:
    """A field's code may be spread over several runs of text; a mark begins and ends it."""
    code: list[str] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = tag.casefold().endswith("instrtext")
        if tag.endswith("fldChar"):
            code.append("\n")
        code.extend(f"\n{value}\n" for key, value in attributes.items() if key.endswith("instr"))

    def text(words: str) -> None:
        if inside:
            code.append(words)

    _parse(archive, name, start, text)
    if found := FETCHING_FIELD.search("".join(code)):
        raise DocumentActive(
            f"The document has a field that fetches or runs something ({found[1].upper()}). Remove it."
        )


def _parse(archive: zipfile.ZipFile, name: str, start: Handler, text: Callable[[str], None] | None = None) -> None:
    """Walk XML without building it. A document type, which alone could define entities, is refused."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_document_type
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        with archive.open(name) as part:
            parser.ParseFile(part)
    except expat.ExpatError as error:
        raise FileDamaged(
            "A part of the document is not well-formed XML. Open it, save it anew, and send that."
        ) from error


def _refuse_document_type(*_: object) -> None:
    raise DocumentActive("A part of the document has a document type, which Word never writes. Save it anew.")
