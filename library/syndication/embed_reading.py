"""What an embed page is made of, as it is kept: found in one statement with everything that differs by request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from library.accounts.models import Organisation
from library.catalogue.models import Entry
from library.catalogue.statements import fetch_all
from library.coproduction.consent_rules import Channel
from library.directory.queries import HELP_ORDER
from library.editions.archive import NoSuchEdition
from library.editions.kept_renditions import CURRENT, FRESH, MEMBERS, Kept, kept_from, key_of
from library.editions.making import kept_or_made
from library.editions.materials import gather
from library.editions.models import Edition
from library.editions.projection import version_tag
from library.editions.reading import LanguageNotAvailable, departure
from library.editions.recipes import recipe
from library.editions.review_status import uk_day
from library.errors import NotFound
from library.syndication.embed_making import EMBED_PAGE, make_embed_page


@dataclass(frozen=True)
class Found:
    """A kept page and what goes with it. `hosts` are those of the organisation asked for, None if there is no such; `help` is the
    directory's lines as JSON text, `help_sum` a number that changes with any of them. `newest` is the number of the edition in
    force, `newest_at` when it came out. `quotes`: the edition names testimonials, which the kept page leaves out. `entry_etag` is that
    of the entry whose page this is, None for a page that was just made: what it was made of may have changed since the entry was read.
    """

    kept: Kept
    kind: str
    slug: str
    language: str
    is_original: bool
    number: int
    fresh_until: datetime | None
    hosts: tuple[str, ...] | None
    help: str
    help_sum: int
    newest: int
    newest_at: datetime
    quotes: bool
    entry: UUID
    entry_etag: str | None
    edition: UUID
    unpinned: str | None = None


def find_page(
    kind: str,
    slug: str,
    language: str | None,
    *,
    organisation: str | None,
    known: Sequence[str],
    now: datetime,
) -> Found:
    """The page of an item in a language, or in its original. `known` are ETags of pages that the caller has already.

    Raises as reading the item does: `NotFound`, `LanguageNotAvailable`, `Gone`, `Moved`.
    """
    values = {**facts_of(now), "kind": kind, "slug": slug, "language": language}
    values |= {"organisation": organisation, "known": " ".join(known)}
    return _found(fetch_all(_statement(language, organisation, _CURRENT), values, keep_plan=True), values)


def find_pinned_page(
    kind: str,
    slug: str,
    language: str | None,
    edition: int,
    *,
    organisation: str | None,
    known: Sequence[str],
    now: datetime,
) -> Found:
    """The page of one edition. `unpinned` says why it is not to be shown any more, and then is one of `PINS_BREAK_BY`.

    Raises `NoSuchEdition` besides.
    """
    values = {**facts_of(now), "kind": kind, "slug": slug, "language": language, "number": edition}
    values |= {"organisation": organisation, "known": " ".join(known)}
    return _found(fetch_all(_statement(language, organisation, _PINNED), values, keep_plan=True), values)


def page_with_quotes(found: Found, organisation: Organisation, *, now: datetime) -> tuple[bytes, datetime | None]:
    """The page with the words that may stand on this organisation's website, made for this request and kept nowhere; and until
    when it holds.
    """
    entry, edition = Entry.objects.get(pk=found.entry), Edition.objects.get(pk=found.edition)
    material = gather(entry, now=now, edition=edition)
    shown = material.quotes.shown(Channel.EMBED, now, organisation)
    ends = [moment for moment in (material.fresh_until, *(quote.until for quote in shown.values())) if moment]
    page = make_embed_page(material, {id: quote.whole for id, quote in shown.items()})
    return page, min(ends, default=None)


def check_out(entry: UUID, state: str, languages: Sequence[str], wanted: str | None, *, now: datetime) -> None:
    """Raises why an entry is not to be read: `Gone` or `Moved`, or `LanguageNotAvailable`."""
    if state != Entry.State.LIVE:
        raise departure(entry, now=now)
    if wanted is not None and wanted not in languages:
        raise LanguageNotAvailable(f"There is no {wanted} version.", languages=languages)


def facts_of(now: datetime) -> dict[str, Any]:
    """What is true for every page at a moment, as the statements name it."""
    return {
        "now": now,
        "today": uk_day(now),
        "version": version_tag(settings.PUBLIC_URL),
        "recipe": recipe(),
    }


def _found(rows: list[tuple[Any, ...]], values: dict[str, Any]) -> Found:
    if not rows:
        raise NotFound()
    entry, state, languages, language, is_original, newest, fresh_until, is_fresh, *rest, unpinned = rows[0]
    etag, hosts, helping, help_sum, number, edition, newest_at, quotes, *members = rest
    check_out(entry, state, languages, values["language"], now=values["now"])
    if number is None:
        raise NoSuchEdition(f"There is no edition {values['number']}.", current_edition=newest)
    if is_fresh and members[3] is not None:
        kept = kept_from(members)
    else:
        etag = None
        kept, fresh_until = _made(entry, edition, values)
    return Found(
        kept=kept,
        kind=values["kind"],
        slug=values["slug"],
        language=language,
        is_original=is_original,
        number=number,
        fresh_until=fresh_until,
        hosts=None if hosts is None else tuple(hosts),
        help=helping or "[]",
        help_sum=help_sum,
        newest=newest,
        newest_at=newest_at,
        quotes=quotes,
        entry=entry,
        entry_etag=etag,
        edition=edition,
        unpinned=unpinned,
    )


def _made(entry_id: UUID, edition_id: UUID, values: dict[str, Any]) -> tuple[Kept, datetime | None]:
    """The page made now, and until when it holds. An older edition's is kept under what is true of the newest."""
    now = values["now"]
    entry, edition = Entry.objects.get(pk=entry_id), Edition.objects.get(pk=edition_id)
    material = gather(entry, now=now, edition=edition)
    is_fresh = entry.projection_version == values["version"] and (entry.fresh_until is None or entry.fresh_until > now)
    if edition.number != entry.edition and is_fresh:
        material = replace(material, key=key_of(entry.etag))
    kept = kept_or_made(material, EMBED_PAGE, make_embed_page, known=values["known"].split(), now=now)
    return kept, material.fresh_until


