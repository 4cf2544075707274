"""What an entry is filtered, sorted and found by: columns and search vectors made from its item and its edition."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from library.catalogue.actions.items import topic_columns, topic_markers
from library.catalogue.languages import config_marker, search_config
from library.catalogue.licences import terms_of
from library.catalogue.models import Audience, Entry, Item, Topic
from library.documents.model import Document
from library.documents.text import plain_text
from library.editions.models import Edition
from library.editions.projection import format_of


def entry_columns(
    item: Item, edition: Edition, document: Document, topics: Iterable[Topic], audiences: Iterable[Audience]
) -> dict[str, Any]:
    """The columns of an entry that follow from its item and edition. `document` is the edition's text, parsed. Pure."""
    return {
        "is_original": edition.language == item.original_language,
        "kind": item.kind,
        "slug": item.slug,
        "title": document.title,
        "sort_title": sort_key(document.title),
        **topic_columns(topics),
        "audiences": sorted(audience.slug for audience in audiences),
        "format": format_of(document),
        "publisher": item.owner.code,
        "licence": edition.licence,
        "adaptable": terms_of(edition.licence).allows_adaptation,
        "next_review_due": item.next_review_due,
        "edition": edition.number,
        "modified_at": edition.published_at,
        "search_config": search_config(edition.language),
        "text": plain_text(document),
    }


def sort_key(title: str) -> str:
    """Titles in the order in which a reader looks for them: without regard to case, accents or leading signs."""
    folded = unicodedata.normalize("NFKD", title.casefold())
    return "".join(character for character in folded if not unicodedata.combining(character)).lstrip("‘’“”\"'([ ")[:200]


def index_entries(entries: Sequence[tuple[Entry, Document]]) -> None:
    """Fill the search vectors of stored entries: the head ranks, the whole finds. Also remember the words of each entry
    and its document for "did you mean".
    """
    given: dict[str, Any] = {
        "ids": [entry.pk for entry, _ in entries],
        "heads": [_head(document) for _, document in entries],
        "markers": [
            " ".join([*topic_markers(entry.topics), config_marker(entry.search_config)]) for entry, _ in entries
        ],
    }
    with connection.cursor() as cursor:
        cursor.execute(_INDEX, given)
        cursor.execute(_REMEMBER_WORDS, given)


def _head(document: Document) -> str:
    return f"{document.summary}\n{' '.join(section.heading for section in document.sections)}"


# A text in a language with a stemmer of its own, English apart, is kept unstemmed as well: a reader who does not name
# the language finds exact words.
_INDEX = """
UPDATE catalogue_entry SET
  search_head = setweight(to_tsvector(c1, title), 'A') || setweight(to_tsvector(c1, head), 'B')
                || coalesce(setweight(to_tsvector(c2, title), 'A') || setweight(to_tsvector(c2, head), 'B'), '')
                || markers,
  search = to_tsvector(c1, text) || coalesce(to_tsvector(c2, text), '') || markers
FROM (
  SELECT entry.id AS entry_id, head, array_to_tsvector(string_to_array(markers, ' ')) AS markers,
         search_config::regconfig AS c1,
         CASE WHEN search_config NOT IN ('english', 'simple') THEN 'simple'::regconfig END AS c2
  FROM catalogue_entry entry JOIN unnest(%(ids)s::uuid[], %(heads)s::text[], %(markers)s::text[])
       AS given (given_id, head, markers) ON given_id = entry.id
) AS given
WHERE id = entry_id
"""

# In one order, since a word that another publication is just adding has to be waited for.
_REMEMBER_WORDS = """
INSERT INTO catalogue_word (word)
SELECT DISTINCT lexeme FROM catalogue_entry, unnest(to_tsvector('simple', title || ' ' || text)) AS words
WHERE id = ANY(%(ids)s) AND lexeme ~ '^[[:alpha:]]{3,60}$'
ORDER BY lexeme
ON CONFLICT DO NOTHING
"""
