"""Whether a number stands on a page: digits are compared, however they are grouped and with or without the country's code. Pure."""

from __future__ import annotations

import re
import unicodedata
from email.message import Message
from html.parser import HTMLParser

from library.directory.typed_numbers import dialled

_GAP = r"[\s().\-\u2010-\u2014/\u200b\u2060]{0,4}"
_READ = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_UNSEEN = frozenset({"script", "style"})
_INLINE = frozenset({"a", "abbr", "b", "bdi", "em", "font", "i", "mark", "small", "span", "strong", "u", "wbr"})


def stands_on(number: str, content: bytes, content_type: str, *, is_whole: bool) -> bool | None:
    """None when it can't be told: the page was cut off before the number, or is nothing that we read."""
    media, charset = _told(content_type)
    if media not in _READ:
        return None
    text = content.decode(charset, errors="replace")
    shown = text if media == "text/plain" else _shown(text)
    if _pattern(number).search(unicodedata.normalize("NFKC", shown)):
        return True
    return False if is_whole else None


def _pattern(number: str) -> re.Pattern[str]:
    digits = dialled(number)
    if digits.startswith("0"):
        start = rf"(?:18001{_GAP})?(?:(?:\+|00){_GAP}44{_GAP}(?:\(0\){_GAP})?|0{_GAP})"
        return re.compile(rf"(?<!\d){start}{_GAP.join(digits[1:])}(?!\d)")
    gap = _GAP if len(digits) >= 6 else ""
    return re.compile(rf"(?<!\d){gap.join(digits)}(?!\d)")


def _told(content_type: str) -> tuple[str, str]:
    """Media type and character set of the header; UTF-8 where it names none that we know."""
    header = Message()
    header["Content-Type"] = content_type
    charset = str(header.get_content_charset("utf-8"))
    try:
        "".encode(charset)
    except (LookupError, ValueError):
        charset = "utf-8"
    return header.get_content_type() if content_type else "text/html", charset


class _Text(HTMLParser):
    """What a page shows, with the numbers that its links dial."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag not in _INLINE:
            self.pieces.append("\n|\n")
        href = dict(attrs).get("href") or ""
        if href.lower().startswith(("tel:", "sms:")):
            self.pieces.append(f"|{href[4:]}|")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag not in _INLINE:
            self.pieces.append("\n|\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)


def _shown(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.pieces)
