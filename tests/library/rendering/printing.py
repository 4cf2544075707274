"""Printed pages for tests, and what can be read from them: by tags, as a screen reader does, and by place, as eyes do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pdfplumber
import pikepdf

from library.documents.model import Document
from library.documents.parse import parse_document
from library.rendering.pdf import job_of
from library.rendering.sheet import Sheet
from library.rendering.typeset import prepare, typeset
from tests.library.rendering.web_sheets import IMPRINT

PAGES = ("a4.pdf", "a5.pdf", "large-print.pdf")
PDFS = (*PAGES, "poster.pdf")
POINTS_PER_MILLIMETRE = 72 / 25.4


@cache
def _folder() -> Path:
    folder = Path(mkdtemp(prefix="typeset-"))
    prepare(folder)
    return folder


def printed(sheet: Sheet, name: str) -> bytes:
    return typeset(job_of(sheet, name), folder=_folder())


def leaflet(body: str, *, language: str = "en-GB", **section: Any) -> Sheet:
    """A leaflet with one section with this text."""
    return Sheet(
        document=document([{"id": "one", "heading": "Heading", "body": body, **section}], language), imprint=IMPRINT
    )


def document(sections: list[dict[str, Any]], language: str = "en-GB", **more: Any) -> Document:
    return parse_document(
        {
            "kind": "leaflet",
            "title": "Title",
            "summary": "",
            "language": language,
            "sections": sections,
            "details": {"local_details": []},
            **more,
        }
    )


@dataclass(frozen=True)
class Tag:
    """An element of the structure tree with the text right in it, or (without a kind) a piece of text."""

    kind: str
    depth: int
    text: str
    alt: str = ""


def tags(pdf: bytes) -> list[Tag]:
    """The structure of the file in reading order, with the text in each element. Artifacts are not among it."""
    with pikepdf.open(BytesIO(pdf)) as file:
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
        said: dict[tuple[int, int], str] = {}
        for char in chars(pdf):
            if char["mcid"] is not None:
                place = (char["page"], char["mcid"])
                said[place] = said.get(place, "") + char["text"]
        return list(_walk(file.Root.StructTreeRoot.K, 0, pages, said, 0))


def read_aloud(pdf: bytes) -> str:
    """The words in reading order, without the marks of list items."""
    found, words = tags(pdf), []
    for number, tag in enumerate(found):
        if not tag.kind and (number == 0 or found[number - 1].kind != "Lbl"):
            words.append(tag.text)
    return "".join(words)


def _walk(kids: Any, page: int, pages: dict[Any, int], said: dict[tuple[int, int], str], depth: int) -> Iterator[Tag]:
    """Text between two elements inside another is a tag of its own of the outer kind, so that the order is kept."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield Tag("", depth, said.get((page, kid), ""))
        elif kid.get("/Type") == "/MCR":
            yield Tag("", depth, said.get((pages[kid.Pg.objgen], int(kid.MCID)), ""))
        elif "/S" in kid:
            inner = pages[kid.Pg.objgen] if "/Pg" in kid else page
            below = list(_walk(kid.get("/K", pikepdf.Array()), inner, pages, said, depth + 1))
            yield Tag(
                str(kid.S)[1:],
                depth,
                "".join(tag.text for tag in below if not tag.kind and tag.depth == depth + 1),
                str(kid.get("/Alt", "")),
            )
            yield from below


@lru_cache(maxsize=64)
def chars(pdf: bytes) -> list[dict[str, Any]]:
    """Every printed character with its page, font, size and place."""
    with pdfplumber.open(BytesIO(pdf)) as file:
        return [
            {**char, "page": page.page_number, "across": page.width, "down": page.height}
            for page in file.pages
            for char in page.chars
        ]
