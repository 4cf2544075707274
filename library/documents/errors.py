"""Why something is not a document. Every limit has a name, so that a client can tell "too large" from "misspelt"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from library.errors import Fault, Incomplete, Malformed


class InvalidDocument(Malformed):
    """`errors` lists every fault with its JSON pointer into the document."""

    slug = "invalid-document"
    title = "This is not a valid document"
    explanation = (
        "The document does not have the form that its kind asks for. `errors` names each place by JSON pointer into "
        "the document. Nothing was changed. The schema of documents is part of the API description."
    )

    def __init__(self, errors: Iterable[Fault], detail: str = "", **members: Any) -> None:
        faults = list(errors)
        count = "1 place needs" if len(faults) == 1 else f"{len(faults)} places need"
        super().__init__(detail or f"{count} attention.", errors=faults, **members)


class LimitExceeded(InvalidDocument):
    """A document over one of the limits in `limits`. `limit` is the limit; `found` how much there is, where it was
    counted to the end.
    """

    def __init__(self, pointer: str, detail: str, *, limit: int, found: int | None = None) -> None:
        members = {"limit": limit} if found is None else {"limit": limit, "found": found}
        super().__init__([Fault(pointer, detail)], detail, **members)


class DocumentTooLarge(LimitExceeded):
    slug = "document-too-large"
    title = "The document is too large"
    explanation = (
        "`limit` is the most bytes that a document may have as canonical JSON. Split it into several items, or offer the "
        "long part as a file."
    )


class DocumentTooDeep(LimitExceeded):
    slug = "document-too-deep"
    title = "The document is nested too deeply"
    explanation = "`limit` is the most levels of arrays and objects that are read. A document never needs so many."


class TooMuchMarkup(LimitExceeded):
    slug = "too-much-markup"
    title = "The document has too much markup"
    explanation = (
        "`limit` is the most that the Markdown of a document may weigh: lines, marks, table cells and links. No text that "
        "people read comes near it. Look for a table or a row of brackets that was pasted by mistake."
    )


class TooManyWords(LimitExceeded):
    slug = "too-many-words"
    title = "The document has too many different words"
    explanation = (
        "`limit` is what the search index can hold of one document. Split it into several items, or offer word lists and "
        "tables as files."
    )


class UnresolvedContacts(Incomplete):
    """A document names contact points that are not there to print. `contacts` lists all of them."""

    slug = "unresolved-contacts"
    title = "Some contact points can't be printed"
    explanation = (
        "`contacts` lists the keys of contact points that the text names and that the directory can't give. Correct the "
        "keys, or add the contact points."
    )
