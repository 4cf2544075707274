"""Names for records that get their id only when they are made: files, and recognitions.

A document can hold only UUIDs, so until then a UUID made of the name stands there. Loading puts the real one in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

_DEMO = UUID("6f1c7a52-8f0e-5d0b-9a3c-1f6a2d4b7c90")


def stand_in(name: str) -> str:
    """The UUID that stands for the record of this name."""
    return str(uuid5(_DEMO, name))


def with_real_ids(value: Any, ids: Mapping[str, str]) -> Any:
    """The data with every stand-in that is a key of `ids` replaced by its value."""
    if isinstance(value, Mapping):
        return {key: with_real_ids(inner, ids) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [with_real_ids(inner, ids) for inner in value]
    return ids.get(value, value) if isinstance(value, str) else value
