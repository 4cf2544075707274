"""A draft as the public would read it."""

from __future__ import annotations

from datetime import datetime

from library.editions.actions import SignOff
from library.editions.models import Edition
from library.editions.preview import preview
from library.editions.review_status import uk_day
from library.publishing.models import Draft
from library.publishing.moves import parsed_document
from library.publishing.queries import sign_offs_of


def preview_draft(draft: Draft, *, at: datetime) -> bytes:
    """The answer (`editions.shapes.Detail`, as JSON) that publishing the draft at a moment would give. Nothing is saved."""
    return preview(
        item=draft.item,
        document=parsed_document(draft),
        change_class=draft.change_class or Edition.ChangeClass.CONTENT,
        note=draft.change_note,
        sign_offs=sign_offs_for_edition(draft),
        at=at,
    ).document


def sign_offs_for_edition(draft: Draft) -> list[SignOff]:
    """The sign-offs that hold for its text, as an edition keeps them: that, and when, never by whom."""
    valid = sorted(sign_offs_of(draft).items())
    return [SignOff(kind=kind, scope=opinion.scope, on=uk_day(opinion.at)) for kind, opinion in valid]
