"""What readers may ask of the catalogue, and the SQL that answers it: one indexed query for a page of stored cards.

Written as SQL, not through the ORM: the statement is the product here, every filter is one published column, and building it costs
microseconds. Values are always parameters; what is put into the text comes from the tables in this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from library.catalogue.languages import config_marker, search_config

ORDERS = {
    # name: (sort columns with their types, direction)
    "-published_at": ((("published_at", "timestamptz"), ("id", "uuid")), "DESC"),
    "title": ((("sort_title", "text"), ("id", "uuid")), "ASC"),
    "next_review_due": ((("next_review_due", "date"), ("id", "uuid")), "ASC"),
    "relevance": ((("rank", "int"), ("published_at", "timestamptz"), ("id", "uuid")), "DESC"),
}
_DERIVED = "EXISTS (SELECT FROM catalogue_derivation d WHERE d.item_id = e.item_id"
FILTERS = {
    # name of the question: what must hold of an entry
    "topic": "e.topics && %(topic)s::varchar[]",
    "audience": "e.audiences && %(audience)s::varchar[]",
    "condition": "e.conditions && %(condition)s::varchar[]",
    "format": "e.format = ANY(%(format)s)",
    "publisher": "e.publisher = ANY(%(publisher)s)",
    "licence": "e.licence = ANY(%(licence)s)",
    "language": (
        "(e.language = %(language)s OR (e.is_original AND NOT e.languages @> ARRAY[%(language)s]::varchar[]))"
    ),
    "available_in": "e.languages @> ARRAY[%(available_in)s]::varchar[]",
    "adaptable": "e.adaptable = %(adaptable)s",
    "due_from": "e.next_review_due >= %(due_from)s",
    "due_to": "e.next_review_due <= %(due_to)s",
    "modified_since": "e.modified_at >= %(modified_since)s",
    "places": f"{_DERIVED} AND d.districts && %(places)s::varchar[])",
    "areas": f"{_DERIVED} AND d.areas && %(areas)s::varchar[])",
}
FACETS = {
    # name: (the values of one row, what names them)
    "topic": ("unnest(topics)", "(SELECT name FROM catalogue_topic WHERE slug = value)"),
    "audience": ("unnest(audiences)", "(SELECT name FROM catalogue_audience WHERE slug = value)"),
    "publisher": ("publisher", "(SELECT name FROM accounts_organisation WHERE code = value)"),
    "licence": ("licence", "(SELECT name FROM catalogue_licence WHERE spdx = value)"),
    "language": ("unnest(languages)", "NULL"),
    "format": ("format", "NULL"),
    "kind": ("kind", "NULL"),
}
# Named one by one: PostgreSQL plans in two thirds of the time that it takes for all columns.
_READ = "card, etag, fresh_until, projection_version, sort_title, next_review_due, search_config, text"
# The fence has each placement's entry looked up in their order. Without it, PostgreSQL would take an audience for rare,
# find all entries of it first, and sort.
PLACED = "catalogue_placement p CROSS JOIN LATERAL (SELECT * FROM catalogue_entry WHERE id = p.entry_id OFFSET 0) e"
MARK_START, MARK_END = "\x02", "\x03"
"""Around matches in a raw snippet: characters that no text may hold."""

Statement = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Question:
    """Which entries a reader wants. Within one filter any of its values will do; all filters must hold.

    `language` picks the text of each item (its original when it has none in that language); `available_in` leaves out items that are not
    published in that language. `due_from` and `due_to` are the first and last `next_review_due`. `places` and `areas` are for
    adaptations: postcode districts or areas that they serve, and codes.
    """

    kind: tuple[str, ...]
    topic: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    licence: tuple[str, ...] = ()
    language: str | None = None
    available_in: str | None = None
    adaptable: bool | None = None
    due_from: date | None = None
    due_to: date | None = None
    modified_since: datetime | None = None
    places: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    q: str | None = None

    @property
    def filters(self) -> frozenset[str]:
        """The names of the filters that narrow it down."""
        return frozenset(name for name in FILTERS if getattr(self, name) not in (None, ()))


@dataclass(frozen=True)
class Page:
    """Which part of the answer: how many rows, in which order, after which row (its sort values, as text)."""

    size: int
    order: str
    after: Sequence[Any] | None = None
    snippets: bool = False


def list_statement(question: Question, page: Page, *, now: datetime, version: str) -> Statement:
    """A page of rows `(id, card, etag, fresh, snippet, *sort values as text)`, and one row more if there is a next page.

    `fresh`: the stored bytes hold at `now` and are of this projection `version`.
    """
    columns, direction = ORDERS[page.order]
    prefix, conditions, values = _conditions(question)
    source = "SELECT e.id, e.published_at"
    tables = "catalogue_entry e"
    if _has_placements(question, page):
        source, tables = "SELECT p.entry_id AS id, p.published_at", PLACED
        conditions, values["topic"] = conditions.replace(FILTERS["topic"], "p.topic = %(topic)s"), question.topic[0]
    values |= {"now": now, "version": version}
    ranked = question.q is not None and page.order == "relevance"
    rank = f"(ts_rank(e.search_head, {_query_of_entry(question)}) * 1000000)::int" if ranked else "0"
    after = ""
    if page.after is not None:
        comparison = "<" if direction == "DESC" else ">"
        keys = ", ".join(f"%(after{number})s::{kind}" for number, (_, kind) in enumerate(columns))
        after = f" WHERE ({', '.join(name for name, _ in columns)}) {comparison} ({keys})"
        values |= {f"after{number}": value for number, value in enumerate(page.after)}
    order = f"{after} ORDER BY {', '.join(f'{name} {direction}' for name, _ in columns)} LIMIT {page.size + 1:d}"
    found = f"({source}, {_READ}, {rank} AS rank FROM {tables} WHERE {conditions}{_fence(question, page)}) found"
    snippet, place = "NULL", ""
    if page.snippets and question.q:
        # Made for the page only, not for all that was found.
        snippet, place, snippet_values = _snippet(question, question.q)
        found, order, values = f"(SELECT * FROM {found}{order}) page", "", values | snippet_values
        place += f" ORDER BY {', '.join(f'{name} {direction}' for name, _ in columns)}"
    fresh = "(fresh_until IS NULL OR fresh_until > %(now)s) AND projection_version = %(version)s"
    # By another name, or PostgreSQL would sort by the text.
    keys = ", ".join(f"{name}::text AS key{number}" for number, (name, _) in enumerate(columns))
    return f"{prefix}SELECT id, card, etag, {fresh}, {snippet}, {keys} FROM {found}{place}{order}", values


def facets_statement(question: Question, names: Sequence[str]) -> Statement:
    """Rows `(facet, value, name, count)` for each facet, most frequent first, and one `('', '', NULL, total)`."""
    prefix, conditions, values = _conditions(question)
    needed = "topics, audiences, languages, publisher, licence, format, kind"
    hits = f"hits AS MATERIALIZED (SELECT {needed} FROM catalogue_entry e WHERE {conditions})"
    counts = ["SELECT '' AS facet, '' AS value, NULL AS name, count(*) AS n FROM hits"]
    for name in names:
        values_of_row, named = FACETS[name]
        counts.append(
            f"SELECT '{name}', value, {named}, n FROM (SELECT value, count(*) AS n FROM hits, LATERAL (SELECT "
            f"{values_of_row}) AS v(value) GROUP BY value) c"
        )
    start = f"{prefix.rstrip()}, " if prefix else "WITH "
    return f"{start}{hits} {' UNION ALL '.join(counts)} ORDER BY 1, 4 DESC, 2", values


def has_one_plan(question: Question, page: Page) -> bool:
    """Whether one plan is good for all values: the order is followed from its start, in all entries or in those of a topic.
    Most of the time of so short a statement would go into planning it.
    """
    if question.q is not None:
        return False
    return not question.filters or (_has_placements(question, page) and question.filters <= {"topic", "audience"})


def _has_placements(question: Question, page: Page) -> bool:
    """The newest of one topic stand together in `Placement`: as quick to read among many entries as among few."""
    return len(question.topic) == 1 and question.q is None and page.order == "-published_at"


def _fence(question: Question, page: Page) -> str:
    """What is due was published long ago, which PostgreSQL can't know: it would follow the order from the newest on and
    pass nearly everything. `OFFSET 0` has it find first and sort then.
    """
    return " OFFSET 0" if question.due_to is not None and page.order != "next_review_due" else ""


def _conditions(question: Question) -> tuple[str, str, dict[str, Any]]:
    """The `WITH` clause that the search needs (or nothing), the conditions, and their values."""
    kind = "e.kind = %(kind)s" if len(question.kind) == 1 else "e.kind = ANY(%(kind)s)"
    conditions = ["e.state = 'live'", kind]
    values: dict[str, Any] = {"kind": question.kind[0] if len(question.kind) == 1 else list(question.kind)}
    for name, condition in FILTERS.items():
        wanted = getattr(question, name)
        if wanted is not None and wanted != ():
            conditions.append(condition)
            values[name] = list(wanted) if isinstance(wanted, tuple) else wanted
    if question.language is None:
        conditions.append("e.is_original")
    prefix = ""
    if question.q is not None:
        prefix, values["q"] = _wanted(question), question.q
        conditions.append("e.search @@ (SELECT query FROM wanted)")
    return prefix, " AND ".join(conditions), values


def _configs(question: Question) -> list[str]:
    """The ways in which the reader's words are stemmed: as English, as the language asked for, and not at all."""
    own = search_config(question.language) if question.language else "english"
    return list(dict.fromkeys(["english", own, "simple"]))


