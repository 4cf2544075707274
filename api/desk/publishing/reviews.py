"""Reviews: what was said, to read. They are given on the page of a draft or an edition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from api.desk.asking import Asked
from api.desk.cells import badge, listed, moment, thing_link
from api.desk.forms.json_schema import people_words
from api.desk.site import desk
from api.desk.things import Cell, Thing
from library.accounts.actors import Actor
from library.publishing.models import Review
from library.publishing.queries import visible_reviews
from library.publishing.workflow import RELEASERS, WRITERS
from library.quality.review_criteria import ANSWERS, CRITERIA


def name_of_reviewer(review: Review) -> str:
    """Of whoever has the account, or was asked without one."""
    if review.invitation is not None:
        return review.invitation.reviewer.name or "Somebody who asked to be forgotten"
    return (review.reviewer.get_full_name() or review.reviewer.username) if review.reviewer else ""


def answered(review: Review) -> list[str]:
    """The questions that were answered, in words, with the answers."""
    words = {one.code: one.question for one in CRITERIA[review.kind]}
    return [
        f"{words.get(row['code'], row['code'])} {ANSWERS[row['answer']]}." + (f" {row['note']}" if row["note"] else "")
        for row in review.criteria
    ]


@admin.register(Review, site=desk)
class Reviews(Thing):
    list_display = ("shown_item", "language", "shown_kind", "shown_decision", "shown_of", "shown_by", "created_at")
    list_filter = ("kind", "decision", "scope", "language")
    search_fields = ("item__slug", "comment")
    ordering = ("-created_at",)

    def visible(self, by: Actor) -> QuerySet[Review]:
        return visible_reviews(by).select_related("draft", "reviewer")

    def title_of(self, thing: Any) -> str:
        return f"{people_words(thing.kind)} review of {thing.item.slug}"

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        review = about.thing
        of: Cell = (
            thing_link(review.draft, "A draft")
            if review.draft
            else thing_link(review.edition, f"Edition {review.edition.number}")
        )
        return [
            ("Item", thing_link(review.item, review.item.slug)),
            ("Of", of),
            ("Decision", self.shown_decision(review)),
            ("Scope", review.get_scope_display()),
            ("Comment", review.comment),
            ("Of sections", listed(f"{row['section']}: {row['text']}" for row in review.sections)),
            ("Questions", listed(answered(review))),
            ("Sources checked", "Yes" if review.evidence_checked else "No"),
            ("By", self.shown_by(review)),
            ("Without an account", self._asked(about)),
            ("At", moment(review.created_at)),
            ("Hash of the text", review.document_hash),
        ]

    def _asked(self, about: Asked) -> Cell:
        """The invitation, for those who may see it: in what capacity, and who asked."""
        invitation = about.thing.invitation
        if invitation is None:
            return "No"
        seen = about.seat.may(*WRITERS, *RELEASERS)
        return thing_link(invitation, f"Asked as: {invitation.capacity or 'deleted'}") if seen else "By a personal link"

    @admin.display(description="Item", ordering="item__slug")
    def shown_item(self, review: Review) -> str:
        return review.item.slug

    @admin.display(description="Kind", ordering="kind")
    def shown_kind(self, review: Review) -> str:
        return people_words(review.kind)

    @admin.display(description="Decision", ordering="decision")
    def shown_decision(self, review: Review) -> SafeString:
        return badge(review.decision, review.get_decision_display())

    @admin.display(description="Of")
    def shown_of(self, review: Review) -> str:
        if review.draft is not None:
            return "A draft, as it is now" if review.draft.document_hash == review.document_hash else "An earlier draft"
        return f"Edition {review.edition.number}" if review.edition else ""

    @admin.display(description="By")
    def shown_by(self, review: Review) -> str:
        return name_of_reviewer(review)
