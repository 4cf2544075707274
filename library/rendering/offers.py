"""Which renditions there are, and which of them an item has."""

from __future__ import annotations

from dataclasses import dataclass

from library.documents.vocabulary import Kind

PDF = "application/pdf"
HTML = "text/html"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EVERY_KIND = frozenset(Kind)


@dataclass(frozen=True)
class Offer:
    """`purpose` says what it is for: `read` on paper or screen, `print_only` for printers, never the default
    (domain.md AX-4), `edit`, `embed`, `preview`, `reuse`.
    """

    name: str
    media_type: str
    purpose: str
    kinds: frozenset[Kind] = EVERY_KIND


OFFERS = {
    offer.name: offer
    for offer in (
        Offer("page.html", HTML, "read"),
        Offer("fragment.html", HTML, "embed"),
        Offer("a4.pdf", PDF, "read"),
        Offer("large-print.pdf", PDF, "read"),
        Offer("a5.pdf", PDF, "read"),
        Offer("trifold.pdf", PDF, "print_only", frozenset({Kind.LEAFLET})),
        Offer("poster.pdf", PDF, "read", frozenset({Kind.LEAFLET, Kind.RESOURCE})),
        Offer("document.docx", WORD, "edit"),
        Offer("text.md", "text/markdown", "reuse"),
        Offer("text.txt", "text/plain", "read"),
        Offer("thumbnail.png", "image/png", "preview"),
        Offer("package.zip", "application/zip", "reuse"),
    )
}


def offered(kind: Kind) -> tuple[Offer, ...]:
    """What an item of this kind offers, the web page first."""
    return tuple(offer for offer in OFFERS.values() if kind in offer.kinds)
