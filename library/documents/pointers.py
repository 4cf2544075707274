"""JSON pointers (RFC 6901)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def pointer(*parts: str | int) -> str:
    """`pointer("sections", 0, "body")` is `/sections/0/body`; without parts, the whole document."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def pointer_of(location: Iterable[str | int], data: Any) -> str:
    """The pointer for where pydantic found a fault in `data`.

    pydantic's locations also name the branch of a union that it was in, and `[key]` for a key; neither is a place in
    the data.
    """
    parts: list[str | int] = []
    steps = list(location)
    for number, step in enumerate(steps):
        if _leads_on(step, data):
            data = data[step]
        elif number < len(steps) - 1 or step == "[key]" or not isinstance(data, dict):
            continue
        parts.append(step)
    return pointer(*parts)


def _leads_on(step: str | int, data: Any) -> bool:
    if isinstance(data, list | tuple):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and step in data
