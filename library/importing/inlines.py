"""From pandoc's inlines to runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from library.documents.grammar import PlaceholderKind, placeholder_at
from library.documents.markdown import is_link
from library.importing.pictures import Pictures
from library.importing.remarks import EXCERPT, Fate, Remark, remark
from library.importing.runs import BREAK, Run, plain
from library.importing.signs import cleaned

Inline = Mapping[str, Any]
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_TAG = re.compile(r"<[^<>]*>")
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_PLACEHOLDER = re.compile(r"\{\{contact:[a-z0-9-]+\}\}")
_DOUBTS = (
    (
        "broken-reference",
        re.compile(r"Error[!:] ?(?:Reference source not found|Bookmark not defined|No text of specified style)"),
    ),
    ("page-reference", re.compile(r"\b[Pp]ages? [0-9]{1,3}\b")),
)
"""What a program wrote, or what was true of the file's pages."""
_DETOURS = {
    re.compile(r"https?://[a-z0-9.-]+\.safelinks\.protection\.outlook\.com/"): "url",
    re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/url\?"): "q",
}
"""Services that mail and office programs lead links through, and the parameter that says where to."""


@dataclass
class Said:
    """What is remarked while a section is written; the place comes when it has one. `marked` are the words behind marks."""

    marked: Mapping[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    _known: set[Remark] = field(default_factory=set)

    def __call__(self, what: str, excerpt: str = "", detail: str = "") -> None:
        if what in self.marked:
            what, excerpt = what.rpartition("-")[0], self.marked[what]
        found = remark(what, excerpt, detail=detail)
        if found.fate is Fate.LEFT_OUT or found not in self._known:
            self.remarks.append(found)
            self._known.add(found)


def no_notes(_: Sequence[Any]) -> str:
    """Where words are only read, their notes are not."""
    return ""


@dataclass(frozen=True)
class _Style:
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass
class Inlines:
    """Reads inlines. `note` is given the blocks of a note and gives the words that stand for it."""

    pictures: Pictures
    say: Said
    note: Callable[[Sequence[Any]], str]
    placeholders: bool = False

    def runs(self, inlines: Sequence[Inline]) -> list[Run]:
        return list(self._all(inlines, _Style()))

    def text(self, inlines: Sequence[Inline]) -> str:
        return plain(self.runs(inlines))

    def _all(self, inlines: Sequence[Inline], style: _Style) -> Iterator[Run]:
        text = ""
        for inline in [*inlines, None]:
            kind = inline["t"] if inline else ""
            if kind in {"Str", "Space", "SoftBreak"}:
                text += inline["c"] if kind == "Str" else " "  # type: ignore[index]
                continue
            if text:
                yield from self._words(text, style)
                text = ""
            if inline:
                yield from self._one(kind, inline.get("c"), style)

    def _words(self, text: str, style: _Style) -> Iterator[Run]:
        """In Markdown somebody may have named a contact point on purpose; other braces are only braces."""
        position = 0
        for found in _PLACEHOLDER.finditer(text) if self.placeholders else ():
            placeholder = placeholder_at(text, found.start())
            if placeholder and placeholder.kind is PlaceholderKind.CONTACT:
                yield self._run(text[position : found.start()], style)
                yield Run(found[0], raw=True)
                position = found.end()
        yield self._run(text[position:], style)

    def _run(self, text: str, style: _Style) -> Run:
        kept = cleaned(text, lambda what, words: self.say(what, words[:EXCERPT]))
        for what, pattern in _DOUBTS:
            if pattern.search(kept):
                self.say(what, kept.strip()[:EXCERPT])
        return Run(kept, style.strong, style.emphasis, style.href)

    def _one(self, kind: str, content: Any, style: _Style) -> Iterator[Run]:
        handler = getattr(self, f"_{kind.lower()}", None)
        if handler is None:
            raise ValueError(f"pandoc names an inline that is not known here: {kind}")
        yield from handler(content, style)

    # --- One for each of pandoc's inlines, by its name ---

    def _emph(self, content: Any, style: _Style) -> Iterator[Run]:
        yield from self._all(content, _Style(style.strong, True, style.href))

    def _strong(self, content: Any, style: _Style) -> Iterator[Run]:
        yield from self._all(content, _Style(True, style.emphasis, style.href))

    def _underline(self, content: Any, style: _Style) -> Iterator[Run]:
        yield from self._all(content, style)

    _smallcaps = _underline

    def _strikeout(self, content: Any, _: _Style) -> Iterator[Run]:
        self.say("struck-out", self._quietly(content))
        yield from ()

    def _superscript(self, content: Any, style: _Style) -> Iterator[Run]:
        yield from self._moved(content, style, _RAISED)

    def _subscript(self, content: Any, style: _Style) -> Iterator[Run]:
        yield from self._moved(content, style, _LOWERED)

    def _moved(self, content: Any, style: _Style, figures: dict[int, int]) -> Iterator[Run]:
        """`m²` is the same word; `1st` with a raised `st` reads well without."""
        for run in self._all(content, style):
            moved = run.text.translate(figures)
            if run.raw or run.text.isspace() or not run.text.strip("0123456789+-"):
                yield run if run.raw else Run(moved, run.strong, run.emphasis, run.href)
            else:
                if run.text.strip() not in {"st", "nd", "rd", "th"}:
                    self.say("style", run.text)
                yield run

    def _quoted(self, content: Any, style: _Style) -> Iterator[Run]:
        opening, closing = _QUOTES[content[0]["t"]]
        yield Run(opening, style.strong, style.emphasis, style.href)
        yield from self._all(content[1], style)
        yield Run(closing, style.strong, style.emphasis, style.href)

    def _cite(self, content: Any, style: _Style) -> Iterator[Run]:
        yield from self._all(content[1], style)

    def _code(self, content: Any, style: _Style) -> Iterator[Run]:
        self.say("code", content[1][:EXCERPT])
        yield self._run(content[1], style)

    def _linebreak(self, _content: Any, _style: _Style) -> Iterator[Run]:
        yield BREAK

    def _math(self, content: Any, style: _Style) -> Iterator[Run]:
        self.say("formula", content[1])
        yield self._run(content[1], style)

    def _rawinline(self, content: Any, style: _Style) -> Iterator[Run]:
        words = unescape(_TAG.sub("", content[1]))
        if content[1].strip().lower() in {"<br>", "<br/>", "<br />"}:
            yield BREAK
            return
        self.say("raw-markup", " ".join(_TAG.findall(content[1])))
        yield self._run(words, style)

    def _note(self, content: Any, _: _Style) -> Iterator[Run]:
        yield Run(self.note(content))

    def _span(self, content: Any, style: _Style) -> Iterator[Run]:
        (_, classes, _), inside = content
        if "deletion" in classes:
            self.say("deleted", self._quietly(inside))
        elif (
            "paragraph-deletion" in classes
            or "paragraph-insertion" in classes
            or {"comment-start", "comment-end"} & set(classes)
        ):
            return
        else:
            runs = list(self._all(inside, style))
            if "insertion" in classes:
                self.say("inserted", plain(runs)[:EXCERPT])
            yield from runs

    def _quietly(self, inlines: Sequence[Inline]) -> str:
        """The words of what is left out, with no remarks of their own."""
        return Inlines(self.pictures.aside(), Said(), no_notes).text(inlines)

    def _link(self, content: Any, style: _Style) -> Iterator[Run]:
        _, inside, (address, title) = content
        runs = list(self._all(inside, style))
        words = plain(runs)
        if title:
            self.say("link-title", title)
        href = self._target(address.strip(), words)
        for run in runs:
            yield run if run.raw or not href else Run(run.text, run.strong, run.emphasis, href)
        if not words and href and not any(run.raw for run in runs):
            yield Run(address, href=href)

    def _target(self, address: str, words: str) -> str:
        """Where a text may link to, or nothing, and then it is remarked where it led."""
        if address.startswith("#"):
            if words:
                self.say("link-inside", words[:EXCERPT])
            return ""
        address = self._straight(address)
        scheme, _, rest = address.partition(":")
        if scheme.lower() == "tel":
            address = "tel:" + re.sub(r"[^0-9+]", "", rest)
        elif scheme.lower() == "http":
            address = f"https:{rest}"
        elif scheme.lower() in {"https", "mailto"}:
            address = f"{scheme.lower()}:{rest}"
        safe = quote(address, safe="%/:?#[]@!$&'()*+,;=~-._") if not address.isascii() or " " in address else address
        if not is_link(safe) or len(safe) > 2_000:
            self.say("link-address", address, detail=f"The words are “{words[:80]}”." if words else "")
            return ""
        if scheme.lower() == "http":
            self.say("link-secure", safe)
        return safe

    def _straight(self, address: str) -> str:
        for detour, parameter in _DETOURS.items():
            aim = parse_qs(urlsplit(address).query).get(parameter, [""])[0] if detour.match(address) else ""
            if aim.startswith(("https://", "http://", "mailto:", "tel:")):
                self.say("link-detour", aim)
                return aim
        return address

    def _image(self, content: Any, _: _Style) -> Iterator[Run]:
        alt, (address, title) = content[1:]
        words = "".join(inline.get("c", " ") if inline["t"] == "Str" else " " for inline in alt) if alt else ""
        if alt and any(inline["t"] not in {"Str", "Space", "SoftBreak"} for inline in alt):
            words = Inlines(self.pictures.aside(), Said(), no_notes).text(alt)
        yield self.pictures.place(address, words, title, self.say)
