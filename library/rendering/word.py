"""A document as a Word file, for people who must edit it (domain.md AX-15).

pandoc turns clean HTML into the text of the file; around it go our own styles, page, footer and properties, from
`docx/`. What a screen reader needs is there: language, title, headings, head rows of tables, words for pictures. Equal
sheets give equal bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape

import segno
from PIL import Image

from library.rendering.blanks import blanks, chapters_of, with_quotes
from library.rendering.chapters import Chapter
from library.rendering.direction import is_rtl
from library.rendering.docx_file import finished
from library.rendering.html import markdown_to_html
from library.rendering.imprint import Line, imprint_lines
from library.rendering.pandoc import pandoc
from library.rendering.plain import chapter_heading
from library.rendering.qr import CORRECTION
from library.rendering.sheet import Picture, Sheet
from library.rendering.web_text import data_uri
from library.rendering.words import Words, words_for

_PICTURES = "https://pictures.invalid/"
_IMAGE = re.compile(rf'<img src="{re.escape(_PICTURES)}([^"]*)" alt="([^"]*)" loading="lazy">')
_BLANK = re.compile(r'<span class="placeholder" data-key="[^"]*">(.*?)</span>', re.DOTALL)
_ALIGNED = re.compile(r'<(t[hd][^>]*) class="align-(left|centre|right)">')
_TEXT = re.compile(r">[^<]+")
_NUMBER = re.compile(r"(?<![0-9])\+?\(?[0-9][0-9()]*(?:[ \u00a0-][0-9()]+)+")
_LEFT_TO_RIGHT = "\u200e"
"""A mark before numbers in groups: without it `01223 123 456` would be read `456 123 01223` among Arabic words."""
_WIDTH, _HEIGHT = 600, 420
_LOGO = (220, 80)
"""The most that a picture takes of a page, in pixels of 1/96 inch."""


def document_docx(sheet: Sheet) -> bytes:
    """The bytes of a `.docx`. Raises RenderFailed, or TooDemanding for a text that takes too long."""
    words = words_for(sheet.document.language)
    direction = "rtl" if is_rtl(sheet.document.language) else "ltr"
    html = "\n".join(_body(sheet, words))
    if direction == "rtl":
        html = _TEXT.sub(lambda text: _NUMBER.sub(rf"{_LEFT_TO_RIGHT}\g<0>", text[0]), html)
    made = pandoc(html, source="html", target="docx", options=(f"--metadata=dir:{direction}",))
    return finished(made, sheet, words)


def _body(sheet: Sheet, words: Words) -> Iterator[str]:
    document = sheet.document
    if sheet.theme.logo:
        yield f"<p>{_image(sheet.theme.logo, *_LOGO)}</p>"
    yield f"<h1>{escape(document.title)}</h1>"
    if document.summary:
        yield f'<div custom-style="Summary"><p>{escape(document.summary)}</p></div>'
    if sheet.notice:
        yield f"<table><tbody><tr><td><p><strong>{escape(sheet.notice)}</strong></p></td></tr></tbody></table>"
    for chapter in chapters_of(sheet):
        yield from _chapter(chapter, sheet, words)
    yield f"<h2>{escape(words.about)}</h2>"
    imprint = "".join(f"<p>{_imprint_line(line)}</p>" for line in imprint_lines(sheet.imprint, words))
    yield f'<div custom-style="Imprint">{imprint}</div>'
    yield f'<div custom-style="ImprintCode"><p>{_code(sheet.imprint.short_url)}</p></div>'


def _chapter(chapter: Chapter, sheet: Sheet, words: Words) -> Iterator[str]:
    """A care card is a heading on a band and a table of one cell under it: headings inside tables are not found by Word's
    list of headings.
    """
    care = "".join(part.capitalize() for part in chapter.care_level.split("_"))
    heading, text = escape(chapter_heading(chapter, words)), _html(chapter.markdown, sheet, words)
    language = f' lang="{escape(chapter.language)}"' if chapter.language else ""
    if not words.care(chapter.care_level):
        yield f"<h2><span{language}>{heading}</span></h2>"
        yield text
        return
    yield f'<div custom-style="{care}Heading"><p>{heading}</p></div>'
    if text.strip():
        yield f'<table custom-style="{care}Card"><tbody><tr><td>{text}</td></tr></tbody></table>'


def _html(markdown: str, sheet: Sheet, words: Words) -> str:
    markdown = with_quotes(sheet, markdown)
    images = {image.key: (f"{_PICTURES}{image.key}", image.alt) for image in sheet.document.images}
    html = markdown_to_html(markdown, images=images, labels=blanks(sheet, markdown, words))
    html = html.replace('<bdi dir="ltr">', '<span dir="ltr">').replace("</bdi>", "</span>")
    html = _ALIGNED.sub(lambda found: f'<{found[1]} style="text-align: {found[2].replace("centre", "center")}">', html)
    html = _BLANK.sub(lambda found: f'<span custom-style="ToFillIn">[{found[1]}]</span>' if found[1] else "", html)
    return _IMAGE.sub(lambda found: _picture(found, sheet), html)


def _picture(found: re.Match[str], sheet: Sheet) -> str:
    """The picture itself; its words in brackets where there is none to show."""
    picture = sheet.pictures.get(unescape(found[1]))
    if picture:
        return _image(picture, _WIDTH, _HEIGHT)
    return f"[{found[2]}]" if found[2] else ""


def _image(picture: Picture, width: int, height: int) -> str:
    picture = _readable(picture)
    scale = min(1, width / picture.width, height / picture.height)
    return (
        f'<img src="{data_uri(picture)}" alt="{escape(picture.alt)}" '
        f'width="{round(picture.width * scale)}" height="{round(picture.height * scale)}">'
    )


def _readable(picture: Picture) -> Picture:
    """Word reads no WebP, so that is made PNG."""
    if picture.media_type != "image/webp":
        return picture
    out = io.BytesIO()
    with Image.open(io.BytesIO(picture.content)) as image:
        image.save(out, "PNG")
    return replace(picture, content=out.getvalue(), media_type="image/png")


def _imprint_line(line: Line) -> str:
    text = escape(line.text)
    if line.language:
        text = f'<span lang="{escape(line.language)}">{text}</span>'
    if line.url:
        text = f'<span dir="ltr"><a href="{escape(line.url)}">{text}</a></span>'
    return f"<strong>{escape(line.label)}:</strong> {text}" if line.label else text


def _code(url: str) -> str:
    """The page around it is its quiet zone."""
    out = io.BytesIO()
    segno.make_qr(url, error=CORRECTION).save(out, kind="png", scale=8, border=0)
    size = 105
    return _image(Picture(out.getvalue(), "image/png", f"QR: {url}", size, size), size, size)
