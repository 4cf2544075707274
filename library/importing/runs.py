"""Runs: a paragraph as a flat row of stretches of text, each in one style, and that row as Markdown.

pandoc nests styles in every way there is; Markdown can't, and a row of asterisks that is read otherwise than it was
meant would change words. So what was written is read back: if it does not say the same, styles are given up, never words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from library.documents.markdown import escape_line
from library.documents.text import markdown_lines

_SPACES = re.compile(r"[ \t\n]+")


@dataclass(frozen=True)
class Run:
    """Text as people read it; or, with `raw`, Markdown that stands for something: a picture, a placeholder, a break."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    raw: bool = False

    @property
    def is_break(self) -> bool:
        return self.raw and self.text == "\n"


BREAK = Run("\n", raw=True)


def written(runs: Sequence[Run], *, one_line: bool = False) -> tuple[str, bool]:
    """The Markdown of a paragraph, and whether all of its styles could be kept. With `one_line` breaks are spaces."""
    spaced = [replace(BREAK, text=" ", raw=False) if run.is_break and one_line else run for run in runs]
    tidy = _tidy(without_outer_breaks(spaced))
    wanted = _said("".join(_plain(run) for run in tidy))
    plainer = [replace(run, strong=False, emphasis=False) for run in tidy]
    bare = [replace(run, href="") for run in plainer]
    for styled in (tidy, plainer, bare):
        markdown = "\\\n".join(_line(line) for line in _lines(styled))
        if _said("\n".join(markdown_lines(markdown, {}, {}))) == wanted:
            return markdown, styled is tidy
    return markdown, False


def plain(runs: Iterable[Run]) -> str:
    """What people read of it, without pictures."""
    return _SPACES.sub(" ", "".join(" " if run.is_break else "" if run.raw else run.text for run in runs)).strip()


def without_outer_breaks(runs: Sequence[Run]) -> Sequence[Run]:
    """Without breaks before the first sign and after the last, by which people and programs make distance."""
    said = [number for number, run in enumerate(runs) if not run.is_break and (run.raw or run.text.strip())]
    return runs[said[0] : said[-1] + 1] if said else []


def _plain(run: Run) -> str:
    if run.raw and not run.is_break:
        return "\n".join(markdown_lines(run.text, {}, {}))
    return run.text


def _said(text: str) -> str:
    return "".join(text.split())


def _tidy(runs: Sequence[Run]) -> list[Run]:
    """Neighbours of one style joined, spaces out of the styles' edges, and none at the edges of a line."""
    joined: list[Run] = []
    for run in runs:
        if run.raw:
            joined.append(run)
        elif run.text:
            joined += _with_bare_edges(run)
    merged: list[Run] = []
    for style, same in groupby(joined, key=lambda run: run if run.raw else replace(run, text="")):
        if style.raw:
            merged += same
        else:
            merged.append(replace(style, text=_SPACES.sub(" ", "".join(run.text for run in same))))
    return merged


def _with_bare_edges(run: Run) -> Iterator[Run]:
    middle = run.text.strip()
    if not middle:
        yield Run(run.text, href=run.href)
        return
    begin = len(run.text) - len(run.text.lstrip())
    end = begin + len(middle)
    for text, styled in ((run.text[:begin], False), (middle, True), (run.text[end:], False)):
        if text:
            yield replace(run, text=text) if styled else Run(text, href=run.href)


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        if run.is_break:
            yield line
            line = []
        else:
            line.append(run)
    yield line


def _line(runs: Sequence[Run]) -> str:
    said = [number for number, run in enumerate(runs) if run.raw or run.text.strip(" ")]
    runs = runs[said[0] : said[-1] + 1] if said else []
    pieces, at_start = [], True
    for href, group in groupby(runs, key=lambda run: run.href):
        inside = _styled(list(group), at_start=at_start and not href)
        if href and inside.strip():
            left = len(inside) - len(inside.lstrip(" "))
            right = len(inside.rstrip(" "))
            inside = f"{inside[:left]}[{inside[left:right]}]({_target(href)}){inside[right:]}"
        pieces.append(inside)
        at_start = False
    return "".join(pieces).strip(" ")


def _target(href: str) -> str:
    return f"<{href}>" if "(" in href or ")" in href else href


def _styled(runs: Sequence[Run], *, at_start: bool) -> str:
    """Strong stretches with emphasis inside of them; spaces between two strong words stay outside."""
    pieces: list[str] = []
    for strong, group in groupby(runs, key=lambda run: run.strong and not run.raw):
        inner = "".join(
            _emphasised(list(same), emphasis, at_start=at_start and not pieces and not strong and number == 0)
            for number, (emphasis, same) in enumerate(groupby(group, key=lambda run: run.emphasis and not run.raw))
        )
        pieces.append(f"**{inner}**" if strong and inner else inner)
    return "".join(pieces)


def _emphasised(runs: Sequence[Run], emphasis: bool, *, at_start: bool) -> str:
    text = "".join(
        run.text if run.raw else _escaped(run.text, at_start=at_start and number == 0 and not emphasis)
        for number, run in enumerate(runs)
    )
    return f"*{text}*" if emphasis and text else text


def _escaped(text: str, *, at_start: bool) -> str:
    """In the middle of a line nothing begins a list or a heading."""
    if at_start:
        stripped = text.lstrip(" ")
        return escape_line(stripped)
    return escape_line(f"x{text}")[1:]
