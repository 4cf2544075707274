"""Whether a page that this process has put together is still the one to be shown: one short statement, in place of reading it again.

The ETag of an entry covers its edition and every fact about it, so a page is the same for as long as that tag, the recipe by which this
process makes pages, and the directory's lines of help are.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from library.catalogue.models import Entry
from library.catalogue.statements import fetch_all
from library.editions.kept_renditions import FRESH
from library.syndication.embed_reading import HELP_SUM, HOSTS, Found, facts_of


def still_shown(found: Found, language: str | None, *, organisation: str | None, now: datetime) -> Found | None:
    """What was found for an address before, with what differs by request; None when it is to be read again. Not for
    pins: what breaks one is no fact of its entry.
    """
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
    return replace(found, fresh_until=fresh_until, hosts=None if hosts is None else tuple(hosts))


_STANDS = f"""
SELECT entry.fresh_until, {{hosts}} FROM catalogue_entry entry
WHERE entry.kind = %(kind)s AND entry.slug = %(slug)s AND {{language}} AND entry.state = '{Entry.State.LIVE}'
  AND entry.etag = %(etag)s AND {FRESH} AND ({HELP_SUM}) = %(help)s
"""
_STATEMENTS = {
    (of_original, for_anybody): _STANDS.format(
        hosts="NULL" if for_anybody else HOSTS,
        language="entry.is_original" if of_original else "entry.language = %(language)s",
    )
    for of_original in (True, False)
    for for_anybody in (True, False)
}
"""By whether the original, and whether no organisation, was asked for."""
