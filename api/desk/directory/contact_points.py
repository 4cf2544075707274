"""Contact points: numbers and addresses that texts name, each with its scope, hours and a date of verification."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import badge, day, thing_link
from api.desk.forms.fields import Day, WordsField
from api.desk.site import desk
from api.desk.things import Adding, Cell, Changing, Panel, Thing
from library.accounts.actors import Actor
from library.accounts.models import Organisation
from library.directory.actions import (
    KEEPERS,
    add_contact_point,
    change_contact_point,
    retire_contact_point,
    verify_contact_point,
)
from library.directory.display import display
from library.directory.models import ContactPoint
from library.directory.queries import contacts_to_verify
from library.editions.printed_contacts import editions_printing
from library.editions.review_status import uk_day
from library.ids import SLUG_PATTERN

SCOPE = ("nations", "districts", "hours")
UPKEEP = ("verify_interval_days", "valid_from")


class ContactForm(DeskForm):
    name = forms.CharField(max_length=200, help_text="As readers know it.")
    purpose = forms.ChoiceField(
        choices=ContactPoint.Purpose.choices, help_text="Its place in the help that readers are given."
    )
    value = forms.CharField(
        max_length=300,
        label="Number or address",
        help_text="The number alone, or an address with https://. A new one has yet to be verified.",
    )
    menu_path = forms.CharField(
        max_length=200,
        required=False,
        label="What to choose",
        help_text="After dialling: “select the mental health option”.",
    )
    nations = forms.MultipleChoiceField(
        choices=Organisation.Nation.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None means all of the United Kingdom.",
    )
    districts = WordsField(
        upper=True,
        help_text="Postcode areas or districts that it serves, such as CB or NR1, one a line. None means everywhere.",
    )
    hours = forms.CharField(max_length=200, required=False, help_text="In words: “Every day, 6pm to 1am”.")
    verify_interval_days = forms.IntegerField(min_value=1, max_value=730, initial=90, label="Verify every so many days")
    valid_from = Day(required=False, help_text="If it does not hold yet.")
    versioned = True
    groups = (("Whom it is for", SCOPE), ("Upkeep", UPKEEP))

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        names = ("name", "purpose", "value", "menu_path", *SCOPE, *UPKEEP)
        return {name: getattr(about.thing, name) for name in names} if about.thing else {}

    def clean_districts(self) -> list[str]:
        districts: list[str] = self.cleaned_data["districts"]
        if any(not (district.isalnum() and len(district) <= 4) for district in districts):
            raise forms.ValidationError("Each is at most four letters and digits, such as CB or NR1.")
        return districts


class NewContactForm(ContactForm):
    slug = forms.RegexField(
        SLUG_PATTERN, max_length=100, help_text="Texts name it by this: {{contact:samaritans}}. It never changes."
    )
    kind = forms.ChoiceField(choices=ContactPoint.Kind.choices)
    versioned = False
    field_order = ("name", "slug", "kind", "value")


class VerifyForm(DeskForm):
    on = Day(label="Checked on")
    verified_by = forms.CharField(
        max_length=200,
        label="By whom, or how",
        help_text="Shown in public: a role or body, or how it was checked. Never a person's name.",
    )

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        organisation = about.seat.organisation
        return {"on": uk_day(timezone.now()), "verified_by": organisation.name if organisation else ""}

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > uk_day(timezone.now()):
            raise forms.ValidationError("That day has not come yet.")
        return on


class RetireForm(DeskForm):
    valid_to = Day(label="Last day of use")
    superseded_by = forms.ModelChoiceField(
        ContactPoint.objects.none(), required=False, empty_label="None", label="What takes its place"
    )
    versioned = True

    def prepare(self) -> None:
        field: Any = self.fields["superseded_by"]
        field.queryset = (
            ContactPoint.objects.filter(valid_to__isnull=True).exclude(pk=self.about.thing.pk).order_by("name")
        )

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:  # noqa: ARG003
        return {"valid_to": uk_day(timezone.now())}


def add(about: Asked) -> Done:
    return Done(
        "Added. Texts can name it from now on; somebody has yet to verify it.",
        add_contact_point(by=about.by, at=about.at, **about.data),
    )


def change(about: Asked) -> Done:
    facts = {name: value for name, value in about.data.items() if name != "version"}
    contact = change_contact_point(
        contact=about.thing, changes=facts, expected_version=about.data["version"], by=about.by, at=about.at
    )
    return Done("Saved.", contact)


def verify(about: Asked) -> Done:
    return Done("Verified.", verify_contact_point(contact=about.thing, by=about.by, at=about.at, **about.data))


def retire(about: Asked) -> Done:
    data = about.data
    contact = retire_contact_point(
        contact=about.thing,
        valid_to=data["valid_to"],
        superseded_by=data["superseded_by"],
        expected_version=data["version"],
        by=about.by,
        at=about.at,
    )
    return Done("Retired. Texts that name it need another before they can be published again.", contact)


def _in_use(contact: ContactPoint) -> bool:
    return contact.valid_to is None


class Verification(admin.SimpleListFilter):
    title = "verification"
    parameter_name = "verify"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("due", "To verify")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ContactPoint]) -> QuerySet[ContactPoint]:
        if self.value() != "due":
            return queryset
        return queryset.filter(pk__in=contacts_to_verify(uk_day(timezone.now())).values("pk"))


@admin.register(ContactPoint, site=desk)
class ContactPoints(Thing):
    list_display = ("name", "shown_value", "kind", "purpose", "hours", "shown_verified")
    list_filter = (Verification, "kind", "purpose")
    search_fields = ("name", "slug", "value")
    ordering = ("name",)
    for_all = True
    adding = Adding(add, NewContactForm, roles=KEEPERS)
    changing = Changing(change, ContactForm, roles=KEEPERS, when=_in_use)
    steps = (
        Step(
            "verify",
            "Verify",
            verify,
            VerifyForm,
            "Call it or open it, and check its hours and menu. Then say so here.",
            "It is right",
            KEEPERS,
            _in_use,
            main=True,
        ),
        Step(
            "retire",
            "Retire",
            retire,
            RetireForm,
            "For a number or address that is not in use any more. Editions that print it are listed on its page.",
            "Retire it",
            KEEPERS,
            _in_use,
            danger=True,
        ),
    )

    def visible(self, by: Actor) -> QuerySet[ContactPoint]:
        return ContactPoint.objects.select_related("superseded_by")

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        contact = about.thing
        rows = [
            ("In texts", f"{{{{contact:{contact.slug}}}}}"),
            ("Shown as", display(contact.kind, contact.value)),
            ("Kind", contact.get_kind_display()),
            (
                "Verified",
                f"{day(contact.verified_at)}, by {contact.verified_by}"
                if contact.verified_at
                else badge("never", "Not yet", "warn"),
            ),
        ]
        if contact.valid_to:
            rows += [("In use until", day(contact.valid_to)), ("In its place", contact.superseded_by or "Nothing")]
        return rows

    def panels(self, about: Asked) -> Sequence[Panel]:
        """Where it is printed, for those whose editions they are. How often elsewhere, is told without saying where."""
        rows, elsewhere = [], 0
        for printed in editions_printing(about.thing):
            if printed.edition.item.owner_id != about.by.organisation_id:
                elsewhere += 1
                continue
            as_now = (
                badge("current", "As it is now", "good")
                if printed.as_now
                else badge("old", "An older one: publish again", "warn")
            )
            item = printed.edition.item
            rows.append(
                (
                    thing_link(item, f"{item.get_kind_display()}: {item.slug}"),
                    printed.edition.language,
                    f"Edition {printed.edition.number}",
                    as_now,
                )
            )
        lead = f"{elsewhere} more of other organisations." if elsewhere else ""
        return [
            Panel(
                "Printed in", ("Item", "Language", "Edition", "Number"), rows, "No edition that is out prints it.", lead
            )
        ]

    @admin.display(description="Number or address", ordering="value")
    def shown_value(self, contact: ContactPoint) -> str:
        return display(contact.kind, contact.value)

    @admin.display(description="Verified", ordering="verified_at")
    def shown_verified(self, contact: ContactPoint) -> SafeString | str:
        if contact.valid_to:
            return badge("retired", "Retired")
        if contact.verified_at is None:
            return badge("never", "Not yet", "warn")
        checked = format_html('<span class="d-nowrap">{}</span>', day(contact.verified_at))
        due = contact.verified_at + timedelta(days=contact.verify_interval_days) <= uk_day(timezone.now())
        return format_html("{} {}", badge("due", "Again", "warn"), checked) if due else checked
