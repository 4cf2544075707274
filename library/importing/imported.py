"""What comes of reading a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from library.catalogue.uploads import Upload
from library.importing.remarks import Remark

MOST_SUMMARY = 300
"""Characters: a longer paragraph is no summary, whatever its style says."""


@dataclass(frozen=True)
class Source:
    """A file made ready for pandoc. `passages` is every stretch of its text that a person sees, and `comments` what
    somebody wrote beside it: what the result is counted against. `pictures` are files by the address that the text gives them;
    `marked` has words that are left out, by the mark that stands in their place (`signs`): `deleted-3`.
    """

    kind: str
    data: bytes
    passages: tuple[str, ...]
    comments: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    marked: Mapping[str, str] = field(default_factory=dict)
    alts: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    summary: str = ""
    language: str = ""


@dataclass(frozen=True)
class ImportedSection:
    id: str
    heading: str
    body: str


@dataclass(frozen=True)
class ImportedPicture:
    """A picture that may be kept. `alt` is what the file says it shows; None: it says nothing, so that somebody has to be
    asked, and until then the text has `[key]` in its place. `decorative`: the file says that it shows nothing.
    """

    key: str
    upload: Upload
    alt: str | None = None
    decorative: bool = False

    @property
    def described(self) -> bool:
        return self.decorative or self.alt is not None


@dataclass(frozen=True)
class Imported:
    """`kind` is what the file is: `docx`, `odt`, `html` or `markdown`; `sha256` that of the bytes, which are not kept.
    `language` is empty when the file does not say it.
    """

    kind: str
    name: str
    size: int
    sha256: str
    title: str
    summary: str
    language: str
    sections: tuple[ImportedSection, ...]
    pictures: tuple[ImportedPicture, ...]
    remarks: tuple[Remark, ...]
