"""Facts: whatever the public bytes show besides the edition itself. `gathering` reads them, `projection` shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from library.coproduction.claims import Part
from library.editions.quotes import NO_QUOTES, QuoteBook
from library.rendering.json_ld import Concept

if TYPE_CHECKING:
    from library.catalogue.models import Asset, Derivation, Item, Licence
    from library.coproduction.models import Contribution, PrincipleNote, Recognition
    from library.editions.models import Provenance


@dataclass(frozen=True)
class Derived:
    """What an edition of an adaptation comes from. `licence` and `contributions` are those of the original."""

    derivation: Derivation
    provenance: Provenance
    licence: Licence
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class Facts:
    """What is true now about the item of an edition. `current_edition` and `first_published` are of the edition's language.
    `derived` is there for adaptations. `quotes` are the testimonials that its text names, shown or not.
    """

    item: Item
    licence: Licence
    topics: tuple[tuple[str, str], ...]
    concepts: tuple[Concept, ...]
    audiences: tuple[tuple[str, str], ...]
    contributions: tuple[Contribution, ...]
    recognitions: tuple[Recognition, ...]
    languages: tuple[str, ...]
    current_edition: int
    first_published: datetime
    assets: dict[UUID, Asset]
    derived: Derived | None = None
    principles: tuple[PrincipleNote, ...] = ()
    quotes: QuoteBook = NO_QUOTES


def parts_of(rows: Iterable[Contribution]) -> tuple[Part, ...]:
    """The ledger as the rules about claims and statements read it."""
    return tuple(Part(row.group, row.stage, row.approach, row.people) for row in rows)
