"""Forms about subscriptions."""

from __future__ import annotations

from typing import Any

from django import forms

from api.desk.asking import Asked, DeskForm
from api.desk.forms.json_schema import people_words
from library.accounts.models import Organisation
from library.catalogue.models import Item, Topic
from library.history.actions import PUBLIC_TYPES
from library.syndication.addresses import MAX_LENGTH
from library.syndication.models import Subscription
from library.syndication.wants import EVERYTHING, Wish, patterns_of

WISHES = ("event_types", "kinds", "topics", "publishers", "reminders")


class SubscriptionForm(DeskForm):
    """Where to, and what about."""

    url = forms.CharField(
        max_length=MAX_LENGTH,
        label="Address",
        help_text="Where messages are sent: an https address of your receiver, on the public internet.",
        widget=forms.URLInput,
    )
    description = forms.CharField(max_length=200, required=False, help_text="So that your colleagues know it.")
    event_types = forms.MultipleChoiceField(
        label="Tell of what is public",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=[EVERYTHING],
        help_text="“Everything” includes types that come later. None, if you want reminders alone.",
    )
    reminders = forms.BooleanField(
        required=False,
        label="Remind of what needs us",
        help_text="Reviews, feedback, numbers to verify and all else on your start page: when it comes up, is overdue and is escalated. "
        "Messages go to your receiver alone, and hold no names of people and no words of readers.",
    )
    kinds = forms.MultipleChoiceField(
        choices=Item.Kind.choices, required=False, widget=forms.CheckboxSelectMultiple, help_text="None: all kinds."
    )
    topics = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, help_text="None: all. Topics below count too."
    )
    publishers = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, help_text="None: all organisations."
    )
    groups = (("Only some of what is public", ("kinds", "topics", "publishers")),)

    def prepare(self) -> None:
        fields: Any = self.fields
        fields["event_types"].choices = [(each, words_for(each)) for each in patterns_of(PUBLIC_TYPES)]
        fields["topics"].choices = Topic.objects.order_by("path").values_list("slug", "name")
        fields["publishers"].choices = Organisation.objects.order_by("name").values_list("code", "name")


class ChangedSubscriptionForm(SubscriptionForm):
    versioned = True

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        row = about.thing
        return {name: getattr(row, name) for name in ("url", "description", *WISHES)}


class RotationForm(DeskForm):
    overlap = forms.TypedChoiceField(
        coerce=int,
        choices=[
            (24, "For a day"),
            (72, "For three days"),
            (168, "For a week"),
            (0, "Not at all: it got into wrong hands"),
        ],
        initial=24,
        label="How long is the old secret still used as well?",
        help_text="Meanwhile every message is signed with both, so your receiver can change over whenever it suits you.",
    )
    versioned = True


class ReplayForm(DeskForm):
    after = forms.IntegerField(
        min_value=0, label="After position", help_text="Of the change feed; 0 is everything there ever was."
    )
    versioned = True

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"after": about.thing.position}


class VersionForm(DeskForm):
    versioned = True


def wish_of(data: Any) -> Wish:
    return Wish(*(data[name] for name in WISHES))


def words_for(pattern: str) -> str:
    """`item.*` is “Item: all”."""
    if pattern == EVERYTHING:
        return "Everything"
    family, _, type = pattern.partition(".")
    return f"{people_words(family)}: {'all' if type == '*' else people_words(type).lower()}"


def shown_wish(row: Subscription) -> str:
    """All wishes of a subscription in one line."""
    parts = ["What needs us"] if row.reminders else []
    parts += [", ".join(words_for(each) for each in row.event_types)] if row.event_types else []
    parts += [", ".join(values) for values in (row.kinds, row.topics, row.publishers) if values]
    return "; ".join(parts)
