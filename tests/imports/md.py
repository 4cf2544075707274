"""Markdown, as people write it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from tests.files import image
from tests.imports.maker import Maker, Part


class MarkdownMaker(Maker):
    extension = "md"

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.notes: list[str] = []

    def title(self, text: str) -> None:
        self.see(text)
        self.blocks.append(f"# {text}")

    def heading(self, level: int, text: str) -> None:
        self.see(text)
        self.blocks.append(f"{'#' * (level + 1)} {text.replace('#', chr(92) + '#')}")

    def para(self, *parts: Part) -> None:
        self.see_parts([part for part in parts if isinstance(part, str) or part[0] != "comment"])
        self.blocks.append(re.sub(r"^(\d+)\.", r"\1\\.", "".join(map(self.part, parts))))

    def part(self, part: Part) -> str:
        if isinstance(part, str):
            return part
        kind, *rest = part
        text = rest[0] if rest else ""
        if kind == "img":
            data = b64encode(rest[1] if len(rest) > 1 else image()).decode()
            return f"![{text}](data:image/png;base64,{data})"
        if kind in {"note", "endnote"}:
            self.notes.append(f"[^{len(self.notes) + 1}]: {text}")
            return f"[^{len(self.notes)}]"
        return {
            "b": f"**{text}**",
            "i": f"*{text}*",
            "code": f"`{text}`",
            "ins": f"<ins>{text}</ins>",
            "del": f"~~{text}~~",
            "br": "  \n",
            "link": f"[{text}](<{rest[1] if len(rest) > 1 else ''}>)",
            "anchor": f"[{text}](#{rest[1] if len(rest) > 1 else ''})",
            "box": f"\n\n<div onclick='canary()'>{text}</div>\n\n",
            "comment": "",
            "formula": text,
        }[kind]

    def listed(self, items: Sequence[Any], *, ordered: bool = False) -> None:
        self.blocks.append("\n".join(self._list(items, ordered, "")))

    def _list(self, items: Sequence[Any], ordered: bool, indent: str) -> list[str]:
        lines: list[str] = []
        number = 0
        for item in items:
            if isinstance(item, str):
                self.see(item)
                number += 1
                lines.append(f"{indent}{f'{number}.' if ordered else '-'} {item}")
            else:
                lines += self._list(item, ordered, indent + "   ")
        return lines

    def table(self, rows: Sequence[Sequence[str]], *, joined: bool = False) -> None:
        lines = [f"| {' | '.join(row)} |" for row in rows]
        self.see(*(text for row in rows for text in row))
        self.blocks.append("\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]]))

    def margins(self, head: str, foot: str) -> None:
        self.see(head, foot)
        self.blocks.append(head)
        self.notes.append(foot)

    def made(self) -> bytes:
        return "\n\n".join([*self.blocks, *self.notes]).encode()
