"""File names made safe: for a header, a disk, an archive and a web address."""

from __future__ import annotations

import re

from library.ids import slugify

STEM_LENGTH = 80
NAMELESS = "file"
# Windows opens a device by these names, whatever their extension.
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)


def safe_name(file_name: str, extension: str) -> str:
    """The stem of the name that was sent as an ASCII slug, with the extension that belongs to the content.

    >>> safe_name("../Über uns.PHP.png", "png")
    'uber-uns-php.png'
    """
    last_part = re.split(r"[/\\]", file_name)[-1]
    stem, dot, _ = last_part.rpartition(".")
    slug = slugify(stem if dot else last_part)[:STEM_LENGTH].strip("-") or NAMELESS
    return f"{NAMELESS}-{slug}.{extension}" if slug in DEVICES else f"{slug}.{extension}"
