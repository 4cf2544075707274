"""Why a file can't be brought in. Each refusal points at the part `file` of the request."""

from __future__ import annotations

from library.catalogue.uploads.refusals import FileRefused
from library.errors import Unavailable

TAKEN = "Word documents (.docx), OpenDocument texts (.odt), web pages (.html) and Markdown (.md)"


class NotADocument(FileRefused):
    slug = "import-type-not-accepted"
    title = "A file of this type can't be brought in"
    explanation = (
        f"What can be brought in are {TAKEN}. What a file is, is decided by its content: another name or type does not "
        "change it. Open it with the program that it was made with, and save it as one of these."
    )


class DocumentTooLong(FileRefused):
    slug = "import-too-long"
    title = "The document is longer than one item may be"
    explanation = (
        "A file may have 20 MB with its pictures, and a document 60 sections and about 500,000 characters. The detail "
        "says what there is too much of. Split it into several files, one for each item, and bring them in one by one."
    )


class DocumentTooDeep(FileRefused):
    slug = "import-too-deep"
    title = "Lists, tables or quotes stand too deep inside each other"
    explanation = (
        "Things stand inside each other in so many levels that nobody could read them. Look for a list or a table that "
        "was pasted into itself, save the document anew, and send that."
    )


class DocumentTooDemanding(FileRefused):
    slug = "import-too-demanding"
    title = "Reading this document takes too much"
    explanation = (
        "Reading it took more time or memory than one document may take, so it was stopped. Nothing was stored. Take "
        "out what is unusual in it (very long tables, very deep lists), or copy its text into a new document."
    )


class NothingToImport(FileRefused):
    slug = "import-empty"
    title = "There is no text in this document"
    explanation = (
        "The file was read, and there is no word in its text. If its pages are pictures of text, as scanners make them, "
        "they have to be typed: no screen reader can read them either."
    )


class ImportBusy(Unavailable):
    slug = "import-busy"
    title = "Another document is being brought in just now"
    explanation = "Documents are unravelled one at a time in each process. Repeat after `Retry-After` seconds; nothing was stored."
