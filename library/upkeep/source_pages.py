"""Whether a number stands on a page: digits are compared, however they are grouped and with or without the country's code. Pure.

Pages are anybody's: they are scanned once from front to back, whatever is in them. (The standard library's parser raises for some, and
takes a time that grows with the square of others.)
"""

from __future__ import annotations

import html
import re
import unicodedata

from library.directory.typed_numbers import dialled

_GAP = r"[\s().\-\u2010-\u2014/\u200b\u2060\ufffd]{0,4}"
_READ = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_TAG = re.compile(r"</?([a-z][a-z0-9-]*)", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style"})
_INLINE = frozenset({"a", "abbr", "b", "bdi", "em", "font", "i", "mark", "small", "span", "strong", "u", "wbr"})
_DIALS = re.compile(r"""href\s*=\s*["']?\s*(?:tel|sms):([^"'>\s]*)""", re.IGNORECASE)
_APART = "\n|\n"


def stands_on(number: str, content: bytes, content_type: str, *, is_whole: bool) -> bool | None:
    """None when it can't be told: the page was cut off before the number, or is nothing that we read.

    Digits are the same bytes in every character set that pages use, so the page's own does not matter.
    """
    media = content_type.partition(";")[0].strip().lower() or "text/html"
    if media not in _READ:
        return None
    text = content.decode("utf-8", errors="replace")
    shown = text if media == "text/plain" else html.unescape(_shown(text))
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


def _shown(text: str) -> str:
    """What a page shows, with the numbers that its links dial. What is marked up within a line stays together."""
    pieces, lower, at = [], text.lower(), 0
    while (start := text.find("<", at)) >= 0:
        pieces.append(text[at:start])
        tag = _TAG.match(text, start)
        if text.startswith("<!--", start):
            at = _past(text, "-->", start + 4)
        elif tag is None and not text.startswith(("<!", "<?"), start):
            pieces.append("<")
            at = start + 1
        else:
            at = _past(text, ">", start)
            name = tag[1].lower() if tag else ""
            pieces.append("" if name in _INLINE else _APART)
            pieces += [f"|{number}|" for number in _DIALS.findall(text[start:at])]
            if name in _UNSEEN and text[start + 1] != "/":
                at = _past(lower, f"</{name}", at)
    pieces.append(text[at:])
    return "".join(pieces)


def _past(text: str, end: str, start: int) -> int:
    """Behind the next such end; what has none hides all that follows, as in browsers."""
    found = text.find(end, start)
    return len(text) if found < 0 else found + len(end)
