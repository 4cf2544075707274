"""Word files by python-docx, and by hand where it has no word for something."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches
from lxml import etree

from tests.files import image
from tests.imports.maker import Maker, Part

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = """<w:r {ns}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:Choice Requires="wps"><w:drawing>
<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="7" name="Box"/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData
 uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent>
</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox
 xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""
MATH = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{}</m:t></m:r></m:oMath>'
)
NOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{kind}s {ns}>
<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>{inner}</w:{kind}s>"""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class WordMaker(Maker):
    extension = "docx"

    def __init__(self) -> None:
        super().__init__()
        self.document = docx.Document()
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": [], "comment": []}
        self.changes = self.lists = 0

    def title(self, text: str) -> None:
        self.see(text)
        self.document.add_paragraph(text, style="Title")

    def heading(self, level: int, text: str) -> None:
        self.see(text)
        self.document.add_heading(text, level)

    def para(self, *parts: Part) -> None:
        self.see_parts(parts)
        self.fill(self.document.add_paragraph(), parts)

    def fill(self, paragraph: Any, parts: Sequence[Part]) -> None:
        for part in parts:
            if isinstance(part, str):
                paragraph.add_run(part)
                continue
            kind, *rest = part
            if kind in {"b", "i", "sup", "sub", "code"}:
                run = paragraph.add_run(rest[0])
                run.bold, run.italic = kind == "b" or None, kind == "i" or None
                run.font.superscript, run.font.subscript = kind == "sup" or None, kind == "sub" or None
            elif kind == "br":
                paragraph.add_run().add_break()
            elif kind == "img":
                self.picture(paragraph, *rest)
            else:
                paragraph._p.append(self.special(kind, *rest, paragraph=paragraph))

    def picture(self, paragraph: Any, alt: str, data: bytes | None = None) -> None:
        shape = paragraph.add_run().add_picture(io.BytesIO(data or image()), width=Inches(1))
        properties = shape._inline.docPr
        properties.set("descr", alt)

    def special(self, kind: str, text: str, *more: str, paragraph: Any) -> Any:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        run = f'<w:r><w:t xml:space="preserve">{escaped}</w:t></w:r>'
        self.changes += 1
        by = f'w:id="{900 + self.changes}" w:author="Canary Author" w:date="2026-01-01T00:00:00Z"'
        if kind == "link":
            relation = paragraph.part.relate_to(more[0], f"{RELATION}/hyperlink", is_external=True)
            return parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}">{run}</w:hyperlink>')
        if kind == "anchor":
            return parse_xml(f'<w:hyperlink {W} w:anchor="{more[0]}">{run}</w:hyperlink>')
        if kind in {"ins", "del"}:
            deleted = run.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
            return parse_xml(f"<w:{kind} {W} {by}>{run if kind == 'ins' else deleted}</w:{kind}>")
        if kind in {"box", "formula"}:
            return parse_xml(BOX.format(ns=W, inner=f"<w:p>{run}</w:p>") if kind == "box" else MATH.format(escaped))
        return self.beside(kind, run)

    def beside(self, kind: str, run: str) -> Any:
        self.notes[{"note": "footnote"}.get(kind, kind)].append(f"<w:p>{run}</w:p>")
        if kind == "comment":
            number = len(self.notes["comment"])
            return parse_xml(f'<w:r {W}><w:commentReference w:id="{number}"/></w:r>')
        name = {"note": "footnote"}.get(kind, kind)
        return parse_xml(f'<w:r {W}><w:{name}Reference w:id="{len(self.notes[name])}"/></w:r>')

    def listed(self, items: Sequence[Any], *, ordered: bool = False, depth: int = 1, number: int = 0) -> None:
        number = number or self._numbering("decimal" if ordered else "bullet")
        for item in items:
            if isinstance(item, str):
                self.see(item)
                properties = self.document.add_paragraph(item)._p.get_or_add_pPr()
                numbers = f'<w:numPr {W}><w:ilvl w:val="{depth - 1}"/><w:numId w:val="{number}"/></w:numPr>'
                properties.append(parse_xml(numbers))
            else:
                self.listed(item, ordered=ordered, depth=depth + 1, number=number)

    def _numbering(self, format: str) -> int:
        """A list of nine levels, as Word makes them."""
        part = self.document.part.numbering_part.element
        self.lists += 1
        number = 500 + self.lists
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="%{level + 1}."/></w:lvl>'
            for level in range(9)
        )
        part.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{number}">{levels}</w:abstractNum>'))
        part.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
        return number

    def table(self, rows: Sequence[Sequence[str]], *, joined: bool = False) -> None:
        table = self.document.add_table(len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
                self.see(text)
        if joined:
            table.cell(1, 0).merge(table.cell(1, 1)).text = rows[1][0]

    def margins(self, head: str, foot: str) -> None:
        section = self.document.sections[0]
        section.header.paragraphs[0].text, section.footer.paragraphs[0].text = head, foot
        self.see(head, foot)

    def made(self) -> bytes:
        output = io.BytesIO()
        self.document.save(output)
        parts = {}
        for kind, notes in self.notes.items():
            if notes:
                inner = "".join(f'<w:{kind} w:id="{n}">{note}</w:{kind}>' for n, note in enumerate(notes, 1))
                parts[kind] = NOTES.format(kind=kind, ns=W, inner=inner)
        return with_parts(output.getvalue(), parts)


def with_parts(data: bytes, parts: Mapping[str, str]) -> bytes:
    """The file with further parts that its document refers to: footnotes, endnotes, comments."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    types, relations = (
        etree.fromstring(files["[Content_Types].xml"]),
        etree.fromstring(files["word/_rels/document.xml.rels"]),
    )
    for kind, xml in parts.items():
        files[f"word/{kind}s.xml"] = xml.encode()
        etree.SubElement(
            types, f"{{{types.nsmap[None]}}}Override", PartName=f"/word/{kind}s.xml", ContentType=f"{TYPE}.{kind}s+xml"
        )
        etree.SubElement(
            relations,
            f"{{{relations.nsmap[None]}}}Relationship",
            Id=f"rIdMade{kind}",
            Type=f"{RELATION}/{kind}s",
            Target=f"{kind}s.xml",
        )
    files["[Content_Types].xml"], files["word/_rels/document.xml.rels"] = (
        etree.tostring(types),
        etree.tostring(relations),
    )
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return output.getvalue()
