"""What a careful editor would make of real edits: the drawings in `merges/`, one per case.

A drawing has a title (`===`) and its parts (`---`): `base`, `theirs`, `mine`; then `merged`, the text that comes of it, or
`conflict` for each place that is asked about, and `if base`, `if theirs`, `if mine`, the text with all of them decided so.
In a `conflict`, ` | ` stands for a new paragraph and ` / ` for a new line; in the others, `·` for a space at an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from library.documents.merge import Choice, Conflict, merge, resolve
from library.documents.sentences import joined

Drawing = list[tuple[str, str]]
FOLDER = Path(__file__).parent / "merges"
CHOICES: tuple[Choice, ...] = ("base", "theirs", "mine")


def drawings() -> Iterator[object]:
    for path in sorted(FOLDER.glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
            title, _, rest = case.partition("\n")
            parts = re.findall(r"^--- (.+)\n((?:(?!--- ).*\n?)*)", rest, re.MULTILINE)
            drawing = [(name, body.replace("·", " ").removesuffix("\n")) for name, body in parts]
            yield pytest.param(drawing, id=f"{path.stem}: {title}")


def sides(drawing: Drawing) -> tuple[str, str, str]:
    parts = dict(drawing)
    return parts["base"], parts["theirs"], parts["mine"]


def drawn(conflict: Conflict) -> str:
    lines = [(name, joined(getattr(conflict, name)).strip()) for name in CHOICES]
    return "\n".join(f"{name}: {text}".replace("\n\n", " | ").replace("\n", " / ").strip() for name, text in lines)


def test_no_drawing_is_overlooked() -> None:
    assert len([*drawings()]) == sum(path.read_text(encoding="utf-8").count("\n=== ") for path in FOLDER.iterdir()) > 40


@pytest.mark.parametrize("drawing", [*drawings()])
def test_a_merge_is_what_a_careful_editor_would_make_of_it(drawing: Drawing) -> None:
    merged = merge(*sides(drawing))
    found = [("merged", merged.text)] if merged.text is not None else [("conflict", drawn(c)) for c in merged.conflicts]
    assert found == [(name, body.strip()) for name, body in drawing if name in ("merged", "conflict")]


@pytest.mark.parametrize("drawing", [*drawings()])
def test_a_decision_gives_the_text_that_was_drawn(drawing: Drawing) -> None:
    merged = merge(*sides(drawing))
    for name, body in drawing:
        if name.startswith("if "):
            choice = cast(Choice, name.removeprefix("if "))
            assert resolve(merged, dict.fromkeys(range(len(merged.conflicts)), choice)) == body.strip()
