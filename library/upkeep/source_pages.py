"""Whether numbers stand on a page: digits are compared, however they are grouped and with or without the country's code. Pure.

A page is searched as it comes, in a window as long as what a number may take up: a long page takes no more memory than a short one.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from collections.abc import Iterable

from library.directory.typed_numbers import dialled
from library.upkeep.page_text import PageText

_GAP = r"[\s().\-\u2010-\u2014/\u200b\u2060\ufffd]{0,4}"
_READ = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_ENTITY = re.compile(r"&[#\w]{0,32}\Z")
"""What may go on to be a named sign, at the end of what has come so far."""
_WINDOW = 512
"""Characters that stay in sight: no number takes half of them, with all of its gaps."""


class Search:
    """For some numbers on one page. Give it the page with `read`, and ask with `told` when there is no more.

    Digits are the same bytes in every character set that pages use, so the page's own does not matter.
    """

    def __init__(self, numbers: Iterable[str]) -> None:
        self._open = {number: _pattern(number) for number in numbers}
        self.numbers = frozenset(self._open)
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self._page: PageText | None = None
        self._entity = self._window = ""
        self._starts_at = 0
        self._is_read = self._has_begun = False

    def read(self, content_type: str, piece: bytes) -> bool:
        """Whether it wants more: not when all were found, nor of what is no page."""
        if not self._has_begun:
            self._begin(content_type)
        if self._is_read:
            text = self._decode(piece)
            self._look_at(self._page.read(text) if self._page else text, is_end=False)
        return self._is_read and bool(self._open)

    def told(self, number: str, *, is_whole: bool) -> bool | None:
        """None when it can't be told: the page was cut off before the number, or is nothing that we read, or nobody looked for it."""
        if number not in self.numbers or not self._is_read:
            return None
        self._look_at(self._page.end() if self._page else "", is_end=True)
        if number not in self._open:
            return True
        return False if is_whole else None

    def _begin(self, content_type: str) -> None:
        media = content_type.partition(";")[0].strip().lower() or "text/html"
        self._has_begun, self._is_read = True, media in _READ
        self._page = None if media == "text/plain" else PageText()

    def _look_at(self, shown: str, *, is_end: bool) -> None:
        if self._page:
            shown = self._entity + shown
            cut = None if is_end else _ENTITY.search(shown, max(0, len(shown) - 40))
            self._entity = cut[0] if cut else ""
            shown = html.unescape(shown[: cut.start()] if cut else shown)
        window = self._window + unicodedata.normalize("NFKC", shown)
        for number, pattern in list(self._open.items()):
            if any(is_end or found.end() < len(window) for found in pattern.finditer(window, self._starts_at)):
                del self._open[number]
        self._starts_at = (
            1 if len(window) > _WINDOW else self._starts_at
        )  # the first character is only seen as what stands before
        self._window = window[-_WINDOW:]


def _pattern(number: str) -> re.Pattern[str]:
    digits = dialled(number)
    if digits.startswith("0"):
        start = rf"(?:18001{_GAP})?(?:(?:\+|00){_GAP}44{_GAP}(?:\(0\){_GAP})?|0{_GAP})"
        return re.compile(rf"(?<!\d){start}{_GAP.join(digits[1:])}(?!\d)")
    gap = _GAP if len(digits) >= 6 else ""
    return re.compile(rf"(?<!\d){gap.join(digits)}(?!\d)")
