"""What happened: the audit of the organisation, to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from api.desk.asking import Asked
from api.desk.cells import NOTHING, moment
from api.desk.forms.json_schema import people_words
from api.desk.seats import seat_of
from api.desk.site import desk
from api.desk.things import Cell, Thing
from library.accounts.actors import Actor
from library.accounts.queries import actor_name
from library.accounts.roles import Role
from library.history.models import Event
from library.history.queries import audit_of


class TypeFilter(admin.SimpleListFilter):
    title = "what"
    parameter_name = "what"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        organisation = seat_of(request).actor.organisation_id
        types = audit_of(organisation).order_by().values_list("type", flat=True).distinct() if organisation else []
        return [(type, people_words(type.replace(".", " "))) for type in sorted(types)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        return queryset.filter(type=self.value()) if self.value() else queryset


AUDITORS = (Role.ADMIN, Role.STEWARD_ADMIN, Role.CURATOR, Role.PUBLISHER)


@admin.register(Event, site=desk)
class Events(Thing):
    called = ("event", "what happened")
    list_display = ("shown_at", "shown_type", "shown_subject", "shown_actor", "shown_more")
    list_filter = (TypeFilter, "subject_kind")
    search_fields = ("subject_slug", "type")
    search_help_text = "Search by address of the subject, or by its id"
    ordering = ("-id",)
    sortable_by = ()
    viewers = AUDITORS

    def visible(self, by: Actor) -> QuerySet[Event]:
        found = audit_of(by.organisation_id) if by.organisation_id else Event.objects.none()
        return found.annotate(by=actor_name("actor"))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Event], search_term: str
    ) -> tuple[QuerySet[Event], bool]:
        if not search_term:
            return queryset, False
        wanted = Q(subject_slug__icontains=search_term) | Q(type__icontains=search_term)
        subject = _uuid(search_term)
        return queryset.filter(wanted | Q(subject=subject) | Q(actor=subject) if subject else wanted), False

    def title_of(self, thing: Any) -> str:
        return people_words(thing.type.replace(".", " "))

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        event = about.thing
        rows = [
            ("When", moment(event.occurred_at)),
            ("What", event.type),
            ("Subject", self.shown_subject(event)),
            ("By", self.shown_actor(event)),
            ("Edition", event.edition or NOTHING),
            ("Class", event.change_class or NOTHING),
            ("Reason", event.reason or NOTHING),
            ("Successor", event.successor_slug or NOTHING),
            ("Hash", event.sha256 or NOTHING),
            ("Place in the public feed", event.position or "Not public"),
        ]
        return rows + [(people_words(name), value) for name, value in sorted(event.data.items())]

    @admin.display(description="When")
    def shown_at(self, event: Event) -> str:
        return moment(event.occurred_at)

    @admin.display(description="What")
    def shown_type(self, event: Event) -> str:
        return people_words(event.type.replace(".", " "))

    @admin.display(description="Subject")
    def shown_subject(self, event: Event) -> str:
        language = f" ({event.subject_language})" if event.subject_language else ""
        return f"{people_words(event.subject_kind)} {event.subject_slug}{language}"

    @admin.display(description="By")
    def shown_actor(self, event: Any) -> str:
        if event.actor is None:
            return "The library itself"
        return event.by or f"Service {event.actor}"

    @admin.display(description="More")
    def shown_more(self, event: Event) -> str:
        said = [
            f"edition {event.edition}" if event.edition else "",
            event.change_class,
            people_words(event.reason).lower(),
        ]
        return ", ".join(part for part in said if part)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
