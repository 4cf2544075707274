"""What every source is asked: whose duties, and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from library.upkeep.rules import RULES, Kind


@dataclass(frozen=True)
class Question:
    """`organisation` None: everybody's, for the run that reminds."""

    organisation: UUID | None
    at: datetime
    on: date

    def owned(self, path: str) -> dict[str, Any]:
        """A filter: that which belongs to the organisation, which `path` leads to."""
        return {} if self.organisation is None else {path: self.organisation}

    def horizon(self, kind: Kind) -> date:
        """The last day that something can be due on to come up today."""
        return self.on + RULES[kind].lead
