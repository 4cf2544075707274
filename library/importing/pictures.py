"""Pictures of a file: which may be kept, what they are called in the text, and whether somebody said what they show."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from library.catalogue.uploads import Upload, inspect_upload, pixels_to_decode
from library.catalogue.uploads.refusals import FileRefused
from library.importing.imported import ImportedPicture
from library.importing.runs import Run
from library.importing.signs import DECORATIVE, cleaned

MOST = 50
MOST_LOOKED_AT = 2 * MOST
"""Pictures of one file that are opened, taken or refused: finding out that one can't be taken may cost as much as taking it."""
MOST_PIXELS = 60_000_000
"""Of all pictures of one file together that are decoded, taken or refused: it takes a second for every ten million."""
TOO_LARGE = "The pictures of the file are too large together: send this one by itself."
ALT_LENGTH = 300
_DATA = re.compile(r"data:image/(?:png|jpe?g|webp);base64,", re.IGNORECASE)
# What programs write where nobody has said what a picture shows.
_FILE = r"\.(?:png|jpe?g|gif|webp|bmp|tiff?|emf|wmf)"
_NO_ALT = re.compile(
    r"(?:image|picture|graphics?|img|grafik|bild|photo|screenshot|untitled|shape|object|frame|text box)?[\s_-]*\d*"
    rf"(?:{_FILE})?|[\w.-]+{_FILE}"
    r"|.*(?:description automatically generated|automatically generated description|ai-generated content may be incorrect).*",
    re.IGNORECASE | re.DOTALL,
)


def _beside(address: str) -> str:
    """What to do about a picture that was saved in a folder of its own, as programs do with those of a page."""
    is_beside = not address.startswith(("/", "#")) and ":" not in address
    return "It lies beside the page. Saved as .docx or .odt, a text has its pictures in it." if is_beside else ""


@dataclass(frozen=True)
class _Refused:
    """A picture that is not taken: the kind of remark, what it shows or where it is, and why."""

    what: str
    excerpt: str
    reason: str = ""


@dataclass
class Pictures:
    """Those of one file, as the text comes to them. `files` has what is inside of it, and `alts` what is said of it where
    pandoc does not tell, by address.
    """

    files: Mapping[str, bytes]
    alts: Mapping[str, str]
    found: list[ImportedPicture] = field(default_factory=list)
    _known: dict[tuple[str, str], ImportedPicture | _Refused] = field(default_factory=dict)
    _looked_at: dict[str, Upload | str] = field(default_factory=dict)
    _placed: set[str] = field(default_factory=set)
    _pixels: int = 0

    def aside(self) -> Pictures:
        """For words that are only read: their pictures are not kept."""
        return Pictures({}, {})

    def place(self, address: str, alt: str, title: str, say: Callable[..., None]) -> Run:
        """What stands in the text for the picture at an address."""
        alt = alt or self.alts.get(address, "")
        if title and title not in alt:
            say("picture-title", title)
        known = (address, alt)
        if known not in self._known:
            self._known[known] = self._take(address, alt, say)
        picture = self._known[known]
        if isinstance(picture, _Refused):
            say(picture.what, picture.excerpt, picture.reason)
            return Run("")
        return Run(f"![](asset:{picture.key})", raw=True) if picture.described else Run(f"[{picture.key}]")

    def unplaced(self) -> list[str]:
        """Names of those in the file that no text shows: they stand in its margins, or in what was deleted."""
        return [name.rpartition("/")[2] for name in self.files if name not in self._placed]

    def _take(self, address: str, alt: str, say: Callable[..., None]) -> ImportedPicture | _Refused:
        shown = alt.replace(DECORATIVE, "").strip()
        data, name = self._content(address)
        if data is None and not name:
            return _Refused("picture-refused", shown, "It can't be read.")
        if data is None:
            return _Refused("not-fetched", " ".join(filter(None, [shown, address[:500]])), _beside(address))
        if len(self.found) >= MOST or (address not in self._looked_at and len(self._looked_at) >= MOST_LOOKED_AT):
            return _Refused(
                "picture-refused", shown, f"At most {MOST} pictures of one file are taken: send it by itself."
            )
        if address not in self._looked_at:
            self._looked_at[address] = self._inspected(data, name)
        upload = self._looked_at[address]
        if isinstance(upload, str):
            return _Refused("picture-refused", shown, upload)
        key = f"picture-{len(self.found) + 1}"
        picture = ImportedPicture(key, upload, self._words(alt, key, say), decorative=DECORATIVE in alt)
        self.found.append(picture)
        return picture

    def _inspected(self, data: bytes, name: str) -> Upload | str:
        """The picture, decoded and encoded anew once for all places where it stands; or why it is not taken."""
        try:
            pixels = pixels_to_decode(data)
            if pixels is None:
                return "It is no picture."
            if self._pixels + pixels > MOST_PIXELS:
                return TOO_LARGE
            self._pixels += pixels
            return inspect_upload(data, name)
        except FileRefused as refusal:
            return refusal.detail

    def _words(self, alt: str, key: str, say: Callable[..., None]) -> str | None:
        """What the file says that a picture shows. What a program wrote there says nothing."""
        if DECORATIVE in alt:
            return None
        words = " ".join(cleaned(alt, say).split())
        if not words or _NO_ALT.fullmatch(words):
            say("picture-alt", words, f"It is {key}.")
            return None
        if len(words) > ALT_LENGTH:
            say("picture-alt", words, f"It is {key}; what the file says of it is longer than {ALT_LENGTH} characters.")
            return None
        return words

    def _content(self, address: str) -> tuple[bytes | None, str]:
        """Its bytes, and a name for it; no bytes when they are elsewhere, no name either when they can't be read."""
        if found := _DATA.match(address):
            try:
                return base64.b64decode(unquote(address[found.end() :]), validate=False), "picture"
            except (binascii.Error, ValueError):
                return None, ""
        if address.lower().startswith("data:"):
            return None, ""
        name = address.removeprefix("./")
        self._placed.add(name)
        if name in self.files:
            return self.files[name], name.rpartition("/")[2]
        return None, name.rpartition("/")[2] or "picture"
