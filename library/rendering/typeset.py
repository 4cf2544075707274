"""The only door to typst. It sets what a Job holds, with the fonts and templates of one folder and nothing else.

No file is read or written while a page is set: templates and pictures are handed over as text, fonts are in memory.
Setting can exhaust memory, which ends the process: only confined child processes come here (safety.md).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from library.rendering.errors import RenderFailed
from library.rendering.fitting import does_not_fit
from library.rendering.fonts import font_files, font_folder
from library.rendering.jobs import Job

_TEMPLATES = Path(__file__).parent / "typst"
_FONTS = "fonts"
_PICTURES = "pictures"


def prepare(folder: Path, folders: Sequence[Path] = ()) -> None:
    """Put into `folder` all that setting needs: our templates, our fonts, and those of the further `folders`.

    `typeset` does it itself where it was not done.
    """
    for template in _TEMPLATES.glob("*.typ"):
        shutil.copy(template, folder / template.name)
    fonts = folder / _FONTS
    fonts.mkdir(exist_ok=True)
    for number, source in enumerate((font_folder(), *folders)):
        for path in font_files(source):
            shutil.copy(path, fonts / f"{number}-{path.name}")


def warm(folder: Path) -> None:
    """Read all that `folder` holds into memory, so that from now on `typeset` touches no file: a process that has done
    so can do without a file system. typst reads a font at its first use; here each is used.
    """
    shop = _workshop(folder)
    words: Any = {"main.typ": "".join(_word_in(font) for font in shop.fonts.fonts()).encode()}
    shop.compiler.compile(input=words, format="pdf")


def typeset(job: Job, *, folder: Path) -> bytes:
    """The page or pages as tagged PDF (PDF/UA-1), or the first page as PNG. Equal jobs give equal bytes.

    `folder` holds templates and fonts, read at the first call: it is `prepare`d unless it has been. Raises RenderFailed
    when typst refuses.
    """
    shop = _workshop(folder)
    pictures = {f"{_PICTURES}/{Path(name).name}": content for name, content in job.files.items()}
    # typst takes dictionaries, but its types do not say so.
    texts: Any = {
        **shop.templates,
        **pictures,
        "main.typ": shop.templates[f"{job.template}.typ"],
        # Not as `sys.inputs`: new ones make typst forget all that it remembers, which costs a third of the time.
        "data.json": json.dumps(job.data, ensure_ascii=False).encode(),
    }
    try:
        made = shop.compiler.compile(
            input=texts,
            format=job.format,
            ppi=job.ppi,
            pdf_standards=["ua-1"] if job.format == "pdf" else [],
            timestamp=_moment(job),
        )
    except typst.TypstError as error:
        raise does_not_fit(error.message) or RenderFailed(_sentence(error)) from None
    first = made[0] if isinstance(made, list) else made
    if first is None:
        raise RenderFailed("No page came of it.")
    return first


@dataclass(frozen=True)
class _Workshop:
    compiler: typst.Compiler
    fonts: typst.Fonts
    templates: Mapping[str, bytes]


@cache
def _workshop(folder: Path) -> _Workshop:
    if not (folder / _FONTS).is_dir():
        prepare(folder)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder / _FONTS)])
    compiler = typst.Compiler(root=str(folder), font_paths=fonts, ignore_system_fonts=True)
    return _Workshop(compiler, fonts, {path.name: path.read_bytes() for path in folder.glob("*.typ")})


def _word_in(font: typst.FontInfo) -> str:
    family = json.dumps(font.family, ensure_ascii=False)
    return f'#text(font: {family}, weight: {font.weight}, style: "{font.style}", stretch: {font.stretch * 100}%)[a]\n'


def _moment(job: Job) -> datetime:
    """The day that the file says it was made: that of publication, so that the bytes never depend on the clock."""
    day = date.fromisoformat(job.data.get("published", "1970-01-01"))
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _sentence(error: typst.TypstError) -> str:
    hints = " ".join(error.hints or ())
    return f"{error.message}. {hints}".strip()
