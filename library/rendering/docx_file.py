"""The parts of a Word file that are ours: styles, page, footer, settings, properties. ECMA-376, "Office Open XML".

pandoc's file is taken apart and put together again; nothing in it depends on when or where it was made.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from library.rendering.direction import is_rtl
from library.rendering.sheet import Sheet
from library.rendering.words import Words

_FOLDER = Path(__file__).parent / "docx"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip file can name."""

_CARDS = {"Emergency": ("B00D23", "FFFFFF"), "Urgent": ("FFC83D", "111111"), "NonUrgent": ("1F5C99", "FFFFFF")}
"""Band and words on it, of each care card: those of the other renditions."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SECTION = re.compile(r"<w:sectPr>.*?</w:sectPr>", re.DOTALL)
_SOURCE = re.compile(r'<pic:cNvPr descr="data:[^"]*"')
_DECORATIVE = re.compile(r'<wp:docPr descr=""([^>]*?) ?/>')
_DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_FLUSH = '<wp:inline distT="0" distB="0" distL="0" distR="0">'
_TABLE_STYLE = re.compile(r'<w:tblStyle w:val="[^"]*" />')
_AUTO_WIDTH = '<w:tblW w:type="auto" w:w="0" />'
_FULL_WIDTH = '<w:tblW w:type="pct" w:w="5000" />'
_INDENT = re.compile(r'<w:lvl w:ilvl="([0-9])"(.*?)<w:ind [^>]*/>', re.DOTALL)
_STEP = 400
_FOOTER_RELATION = (
    '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" '
    'Id="rIdFooter" Target="footer1.xml" /></Relationships>'
)
_FOOTER_TYPE = (
    '<Override PartName="/word/footer1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml" /></Types>'
)


def finished(made: bytes, sheet: Sheet, words: Words) -> bytes:
    """pandoc's Word file with our parts in it."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    values = _values(sheet)
    texts = {
        "word/document.xml": _document(parts["word/document.xml"].decode(), values),
        "word/numbering.xml": _numbering(parts["word/numbering.xml"].decode(), rtl=bool(values["bidi"])),
        "word/styles.xml": _filled("styles", {**values, "cards": _cards()}),
        "word/settings.xml": _filled("settings", values),
        "word/footer1.xml": _filled("footer", {**values, "runs": _page_numbers(words, rtl=bool(values["bidi"]))}),
        "docProps/core.xml": _filled("core", values),
        "word/_rels/document.xml.rels": parts["word/_rels/document.xml.rels"]
        .decode()
        .replace("</Relationships>", _FOOTER_RELATION),
        "[Content_Types].xml": parts["[Content_Types].xml"].decode().replace("</Types>", _FOOTER_TYPE),
    }
    return _zipped({**parts, **{name: text.encode() for name, text in texts.items()}})


def _values(sheet: Sheet) -> dict[str, str]:
    """What the templates ask for, ready for XML."""
    document, theme = sheet.document, sheet.theme
    rtl = is_rtl(document.language)
    return {
        "language": document.language,
        "bidi_language": document.language if rtl else "ar",
        "bidi": "<w:bidi/>" if rtl else "",
        "start": "right" if rtl else "left",
        "title": _text(document.title),
        "summary": _text(document.summary),
        "creator": _text(sheet.imprint.publisher),
        "day": sheet.imprint.published_on.isoformat(),
        **{name: getattr(theme, name).removeprefix("#") for name in ("primary", "accent", "tint")},
    }


def _text(words: str) -> str:
    """The words as text of XML, without the characters that XML can't hold (XML 1.0, production 2)."""
    return escape(_NOT_XML.sub("", words))


def _document(text: str, values: Mapping[str, str]) -> str:
    if values["bidi"]:
        text = _TABLE_STYLE.sub(r"\g<0><w:bidiVisual />", text)
    text = text.replace("<wp:inline>", _FLUSH)
    text = _SOURCE.sub('<pic:cNvPr descr=""', text)
    text = _DECORATIVE.sub(rf'<wp:docPr descr=""\1>{_DECORATION}</wp:docPr>', text)
    return _SECTION.sub(_filled("section", values), text.replace(_AUTO_WIDTH, _FULL_WIDTH))


def _numbering(text: str, *, rtl: bool) -> str:
    """Bullets and numbers of the outermost list stand at the margin; a little inside it where text is read from right to
    left, because LibreOffice sets them to the wrong side of their place.
    """
    margin = _STEP // 2 if rtl else 0

    def indented(found: re.Match[str]) -> str:
        left = margin + _STEP * (int(found[1]) + 1)
        return f'<w:lvl w:ilvl="{found[1]}"{found[2]}<w:ind w:left="{left}" w:start="{left}" w:hanging="{_STEP}" />'

    return _INDENT.sub(indented, text)


def _cards() -> str:
    return "\n".join(
        _filled("card", {"name": name, "band": band, "text": text}) for name, (band, text) in _CARDS.items()
    )


def _page_numbers(words: Words, *, rtl: bool) -> str:
    """`Page 2 of 4`, with fields that Word fills in."""
    style = "<w:rPr><w:rtl/></w:rPr>" if rtl else ""
    text = f'<w:r>{style}<w:t xml:space="preserve">{escape(words.page("PAGE", "NUMPAGES"))}</w:t></w:r>'
    return re.sub(
        r"\b(NUMPAGES|PAGE)\b",
        rf'</w:t></w:r><w:fldSimple w:instr=" \1 "><w:r>{style}<w:t>1</w:t></w:r></w:fldSimple>'
        rf'<w:r>{style}<w:t xml:space="preserve">',
        text,
    )


def _filled(name: str, values: Mapping[str, str]) -> str:
    return _template(name).substitute(values)


@cache
def _template(name: str) -> Template:
    return Template((_FOLDER / f"{name}.xml").read_text("utf-8"))


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return out.getvalue()