def _wanted(question: Question) -> str:
    """The reader's words as queries, one per configuration, each widened by the names of topics (`TopicAlias`); and as
    `query`, which asks each entry in one way only, by its `config_marker`: what a reader excludes is then excluded in
    every language. That is one condition, which the index answers alone; a condition per configuration would have the
    whole vector of every match read again.
    """
    *stemmed, unstemmed = _configs(question)
    queries = ", ".join(
        f"ts_rewrite(websearch_to_tsquery('{config}', %(q)s), 'SELECT target, substitute FROM catalogue_topicalias') AS {config}"
        for config in (*stemmed, unstemmed)
    )
    markers = [f"$${config_marker(config)!r}$$::tsquery" for config in stemmed]
    arms = [_only(config, marker) for config, marker in zip(stemmed, markers, strict=True)]
    arms.append(_only(unstemmed, f"!!({' || '.join(markers)})"))
    words = f"(SELECT {queries} OFFSET 0) AS words"
    return f"WITH wanted AS MATERIALIZED (SELECT *, {' || '.join(arms)} AS query FROM {words}) "


def _only(config: str, marker: str) -> str:
    """A query narrowed to some entries. One that names no word to find (all are too common, or to be left out) finds
    nothing, narrowed or not, and never has the whole index read: `querytree` is what an index can look for.
    """
    return f"CASE WHEN querytree({config}) IN ('', 'T') THEN ''::tsquery ELSE {config} && {marker} END"


