"""What renditions are made by, as one short text: it changes with whatever could make the same edition look different.

That is our own source (the renderers, what they read documents with, how a sheet is filled), the versions of the
libraries that set type, and the further fonts of this installation. Nobody has to remember to raise a number: a rendition
of an older recipe is simply not found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

import library
from library.rendering.fonts import font_files

PLACES = (
    "rendering",
    "documents",
    "editions/makers.py",
    "editions/packages.py",
    "editions/sheets.py",
    "syndication/announcing.py",
    "syndication/embed_making.py",
)
LIBRARIES = ("fonttools", "jinja2", "markdown-it-py", "nh3", "pymupdf-fonts", "pypandoc-binary", "segno", "typst")
IGNORED = frozenset({".pyc", ".pyo"})


@cache
def recipe() -> str:
    """Sixteen hexadecimal digits. Read once in each process."""
    digest = hashlib.sha256()
    for path in _sources(Path(library.__file__).parent):
        digest.update(f"{path.name}:{path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    for name in LIBRARIES:
        digest.update(f"{name}=={version(name)}\n".encode())
    for folder in settings.LEAFLET_FONT_PATHS:
        for path in font_files(Path(folder)):
            digest.update(f"{path.name}:{path.stat().st_size}\n".encode())
    return digest.hexdigest()[:16]


def _sources(root: Path) -> Iterator[Path]:
    for place in PLACES:
        path = root / place
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and file.suffix not in IGNORED)
