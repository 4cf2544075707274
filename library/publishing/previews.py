"""A draft as the public would read it."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import Any

from library.documents.canonical import document_hash
from library.documents.model import Document
from library.editions.actions import SignOff
from library.editions.models import Edition
from library.editions.preview import preview, preview_page, preview_pdf
from library.editions.review_status import uk_day
from library.publishing.models import Draft
from library.publishing.moves import parsed_document
from library.publishing.queries import sign_offs_of


def preview_draft(draft: Draft, *, at: datetime) -> bytes:
    """The answer (`editions.shapes.Detail`, as JSON) that publishing the draft at a moment would give. Nothing is saved."""
    return preview(**_next_edition(draft), at=at).document


def draft_page(draft: Draft, *, at: datetime) -> bytes:
    """The web page that publishing the draft at a moment would give, as readers see it. Nothing is saved."""
    return preview_page(**_next_edition(draft), at=at)


def draft_pdf(draft: Draft, name: str, *, at: datetime) -> bytes:
    """The same on paper: `a4.pdf`, `large-print.pdf` and the others of its kind. Raises `DoesNotFit` and the like."""
    return preview_pdf(name, **_next_edition(draft), at=at)


def with_text(draft: Draft, document: Document) -> Draft:
    """The draft as it would be with another text: in memory only, to be looked at and never to be saved."""
    other = copy(draft)
    other.document, other.document_hash = document.model_dump(mode="json"), document_hash(document)
    return other


def _next_edition(draft: Draft) -> dict[str, Any]:
    return {
        "item": draft.item,
        "document": parsed_document(draft),
        "change_class": draft.change_class or Edition.ChangeClass.CONTENT,
        "note": draft.change_note,
        "sign_offs": sign_offs_for_edition(draft),
    }


def sign_offs_for_edition(draft: Draft) -> list[SignOff]:
    """The sign-offs that hold for its text, as an edition keeps them: that, and when, never by whom."""
    valid = sorted(sign_offs_of(draft).items())
    return [SignOff(kind=kind, scope=opinion.scope, on=uk_day(opinion.at)) for kind, opinion in valid]