def _query_of_entry(question: Question) -> str:
    """The query that an entry was asked with."""
    *stemmed, unstemmed = _configs(question)
    cases = " ".join(f"WHEN '{config}' THEN (SELECT {config} FROM wanted)" for config in stemmed)
    return f"CASE search_config {cases} ELSE (SELECT {unstemmed} FROM wanted) END"


def _snippet(question: Question, q: str) -> tuple[str, str, dict[str, Any]]:
    """Some words around the first match: an expression, the joins of `page` that it needs, and values.

    Only that window is parsed for highlighting: parsing whole texts would cost more than the search. `OFFSET 0` has the
    text unpacked and looked through once, not wherever its place is named.
    """
    words = sorted(
        {word.casefold() for word in q.replace('"', " ").split() if word[0].isalnum()}, key=len, reverse=True
    )[:4]
    values = {f"stem{number}": word[: max(4, len(word) - 3)] for number, word in enumerate(words)}
    places = ", ".join(f"nullif(strpos(folded, %({name})s), 0)" for name in values)
    start = f"greatest(coalesce(least({places}), 1) - 60, 1)" if places else "1"
    joins = (
        " CROSS JOIN LATERAL (SELECT text || '' AS plain OFFSET 0) AS unpacked"
        " CROSS JOIN LATERAL (SELECT lower(plain) AS folded OFFSET 0) AS unmarked"
        f" CROSS JOIN LATERAL (SELECT {start} AS start OFFSET 0) AS place"
    )
    options = f"StartSel={MARK_START}, StopSel={MARK_END}, HighlightAll=true"
    window = "substr(plain, start, 260)"
    marked = f"ts_headline(search_config::regconfig, {window}, {_query_of_entry(question)}, '{options}')"
    return f"CASE WHEN start > 1 THEN '…' ELSE '' END || {marked}", joins, values
