"""Web pages."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import Any

from tests.files import image
from tests.imports.maker import Maker, Part


class PageMaker(Maker):
    extension = "html"

    def __init__(self) -> None:
        super().__init__()
        self.body: list[str] = []
        self.notes: list[str] = []

    def title(self, text: str) -> None:
        self.see(text)
        self.body.append(f"<h1>{escape(text)}</h1>")

    def heading(self, level: int, text: str) -> None:
        self.see(text)
        self.body.append(f"<h{level + 1}>{escape(text)}</h{level + 1}>")

    def para(self, *parts: Part) -> None:
        self.see_parts([part for part in parts if isinstance(part, str) or part[0] != "comment"])
        self.body.append(f"<p>{''.join(map(self.part, parts))}</p>")

    def part(self, part: Part) -> str:
        if isinstance(part, str):
            return escape(part)
        kind, *rest = part
        text = escape(rest[0]) if rest else ""
        if kind == "img":
            data = b64encode(rest[1] if len(rest) > 1 else image()).decode()
            return f'<img src="data:image/png;base64,{data}" alt="{text}">'
        if kind in {"note", "endnote"}:
            self.notes.append(f'<aside role="note"><p>{text}</p></aside>')
            return ""
        return {
            "b": f"<strong>{text}</strong>",
            "i": f"<em>{text}</em>",
            "code": f"<code>{text}</code>",
            "ins": f"<ins>{text}</ins>",
            "del": f"<del>{text}</del>",
            "br": "<br>",
            "link": f'<a href="{escape(rest[1]) if len(rest) > 1 else ""}">{text}</a>',
            "anchor": f'<a href="#{escape(rest[1]) if len(rest) > 1 else ""}">{text}</a>',
            "box": f'</p><div style="float:right" onclick="canary()">{text}</div><p>',
            "comment": f"<!-- {text} -->",
            "formula": text,
        }[kind]

    def listed(self, items: Sequence[Any], *, ordered: bool = False) -> None:
        self.body.append(self._list(items, "ol" if ordered else "ul"))

    def _list(self, items: Sequence[Any], tag: str) -> str:
        made: list[str] = []
        for item in items:
            if isinstance(item, str):
                self.see(item)
                made.append(escape(item))
            else:
                made[-1] += self._list(item, tag)
        return f"<{tag}>{''.join(f'<li>{one}</li>' for one in made)}</{tag}>"

    def table(self, rows: Sequence[Sequence[str]], *, joined: bool = False) -> None:
        lines = []
        for number, row in enumerate(rows):
            tag, cells = "td" if number else "th", []
            for column, text in enumerate(row):
                if joined and number == 1 and column == 1:
                    continue
                wide = ' colspan="2"' if joined and number == 1 and column == 0 else ""
                cells.append(f"<{tag}{wide}>{escape(text)}</{tag}>")
                self.see(text)
            lines.append(f"<tr>{''.join(cells)}</tr>")
        self.body.append(f"<table>{''.join(lines)}</table>")

    def margins(self, head: str, foot: str) -> None:
        self.see(head, foot)
        self.body = [f"<header>{escape(head)}</header>", *self.body]
        self.notes.append(f"<footer>{escape(foot)}</footer>")

    def made(self) -> bytes:
        head = '<meta charset="utf-8"><script>canary()</script><style>p { color: red }</style>'
        return f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>{"".join(self.body + self.notes)}</body></html>'.encode()
