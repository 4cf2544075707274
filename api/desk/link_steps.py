"""Saying at the desk of addresses that the watch can't look at: I opened them, and readers arrive."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import day
from library.catalogue.models import Item
from library.directory.models import ContactPoint
from library.editions.review_status import uk_day
from library.upkeep.actions import OPENERS, arrive
from library.upkeep.link_words import standing_words
from library.upkeep.links import naming
from library.upkeep.models import WatchedAddress
from library.upkeep.watching import OPENED_BY_HAND


class AddressField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.url}: {standing_words(obj.standing)}"


class OpenedForm(DeskForm):
    addresses = AddressField(
        WatchedAddress.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label="I opened these, and readers arrive",
        help_text="Each of them is the page that was meant. Of what is not, change the text or the record that names it.",
    )

    def prepare(self) -> None:
        field: Any = self.fields["addresses"]
        field.queryset = _to_open(self.about.thing).order_by("url")


def opened(about: Asked) -> Done:
    last = None
    for address in about.data["addresses"]:
        last = arrive(address=address, by=about.by, at=about.at)
    until = f" Until {day(last.holds_until)} nothing waits for you because of it." if last else ""
    return Done(f"Recorded.{until}", about.thing)


def _to_open(thing: Any) -> QuerySet[WatchedAddress]:
    links = naming(uk_day(timezone.now())).filter(**{_name(thing): thing}, address=OuterRef("pk"))
    return WatchedAddress.objects.filter(Exists(links), state__in=[state.value for state in OPENED_BY_HAND])


def _name(thing: Any) -> str:
    """By which a `Link` names it."""
    if isinstance(thing, Item):
        return "entry__item"
    return "contact_point" if isinstance(thing, ContactPoint) else "service"


def _any(thing: Any) -> bool:
    return _to_open(thing).exists()


OPENED = Step(
    "opened",
    "Say that readers arrive",
    opened,
    OpenedForm,
    "Some websites let people in and our watch not. Open each address; where it is as it should be, say so here. It is not asked about "
    "for half a year, unless the watch fails in another way before.",
    "Readers arrive",
    OPENERS,
    _any,
)
