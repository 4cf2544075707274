"""Whether the placeholders of a text can be read, name something, and stand where what they become can stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from markdown_it.token import Token

from library.documents.details.leaflet import LocalDetail
from library.documents.grammar import Placeholder, PlaceholderKind, Unreadable, placeholder_at, scan
from library.documents.markdown import placeholder_target
from library.documents.model import Document, LeafletDocument
from library.documents.vocabulary import DetailType

PARTS: Mapping[DetailType, frozenset[str]] = {
    DetailType.SERVICE: frozenset(
        {
            *("name", "short_name", "provider", "phone", "text_number", "email", "website"),
            *("address", "opening_hours", "access_notes", "waiting_time"),
        }
    ),
    DetailType.AGE_RANGE: frozenset({"min", "max"}),
}
"""What `{{key.part}}` can name, by the type of the detail."""

_TARGETS: Mapping[str, tuple[DetailType, frozenset[str]]] = {
    "": (DetailType.URL, frozenset({"website"})),
    "tel:": (DetailType.PHONE, frozenset({"phone", "text_number"})),
    "mailto:": (DetailType.EMAIL, frozenset({"email"})),
}
"""What a link can lead to, by scheme: a detail of that type, or one of those parts of a service."""


def placeholder_faults(text: str, blocks: Sequence[Token], document: Document) -> Iterator[str]:
    """A sentence for each fault. `text` is one of the Markdown texts of the document, `blocks` its tokens."""
    details = (
        {detail.key: detail for detail in document.details.local_details}
        if isinstance(document, LeafletDocument)
        else {}
    )
    for found in scan(text):
        if isinstance(found, Unreadable):
            yield (
                f"Characters {found.start} to {found.end}, `{found.excerpt}`, are not a placeholder. Write {{{{key}}}}, {{{{key.part}}}}, "
                "{{contact:key}} or {{quote:id}}, without spaces and without a backslash before."
            )
        elif found.kind is PlaceholderKind.DETAIL and (reason := _unknown(found, details)):
            yield f"Characters {found.start} to {found.end}: {reason}"
    for opening, block in pairwise(blocks):
        yield from _place_faults(opening, block, details)


def _unknown(found: Placeholder, details: Mapping[str, LocalDetail]) -> str | None:
    detail = details.get(found.name)
    if detail is None:
        return f"{found.name} is not a local detail of this document."
    if found.part and found.part not in PARTS.get(detail.type, frozenset()):
        return f"{found.name} is of type {detail.type}, which has no part {found.part}."
    return None


def _place_faults(opening: Token, block: Token, details: Mapping[str, LocalDetail]) -> Iterator[str]:
    """A contact point becomes a link, so it can't stand in one. A quote becomes a paragraph, so it must be one."""
    children, in_link = block.children or [], 0
    alone = len(children) == 1 and opening.type == "paragraph_open" and block.level == 1
    for token in children:
        in_link += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "link_open":
            yield from _target_faults(str(token.attrs.get("href", "")), details)
        elif token.type == "placeholder":
            kind = token.meta["placeholder"].kind
            if kind is PlaceholderKind.QUOTE and not alone:
                yield f"{{{{{token.content}}}}} must be alone in a paragraph of its own."
            elif kind is PlaceholderKind.CONTACT and in_link:
                yield f"{{{{{token.content}}}}} can't stand in the words of a link, because it is a link itself."


def _target_faults(address: str, details: Mapping[str, LocalDetail]) -> Iterator[str]:
    target = placeholder_target(address)
    found = placeholder_at(target[1], 0) if target else None
    if target is None or found is None:
        return
    detail, (type_, parts) = details.get(found.name), _TARGETS[target[0]]
    fits = found.kind is PlaceholderKind.DETAIL and (
        detail is None or (found.part in parts if found.part else detail.type is type_)
    )
    if not fits:
        alternatives = " or ".join(sorted(parts))
        yield (
            f"A link can't lead to {{{{{found.content}}}}}: after `{target[0]}` it needs a detail of type {type_}, "
            f"or {alternatives} of a service."
        )
