"""A zip file that is the same bytes whenever and wherever it is made, and safe to unpack."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)")
_STEM_LENGTH, _SUFFIX_LENGTH = 100, 10
_EARLIEST = date(1980, 1, 1)  # zip knows no earlier day
_FILE_MODE = 0o100644
_UNIX = 3
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def zipped(files: Mapping[str, bytes], *, day: date) -> bytes:
    """The files by path, sorted, each dated that day and readable by all. Nothing is compressed: zip libraries differ in how
    they do it, and the large files of a package are compressed already.
    """
    stamp = max(day, _EARLIEST)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, (stamp.year, stamp.month, stamp.day, 0, 0, 0))
            info.external_attr = _FILE_MODE << 16
            info.create_system = _UNIX
            archive.writestr(info, files[path])
    return packed.getvalue()


def checksums(files: Mapping[str, bytes]) -> bytes:
    """As `sha256sum --check` reads them."""
    lines = [f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)]
    return "".join(lines).encode()


def safe_names(names: Iterable[str]) -> list[str]:
    """A file name for each: Latin letters, figures, dots and hyphens, no path, none twice whatever the case, none that a
    system keeps for itself.
    """
    taken: set[str] = set()
    chosen = []
    for name in names:
        path = PurePosixPath(_ascii(name))
        stem, suffix = path.stem[:_STEM_LENGTH], path.suffix[:_SUFFIX_LENGTH]
        number, candidate = 1, f"{stem}{suffix}"
        while candidate.lower() in taken:
            number += 1
            candidate = f"{stem}-{number}{suffix}"
        taken.add(candidate.lower())
        chosen.append(candidate)
    return chosen


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """CSV. A cell that a spreadsheet would take for a formula starts with an apostrophe (safety.md, rule 9)."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows])
    return written.getvalue().encode("utf-8-sig")  # the mark by which spreadsheets know UTF-8


def _ascii(name: str) -> str:
    base = re.split(r"[/\\]", name)[-1]
    letters = unicodedata.normalize("NFKD", base).encode("ascii", "ignore").decode()
    cleaned = re.sub(r"\.{2,}", ".", _UNSAFE.sub("-", letters)).rstrip(".-").lstrip("-")
    if not cleaned or cleaned.startswith(".") or _RESERVED.match(cleaned):
        return f"file-{cleaned}" if _RESERVED.match(cleaned) else f"file{cleaned}"
    return cleaned
