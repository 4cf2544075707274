"""Files and pictures inside of a file: each that does not come in is named, wherever it was put."""

from __future__ import annotations

from base64 import b64encode

import pytest

from library.catalogue.uploads import Upload, inspect_upload, pixels_to_decode
from library.importing import pictures
from library.importing.imported import Imported
from tests.files import content_types, document_xml, image, relations
from tests.imports.hostile import docx
from tests.imports.word import WordMaker
from tests.library.importing.reading import kinds, read

WORDS = document_xml("<w:r><w:t>Hello</w:t></w:r>")
RELATIONS = "word/_rels/document.xml.rels"
OLE = "application/vnd.openxmlformats-officedocument.oleObject"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def said(imported: Imported, what: str) -> list[str]:
    return [one.excerpt for one in imported.remarks if one.what == what]


def typed(row: str) -> str:
    return content_types().replace("</Types>", f"{row}</Types>")


INSIDE: dict[str, tuple[dict[str, str | bytes], str]] = {
    "a document": (
        {RELATIONS: relations(("aFChunk", "chunk1.html", False)), "word/chunk1.html": "Canary"},
        "chunk1.html",
    ),
    "an object elsewhere": (
        {RELATIONS: relations(("oleObject", "objects/a.bin", False)), "word/objects/a.bin": "x"},
        "a.bin",
    ),
    "a workbook at the root": (
        {RELATIONS: relations(("package", "/data/b.xlsx", False)), "data/b.xlsx": "x"},
        "b.xlsx",
    ),
    "a chart's workbook": (
        {"word/charts/_rels/chart1.xml.rels": relations(("package", "../c.xlsx", False)), "word/c.xlsx": "x"},
        "c.xlsx",
    ),
    "what nothing leads to, of its type": (
        {
            "[Content_Types].xml": typed(f'<Override PartName="/word/d.dat" ContentType="{SHEET}"/>'),
            "word/d.dat": "x",
        },
        "d.dat",
    ),
    "what nothing leads to, of its ending": (
        {"[Content_Types].xml": typed(f'<Default Extension="OLE" ContentType="{OLE}"/>'), "word/e.ole": "x"},
        "e.ole",
    ),
    "what stands where Word puts it": ({"word/embeddings/f.bin": "x"}, "f.bin"),
    "what is led to twice": (
        {
            RELATIONS: relations(("package", "embeddings/g.xlsx", False), ("oleObject", "embeddings/g.xlsx", False)),
            "word/embeddings/g.xlsx": "x",
        },
        "g.xlsx",
    ),
    "what is led to and is not there": ({RELATIONS: relations(("oleObject", "h.bin", False))}, "h.bin"),
}


@pytest.mark.parametrize("name", INSIDE)
def test_a_file_inside_of_a_file_is_named_once(name: str) -> None:
    parts, file_name = INSIDE[name]
    assert said(read(docx(WORDS, **parts)), "embedded") == [file_name]


def test_a_plain_document_has_no_file_inside() -> None:
    maker = WordMaker()
    maker.para("Hello", ("img", "A lake"))
    maker.margins("Top", "Foot")
    assert not {"embedded", "picture-unplaced"} & set(kinds(read(maker.made())))


def test_a_chart_s_workbook_elsewhere_is_named_and_not_fetched() -> None:
    parts = {"word/charts/_rels/chart1.xml.rels": relations(("oleObject", "file:///c:/canary.xlsx", True))}
    assert said(read(docx(WORDS, **parts)), "not-fetched") == ["file:///c:/canary.xlsx"]


def test_a_picture_that_stands_in_no_text_is_named() -> None:
    assert said(read(docx(WORDS, **{"word/media/logo.png": image()})), "picture-unplaced") == ["logo.png"]


def shown(*addresses: str) -> bytes:
    body = "".join(f'<p>a <img src="{address}" alt="Lake {n}"></p>' for n, address in enumerate(addresses))
    return f"<!DOCTYPE html><html><body><h1>T</h1>{body}</body></html>".encode()


def inline(data: bytes) -> str:
    return f"data:image/png;base64,{b64encode(data).decode()}"


def test_a_picture_that_is_refused_is_named_at_each_of_its_places() -> None:
    page = shown(inline(b"GIF89a"), inline(b"GIF89a")).replace(b"Lake 1", b"Lake 0")
    assert said(read(page), "picture-refused") == ["Lake 0", "Lake 0"]


def test_pictures_that_are_refused_are_counted() -> None:
    refused = [one for one in read(shown(*[inline(b"GIF89a")] * 80)).remarks if one.what == "picture-refused"]
    assert len(refused) == 61
    assert "And 19 more of this kind" in refused[-1].message
    assert refused[-1].excerpt.startswith("Lake 60; Lake 61;")


def test_looking_at_pictures_has_an_end_even_if_none_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[bytes] = []

    def counting(data: bytes) -> int | None:
        looked.append(data)
        return pixels_to_decode(data)

    monkeypatch.setattr(pictures, "pixels_to_decode", counting)
    imported = read(shown(*(inline(b"\x89PNG\r\n\x1a\n" + str(n).encode()) for n in range(130))))
    assert len(looked) == pictures.MOST_LOOKED_AT
    assert sum(excerpt.count("Lake") for excerpt in said(imported, "picture-refused")) == 130


def test_pixels_that_are_decoded_have_an_end_even_if_no_picture_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[int] = []

    def counting(data: bytes, name: str) -> Upload:
        decoded.append(pixels_to_decode(data) or 0)
        return inspect_upload(data, name)

    monkeypatch.setattr(pictures, "inspect_upload", counting)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100_000)
    cut = image(size=(200, 150))[:-40]
    imported = read(shown(*(inline(cut + bytes([n])) for n in range(9)), inline(image(size=(100, 100)))))
    assert decoded == [30_000] * 3 + [10_000]
    assert len(imported.pictures) == 1
    refused = [one.message for one in imported.remarks if one.what == "picture-refused"]
    assert [pictures.TOO_LARGE in message for message in refused] == [False] * 3 + [True] * 6
