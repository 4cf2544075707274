"""OpenDocument texts, written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape
from typing import Any

from tests.files import image
from tests.imports.maker import Maker, Part

NS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<text:list-style style:name="Bullets">'
    + "".join(f'<text:list-level-style-bullet text:level="{n}" text:bullet-char="•"/>' for n in range(1, 11))
    + '</text:list-style><text:list-style style:name="Numbers">'
    + "".join(f'<text:list-level-style-number text:level="{n}" style:num-format="1"/>' for n in range(1, 11))
    + "</text:list-style>"
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


class OdtMaker(Maker):
    extension = "odt"

    def __init__(self) -> None:
        super().__init__()
        self.body: list[str] = []
        self.changes: list[str] = []
        self.files: dict[str, bytes] = {}
        self.page = ""
        self.notes = 0

    def title(self, text: str) -> None:
        self.see(text)
        self.body.append(f'<text:p text:style-name="P1">{escape(text)}</text:p>')

    def heading(self, level: int, text: str) -> None:
        self.see(text)
        self.body.append(f'<text:h text:outline-level="{level}">{escape(text)}</text:h>')

    def para(self, *parts: Part) -> None:
        self.see_parts(parts)
        self.body.append(f"<text:p>{''.join(map(self.part, parts))}</text:p>")

    def part(self, part: Part) -> str:
        if isinstance(part, str):
            return escape(part)
        kind, *rest = part
        text = escape(rest[0]) if rest else ""
        if kind == "del":
            self.changes.append(
                f'<text:changed-region xml:id="ct{len(self.changes)}" text:id="ct{len(self.changes)}"><text:deletion>'
                f"<text:p>{text}</text:p></text:deletion></text:changed-region>"
            )
            return f'<text:change text:change-id="ct{len(self.changes) - 1}"/>'
        if kind == "ins":
            key = f"ct{len(self.changes)}"
            self.changes.append(
                f'<text:changed-region xml:id="{key}" text:id="{key}"><text:insertion/></text:changed-region>'
            )
            return f'<text:change-start text:change-id="{key}"/>{text}<text:change-end text:change-id="{key}"/>'
        if kind in {"note", "endnote"}:
            self.notes += 1
            return (
                f'<text:note text:id="n{self.notes}" text:note-class="{"footnote" if kind == "note" else kind}"><text:note-citation>'
                f"{self.notes}</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
            )
        if kind == "img":
            name = f"Pictures/{len(self.files)}.png"
            self.files[name] = rest[1] if len(rest) > 1 else image()
            return (
                f'<draw:frame draw:name="i" svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{name}"/>'
                f"<svg:desc>{text}</svg:desc></draw:frame>"
            )
        return {
            "b": f'<text:span text:style-name="B">{text}</text:span>',
            "i": f'<text:span text:style-name="I">{text}</text:span>',
            "code": f"<text:span>{text}</text:span>",
            "br": "<text:line-break/>",
            "link": f'<text:a xlink:href="{escape(rest[1]) if len(rest) > 1 else ""}">{text}</text:a>',
            "anchor": f'<text:a xlink:href="#{escape(rest[1]) if len(rest) > 1 else ""}">{text}</text:a>',
            "box": f"<draw:frame><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>",
            "comment": f"<office:annotation><dc:creator>Canary Author</dc:creator><text:p>{text}</text:p></office:annotation>",
            "formula": text,
        }[kind]

    def listed(self, items: Sequence[Any], *, ordered: bool = False) -> None:
        self.body.append(self._list(items, ordered))

    def _list(self, items: Sequence[Any], ordered: bool) -> str:
        made: list[str] = []
        for item in items:
            if isinstance(item, str):
                self.see(item)
                made.append(f"<text:p>{escape(item)}</text:p>")
            else:
                made[-1] += self._list(item, ordered)
        style = f' text:style-name="{"Numbers" if ordered else "Bullets"}"'
        return f"<text:list{style}>{''.join(f'<text:list-item>{one}</text:list-item>' for one in made)}</text:list>"

    def table(self, rows: Sequence[Sequence[str]], *, joined: bool = False) -> None:
        lines = []
        for number, row in enumerate(rows):
            cells = []
            for column, text in enumerate(row):
                if joined and number == 1 and column == 1:
                    cells.append("<table:covered-table-cell/>")
                    continue
                wide = ' table:number-columns-spanned="2"' if joined and number == 1 and column == 0 else ""
                cells.append(f"<table:table-cell{wide}><text:p>{escape(text)}</text:p></table:table-cell>")
                self.see(text)
            lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
        columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
        self.body.append(f"<table:table>{columns}{''.join(lines)}</table:table>")

    def margins(self, head: str, foot: str) -> None:
        self.see(head, foot)
        places = (("header", head), ("footer", foot))
        self.page = "".join(f"<style:{name}><text:p>{escape(text)}</text:p></style:{name}>" for name, text in places)

    def made(self) -> bytes:
        changes = f"<text:tracked-changes>{''.join(self.changes)}</text:tracked-changes>" if self.changes else ""
        content = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NS} office:version="1.2">'
            f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{changes}{''.join(self.body)}</office:text></office:body></office:document-content>"
        )
        styles = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {NS} office:version="1.2"><office:styles>'
            '<style:default-style style:family="paragraph"><style:text-properties fo:language="en" fo:country="GB"/></style:default-style>'
            f'</office:styles><office:master-styles><style:master-page style:name="Standard">{self.page}</style:master-page>'
            "</office:master-styles></office:document-styles>"
        )
        return packed({"content.xml": content, "styles.xml": styles, "META-INF/manifest.xml": MANIFEST, **self.files})


def packed(files: dict[str, Any], media_type: str = "application/vnd.oasis.opendocument.text") -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", media_type, zipfile.ZIP_STORED)
        for name, content in files.items():
            archive.writestr(name, content)
    return output.getvalue()
