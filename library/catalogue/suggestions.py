"""What to try instead: other spellings of a search that found nothing, and the vocabulary that a filter could have meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from library.errors import Fault, Malformed

VOCABULARIES = {
    "topic": ("catalogue_topic", "slug"),
    "audience": ("catalogue_audience", "slug"),
    "publisher": ("accounts_organisation", "code"),
    "licence": ("catalogue_licence", "spdx"),
}
_WORD = re.compile(r"[^\W\d_]{3,60}")


def did_you_mean(q: str) -> str | None:
    """The search with misspelt words replaced by words of the catalogue; None when that finds nothing either.

    Only words that a live entry holds now are offered: what was withdrawn is not suggested.
    """
    replaced = _WORD.sub(lambda match: _nearest(match[0].casefold()) or match[0], q)
    return replaced if replaced.casefold() != q.casefold() and _finds_something(replaced) else None


def check_vocabulary(named: Mapping[str, Sequence[str]]) -> None:
    """Raise `Malformed` naming each filter value that no vocabulary has, with the nearest one that it does have.

    Asked only when a list came out empty: a misspelt topic must not pass for "there is nothing".
    """
    faults = []
    for filter_name, values in named.items():
        table, column = VOCABULARIES[filter_name]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {column} FROM {table}")
            known = [row[0] for row in cursor.fetchall()]
        for value in values:
            if value not in known:
                near = process.extractOne(
                    value, known, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.5
                )
                hint = f" Did you mean {near[0]!r}?" if near else ""
                faults.append(Fault(f"?{filter_name}", f"There is no {filter_name} {value!r}.{hint}"))
    if faults:
        raise Malformed("A filter names something that the library does not have.", errors=faults)


def _nearest(word: str) -> str | None:
    """The word of the catalogue with the fewest changes: one for short words, two for longer ones. A word that is known stays."""
    allowed = 1 if len(word) <= 5 else 2
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM catalogue_word WHERE length(word) BETWEEN %s AND %s",
            [len(word) - allowed, len(word) + allowed],
        )
        candidates = [row[0] for row in cursor.fetchall()]
    near = process.extract(word, candidates, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=8)
    return next((candidate for candidate, _, _ in near if _finds_something(candidate)), None)


def _finds_something(q: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM catalogue_entry WHERE state = 'live' AND search @@ "
            "(websearch_to_tsquery('english', %s) || websearch_to_tsquery('simple', %s)))",
            [q, q],
        )
        return bool(cursor.fetchone()[0])
