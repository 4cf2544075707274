"""What a draft still needs before it may go out: everything at once, by JSON pointer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from library.catalogue.models import Entry
from library.documents.errors import InvalidDocument
from library.editions.actions.standing import may_come_back_in, taken_back
from library.editions.crisis_help import crisis_help_faults
from library.editions.messaging import messaging_faults, picture_faults
from library.editions.prints import unprintable
from library.editions.review_status import uk_day
from library.errors import Fault
from library.publishing.models import Draft
from library.publishing.moves import parsed_document
from library.publishing.queries import sign_offs_of
from library.publishing.readiness import findings
from library.publishing.signoff import Opinion, missing_kinds, required_kinds


def unmet(draft: Draft, *, restores: bool = False, at: datetime) -> list[Fault]:
    """Everything that keeps a draft from being published at a moment; empty when a publisher may publish it. `restores`: as if
    a withdrawn item came back with it.

    Pointers are into the document; `/sign_offs` and `/review` are for reviewers to meet, `/standing` is the item's.
    """
    return [*_of_text(draft, at), *_of_reviews(draft), *_of_item(draft, restores)]


def whole_review(required: tuple[str, ...], valid: Mapping[str, Opinion]) -> Opinion | None:
    """The latest of the required sign-offs, if all of them looked at the whole text: only then was the whole reviewed."""
    opinions = [valid[kind] for kind in required if kind in valid]
    if len(opinions) < len(required) or any(opinion.scope != "whole" for opinion in opinions):
        return None
    return max(opinions, key=lambda opinion: opinion.at)


def _of_text(draft: Draft, at: datetime) -> list[Fault]:
    try:
        document = parsed_document(draft)
    except InvalidDocument as refusal:  # a rule that came after it was saved
        return refusal.errors
    return [
        *findings(document, is_health_content=draft.item.is_health_content),
        *unprintable(document, draft.item, at),
        *crisis_help_faults(document, draft.item, uk_day(at)),
        *messaging_faults(document, draft.item, uk_day(at)),
        *picture_faults(document, draft.item),
    ]


def _of_reviews(draft: Draft) -> Iterator[Fault]:
    valid = sign_offs_of(draft)
    required = required_kinds(draft.item.is_health_content)
    for kind in missing_kinds(required, valid):
        yield Fault("/sign_offs", f"The {kind.replace('_', ' ')} sign-off of this text is missing.")
    if draft.item.last_reviewed is None and whole_review(required, valid) is None:
        yield Fault(
            "/review", "A first edition needs a sign-off of the whole text: reviewers choose the scope `whole`."
        )


def _of_item(draft: Draft, restores: bool) -> Iterator[Fault]:
    item = draft.item
    originals = Entry.objects.filter(item=item, is_original=True, state=Entry.State.LIVE)
    if item.standing in {item.Standing.WITHDRAWN, item.Standing.REDIRECTED}:
        if not (restores and may_come_back_in(item, draft.language)):
            yield Fault("/standing", taken_back(item))
    elif draft.language != item.original_language and not originals.exists():
        yield Fault("/language", "The original comes first: publish it before its translations.")
