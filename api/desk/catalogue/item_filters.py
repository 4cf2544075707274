"""Filters of the list of items."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from api.desk.seats import actor_at
from library.catalogue.models import Entry, Item, Topic
from library.editions.review_status import uk_day
from library.publishing.models import Draft
from library.publishing.today import in_language, with_draft_state, with_review_status

Choices = list[tuple[Any, str]]


class DraftState(admin.SimpleListFilter):
    title = "draft"
    parameter_name = "draft"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(value, label) for value, label in Draft.State.choices if value != Draft.State.PUBLISHED]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Item]) -> QuerySet[Item]:
        return with_draft_state(queryset, self.value() or "") if self.value() else queryset


class ReviewStatus(admin.SimpleListFilter):
    title = "next review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("overdue", "Overdue"), ("due_soon", "Due within 90 days"), ("current", "Later")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Item]) -> QuerySet[Item]:
        known = {value for value, _ in self.lookup_choices}
        return (
            with_review_status(queryset, self.value() or "", uk_day(timezone.now()))
            if self.value() in known
            else queryset
        )


class AboutTopic(admin.SimpleListFilter):
    title = "topic"
    parameter_name = "topic"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(topic.slug, topic.name) for topic in Topic.objects.order_by("path")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Item]) -> QuerySet[Item]:
        """A topic with those below it."""
        return queryset.filter(topics__path__contains=[self.value()]).distinct() if self.value() else queryset


class InLanguage(admin.SimpleListFilter):
    title = "language"
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        by = actor_at(request)
        out = Entry.objects.filter(item__owner=by.organisation_id).values_list("language", flat=True)
        written = Draft.objects.filter(item__owner=by.organisation_id).values_list("language", flat=True)
        return [(language, language) for language in sorted({*out.distinct(), *written.distinct()})]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Item]) -> QuerySet[Item]:
        return in_language(queryset, self.value() or "") if self.value() else queryset


ITEM_FILTERS = ("kind", "standing", DraftState, ReviewStatus, AboutTopic, InLanguage)
