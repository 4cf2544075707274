"""The fonts of pages, out of the package that carries them (domain.md PR-4, PR-5), and what they have signs for.

FiraGO is the face of every page. The Noto faces stand in for single signs that it lacks, such as a tick. Whoever
needs more scripts names further folders with TrueType or OpenType fonts.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

from library.documents.fields import name_character
from library.errors import Fault
from library.rendering.errors import MissingGlyphs, RenderFailed

FAMILIES = ("FiraGO", "Noto Sans")
"""What pages are set in, and what stands in first; typst then looks through all others."""

ALLOWED = frozenset({"FiraGO", "NotoSans", "NotoSansSymbols", "NotoSansSymbols2"})
"""Names that the fonts of a PDF may begin with, where no further folders are given."""

_PACKAGE = "pymupdf_fonts"
_FACES = MappingProxyType(
    {
        "FiraGO_Regular": "495901c0c608ea265f4c31aa2a4c7a313e5cc2a3dd610da78a447fe8e07454a2",
        "FiraGO_Bold": "ab720753c39073556260ebbaee7e7af89f9ca202a7c7abc257d935db590a1e35",
        "FiraGO_Italic": "36713ecac376845daa58738d2c2ba797cf6f6477b8c5bb4fa79721dc970e8081",
        "FiraGO_BoldItalic": "51ad0da400568385e038ccb962a692f145dfbd9071d7fe5cb0903fd2a8912ccd",
        "NotoSans_Regular": "6b04c8dd65af6b73eb4279472ed1580b29102d6496a377340e80a40cdb3b22c9",
        "NotoSans_Bold": "7c15ac396d2ce6bc33a3b4efacdbd322c9e46376599a725c6f790d8036052cab",
        "NotoSansSymbols_Regular": "c7591ff5fac35caa7845566d7376b7f7092eb228bc70e11f267129d35e2a0ad3",
        "NotoSansSymbols2_Regular": "76b6a7b09dae28704c061710e1fcd42d28e3be8a397298414630a07063ae89c6",
    }
)
"""The modules that carry the faces, and the SHA-256 of each: files that differ are not the ones that we looked at."""

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_WITHOUT_SIGN = frozenset(
    map(
        chr,
        (
            *(0x09, 0x0A, 0x20, 0x85, 0xA0, 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x202F, 0x205F),
            *(0x2028, 0x2029, 0x3000, 0x3164, 0xFEFF, 0xFFA0),
            *range(0x180B, 0x1810),
            *range(0x2000, 0x2010),  # spaces, joiners, marks of direction
            *range(0x2060, 0x2070),
            *range(0xFE00, 0xFE10),  # variation selectors
            *range(0xE0000, 0xE1000),
        ),
    )
)
"""Spaces, and what is never seen (Default_Ignorable_Code_Point of Unicode): typst asks no font for them."""


def font_folder(parent: Path | None = None) -> Path:
    """The folder with the faces, written there once. Several processes may ask at once.

    It stands in `parent`, or in a folder of this user's own among the temporary files. Raises RenderFailed if the
    package carries other bytes than those we know.
    """
    folder = (parent or _own_temporary_folder()) / "faces"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, sha256 in _FACES.items():
        path = folder / f"{name}.ttf"
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            _write(path, _face(name, sha256))
    return folder


def without_sign(text: str, folders: Sequence[Path] = ()) -> set[str]:
    """The characters of the text that no font has a sign for. `folders` are further folders with fonts."""
    return set(text) - _known(tuple(folders))


def check_glyphs(texts: Iterable[tuple[str, str]], folders: Sequence[Path] = ()) -> None:
    """Refuse characters that no font has a sign for. `texts` are JSON pointers (or words that say where) with the text
    there.

    Raises MissingGlyphs, which names each character once, where it stands first.
    """
    missing: dict[str, str] = {}
    for place, text in texts:
        for character in sorted(without_sign(text, folders)):
            missing.setdefault(character, place)
    if missing:
        faults = [Fault(place, f"No font has a sign for {_named(character)}.") for character, place in missing.items()]
        raise MissingGlyphs(faults, characters=[f"U+{ord(character):04X}" for character in missing])


def font_files(folder: Path) -> list[Path]:
    """The font files of a folder and its subfolders, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)


def _named(character: str) -> str:
    return f"“{character}”, {name_character(character)}"


def _face(name: str, sha256: str) -> bytes:
    face: bytes = import_module(f"{_PACKAGE}.{name}").fontbuffer
    if hashlib.sha256(face).hexdigest() != sha256:
        raise RenderFailed(f"The font {name} is not the one that pages are made for.")
    return face


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: another process may be reading."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(temporary).replace(path)


def _own_temporary_folder() -> Path:
    """A folder that nobody else can write to, however open the place for temporary files is."""
    folder = Path(tempfile.gettempdir()) / f"leaflet-fonts-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        return Path(tempfile.mkdtemp(prefix="leaflet-fonts-"))
    return folder


@cache
def _known(folders: tuple[Path, ...]) -> frozenset[str]:
    """A mark that combines with a letter must be in a font that has letters."""
    files = [path for folder in (font_folder(), *folders) for path in font_files(folder)]
    signs = frozenset().union(*map(_signs, files))
    with_letters = frozenset().union(
        *(_signs(path) for path in files if "a" in _signs(path) or "\u0627" in _signs(path))
    )
    alone = frozenset(sign for sign in signs if not unicodedata.category(sign).startswith("M"))
    return _WITHOUT_SIGN | alone | with_letters


@cache
def _signs(path: Path) -> frozenset[str]:
    """The characters that a font file has signs for."""
    if path.suffix.lower() in (".ttc", ".otc"):
        with TTCollection(path, lazy=True) as collection:
            return frozenset(chr(code) for font in collection.fonts for code in font.getBestCmap() or ())
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap() or ()))
