"""What an item may call itself, by how it was made (domain.md, CP-2). Pure.

"Co-produced" needs shared power in design and in delivery or evaluation; with shared power in design
alone it is "co-designed"; anything less is no badge at all. Every answer comes with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHARED_POWER = frozenset({"co_production", "user_controlled"})
_VERBS = {
    "commission": "commissioning",
    "design": "design",
    "deliver": "delivery",
    "evaluate": "evaluation",
    "govern": "governance",
}


@dataclass(frozen=True)
class Part:
    """One group's part: who, at which stage, with which approach."""

    group: str
    stage: str
    approach: str


@dataclass(frozen=True)
class Claim:
    """`badge` is `co-produced`, `co-designed` or None; `reason` says why in a sentence."""

    badge: str | None
    reason: str


def claim(parts: Sequence[Part]) -> Claim:
    """The badge that the record supports."""
    shared = {part.stage for part in parts if part.approach in SHARED_POWER}
    if "design" in shared and shared & {"deliver", "evaluate"}:
        where = " and ".join(_VERBS[stage] for stage in ("design", "deliver", "evaluate") if stage in shared)
        return Claim("co-produced", f"Power was shared in {where}.")
    if "design" in shared:
        return Claim(
            "co-designed", "Power was shared in design; no shared power in delivery or evaluation is on record."
        )
    if not parts:
        return Claim(None, "Nothing is on record yet about how it was made.")
    return Claim(None, "No shared power in design is on record.")


def statement(parts: Sequence[Part]) -> str | None:
    """One sentence for readers and prints, naming the groups once each; None when nothing is on record."""
    if not parts:
        return None
    made = {"co-produced": "Co-produced", "co-designed": "Co-designed"}.get(claim(parts).badge or "", "Made")
    return f"{made} with {_and(list(dict.fromkeys(part.group for part in parts)))}."


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
