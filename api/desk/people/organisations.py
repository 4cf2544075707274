"""Organisations with their official codes, and who took over from whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import NOTHING, badge, day, thing_link
from api.desk.forms.fields import Day, WordsField
from api.desk.people.successions import STEPS, waiting_panel
from api.desk.site import desk
from api.desk.things import Adding, Cell, Changing, Panel, Thing
from library.accounts.actions import add_code, create_organisation, end_code, set_certificate
from library.accounts.actors import Actor
from library.accounts.models import Organisation, OrganisationCode, Succession
from library.accounts.roles import Role
from library.catalogue.actions import change_organisation
from library.editions.review_status import uk_day
from library.ids import SLUG_PATTERN
from library.quality.pif_tick import certificate_holds

ADMINISTRATORS = (Role.STEWARD_ADMIN,)


class OrganisationForm(DeskForm):
    name = forms.CharField(max_length=200)
    nation = forms.ChoiceField(choices=[("", "None, or all of them"), *Organisation.Nation.choices], required=False)
    districts = WordsField(
        upper=True, help_text="Outward postcode districts or areas that it serves, such as CB1 or NR, one a line."
    )
    embed_hosts = WordsField(
        label="Hosts of its website", help_text="That show pages of ours, such as www.example.org, one a line."
    )
    website = forms.URLField(required=False, assume_scheme="https", max_length=200)

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        names = ("name", "nation", "districts", "embed_hosts", "website")
        return {name: getattr(about.thing, name) for name in names} if about.thing else {}

    def clean_districts(self) -> list[str]:
        districts: list[str] = self.cleaned_data["districts"]
        if any(not (district.isalnum() and len(district) <= 4) for district in districts):
            raise forms.ValidationError("Each is at most four letters and digits, such as CB1 or NR.")
        return districts


class NewOrganisationForm(OrganisationForm):
    code = forms.RegexField(
        SLUG_PATTERN,
        max_length=100,
        help_text="Our own stable name for it: lower-case letters, digits and hyphens. It never changes.",
    )
    kind = forms.ChoiceField(choices=Organisation.Kind.choices)
    field_order = ("name", "code", "kind")


class CodeForm(DeskForm):
    scheme = forms.ChoiceField(choices=OrganisationCode.Scheme.choices)
    value = forms.RegexField(r"^[A-Z0-9]+$", max_length=20, label="Code", help_text="In capitals and digits.")
    valid_from = Day(required=False)
    valid_to = Day(required=False)


class EndCodeForm(DeskForm):
    code = forms.ModelChoiceField(OrganisationCode.objects.none())
    valid_to = Day(label="Last day on which it holds")

    def prepare(self) -> None:
        field: Any = self.fields["code"]
        field.queryset = self.about.thing.codes.order_by("scheme", "value")


class CertificateForm(DeskForm):
    number = forms.CharField(required=False, max_length=50, label="Number of the certificate")
    valid_until = Day(required=False, label="Last day on which it holds")

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"number": about.thing.certificate_number, "valid_until": about.thing.certificate_valid_until}


def _certificate(organisation: Organisation, today: date) -> Cell:
    until = organisation.certificate_valid_until
    if until is None:
        return NOTHING
    words = f"{organisation.certificate_number}, until {day(until)}"
    return words if certificate_holds(until, today) else badge("overdue", f"{words}: over")


def add(about: Asked) -> Done:
    return Done("Added, without members yet.", create_organisation(by=about.by, at=about.at, **about.data))


def change(about: Asked) -> Done:
    return Done("Saved.", change_organisation(organisation=about.thing, by=about.by, at=about.at, **about.data))


def give_code(about: Asked) -> Done:
    add_code(organisation=about.thing, by=about.by, at=about.at, **about.data)
    return Done("Recorded.", about.thing)


def certify(about: Asked) -> Done:
    return Done("Saved.", set_certificate(organisation=about.thing, by=about.by, at=about.at, **about.data))


def finish_code(about: Asked) -> Done:
    end_code(by=about.by, at=about.at, **about.data)
    return Done("Recorded.", about.thing)


@admin.register(Organisation, site=desk)
class Organisations(Thing):
    list_display = ("name", "code", "kind", "nation", "shown_codes")
    list_filter = ("kind", "nation")
    search_fields = ("name", "code", "codes__value")
    ordering = ("name",)
    for_all = True
    adding = Adding(add, NewOrganisationForm, roles=ADMINISTRATORS)
    changing = Changing(change, OrganisationForm, roles=ADMINISTRATORS)
    steps = (
        Step("code", "Add an official code", give_code, CodeForm, button="Add it", roles=ADMINISTRATORS),
        Step(
            "end-code",
            "End an official code",
            finish_code,
            EndCodeForm,
            roles=ADMINISTRATORS,
            when=lambda organisation: organisation.codes.exists(),
        ),
        Step(
            "certificate",
            "Record its quality certificate",
            certify,
            CertificateForm,
            "Its PIF TICK. While it is in date, the organisation's items bear the mark, but for those that promote something. Empty both "
            "fields to remove it.",
            "Save",
            ADMINISTRATORS,
        ),
        *STEPS,
    )

    def visible(self, by: Actor) -> QuerySet[Organisation]:
        return Organisation.objects.prefetch_related("codes")

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        return [
            ("Code", about.thing.code),
            ("Kind", about.thing.get_kind_display()),
            ("Since", day(about.thing.created_at.date())),
            ("Ended", day(about.thing.ended_on)),
            ("PIF TICK", _certificate(about.thing, uk_day(about.at))),
        ]

    def panels(self, about: Asked) -> Sequence[Panel]:
        organisation = about.thing
        codes = [
            (code.get_scheme_display(), code.value, day(code.valid_from), day(code.valid_to))
            for code in organisation.codes.order_by("scheme", "value")
        ]
        found = Succession.objects.filter(Q(predecessor=organisation) | Q(successor=organisation)).select_related(
            "predecessor", "successor"
        )
        rows = [
            (thing_link(one.predecessor), thing_link(one.successor), one.get_type_display(), day(one.on))
            for one in found.order_by("on")
        ]
        return [
            Panel("Official codes", ("Scheme", "Code", "From", "Until"), codes),
            Panel("Successions", ("Before", "After", "How", "On"), rows),
            *waiting_panel(about),
        ]

    @admin.display(description="Official codes")
    def shown_codes(self, organisation: Organisation) -> str:
        return ", ".join(code.value for code in organisation.codes.all())
