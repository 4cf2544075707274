"""Whether a page that this process has put together is still the one to be shown: one short statement, in place of reading it again.

The ETag of an entry covers its edition and every fact about it, so a page is the same for as long as that tag, the recipe by which this
process makes pages, and the directory's lines of help are.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from library.catalogue.models import Entry
from library.catalogue.statements import fetch_all
from library.editions.kept_renditions import FRESH
from library.syndication.embed_reading import HELP_SUM, HOSTS, Found, facts_of


class Stands(NamedTuple):
    """What differs by request of a page that is still the one. `hosts` as in `Found`."""

    fresh_until: datetime | None
    hosts: tuple[str, ...] | None


def still_stands(found: Found, language: str | None, *, organisation: str | None, now: datetime) -> Stands | None:
    """None when a page that was found for an address before is to be read again. Pins always are: what breaks one is no fact of
    its entry, so they are found without the entry's tag.
    """
    if found.entry_etag is None:
        return None
    values = {
        **facts_of(now),
        "kind": found.kind,
        "slug": found.slug,
        "language": language,
        "organisation": organisation,
        "etag": found.entry_etag,
        "help": found.help_sum,
    }
    rows = fetch_all(_STATEMENTS[language is None, organisation is None], values, keep_plan=True)
    if not rows:
        return None
    fresh_until, hosts = rows[0]
    return Stands(fresh_until, None if hosts is None else tuple(hosts))


ENTRY_STANDS = {
    of_original: f"""
FROM catalogue_entry entry
WHERE entry.kind = %(kind)s AND entry.slug = %(slug)s AND {language} AND entry.state = '{Entry.State.LIVE}'
  AND entry.etag = %(etag)s AND {FRESH}
"""
    for of_original, language in ((True, "entry.is_original"), (False, "entry.language = %(language)s"))
}
"""The end of a statement that finds an entry if it is still what it was, by whether its original was asked for."""
_STATEMENTS = {
    (of_original, for_anybody): f"SELECT entry.fresh_until, {hosts} {found} AND ({HELP_SUM}) = %(help)s"
    for of_original, found in ENTRY_STANDS.items()
    for for_anybody, hosts in ((True, "NULL"), (False, HOSTS))
}
"""By whether the original, and whether no organisation, was asked for."""
