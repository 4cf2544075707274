"""Whether data that claims to be JSON is fit to be read: before anything else looks at it, without recursion, and
naming the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from library.documents.errors import DocumentTooDeep
from library.documents.fields import FORBIDDEN_CHARACTERS, name_character
from library.documents.limits import DATA_DEPTH
from library.documents.pointers import pointer
from library.errors import Fault

_LARGEST_INTEGER = 2**53 - 1


def shape_faults(data: Any) -> Iterator[Fault]:
    """A fault for each value that JSON, PostgreSQL or a JavaScript client can't hold. Raises DocumentTooDeep."""
    pending: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while pending:
        path, value = pending.pop()
        if len(path) > DATA_DEPTH:
            raise DocumentTooDeep(
                pointer(*path), f"Arrays and objects go deeper than {DATA_DEPTH} levels here.", limit=DATA_DEPTH
            )
        if isinstance(value, dict):
            readable = {
                key: inner
                for key, inner in value.items()
                if isinstance(key, str) and not FORBIDDEN_CHARACTERS.search(key)
            }
            if len(readable) < len(value):
                yield Fault(pointer(*path), "A member has a name that is not text.")
            pending += [((*path, key), readable[key]) for key in reversed(readable)]
        elif isinstance(value, list | tuple):
            pending += [((*path, number), value[number]) for number in reversed(range(len(value)))]
        elif reason := _unfit(value):
            yield Fault(pointer(*path), reason)


def _unfit(value: Any) -> str | None:
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return None if abs(value) <= _LARGEST_INTEGER else "This number is too large."
    if isinstance(value, str):
        found = FORBIDDEN_CHARACTERS.search(value)
        return f"{name_character(found.group())} at position {found.start()} can't stand in text." if found else None
    if isinstance(value, float):
        return "Documents hold whole numbers only."
    return "This is not JSON."
