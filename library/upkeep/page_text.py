"""What a page shows, piece by piece as it comes, however long it is: what is marked up within a line stays together. Pure.

Pages are anybody's: they are read once from front to back, whatever is in them, and little of them is held. (The standard library's
parser raises for some, and takes a time that grows with the square of others.)
"""

from __future__ import annotations

import re
from collections.abc import Callable

_TAG = re.compile(r"</?([a-z][a-z0-9-]*)", re.IGNORECASE)
_AHEAD = 64
"""Characters from a `<` on that say what it begins."""
_OF_A_TAG = 8 * 1024
"""Characters of one tag in which a number to dial is looked for: a picture in an address makes a tag of any length."""
_INLINE = frozenset({"a", "abbr", "b", "bdi", "em", "font", "i", "mark", "small", "span", "strong", "u", "wbr"})
_DIALS = re.compile(r"""href\s*=\s*(?:["']\s*)?(?:tel|sms):([^"'>\s]*)""", re.IGNORECASE)
"""Two runs of spaces never meet: shared out between them in every way, a long run takes a time that grows with its square."""
_END_OF_TAG, _END_OF_COMMENT = re.compile(">"), re.compile("-->")
_UNSEEN = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_HELD = len("</script") - 1
"""Characters in which the longest of these ends may have begun."""
_APART = "\n|\n"


class PageText:
    """Give it the page with `read`, and say `end` when there is no more: both answer with what is shown, and with the numbers that
    links dial. What is opened and never closed hides all that follows, as in browsers.
    """

    def __init__(self) -> None:
        self._rest = ""
        self._tag = ""
        self._step: Callable[[str, int, int], int] = self._show
        self._until = _END_OF_TAG
        self._shown: list[str] = []

    def read(self, piece: str) -> str:
        return self._walk(piece, ahead=_AHEAD)

    def end(self) -> str:
        shown = self._walk("", ahead=1)
        if self._step == self._in_tag:
            self._close(self._tag + self._rest)
        return shown + "".join(self._shown)

    def _walk(self, piece: str, *, ahead: int) -> str:
        """Each step goes on from a place to another; one that stays wants to see more."""
        text, at, before = self._rest + piece, 0, -1
        self._shown = []
        while before < at < len(text):
            before, at = at, self._step(text, at, ahead)
        self._rest = text[at:]
        shown, self._shown = "".join(self._shown), []
        return shown

    def _show(self, text: str, at: int, ahead: int) -> int:
        start = text.find("<", at)
        if start != at:
            self._shown.append(text[at:] if start < 0 else text[at:start])
            return len(text) if start < 0 else start
        if len(text) - start < ahead:
            return start
        if text.startswith("<!--", start):
            self._step, self._until = self._past, _END_OF_COMMENT
            return start + 4
        if _TAG.match(text, start) or text.startswith(("<!", "<?"), start):
            self._step, self._tag = self._in_tag, ""
        else:
            self._shown.append("<")
        return start + 1

    def _in_tag(self, text: str, at: int, _: int) -> int:
        found = text.find(">", at)
        end = len(text) if found < 0 else found
        self._tag += text[at : min(end, at + _OF_A_TAG - len(self._tag))]
        if found < 0:
            return end
        self._close(self._tag)
        return end + 1

    def _close(self, inside: str) -> None:
        tag = _TAG.match(f"<{inside}")
        name = tag[1].lower() if tag else ""
        self._shown.append("" if name in _INLINE else _APART)
        self._shown += [f"|{number}|" for number in _DIALS.findall(inside)]
        self._step = self._show
        if name in _UNSEEN and not inside.startswith("/"):
            self._step, self._until = self._past, _UNSEEN[name]

    def _past(self, text: str, at: int, _: int) -> int:
        """Behind the end of what nobody sees, or to where its end may have begun."""
        if found := self._until.search(text, at):
            self._step = self._show
            return found.end()
        return max(at, len(text) - _HELD)
