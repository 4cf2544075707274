"""Which events a subscription is about: by type, and those of items also by what the item is; and whether it wants reminders, which are no
events: they are of its own organisation's duties, no pattern covers them, and nothing narrows them.

`kinds`, `topics` and `publishers` narrow what is news. What ends (a withdrawal, a redirection) passes topics and publishers all the same:
an item may have left a topic, or found a new home, since a partner took it, and nobody may go on showing what was withdrawn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

EVERYTHING = "*"
RECALLS = frozenset({"item.withdrawn", "item.redirected"})


@dataclass(frozen=True)
class Wish:
    """Patterns of types (`item.withdrawn`, `item.*`, `*`); of the rest, none means all."""

    types: Collection[str] = (EVERYTHING,)
    kinds: Collection[str] = ()
    topics: Collection[str] = ()
    publishers: Collection[str] = ()
    reminders: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.types and not self.reminders


@dataclass(frozen=True)
class News:
    """An event, as far as it matters here. `topics` are those of the item and all above them; `is_item` is false of other subjects."""

    type: str
    is_item: bool
    kind: str = ""
    topics: Collection[str] = ()
    publisher: str = ""


def is_wanted(wish: Wish, news: News) -> bool:
    if not any(_matches(pattern, news.type) for pattern in wish.types):
        return False
    if not news.is_item:
        return True
    if wish.kinds and news.kind not in wish.kinds:
        return False
    if news.type in RECALLS:
        return True
    if wish.topics and not set(wish.topics).intersection(news.topics):
        return False
    return not wish.publishers or news.publisher in wish.publishers


def patterns_of(types: Iterable[str]) -> list[str]:
    """Everything that can be asked for, given the types that there are: all, and each family before its types."""
    known = sorted(types)
    families = sorted({type.partition(".")[0] for type in known})
    of_families = [[f"{family}.*", *(type for type in known if type.startswith(f"{family}."))] for family in families]
    return [EVERYTHING, *(pattern for patterns in of_families for pattern in patterns)]


def _matches(pattern: str, type: str) -> bool:
    return pattern in (EVERYTHING, type) or (pattern.endswith(".*") and type.startswith(pattern[:-1]))
