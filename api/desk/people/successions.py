"""What is done at the desk when bodies merge, split and end: recording it, and giving each of their items a new home."""

from __future__ import annotations

from typing import Any

from django import forms

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.forms.fields import Day
from api.desk.things import Panel
from library.accounts.actions import succeed_organisation
from library.accounts.models import Organisation, Succession
from library.accounts.roles import Role
from library.accounts.succession import new_homes
from library.catalogue.models import Item
from library.editions.actions import rehome
from library.editions.homeless import homeless_items, with_homes
from library.editions.review_status import uk_day

ADMINISTRATORS = (Role.STEWARD_ADMIN,)


class SuccessionForm(DeskForm):
    successors = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), required=False, help_text="All that took over from it. A plain closure has none."
    )
    on = Day(label="From which day")
    type = forms.ChoiceField(choices=Succession.Type.choices, label="How")
    predecessors_end = forms.BooleanField(
        required=False,
        initial=True,
        label="It is no more from that day on",
        help_text="Leave this out only if it gave away a part and goes on.",
    )

    def prepare(self) -> None:
        field: Any = self.fields["successors"]
        field.queryset = Organisation.objects.exclude(pk=self.about.thing.pk).order_by("name")


class RehomeForm(DeskForm):
    item = forms.ModelChoiceField(Item.objects.none())
    to = forms.ModelChoiceField(Organisation.objects.none(), label="New home", help_text="Who took over and still is.")

    def prepare(self) -> None:
        about, fields = self.about, self.fields
        item: Any = fields["item"]
        item.queryset = homeless_items(by=about.by, at=about.at).filter(owner=about.thing)
        to: Any = fields["to"]
        homes = new_homes([about.thing.pk], on=uk_day(about.at))[about.thing.pk]
        to.queryset = Organisation.objects.filter(pk__in=[home.pk for home in homes]).order_by("name")


def succeed(about: Asked) -> Done:
    data = dict(about.data)
    successors = list(data.pop("successors"))
    succeed_organisation(predecessors=[about.thing], successors=successors, by=about.by, at=about.at, **data)
    return Done("Recorded. The public feed says so; what becomes of its leaflets is for people to decide.", about.thing)


def move(about: Asked) -> Done:
    item = about.data["item"]
    rehome(item=item, to=about.data["to"], expected_version=item.version, by=about.by, at=about.at)
    return Done(f"Moved to {about.data['to']}. Its public addresses stay.", about.thing)


STEPS = (
    Step(
        "succession",
        "Record a succession",
        succeed,
        SuccessionForm,
        "Others took over from this organisation, wholly or in part. Nothing that it owns moves by itself.",
        "Record it",
        ADMINISTRATORS,
        when=lambda organisation: organisation.ended_on is None,
    ),
    Step(
        "re-home",
        "Give an item a new home",
        move,
        RehomeForm,
        "The item moves with its drafts and editions. Its public addresses stay, and show the new publisher.",
        "Move it",
        ADMINISTRATORS,
        when=lambda organisation: organisation.ended_on is not None,
    ),
)


def waiting_panel(about: Asked) -> list[Panel]:
    """The items of an organisation that has ended, for the steward's administrator."""
    if about.thing.ended_on is None or not about.seat.may(*ADMINISTRATORS):
        return []
    items = list(homeless_items(by=about.by, at=about.at).filter(owner=about.thing))
    rows = [
        (
            found.title or str(found.item),
            found.item.get_standing_display(),
            ", ".join(map(str, found.homes)) or "None yet",
        )
        for found in with_homes(items, at=about.at)
    ]
    return [Panel("Waiting for a new home", ("Item", "Standing", "Where it may go"), rows)]
