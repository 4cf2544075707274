"""What an item may call itself, by how it was made (domain.md, CP-2), and the sentence that says so. Pure.

"Co-produced" needs shared power in design and in delivery or evaluation; with shared power in design
alone it is "co-designed"; anything less is no badge at all. Every answer comes with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHARED_POWER = frozenset({"co_production", "user_controlled"})
_STAGES = {
    "commission": "commissioning",
    "design": "design",
    "deliver": "delivery",
    "evaluate": "evaluation",
    "govern": "governance",
}
_DID = (
    (SHARED_POWER, "sharing power in"),
    (frozenset({"collaboration"}), "working together in"),
    (frozenset({"consultation"}), "giving their views in"),
)
"""Approaches, from the most shared power to the least, with what people did there."""


@dataclass(frozen=True)
class Part:
    """One group's part: who, at which stage, with which approach; `people` as a word of the vocabulary of groups, if it is known."""

    group: str
    stage: str
    approach: str
    people: str = ""


@dataclass(frozen=True)
class Claim:
    """`badge` is `co-produced`, `co-designed` or None; `reason` says why in a sentence."""

    badge: str | None
    reason: str


def claim(parts: Iterable[Part]) -> Claim:
    """The badge that the record supports, whatever the order of its rows."""
    parts = list(parts)
    shared = {part.stage for part in parts if part.approach in SHARED_POWER}
    if "design" in shared and shared & {"deliver", "evaluate"}:
        where = _and([_STAGES[stage] for stage in ("design", "deliver", "evaluate") if stage in shared])
        return Claim("co-produced", f"Power was shared in {where}.")
    if "design" in shared:
        return Claim(
            "co-designed", "Power was shared in design; no shared power in delivery or evaluation is on record."
        )
    if not parts:
        return Claim(None, "Nothing is on record yet about how it was made.")
    return Claim(None, "No shared power in design is on record.")


def statement(parts: Sequence[Part]) -> str | None:
    """Who made it together, at which stages and how, for readers and prints; None when nothing is on record.

    Those who shared the most power are named with it; who took part in other ways is named after them, each group once.
    """
    made = _made(parts)
    return f"{made[0]} with {made[1]}" if made else None


def statement_of_original(parts: Sequence[Part]) -> str | None:
    """The same of the work that something else was made from: `Based on work co-produced by ...` (domain.md, LIC-6)."""
    made = _made(parts)
    if made is None:
        return None
    return f"Based on work {made[0].lower()} {'by' if claim(parts).badge else 'with'} {made[1]}"


def account(parts: Sequence[Part]) -> str | None:
    """What each group did, stage by stage, in sentences; None when nothing is on record."""
    groups = _once(part.group for part in parts)
    sentences = [f"{_capital(group)}: {_did(group, parts)}." for group in groups]
    return " ".join(sentences) or None


def _made(parts: Sequence[Part]) -> tuple[str, str] | None:
    """`Co-produced`, and what comes after `with` or `by`."""
    tier = next(((approaches, did) for approaches, did in _DID if _in(parts, approaches)), None)
    if tier is None:
        return None
    leading = _in(parts, tier[0])
    names = _once(part.group for part in leading)
    others = [group for group in _once(part.group for part in parts) if group not in names]
    also = f" {_capital(_and(others))} took part too." if others else ""
    verb = {"co-produced": "Co-produced", "co-designed": "Co-designed"}.get(claim(parts).badge or "", "Made")
    return verb, f"{_and(names)}, {tier[1]} {_stages(leading)}.{also}"


def _did(group: str, parts: Sequence[Part]) -> str:
    own = [part for part in parts if part.group == group]
    return _and([f"{did} {_stages(some)}" for approaches, did in _DID if (some := _in(own, approaches))])


def _in(parts: Sequence[Part], approaches: frozenset[str]) -> list[Part]:
    return [part for part in parts if part.approach in approaches]


def _stages(parts: Sequence[Part]) -> str:
    """In the order of the work."""
    there = {part.stage for part in parts}
    return _and([words for stage, words in _STAGES.items() if stage in there])


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
