"""What the typesetter says when there is more text than room, as a refusal with figures."""

from __future__ import annotations

import json
from typing import Any

from library.rendering.errors import DoesNotFit

_MARK = "does-not-fit "


def does_not_fit(message: str) -> DoesNotFit | None:
    """The refusal that `typst/trifold.typ` wrote into the message of an error; none if it is another error.

    Millimetres are rounded up to a tenth, so that a text that is too long is never told to be 0 mm too long.
    """
    _, mark, figures = message.partition(_MARK)
    if not mark:
        return None
    members, _ = json.JSONDecoder().raw_decode(figures)
    members = _rounded(members)
    members["sections"] = [_rounded(part) for part in members["sections"]]
    return DoesNotFit(
        f"The text runs over in {members['section']}, at the end of {members['panel']}, by {members['overflow_mm']:.1f} mm.",
        **members,
    )


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    return {**figures, "overflow_mm": -(-figures["overflow_mm"] * 10 // 1) / 10}
