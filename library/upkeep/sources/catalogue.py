"""Reviews of what is out, and what readers wrote."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import OuterRef, QuerySet, Subquery

from library.catalogue.feedback import assignee_of
from library.catalogue.models import Entry, Feedback, Item
from library.upkeep.duty import Duty, Person
from library.upkeep.rules import Kind
from library.upkeep.sources.asking import Question
from library.upkeep.sources.titles import public_titles


def reviews(asked: Question) -> Iterator[Duty]:
    rows = Item.objects.filter(
        standing=Item.Standing.PUBLISHED, next_review_due__lte=asked.horizon(Kind.REVIEW), **asked.owned("owner")
    )
    named = rows.annotate(
        title=Subquery(_originals("pk").values("title")[:1]), public_title=Subquery(public_titles("pk"))
    )
    for pk, kind, slug, title, public_title, owner, due in named.values_list(
        "pk", "kind", "slug", "title", "public_title", "owner", "next_review_due"
    ):
        yield Duty(
            kind=Kind.REVIEW,
            subject=pk,
            name=title or slug,
            page=f"catalogue/item/{pk}/change/",
            organisation=owner,
            due_on=due,  # type: ignore[arg-type]  # it is not null: filtered above
            on=asked.on,
            detail=Item.Kind(kind).label,
            public_name=public_title or "",
        )


def feedback(asked: Question) -> Iterator[Duty]:
    waiting = Feedback.objects.exclude(status=Feedback.Status.SETTLED).filter(**asked.owned("item__owner"))
    named = waiting.annotate(
        title=Subquery(_originals("item").values("title")[:1]), public_title=Subquery(public_titles("item"))
    )
    for row in named.select_related("item", "assigned_to__user").defer("text", "note"):
        yield Duty(
            kind=Kind.UPSETTING if row.about == Feedback.About.UPSETTING else Kind.FEEDBACK,
            subject=row.pk,
            name=row.title or row.item.slug,
            page=f"catalogue/feedback/{row.pk}/change/",
            organisation=row.item.owner_id,
            due_on=row.due_on,
            on=asked.on,
            detail=row.get_about_display(),
            person=_person(row),
            public_name=row.public_title or "",
        )


def _person(row: Feedback) -> Person | None:
    to = assignee_of(row)
    return Person(to.pk, to.user_id, to.user.get_full_name() or to.user.username) if to else None


def _originals(item: str) -> QuerySet[Entry]:
    return Entry.objects.filter(item=OuterRef(item), is_original=True)
