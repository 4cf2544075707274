"""What should be looked at in a text before it is published: it hinders nothing, and a person decides (domain.md CR-1)."""

from __future__ import annotations

from library.directory.typed_numbers import typed_numbers
from library.documents.model import Document
from library.documents.passages import markdown_texts
from library.errors import Fault


def typed_number_findings(document: Document) -> list[Fault]:
    """Numbers that somebody typed where a contact point should stand, each once in each text, by JSON pointer into the document."""
    shown = {
        (place, found.shown): Fault(
            place, f"“{found.shown}” looks like a number to call: name a contact point, as {{{{contact:…}}}}."
        )
        for place, text in markdown_texts(document)
        for found in typed_numbers(text)
    }
    return list(shown.values())
