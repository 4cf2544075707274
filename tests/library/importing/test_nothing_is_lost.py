"""The law of importing: the words that a file has are the words of the draft and of the report, counted by those who made the file."""

import pytest

from library.documents.parse import parse_document
from tests.imports.ten import MAKERS, TEN, made
from tests.library.importing.reading import left_out, read, text_of, words

ALL = [(kind, name) for kind in MAKERS for name in TEN]


@pytest.mark.parametrize(("kind", "name"), ALL, ids=[f"{kind}-{name}" for kind, name in ALL])
def test_every_word_is_in_the_draft_or_in_the_report(kind: str, name: str) -> None:
    maker, data = made(kind, name)
    imported = read(data, f"{name}.{maker.extension}")
    lost = words("\n".join(maker.shown)) - words(text_of(imported)) - words(left_out(imported))
    assert lost == {}


@pytest.mark.parametrize(("kind", "name"), ALL, ids=[f"{kind}-{name}" for kind, name in ALL])
def test_no_word_is_invented(kind: str, name: str) -> None:
    """Besides the numbers of notes, the names of pictures that wait for words, and a title in place of a heading."""
    maker, data = made(kind, name)
    imported = read(data, f"{name}.{maker.extension}")
    known = words("\n".join(maker.shown)) + words("1 1 2 2 3 3 picture picture picture 4 5")
    assert words(text_of(imported)) - known - words(imported.title) - words(imported.summary) == {}


@pytest.mark.parametrize(("kind", "name"), ALL, ids=[f"{kind}-{name}" for kind, name in ALL])
def test_the_safety_net_is_not_needed(kind: str, name: str) -> None:
    """`unaccounted` is for what nobody foresaw: these ten were foreseen."""
    maker, data = made(kind, name)
    found = read(data, f"{name}.{maker.extension}").remarks
    assert [one.excerpt for one in found if one.what == "unaccounted"] == []


@pytest.mark.parametrize(("kind", "name"), ALL, ids=[f"{kind}-{name}" for kind, name in ALL])
def test_what_comes_of_it_is_a_document(kind: str, name: str) -> None:
    maker, data = made(kind, name)
    imported = read(data, f"{name}.{maker.extension}")
    images = [
        {
            "key": one.key,
            "asset": "01996a10-0000-7000-8000-000000000031",
            "alt": one.alt or "",
            "decorative": one.decorative,
        }
        for one in imported.pictures
        if one.described
    ]
    sections = [{"id": one.id, "heading": one.heading, "body": one.body} for one in imported.sections]
    parse_document(
        {
            "kind": "resource",
            "title": imported.title,
            "summary": imported.summary,
            "language": imported.language,
            "sections": sections,
            "images": images,
            "details": {"medium": "leaflet"},
        }
    )
