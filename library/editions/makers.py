"""Who makes which rendition: every name of `library.rendering.offers`, and what gives its bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from library.editions.materials import Material
from library.editions.packages import package_of
from library.editions.press import set_page
from library.rendering.page import fragment_html, page_html
from library.rendering.plain import text_md, text_txt
from library.rendering.sheet import Sheet
from library.rendering.word import document_docx

Maker = Callable[[Material], bytes]


def _of_sheet(name: str, make: Callable[[Sheet], bytes]) -> Maker:
    return lambda material: make(material.sheet_for(name))


def _set(name: str) -> Maker:
    return lambda material: set_page(material.sheet_for(name), name)


MAKERS: Mapping[str, Maker] = {
    "page.html": _of_sheet("page.html", page_html),
    "fragment.html": _of_sheet("fragment.html", fragment_html),
    **{
        name: _set(name)
        for name in ("a4.pdf", "large-print.pdf", "a5.pdf", "trifold.pdf", "poster.pdf", "thumbnail.png")
    },
    "document.docx": _of_sheet("document.docx", document_docx),
    "text.md": _of_sheet("text.md", text_md),
    "text.txt": _of_sheet("text.txt", text_txt),
    "package.zip": package_of,
}
