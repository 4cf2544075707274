"""Files that nobody should bring in: each refused with a reason, by a process that goes on."""

import time
from contextlib import suppress

import pytest

from library.errors import LibraryError
from tests.imports.hostile import hostile, many_insertions, one_comment_everywhere
from tests.library.importing.reading import read

FILES = hostile()


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_with_a_reason(name: str) -> None:
    data, file_name, slug = FILES[name]
    begun = time.process_time()
    with pytest.raises(LibraryError) as refusal:
        read(data, file_name)
    assert (refusal.value.slug, [fault.pointer for fault in refusal.value.errors]) == (slug, ["/file"])
    assert time.process_time() - begun < 20


ADVICE = {
    "rich text": "save it as .docx",
    "a PDF that is called docx": "the document that it was made from",
    "old Word or locked": "an old Word file",
    "locked with a password": "without one",
    "locked odt": "without one",
    "a spreadsheet": "Save its text as .docx",
    "Pages": "In Pages choose File, Export To, Word",
    "an electronic book": "the document that it was made from",
    "a bare archive": "Send the document that is in it",
    "a template of Word": "Make a document from it",
    "a template of LibreOffice": "Make a document from it",
    "a web page in one file": "save the page as .html",
    "flat OpenDocument": "save it as .odt",
    "Word's XML": "save it as .docx",
}


@pytest.mark.parametrize("name", ADVICE)
def test_a_refusal_says_what_to_do(name: str) -> None:
    data, file_name, _ = FILES[name]
    with pytest.raises(LibraryError) as refusal:
        read(data, file_name)
    assert ADVICE[name] in refusal.value.detail


def test_forty_quotes_in_each_line_are_read_in_their_time() -> None:
    """A search for nesting that goes back on its steps takes longer than anybody lives."""
    begun = time.process_time()
    with pytest.raises(LibraryError):
        read((("> " * 40 + "\n") * 5_000).encode(), "a.md")
    assert time.process_time() - begun < 20


ODD = {
    "comments before the words": lambda: b"<!---->" * 28 + b"x",
    "a tag without end": lambda: b"<p>x<" + b"a" * 500_000,
    "heads without end": lambda: b"<html>" + b"<head>" * 60_000 + b"<body><h1>T</h1><p>x</p>",
    "a long run of spaces": lambda: b"`a" + b" " * 200_000 + b"b`",
    "thousands of insertions": many_insertions,
    "one comment everywhere": one_comment_everywhere,
}
"""What is read or refused, odd as it is, in the time that its size takes."""


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_done_with_in_the_time_that_its_size_takes(name: str) -> None:
    begun = time.process_time()
    with suppress(LibraryError):
        read(ODD[name](), "a")
    assert time.process_time() - begun < 10
