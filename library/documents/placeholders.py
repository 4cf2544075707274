"""Putting into a document what its placeholders stand for. Their grammar is in `grammar`."""

from __future__ import annotations

from collections.abc import Mapping

from library.documents.errors import UnresolvedContacts
from library.documents.grammar import PlaceholderKind, find, replace
from library.documents.model import Document
from library.documents.parse import recheck
from library.documents.passages import markdown_texts, with_markdown
from library.errors import Fault


def resolve_contacts(document: Document, displays: Mapping[str, str]) -> Document:
    """The document with each `{{contact:key}}` replaced by `displays[key]`: inline Markdown, such as `[116
    123](tel:116123)`.

    Raises UnresolvedContacts, listing every contact point that is not in `displays`, with the places that name it;
    InvalidDocument (or a limit of it) when what a contact point shows is not Markdown of the subset. The other
    placeholders stay.
    """
    missing = [
        (place, found.name)
        for place, text in markdown_texts(document)
        for found in find(text)
        if found.kind is PlaceholderKind.CONTACT and found.name not in displays
    ]
    if missing:
        names = sorted({name for _, name in missing})
        raise UnresolvedContacts(
            f"These contact points can't be printed: {', '.join(names)}.",
            errors=[
                Fault(place, f"{name} is not a contact point that can be printed.")
                for place, name in dict.fromkeys(missing)
            ],
            contacts=names,
        )
    values = {f"{PlaceholderKind.CONTACT}:{key}": display for key, display in displays.items()}
    return recheck(with_markdown(document, lambda text: replace(text, values)))
