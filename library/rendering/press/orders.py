"""What a child is told at its start: here, so that who starts it does not load the typesetter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Orders:
    """`seconds` of processor time for each of at most `jobs`; `font_paths` and `templates` are further folders with fonts and with
    templates.
    """

    megabytes: int
    seconds: int
    jobs: int
    font_paths: Sequence[str] = ()
    templates: Sequence[str] = ()

    @classmethod
    def read(cls, text: str) -> Orders:
        return cls(**json.loads(text))

    def written(self) -> str:
        return json.dumps(asdict(self))
