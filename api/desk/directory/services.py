"""Services: what a place has, that leaflets send people to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.utils import timezone

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import badge, day
from api.desk.directory.contact_forms import HOURS, IN_WORDS, VerifyForm, one_source_of_hours
from api.desk.forms.fields import BlanksField, WordsField
from api.desk.forms.json_schema import people_words
from api.desk.link_panels import service_links
from api.desk.link_steps import OPENED
from api.desk.site import desk
from api.desk.things import Adding, Cell, Changing, Panel, Thing
from library.accounts.actors import Actor
from library.directory.actions import OWN_KEEPERS, add_service, change_service, verify_service
from library.directory.actions.services import PARTS
from library.directory.models import ContactPoint, Service
from library.directory.queries import current_contact_points, visible_contact_points, visible_services
from library.editions.review_status import uk_day
from library.ids import SLUG_PATTERN
from library.leaflets.templates import roles_wanted


class ServiceForm(DeskForm):
    name = forms.CharField(max_length=200)
    role = forms.ChoiceField(help_text="What it is for. Leaflets ask for a service by this.")
    description = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    contact_points = forms.ModelMultipleChoiceField(
        ContactPoint.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    short_name = forms.CharField(max_length=80, required=False)
    provider = forms.CharField(max_length=200, required=False, help_text="Who runs it, if not your organisation.")
    address = forms.CharField(max_length=500, required=False)
    access_notes = forms.CharField(
        max_length=1000, required=False, help_text="Steps, parking, hearing loop, interpreters."
    )
    waiting_time = forms.CharField(max_length=200, required=False)
    areas = WordsField(upper=True, help_text="GSS or ODS codes of where it serves, one a line.")
    districts = WordsField(upper=True, help_text="Postcode areas or districts that it serves, such as CB, one a line.")
    opening_hours = forms.CharField(max_length=300, required=False, label="In words", help_text=IN_WORDS)
    schedule = BlanksField(HOURS, label="As data")
    verify_interval_days = forms.IntegerField(
        min_value=1, max_value=730, initial=180, label="Verify every so many days"
    )
    versioned = True
    groups = (
        ("In leaflets", ("short_name", "provider", "address", "access_notes", "waiting_time")),
        ("Where", ("areas", "districts")),
        ("When it is open", ("opening_hours", "schedule")),
        ("Upkeep", ("verify_interval_days",)),
    )

    def prepare(self) -> None:
        role: Any = self.fields["role"]
        known = roles_wanted() | set(Service.objects.values_list("role", flat=True).distinct())
        role.choices = [("", "Choose"), *((name, people_words(name)) for name in sorted(known))]
        field: Any = self.fields["contact_points"]
        used = ContactPoint.objects.filter(services=self.about.thing) if self.about.thing else []
        in_use = current_contact_points(uk_day(timezone.now())).filter(pk__in=visible_contact_points(self.about.by))
        field.queryset = ContactPoint.objects.filter(Q(pk__in=in_use) | Q(pk__in=used)).order_by("name")

    def clean_contact_points(self) -> list[ContactPoint]:
        return list(self.cleaned_data["contact_points"])

    def clean(self) -> dict[str, Any]:
        return one_source_of_hours(super().clean() or self.cleaned_data, "opening_hours")

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        if not about.thing:
            return {}
        plain = {name: getattr(about.thing, name) for name in ("name", "role", "description", *PARTS)}
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


def verify(about: Asked) -> Done:
    return Done("Verified.", verify_service(service=about.thing, by=about.by, at=about.at, **about.data))


@admin.register(Service, site=desk)
class Services(Thing):
    list_display = ("name", "role", "shown_contacts")
    search_fields = ("name", "slug", "role")
    ordering = ("name",)
    adding = Adding(add, NewServiceForm, roles=OWN_KEEPERS)
    changing = Changing(change, ServiceForm, roles=OWN_KEEPERS)
    steps = (
        Step(
            "verify",
            "Verify",
            verify,
            VerifyForm,
            "Ask the service, or look at its own page: is all of it right? Then say so here.",
            "It is right",
            OWN_KEEPERS,
            main=True,
        ),
        OPENED,
    )

    def visible(self, by: Actor) -> QuerySet[Service]:
        return visible_services(by)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        service = about.thing
        verified = (
            f"{day(service.verified_at)}, by {service.verified_by}"
            if service.verified_at
            else badge("never", "Not yet", "warn")
        )
        return [("Slug", service.slug), ("Organisation", service.organisation), ("Verified", verified)]

    def panels(self, about: Asked) -> Sequence[Panel]:
        return service_links(about)

    @admin.display(description="Contact points")
    def shown_contacts(self, service: Service) -> str:
        return ", ".join(contact.name for contact in service.contact_points.all())