def _statement(language: str | None, organisation: str | None, edition: str) -> str:
    return _STATEMENTS[language is None, organisation is None, edition]


_MEMBERS = MEMBERS.replace(
    "%(known)s", "string_to_array(%(known)s, ' ')"
)  # a text is sent in a third of the time of a list
_PURPOSES = ", ".join(f"'{purpose}'" for purpose in HELP_ORDER)
_LINES = f"""
  FROM directory_contactpoint
  WHERE organisation_id IS NULL AND purpose IN ({_PURPOSES})
    AND (valid_from IS NULL OR valid_from <= %(today)s) AND (valid_to IS NULL OR valid_to >= %(today)s)
"""


def lines_for(purposes: Sequence[str]) -> str:
    """A statement for the directory's lines of some purposes of `HELP_ORDER`, as JSON text (`embed_filling.lines_of`)."""
    listed = ", ".join(f"'{purpose}'" for purpose in purposes)
    return f"""
  SELECT json_agg(json_build_array(name, kind, value, menu_path, hours, nations, districts)
                  ORDER BY array_position(ARRAY[{_PURPOSES}], purpose::text), slug)::text {_LINES} AND purpose IN ({listed})
"""


_HELP = lines_for(HELP_ORDER)
# Whatever stands in a line or decides its place, and a character between that no line can hold.
_LINE = "concat_ws(chr(31), purpose, slug, name, kind, value, menu_path, hours, nations, districts)"
HELP_SUM = f"SELECT coalesce(sum(hashtextextended({_LINE}, 0) / 1024), 0)::bigint {_LINES}"
"""In a third of the time of the lines themselves. Of each hash the upper 54 bits are taken, so that a thousand lines fit their sum."""
_READ = f"""
SELECT entry.id, entry.state, entry.languages, entry.language, entry.is_original, entry.edition,
       entry.fresh_until, {FRESH}, entry.etag, {{hosts}}, ({_HELP}), ({HELP_SUM}),
       edition.number, edition.id, entry.modified_at,
       EXISTS (SELECT 1 FROM editions_reference printed WHERE printed.edition_id = edition.id AND printed.kind = 'quote'),
       {_MEMBERS}, {{unpinned}}
FROM catalogue_entry entry
LEFT JOIN {{edition}}
LEFT JOIN editions_rendition rendition ON rendition.edition_id = edition.id AND rendition.name = '{EMBED_PAGE.name}'
                                       AND rendition.key = entry.etag || ':' || %(recipe)s
WHERE entry.kind = %(kind)s AND entry.slug = %(slug)s AND {{language}}
"""
_NAMED = """
  editions_edition edition ON edition.item_id = entry.item_id AND edition.language = entry.language
                           AND edition.number = %(number)s
"""
# A pin holds against what is only better. It does not hold when readers would lack a change for their safety, or would be
# given a number that is not in use, or not the same, any more; nor when somebody who is quoted in it took their words back.
_UNPINNED = """
  CASE
    WHEN edition.number = entry.edition THEN NULL
    WHEN EXISTS (SELECT 1 FROM editions_reference printed JOIN coproduction_testimonial testimonial ON testimonial.id = printed.target
                 WHERE printed.edition_id = edition.id AND printed.kind = 'quote' AND testimonial.withdrawn_at IS NOT NULL)
      THEN 'consent'
    WHEN EXISTS (SELECT 1 FROM editions_edition later WHERE later.item_id = edition.item_id AND later.language = edition.language
                 AND later.number > edition.number AND later.change_class = 'safety') THEN 'safety'
    WHEN EXISTS (SELECT 1 FROM editions_edition later WHERE later.item_id = edition.item_id AND later.language = edition.language
                 AND later.number > edition.number AND later.change_class = 'contact') THEN 'contact'
    WHEN EXISTS (
      SELECT 1 FROM editions_reference printed JOIN directory_contactpoint contact ON contact.id = printed.target
      WHERE printed.edition_id = edition.id AND printed.kind = 'contact' AND (
        contact.valid_to < %(today)s OR EXISTS (
          SELECT 1 FROM directory_contactchange change
          WHERE change.contact_point_id = contact.id AND change.state = 'confirmed'
            AND change.decided_at > edition.published_at AND change.changes ?| ARRAY['value', 'kind', 'menu_path']))
    ) THEN 'contact'
  END
"""
_CURRENT, _PINNED = "current", "pinned"
_EDITIONS = {
    _CURRENT: {"edition": CURRENT, "unpinned": "NULL"},
    _PINNED: {"edition": _NAMED, "unpinned": _UNPINNED},
}
HOSTS = "(SELECT embed_hosts FROM accounts_organisation WHERE code = %(organisation)s)"
_LANGUAGE = """
  (entry.language = %(language)s OR entry.is_original) ORDER BY (entry.language = %(language)s) DESC LIMIT 1
"""
_STATEMENTS = {
    (of_original, for_anybody, name): _READ.format(
        language="entry.is_original" if of_original else _LANGUAGE, hosts="NULL" if for_anybody else HOSTS, **parts
    )
    for of_original in (True, False)
    for for_anybody in (True, False)
    for name, parts in _EDITIONS.items()
}
"""By whether a language, and whether an organisation, was asked for; and which edition."""
