"""The editions of a template, as recipes need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from library.catalogue.models import Derivation, Entry, Item
from library.catalogue.statements import fetch_all
from library.documents.model import LeafletDocument
from library.editions.archive import source_of
from library.editions.models import Edition
from library.errors import NotFound


@dataclass(frozen=True)
class History:
    """All editions of a template in one language, by number. `documents` are as they were signed off, with contact points
    still named.
    """

    editions: Mapping[int, Edition]
    documents: Mapping[int, LeafletDocument]
    classes: Mapping[int, str]

    @property
    def newest(self) -> int:
        return max(self.editions)

    @property
    def newest_safety(self) -> int:
        """The number of the newest edition for the safety of readers; 0 if there is none."""
        return max((number for number, name in self.classes.items() if name == Edition.ChangeClass.SAFETY), default=0)


def history_of(derivation: Derivation) -> History:
    """The editions of what an adaptation was made from."""
    return history_in(derivation.original_id, derivation.language)


def history_in(original: UUID, language: str) -> History:
    """The editions of a template in a language. Raises `NotFound` when there are none."""
    rows = Edition.objects.filter(item=original, language=language).defer("document", "source").select_related("item")
    editions = {row.number: row for row in rows.order_by("number")}
    if not editions:
        raise NotFound()
    return History(
        editions=editions,
        documents={number: _document(edition.pk) for number, edition in editions.items()},
        classes={number: edition.change_class for number, edition in editions.items()},
    )


_ROLES_WANTED = """
SELECT DISTINCT role #>> '{}'
FROM catalogue_entry entry
JOIN editions_edition edition
  ON edition.item_id = entry.item_id AND edition.language = entry.language AND edition.number = entry.edition
CROSS JOIN LATERAL jsonb_path_query(edition.source::jsonb, '$.details.local_details[*].role ? (@ != "")') role
WHERE entry.kind = %(kind)s AND entry.state = %(state)s
"""


def roles_wanted() -> set[str]:
    """The roles of services that published templates ask for. The database picks them out: no template is read for it."""
    return {
        role for (role,) in fetch_all(_ROLES_WANTED, {"kind": Item.Kind.LEAFLET, "state": Entry.State.LIVE}) if role
    }


@lru_cache(maxsize=256)
def _document(edition: UUID) -> LeafletDocument:
    """Editions never change, so each is read once in a process."""
    document = source_of(Edition.objects.get(pk=edition))
    if not isinstance(document, LeafletDocument):
        raise NotFound()
    return document
