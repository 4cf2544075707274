"""How large a document may be, in one place. Each limit has a refusal that names it (`errors`)."""

BODY_BYTES = 65_536
"""UTF-8 bytes of one Markdown text (64 kB)."""

DOCUMENT_BYTES = 524_288
"""Bytes of a document's canonical JSON (512 kB)."""

SECTIONS = 60

DISTINCT_WORDS = 20_000
"""Different words in a document. PostgreSQL holds at most 1 MB of lexemes in one `tsvector`;
`DISTINCT_WORD_BYTES` closes the rest.
"""

DISTINCT_WORD_BYTES = 262_144
"""Bytes of those different words together: hyphenated words and addresses are indexed whole and in parts."""

DATA_DEPTH = 16
"""Levels of arrays and objects in what is parsed. The model itself needs seven."""

FAULTS = 100
"""Faults that one refusal lists. Whoever has more is helped by the first hundred."""

MARKDOWN_DEPTH = 8
"""Lists and quotes inside each other."""

MARKUP_WEIGHT = 30_000
"""Weight of the Markdown of one document, in the measure of `subset.markup_weight`. A leaflet weighs some hundreds."""
