"""Facts: whatever the public bytes show besides the edition itself. `gathering` reads them, `projection` shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from library.catalogue.models import Asset, Item, Licence
    from library.coproduction.models import Contribution, Recognition


@dataclass(frozen=True)
class Facts:
    """What is true now about the item of an edition. `current_edition` and `first_published` are of the edition's language."""

    item: Item
    licence: Licence
    topics: tuple[tuple[str, str], ...]
    audiences: tuple[tuple[str, str], ...]
    contributions: tuple[Contribution, ...]
    recognitions: tuple[Recognition, ...]
    languages: tuple[str, ...]
    current_edition: int
    first_published: datetime
    assets: dict[UUID, Asset]
