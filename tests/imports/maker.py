"""What the four makers share: a document is told once, and written in each format by its own means.

    maker.title("Eating with others"); maker.heading(1, "Who helps"); maker.para("Call ", ("b", "now"), ".")

`shown` is every word that a person sees in the document or that somebody wrote beside it; what is said by no reader
(an address, a style) is not there. It is kept by the makers and by nobody who reads the files.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

Part = str | tuple[Any, ...]
"""A run: text; or `b`, `i`, `ins`, `del`, `code` with text; `link` with text and address; `note` with text; `img` with
alternative text and a file; `br`; `box` with text; `comment` with text."""


class Maker(ABC):
    extension: str

    def __init__(self) -> None:
        self.shown: list[str] = []

    def see(self, *texts: str) -> None:
        self.shown += [text for text in texts if text]

    def see_parts(self, parts: Sequence[Part]) -> None:
        """Runs of one paragraph stand together; what hangs on them is apart."""
        together, apart = "", []
        for part in parts:
            if isinstance(part, str):
                together += part
            elif part[0] in {"b", "i", "ins", "code", "link", "sup", "sub"}:
                together += part[1]
            elif part[0] == "br":
                together += " "
            else:
                apart.append(part[1])
        self.see(together, *apart)

    @abstractmethod
    def title(self, text: str) -> None: ...

    @abstractmethod
    def heading(self, level: int, text: str) -> None: ...

    @abstractmethod
    def para(self, *parts: Part) -> None: ...

    @abstractmethod
    def listed(self, items: Sequence[Any], *, ordered: bool = False) -> None:
        """Items are texts; a list after an item stands inside of it."""

    @abstractmethod
    def table(self, rows: Sequence[Sequence[str]], *, joined: bool = False) -> None:
        """With `joined` the first two cells of the second row are one, of the first one's text."""

    @abstractmethod
    def margins(self, head: str, foot: str) -> None: ...

    @abstractmethod
    def made(self) -> bytes: ...
