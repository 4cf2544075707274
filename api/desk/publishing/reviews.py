"""Reviews: what was said, to read. They are given on the page of a draft or an edition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from api.desk.asking import Asked
from api.desk.cells import badge, moment, thing_link
from api.desk.forms.json_schema import people_words
from api.desk.site import desk
from api.desk.things import Cell, Thing
from library.accounts.actors import Actor
from library.publishing.models import Review
from library.publishing.queries import visible_reviews


@admin.register(Review, site=desk)
class Reviews(Thing):
    list_display = ("shown_item", "language", "shown_kind", "shown_decision", "shown_of", "shown_by", "created_at")
    list_filter = ("kind", "decision", "scope", "language")
    search_fields = ("item__slug", "comment")
    ordering = ("-created_at",)

    def visible(self, by: Actor) -> QuerySet[Review]:
        return visible_reviews(by).select_related("item", "edition", "draft", "reviewer")

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
            ("Sources checked", "Yes" if review.evidence_checked else "No"),
            ("By", self.shown_by(review)),
            ("At", moment(review.created_at)),
            ("Hash of the text", review.document_hash),
        ]

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
        return review.reviewer.get_full_name() or review.reviewer.username
