"""The accessibility statement of this service, as data (domain.md AX-12): what it conforms to, what is known not to, whom
to tell.

It says no more than has been looked at. Who mends an issue takes it off the list, who finds one puts it on, and either
moves `PREPARED_ON`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from library.rendering.offers import OFFERS, Offer

PREPARED_ON = date(2026, 11, 23)
NEXT_REVIEW_DUE = date(2027, 11, 23)
"""Once a year (The Public Sector Bodies Accessibility Regulations 2018, regulation 8)."""

WCAG = {"name": "WCAG 2.2", "level": "AA", "url": "https://www.w3.org/TR/WCAG22/"}
PDF_UA = {"name": "PDF/UA-1", "level": "", "url": "https://www.iso.org/standard/64599.html"}
STANDARDS = {"text/html": WCAG, "application/pdf": PDF_UA}
APART = {"print_only", "preview"}
"""Purposes that no standard is meant for: for printers, and a picture beside a text that says the same."""


@dataclass(frozen=True)
class Issue:
    """Something that is known not to work for somebody. `affects` names renditions, or parts of the service in words of
    its own; `criteria` are those of WCAG 2.2; `instead` is what to use until it is mended.
    """

    id: str
    summary: str
    affects: tuple[str, ...]
    criteria: tuple[str, ...]
    instead: str


ISSUES = (
    Issue(
        "imposed-trifold",
        "The tri-fold is laid out for folding, so that its panels do not stand in the order in which they are read.",
        ("trifold.pdf",),
        ("1.3.2",),
        "Read page.html or a4.pdf, which hold the same text in order.",
    ),
    Issue(
        "not-tried-with-people",
        "Pages and files are tested by machine. They have not yet been tried out with disabled people or by an outside auditor.",
        ("page.html", "fragment.html", "a4.pdf", "large-print.pdf", "a5.pdf", "poster.pdf", "document.docx"),
        (),
        "Tell us what does not work for you.",
    ),
    Issue(
        "word-files-not-tried-in-word",
        "Word files are checked with other programs than Word. Help cards in them are tables of one cell under a heading.",
        ("document.docx",),
        ("1.3.1",),
        "Read page.html, which marks help cards as sections.",
    ),
    Issue(
        "phrases-not-checked",
        "The fixed phrases around texts in Welsh, Polish, Urdu and Arabic have not been checked by speakers yet; around "
        "texts in other languages they are in English.",
        ("page.html", "a4.pdf", "large-print.pdf", "document.docx", "text.txt"),
        ("3.1.2",),
        "The texts themselves are translated and reviewed by people.",
    ),
    Issue(
        "urdu-in-naskh",
        "Urdu is set in a Naskh face, not in Nastaliq, because text can't be read out of PDFs that are set in Nastaliq.",
        ("a4.pdf", "large-print.pdf", "a5.pdf", "trifold.pdf", "poster.pdf"),
        (),
        "Read page.html or text.txt in the typeface of your device.",
    ),
    Issue(
        "files-by-others",
        "Films, recordings and files that items link to are made by others; we do not check them. Each item says whether "
        "it has captions, a transcript, easy read or British Sign Language.",
        ("linked files",),
        ("1.2.1", "1.2.2", "1.2.3", "1.2.5"),
        "See `accessible_formats` of the item, and ask its publisher for the one you need.",
    ),
)


def accessibility_statement(base_url: str, *, contact: str = "") -> dict[str, Any]:
    """The statement as JSON values. `contact` is where to report a problem or to ask for another format, in words; without
    it, readers are sent to the publisher that each item names.
    """
    return {
        "url": f"{base_url}/v1/accessibility",
        "scope": f"The pages, files and reference of {base_url}, and what partners embed from it.",
        "standard": WCAG,
        "conformance": "partial" if ISSUES else "full",
        "assessment": {"method": "self_assessment", "by_machine": True, "with_disabled_people": False},
        "prepared_on": PREPARED_ON.isoformat(),
        "next_review_due": NEXT_REVIEW_DUE.isoformat(),
        "contact": {
            "how": contact or "Write to the publisher that the text names under “Other formats and languages”.",
            "publishers_url": f"{base_url}/v1/organisations",
        },
        "enforcement": {
            "name": "Equality Advisory and Support Service",
            "url": "https://www.equalityadvisoryservice.com/",
        },
        "renditions": [_rendition(offer) for offer in OFFERS.values()],
        "known_issues": [asdict(issue) for issue in ISSUES],
    }


def _rendition(offer: Offer) -> dict[str, Any]:
    """`status` is `not_applicable` where no standard is meant for it, `partial` where an issue is known, else `full`."""
    issues = [issue.id for issue in ISSUES if offer.name in issue.affects]
    apart = offer.purpose in APART
    return {
        "name": offer.name,
        "media_type": offer.media_type,
        "purpose": offer.purpose,
        "standard": None if apart else STANDARDS.get(offer.media_type),
        "status": "not_applicable" if apart else "partial" if issues else "full",
        "issues": issues,
    }
