"""Services: what a place has, that leaflets send people to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.utils import timezone

from api.desk.asking import Asked, DeskForm, Done
from api.desk.site import desk
from api.desk.things import Adding, Cell, Changing, Thing
from library.accounts.actors import Actor
from library.accounts.roles import Role
from library.directory.actions import KEEPERS, add_service, change_service
from library.directory.models import ContactPoint, Service
from library.directory.queries import current_contact_points, visible_services
from library.editions.review_status import uk_day
from library.ids import SLUG_PATTERN

WRITERS = (*KEEPERS, Role.EDITOR)


class ServiceForm(DeskForm):
    name = forms.CharField(max_length=200)
    role = forms.RegexField(
        SLUG_PATTERN,
        max_length=60,
        help_text="What it is for, as templates name it: community-eating-disorder-service, carers-group.",
    )
    description = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    contact_points = forms.ModelMultipleChoiceField(
        ContactPoint.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    versioned = True

    def prepare(self) -> None:
        field: Any = self.fields["contact_points"]
        used = (
            ContactPoint.objects.filter(services=self.about.thing) if self.about.thing else ContactPoint.objects.none()
        )
        field.queryset = (current_contact_points(uk_day(timezone.now())) | used).distinct().order_by("name")

    def clean_contact_points(self) -> list[ContactPoint]:
        return list(self.cleaned_data["contact_points"])

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        if not about.thing:
            return {}
        plain = {name: getattr(about.thing, name) for name in ("name", "role", "description")}
        return {**plain, "contact_points": list(about.thing.contact_points.all())}


class NewServiceForm(ServiceForm):
    slug = forms.RegexField(
        SLUG_PATTERN, max_length=100, help_text="Lower-case letters, digits and hyphens. It never changes."
    )
    versioned = False
    field_order = ("name", "slug")


def add(about: Asked) -> Done:
    return Done("Added.", add_service(by=about.by, at=about.at, **about.data))


def change(about: Asked) -> Done:
    facts = {name: value for name, value in about.data.items() if name != "version"}
    return Done(
        "Saved.",
        change_service(service=about.thing, expected_version=about.data["version"], by=about.by, at=about.at, **facts),
    )


@admin.register(Service, site=desk)
class Services(Thing):
    list_display = ("name", "role", "shown_contacts")
    search_fields = ("name", "slug", "role")
    ordering = ("name",)
    adding = Adding(add, NewServiceForm, roles=WRITERS)
    changing = Changing(change, ServiceForm, roles=WRITERS)

    def visible(self, by: Actor) -> QuerySet[Service]:
        return visible_services(by)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        return [("Slug", about.thing.slug), ("Organisation", about.thing.organisation)]

    @admin.display(description="Contact points")
    def shown_contacts(self, service: Service) -> str:
        return ", ".join(contact.name for contact in service.contact_points.all())
