"""A page to be set: what a confined child process is handed, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Job:
    """`template` names a file of `typst/`; `data` is all text, as JSON values: data, never markup (safety.md, rule 9).
    `files` are pictures as SVG (`pictures.as_svg`), by the name ending in `.svg` under which templates find them in
    `pictures/`. `ppi` is for `png`, which gives the first page.
    """

    template: str
    data: Mapping[str, Any]
    files: Mapping[str, bytes] = field(default_factory=dict)
    format: Literal["pdf", "png"] = "pdf"
    ppi: int = 144
