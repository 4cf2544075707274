"""A queue on the start page, and the things in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

LISTED = 50
"""So many of each are listed; the rest is behind them in the lists."""


@dataclass(frozen=True)
class Matter:
    """One thing that waits: where it leads, what it is called, and why it is here; and by when it is whose, where that is a duty."""

    url: str
    name: str
    why: SafeString | str
    due: SafeString | str = ""


@dataclass(frozen=True)
class Queue:
    """Things that wait for the same. `mine`: for whoever looks, by their role."""

    title: str
    matters: Sequence[Matter]
    mine: bool = False
    id: str = ""
