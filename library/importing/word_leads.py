"""Where the parts of a Word file lead (ECMA-376 part 2): to what is outside, and to whole files that were put into this one."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from library.importing.xml_parts import read

_EMBEDS = frozenset({"afchunk", "oleobject", "package"})
"""Relationships to whole files. pandoc passes over them."""
_NAMED = re.compile(r"word/(?:embeddings/|afchunk).*", re.IGNORECASE)
"""Where Word puts them. Others put them elsewhere, and a file may be put here that nothing leads to."""
_TYPED = re.compile(r".*(?:[./]oleobject|\.package|\.sheet|\.presentation|\.document)", re.IGNORECASE)
"""Content types of whole files; those of our own parts end in `+xml`."""


@dataclass(frozen=True)
class Lead:
    """`kind` is the last part of the relationship's type in small letters; `target` an address outside, or the name of a part."""

    kind: str
    target: str
    is_outside: bool


def leads_of(archive: zipfile.ZipFile, names: Iterable[str]) -> Iterator[Lead]:
    for name in sorted(names):
        folder, _, file_name = name.rpartition("/")
        if not file_name.endswith(".rels") or not f"/{folder}".endswith("/_rels"):
            continue
        for row in read(archive, name):
            target, is_outside = str(row.get("Target", "")), row.get("TargetMode") == "External"
            kind = str(row.get("Type", "")).rpartition("/")[2].casefold()
            yield Lead(kind, target if is_outside else _part(folder.removesuffix("_rels"), target), is_outside)


def _part(folder: str, target: str) -> str:
    """The part's name in the archive: targets are relative to the part that leads to them."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def embedded(archive: zipfile.ZipFile, names: Iterable[str], leads: Iterable[Lead]) -> list[str]:
    """Whole files inside of this one, each once: by what leads to them, by their type, and by where Word puts them."""
    led = {lead.target for lead in leads if lead.kind in _EMBEDS and not lead.is_outside}
    kinds, own = _types(archive)
    typed = {
        name
        for name in names
        if _TYPED.fullmatch(own.get(f"/{name}".casefold(), kinds.get(name.rpartition(".")[2].casefold(), "")))
    }
    return sorted({*led, *typed, *filter(_NAMED.fullmatch, names)})


def _types(archive: zipfile.ZipFile) -> tuple[dict[str, str], dict[str, str]]:
    """Content types by the ending of a name, and of single parts."""
    rows = [row.attrib for row in read(archive, "[Content_Types].xml")]
    kinds = {row["Extension"].casefold(): row.get("ContentType", "") for row in rows if "Extension" in row}
    return kinds, {row["PartName"].casefold(): row.get("ContentType", "") for row in rows if "PartName" in row}
