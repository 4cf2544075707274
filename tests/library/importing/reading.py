"""What tests of importing ask of a file that was read."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter

from library.documents.model import Section
from library.documents.text import section_text
from library.importing.imported import Imported
from library.importing.reading import read_file

UNSEEN = re.compile("[\u00ad\u200b\ufeff]")


def read(data: bytes, name: str = "leaflet.docx") -> Imported:
    return read_file(io.BytesIO(data), name)


def words(text: str) -> Counter[str]:
    """Counted by a rule of the tests' own: runs of letters and figures of any script."""
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", UNSEEN.sub("", text)).casefold()))


def text_of(imported: Imported) -> str:
    """What readers would read: title, headings, texts, and the words for pictures."""
    sections = [section_text(Section(id=one.id, heading=one.heading, body=one.body)) for one in imported.sections]
    return "\n".join([imported.title, *sections, *(picture.alt or "" for picture in imported.pictures)])


def left_out(imported: Imported) -> str:
    return "\n".join(one.excerpt for one in imported.remarks if one.fate == "left_out")


def kinds(imported: Imported) -> list[str]:
    return [one.what for one in imported.remarks]


def body_of(imported: Imported, number: int = 0) -> str:
    return imported.sections[number].body
