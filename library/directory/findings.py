"""What should be looked at in a text before it is published: it hinders nothing, and a person decides (domain.md CR-1)."""

from __future__ import annotations

from library.directory.typed_numbers import typed_numbers
from library.documents.model import Document
from library.documents.passages import markdown_texts
from library.quality.findings import Finding

RULE = "typed-number"


def typed_number_findings(document: Document) -> list[Finding]:
    """Numbers that somebody typed where a contact point should stand, each once in each text, by JSON pointer into the document."""
    shown: dict[tuple[str, str], Finding] = {}
    for place, text in markdown_texts(document):
        for found in typed_numbers(text):
            shown.setdefault(
                (place, found.shown),
                Finding(
                    rule=RULE,
                    severity="warn",
                    pointer=place,
                    span=(found.start, found.end),
                    excerpt=text[found.start : found.end],
                    message=f"“{found.shown}” looks like a number to call: nobody would hear of it here when it changes.",
                    suggestion="Name a contact point, as {{contact:…}}.",
                    source="Our own rule: what changes lives in the directory",
                ),
            )
    return list(shown.values())
