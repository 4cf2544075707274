"""Drafts that were made from files."""

from __future__ import annotations

import io
from typing import Any

from library.importing.reading import read_file
from library.publishing.actions import import_into_draft, import_item
from library.publishing.models import Draft, Import
from tests.worlds import GOVERNANCE, World

MARKDOWN = b"# Waiting well\n\nSomebody listens.\n\n## Who listens\n\nCall Samaritans on 116 123. ~~Never~~ Always.\n"
FORM = {
    "kind": "resource",
    "licence": "CC-BY-4.0",
    "rights_holder": "The SUN Network",
    "funding": "None",
    "conflicts_of_interest": "None declared",
}
BOUNDARY = "multipart/form-data; boundary=edge"


def brought_in(
    world: World, data: bytes = MARKDOWN, name: str = "waiting.md", *, by: str = "cora", **options: Any
) -> Import:
    """A new item, made from a file."""
    imported = read_file(io.BytesIO(data), name)
    given = {"kind": "resource", "details": {"medium": "leaflet"}, "governance": GOVERNANCE, **options}
    return import_item(imported=imported, by=world.by(by), at=world.now(), **given)


def brought_into(world: World, draft: Draft, data: bytes = MARKDOWN, *, by: str = "cora", **options: Any) -> Import:
    """The text of a draft, taken from a file."""
    imported = read_file(io.BytesIO(data), "waiting.md")
    given = {"expected_version": draft.version, **options}
    return import_into_draft(draft=draft, imported=imported, by=world.by(by), at=world.now(), **given)


def form(data: bytes = MARKDOWN, name: str = "waiting.md", **fields: str) -> bytes:
    """The body of a form with a file, for `BOUNDARY`."""
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()
    ]
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return "".join(parts).encode() + head.encode() + data + b"\r\n--edge--\r\n"
