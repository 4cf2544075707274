"""What a rendition is called once somebody has saved it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The one rendition of its ending that needs no word of its own.
PLAIN = frozenset({"page.html", "document.docx", "text.md", "text.txt"})
LONGEST_TITLE = 80
# What Windows refuses in names, controls, and marks that turn the direction of what follows.
UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+')


@dataclass(frozen=True)
class FileName:
    """`ascii` is safe in any header and on any disk. `own` has the title in its own letters; empty if it has no others."""

    ascii: str
    own: str = ""


def file_name(name: str, *, slug: str, title: str, edition: int, language: str | None = None) -> FileName:
    """`finding-support-large-print-edition-2.pdf` for `large-print.pdf`. `language` is said for translations."""
    stem, _, ending = name.partition(".")
    said = [language.lower() if language else "", "" if name in PLAIN else stem, f"edition-{edition}"]
    end = "-".join(filter(None, said)) + f".{ending}"
    if title.isascii():
        return FileName(f"{slug}-{end}")
    words = " ".join(UNSAFE.sub(" ", title).split())[:LONGEST_TITLE].strip(" .")
    return FileName(f"{slug}-{end}", f"{words}-{end}")
