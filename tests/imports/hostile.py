"""Files that nobody should bring in, or that bring something with them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from library.importing.odt import MEDIA_TYPE
from tests.files import content_types, document_xml, pdf, relations
from tests.imports.odt import MANIFEST, NS, packed

WORD_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
RELATIONS = "word/_rels/document.xml.rels"
DTD = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return output.getvalue()


def docx(document: str | None = None, **parts: str | bytes) -> bytes:
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
        "word/document.xml": document or document_xml(),
    }
    return zipped({**files, **parts})


def odt(body: str = "<text:p>Hello</text:p>", **parts: str | bytes) -> bytes:
    content = f"<office:document-content {NS}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return packed({"content.xml": content, "styles.xml": odt_styles(), "META-INF/manifest.xml": MANIFEST, **parts})


def odt_styles(pages: str = "") -> str:
    """Without this part pandoc reads no file to its end."""
    return f"<office:document-styles {NS}><office:styles/><office:master-styles>{pages}</office:master-styles></office:document-styles>"


def bomb() -> bytes:
    return docx(**{"word/media/image1.png": b"\x00" * 90_000_000})


def nested_bomb() -> bytes:
    return docx(**{"word/embeddings/inner.zip": bomb()[:1000] + b"\x00" * 60_000_000})


def many_entries() -> bytes:
    return docx(**{f"word/media/{number}.png": b"x" for number in range(2_500)})


def slipping() -> bytes:
    return docx(**{"../../etc/cron.d/canary": b"* * * * * root canary"})


def twice_named() -> bytes:
    output = io.BytesIO(docx())
    with zipfile.ZipFile(output, "a") as archive:
        archive.writestr("WORD/DOCUMENT.XML", document_xml("<w:r><w:t>Other</w:t></w:r>"))
    return output.getvalue()


def deep_xml(levels: int = 20_000) -> bytes:
    inside = "<w:sdt><w:sdtContent>" * levels + "</w:sdtContent></w:sdt>" * levels
    return docx(document_xml().replace("<w:body>", f"<w:body>{inside}"))


def many_insertions(number: int = 4_000) -> bytes:
    """In LibreOffice; each with a mark, and as many words in the text."""
    regions = "".join(
        f'<text:changed-region text:id="c{n}"><text:insertion/></text:changed-region>' for n in range(number)
    )
    marks = "".join(
        f'<text:change-start text:change-id="c{n}"/>word{n} <text:change-end text:change-id="c{n}"/>'
        for n in range(number)
    )
    paragraphs = "<text:p>" + "<text:span>a</text:span>" * 50_000 + "</text:p>"
    return odt(f"<text:tracked-changes>{regions}</text:tracked-changes><text:p>{marks}</text:p>{paragraphs}")


def many_boxes(number: int = 2_500) -> bytes:
    box = "<draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame>"
    return odt(f"<text:p>{box * number}</text:p>")


def wide_xml(rows: int = 90_000) -> bytes:
    cells = (f"<w:tr><w:tc><w:p><w:r><w:t>{n * 7919 % 1_000_003}</w:t></w:r></w:p></w:tc></w:tr>" for n in range(rows))
    return docx(document_xml().replace("<w:body>", f"<w:body><w:tbl>{''.join(cells)}</w:tbl>"))


Refused = dict[str, tuple[bytes, str, str]]
"""Bytes, name and the slug of the refusal. Made when they are asked for: some are large."""


def hostile() -> Refused:
    return {**running(), **packed_wrongly(), **of_another_kind(), **too_much()}


def running() -> Refused:
    """Macros and entities."""
    macro_type = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return {
        "macro in it": (docx(**{"word/vbaProject.bin": b"macro"}), "a.docx", "document-active"),
        "docm": (docx(**{"[Content_Types].xml": content_types(macro_type)}), "a.docx", "document-active"),
        "macro in odt": (odt(**{"Basic/Standard/Module1.xml": "<x/>"}), "a.odt", "document-active"),
        "entity in the text": (docx(DTD + document_xml().partition("?>")[2]), "a.docx", "document-active"),
        "entity in the relations": (
            docx(**{RELATIONS: DTD + relations().partition("?>")[2]}),
            "a.docx",
            "document-active",
        ),
        "entity in odt": (
            packed({"content.xml": f"{DTD}<office:document-content {NS}/>", "META-INF/manifest.xml": MANIFEST}),
            "a.odt",
            "document-active",
        ),
    }


def packed_wrongly() -> Refused:
    return {
        "zip bomb": (bomb(), "a.docx", "archive-unsafe"),
        "zip bomb inside": (nested_bomb(), "a.docx", "archive-unsafe"),
        "thousands of parts": (many_entries(), "a.docx", "archive-unsafe"),
        "names that lead outside": (slipping(), "a.docx", "archive-unsafe"),
        "two parts of one name": (twice_named(), "a.docx", "archive-unsafe"),
        "not well-formed": (docx("<w:document"), "a.docx", "file-damaged"),
        "cut short": (docx()[:-40], "a.docx", "file-holds-another"),
        "something after its end": (docx() + b"MZ" * 100, "a.docx", "file-holds-another"),
    }


def of_another_kind() -> Refused:
    """Not what they are called, or nothing at all."""
    return {
        "something before its beginning": (b"MZ" + docx(), "a.docx", "import-type-not-accepted"),
        "old Word or locked": (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000,
            "a.docx",
            "import-type-not-accepted",
        ),
        "locked odt": (
            odt(
                **{
                    "META-INF/manifest.xml": MANIFEST.replace(
                        '"text/xml"/>', '"text/xml"><manifest:encryption-data/></manifest:file-entry>'
                    )
                }
            ),
            "a.odt",
            "archive-unsafe",
        ),
        "a spreadsheet": (
            docx(**{"[Content_Types].xml": content_types("application/x.sheet.main+xml")}),
            "a.docx",
            "import-type-not-accepted",
        ),
        "an odt spreadsheet": (
            packed({"content.xml": "<x/>"}, "application/vnd.oasis.opendocument.spreadsheet"),
            "a.odt",
            "import-type-not-accepted",
        ),
        "locked with a password": (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\x00" * 504
            + "EncryptedPackage".encode("utf-16-le")
            + b"\x00" * 2000,
            "a.docx",
            "import-type-not-accepted",
        ),
        **of_other_programs(),
        "a bare archive": (zipped({"readme.txt": "hello"}), "a.docx", "import-type-not-accepted"),
        "a PDF that is called docx": (pdf(), "a.docx", "import-type-not-accepted"),
        "a program": (b"MZ\x90\x00" + bytes(range(256)) * 20, "a.md", "import-type-not-accepted"),
        "rich text": (b"{\\rtf1 hello}", "a.docx", "import-type-not-accepted"),
        "empty": (b"", "a.docx", "file-empty"),
        "no words": (docx(document_xml("")), "a.docx", "import-empty"),
        "a page of script alone": (b"<html><body><script>canary()</script></body></html>", "a.html", "import-empty"),
    }


def of_other_programs() -> Refused:
    """Texts that people have, in the files of programs that are not read."""
    message = (
        "From: a@example.org\nContent-Type: multipart/related;\n\tboundary=x\nMIME-Version: 1.0\n\n--x\n<html></html>\n"
    )
    files: dict[str, bytes] = {
        "Pages": zipped({"Index/Document.iwa": b"x", "preview.jpg": b"x"}),
        "an electronic book": zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<x/>"}),
        "a web page in one file": message.encode(),
        "flat OpenDocument": f'<?xml version="1.0"?>\n<office:document {NS}><office:body/></office:document>'.encode(),
        "Word's XML": b'<?xml version="1.0"?>\n<pkg:package xmlns:pkg="p"><pkg:part/></pkg:package>',
        "a template of Word": docx(**{"[Content_Types].xml": content_types(WORD_TEMPLATE)}),
        "a template of LibreOffice": packed({"content.xml": "<x/>"}, f"{MEDIA_TYPE}-template"),
        "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><text>Words</text></svg>',
    }
    return {name: (data, "a", "import-type-not-accepted") for name, data in files.items()}


def one_comment_everywhere(number: int = 2_000) -> bytes:
    """A long comment that is named again and again."""
    reference = '<w:r><w:commentReference w:id="0"/></w:r>'
    comment = f'<w:comment w:id="0"><w:p><w:r><w:t>{"canary " * 40_000}</w:t></w:r></w:p></w:comment>'
    return docx(
        document_xml(f"<w:r><w:t>Hello</w:t></w:r>{reference * number}"),
        **{
            "word/comments.xml": document_xml().partition("<w:body>")[0].replace("w:document", "w:comments")
            + comment
            + "</w:comments>"
        },
    )


def yaml_that_grows() -> bytes:
    lines = "".join(f"k{n}: &k{n} [*k{n - 1}, *k{n - 1}, *k{n - 1}, *k{n - 1}]\n" for n in range(1, 12))
    return f"---\nk0: &k0 [x, x, x, x]\n{lines}---\n# T\n\nWords.\n".encode()


def too_much() -> Refused:
    """Deep, wide or long."""
    return {
        "deep XML": (deep_xml(), "a.docx", "import-too-deep"),
        "wide XML": (wide_xml(), "a.docx", "import-too-long"),
        "data that names itself": (yaml_that_grows(), "a.md", "import-too-demanding"),
        "a prefix without a name": (
            docx(**{"word/footnotes.xml": '<w:x xmlns:w="w"><foo:b/></w:x>'}),
            "a.docx",
            "file-damaged",
        ),
        "an odt that does not say so": (
            zipped({"application/vnd.oasis.opendocument.text": MEDIA_TYPE, "content.xml": "<x/>"}),
            "a.odt",
            "import-type-not-accepted",
        ),
        "boxes without end in odt": (many_boxes(), "a.odt", "import-too-long"),
        "200,000 lists in Markdown": (b"- " * 200_000 + b"x", "a.md", "import-too-deep"),
        "200,000 quotes in Markdown": (b">" * 200_000 + b"x", "a.md", "import-too-deep"),
        "40,000 lists in HTML": (b"<ul><li>" * 40_000 + b"x", "a.html", "import-too-deep"),
        "a table without end": (
            b"<table>" + b"<tr><td>x</td></tr>" * 60_000 + b"</table>",
            "a.html",
            "import-too-long",
        ),
        "two megabytes of words": (b"words and words " * 130_000, "a.md", "import-too-long"),
        "broken UTF-16": (b"\xff\xfe" + b"\x00\xd8" * 101, "a.md", "import-type-not-accepted"),
    }
