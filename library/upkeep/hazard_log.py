"""The hazard log of this deployment at a moment (domain.md, HQ-17): what can go wrong, what stands against it, and when that acted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from library.accounts.roles import Role
from library.editions.review_status import uk_day
from library.upkeep.hazard_figures import OF_THE_WHOLE, Figure, Recalls, figures, recalls
from library.upkeep.hazards import HAZARDS, Hazard

HAZARD_READERS = frozenset({Role.STEWARD_ADMIN, Role.ADMIN})


@dataclass(frozen=True)
class HazardLog:
    release: str
    at: datetime
    hazards: tuple[Hazard, ...]
    figures: Mapping[str, Figure]
    recalls: Recalls

    def of(self, hazard: Hazard) -> list[Figure]:
        return [self.figures[name] for name in hazard.figures]

    def of_the_whole(self) -> list[Figure]:
        return [self.figures[name] for name in OF_THE_WHOLE]


def hazard_log(at: datetime) -> HazardLog:
    return HazardLog(_release(), at, HAZARDS, figures(uk_day(at)), recalls(at))


def _release() -> str:
    try:
        return version("coproduction-library")
    except PackageNotFoundError:  # run from its folder, as in development
        return "unreleased"
