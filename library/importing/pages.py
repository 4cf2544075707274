"""Web pages, from websites and from office programs, made ready for pandoc.

Programs write the same thing in many ways, and hide in a page what readers were never shown. First what they write in
their own way is written as pages have it (`_as_written`). Then what is no text of its readers is taken out, each with its
words in a remark; what is left is what has to come in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import islice

from library.importing.imported import MOST_SUMMARY, Source
from library.importing.page_tags import TAG, Edit, Part, edited, end_of, parts_of, passages
from library.importing.remarks import Remark, remark
from library.importing.word_lists import GAP, list_edits

_LANGUAGE = re.compile(r"<(?:html|body)\b[^<>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z0-9-]{2,35})", re.I)
_OPENS = re.compile(r"<(noscript|svg|select|textarea|iframe|object)\b[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:src|data)\s*=\s*[\"']([^\"'<>]{1,500})", re.IGNORECASE)
_HANDLER = re.compile(r"<[^<>]*\son[a-z]{3,20}\s*=", re.I)
_NOTE = re.compile(r"#(?:sdfootnote|sdendnote)(\d+)(?:sym|anc)")
"""How LibreOffice calls a note and the place that it belongs to."""
_MOST_OF_A_NOTE = 1_000
"""Characters of the link to one, with all tags."""
_WINGDINGS = re.compile(r"(?:^|[\s:;,'\"])wingdings(?! ?[23])", re.IGNORECASE)
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_RULE = re.compile(r"\.(c\d{1,4})\s*\{([^{}]{0,2000})\}")
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.IGNORECASE)
_HIDDEN_ATTRIBUTE = re.compile(r"\shidden(?:\s*=\s*(?:\"(?:hidden)?\"|'(?:hidden)?'|hidden))?(?=[\s/>])", re.IGNORECASE)
_TITLES, _SUBTITLES = {"MsoTitle", "title"}, {"MsoSubtitle", "subtitle"}


def page_source(text: str) -> Source:
    """Raises DocumentTooLong and DocumentTooDeep."""
    language = _LANGUAGE.search(text[:20_000])
    page = edited(text, _as_written(text))
    title, summary, edits = _front(page)
    kept, remarks = _without(edited(page, edits))
    return Source(
        kind="html",
        data=kept.encode(),
        passages=tuple(passages(kept)),
        remarks=(*_of_page(text), *remarks),
        title=title,
        summary=summary,
        language=language[1] if language else "",
    )


# --- What programs write in their own way ---


def _as_written(page: str) -> Iterator[Edit]:
    parts = parts_of(page)
    bold = {name for name, rule in _RULE.findall(page[:200_000]) if _BOLD.search(rule)}
    yield from list_edits(page, parts)
    yield from ((found.start(), found.end(), " ") for found in GAP.finditer(page))
    for part in parts:
        if part.name == "a":
            yield from _note(page, part)
        elif part.name in {"span", "font"}:
            yield from _styled(page, part, bold)


def _note(page: str, part: Part) -> Iterator[Edit]:
    """The figure of a note stands by itself, and is no link; marks of comments are for the program."""
    href = part.get("href")
    if part.end - part.start > _MOST_OF_A_NOTE:
        return
    if found := _NOTE.fullmatch(href):
        figure = " ".join(passages(page[part.inner : part.close])) or found[1]
        yield part.start, part.end, f"[{figure}] " if href.endswith("anc") else f" [{figure}]"
    elif href.startswith("#_msocom_"):
        yield part.start, part.end, ""


def _styled(page: str, part: Part, bold: set[str]) -> Iterator[Edit]:
    style = part.get("style")
    is_short = part.close - part.inner < 20
    if is_short and _WINGDINGS.search(f"{style} {part.get('face')}") and "<" not in page[part.inner : part.close]:
        signs = unescape(page[part.inner : part.close])
        yield part.inner, part.close, "".join(chr(0xF000 + ord(one)) if "!" <= one <= "ÿ" else one for one in signs)
    if _BOLD.search(style) or part.classes & bold:
        yield part.inner, part.inner, "<b>"
        yield part.close, part.close, "</b>"


# --- Title and summary ---


def _front(page: str) -> tuple[str, str, list[Edit]]:
    """A first paragraph in the style of a title, and one in that of a subtitle after it; and the page without them."""
    parts = [part for part in parts_of(page) if part.name in {"p", "h1"}]
    said = list(islice((part for part in parts if any(passages(page[part.inner : part.close]))), 2))
    if not said or said[0].name != "p" or not said[0].classes & _TITLES:
        return "", "", []
    words = [" ".join(passages(page[part.inner : part.close])) for part in said]
    edits = [(said[0].start, said[0].end, "")]
    has_summary = len(said) > 1 and bool(said[1].classes & _SUBTITLES) and len(words[1]) <= MOST_SUMMARY
    if has_summary:
        edits.append((said[1].start, said[1].end, ""))
    return words[0], words[1] if has_summary else "", edits


# --- What is no text of its readers ---


def _without(page: str) -> tuple[str, list[Remark]]:
    parts = parts_of(page)
    out = [(what, part.start, part.end) for part in parts if (what := _reason(part))]
    out += (("around", start, end) for start, end in _around(page, parts))
    out.sort(key=lambda row: (row[1], -row[2]))
    words: dict[str, list[str]] = {}
    edits: list[Edit] = []
    position = 0
    for what, start, end in out:
        if start >= position:
            words.setdefault(what, []).extend(passages(page[start:end]))
            edits.append((start, end, " " if what == "hidden" else ""))
            position = end
    return edited(page, edits), [remark(what, "; ".join(lines)) for what, lines in words.items() if lines]


def _reason(part: Part) -> str:
    """Why a part is left out: the kind of remark; empty for what stays. What scripts unfold (a section that is hidden) stays."""
    if part.name == "nav" or "=" in part.raw or "hidden" in part.raw:
        return next((what for what, fits in _REASONS if fits(part)), "")
    return ""


def _is_hidden(part: Part) -> bool:
    is_words = part.name in {"span", "p", "font", "a"}
    return is_words and bool(_HIDDEN.search(part.get("style")) or _HIDDEN_ATTRIBUTE.search(part.raw))


def _is_contents(part: Part) -> bool:
    if part.name == "p":
        return any(name.startswith("MsoToc") for name in part.classes)
    called = part.get("id")
    is_called = called.startswith("Table of Contents") or called.casefold() in {"toc", "table-of-contents"}
    return part.name in {"div", "nav"} and (is_called or part.get("role") == "doc-toc")


def _is_margin(part: Part) -> bool:
    is_div = part.name == "div" and part.get("title") in {"header", "footer"}
    return is_div or bool(part.classes & {"MsoHeader", "MsoFooter"})


_REASONS: tuple[tuple[str, Callable[[Part], bool]], ...] = (
    ("hidden", _is_hidden),
    ("contents", _is_contents),
    ("page-margin", _is_margin),
    ("comment", lambda part: "mso-element:comment-list" in part.get("style")),
    ("around", lambda part: part.name == "nav"),
)


def _around(page: str, parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Where a page says which part of it is its text: what stands before and after it."""
    mains = [part for part in parts if part.name == "main" or part.get("role") == "main"]
    bodies = [part for part in parts if part.name == "body"]
    if len(mains) != 1 or len(bodies) != 1 or not any(passages(page[mains[0].inner : mains[0].close])):
        return []
    return [(bodies[0].inner, mains[0].start), (mains[0].end, bodies[0].close)]


def _of_page(page: str) -> Iterator[Remark]:
    """What is in a page and is not its text."""
    counted = {
        name: len(re.findall(rf"<{name}\b", page, re.I)) for name in ("script", "style", "form", "iframe", "object")
    }
    said = [f"{name} ({number})" for name, number in counted.items() if number]
    said += ["event handlers"] if _HANDLER.search(page) else []
    if said:
        yield remark("not-shown", ", ".join(said))
    for found, inner in _unread(page):
        address = _ADDRESS.search(found)
        words = " ".join(unescape(TAG.sub(" ", inner)).split())
        if words or address:
            yield remark("not-shown", " ".join(filter(None, [address[1] if address else "", words])))


def _unread(page: str) -> Iterator[tuple[str, str]]:
    """What stands in the text and is not read as part of it: the tag that opens it, and what is inside."""
    position = 0
    while found := _OPENS.search(page, position):
        position = end_of(page, found[1].lower(), found.end())
        yield found[0], page[found.end() : position]
