"""Forms of the steps with a draft."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from api.desk.asking import Asked, DeskForm
from api.desk.forms.fields import Day, Moment
from api.desk.refusals import where_words
from library.editions.actions.standing import may_come_back_in, returns_for_safety
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.publishing.findings import draft_findings
from library.quality.findings import Finding

CHANGES = [(value, label) for value, label in Edition.ChangeClass.choices if value != Edition.ChangeClass.CONTACT]


class VersionForm(DeskForm):
    """Nothing to fill in; only the version that the person has seen."""

    versioned = True


class ChangeForm(DeskForm):
    """What kind of change it is, and what changed."""

    change_class = forms.ChoiceField(choices=CHANGES, widget=forms.RadioSelect, label="Kind of change")
    note = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="What changed",
        help_text="For readers of the history. It is public.",
    )
    versioned = True

    def prepare(self) -> None:
        super().prepare()
        if returns_for_safety(self.about.thing.item, self.about.thing.language):
            field: Any = self.fields["change_class"]
            field.choices = [choice for choice in CHANGES if choice[0] == Edition.ChangeClass.SAFETY]
            field.help_text = "It was withdrawn for the safety of readers, and comes back for it."

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        draft = about.thing
        first = draft.based_on is None
        usual = draft.change_class or Edition.ChangeClass.CONTENT
        return {
            "change_class": Edition.ChangeClass.SAFETY if returns_for_safety(draft.item, draft.language) else usual,
            "note": draft.change_note or ("First edition." if first else ""),
        }


class PublishForm(ChangeForm):
    """And whether a withdrawn item comes back with it."""

    restores = forms.BooleanField(
        required=False,
        label="Restore the item with this text",
        help_text=(
            "It is withdrawn. What was withdrawn is not shown for a moment; its translations stay withdrawn until they are "
            "corrected, too."
        ),
    )

    def prepare(self) -> None:
        super().prepare()
        if not may_come_back_in(self.about.thing.item, self.about.thing.language):
            del self.fields["restores"]


class SubmitForm(ChangeForm):
    """For reviewers: the publisher has the last word on both."""

    def prepare(self) -> None:
        super().prepare()
        self.fields["note"].required = False
        self.fields["note"].help_text = "Tell reviewers what to look at."


class ScheduleForm(ChangeForm):
    publish_at = Moment(label="Publish at", help_text="Time in the United Kingdom.")
    field_order = ("publish_at",)

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        tomorrow = (timezone.localtime(about.at) + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
        return {**super().present(about), "publish_at": about.thing.publish_at or tomorrow}


class WaiverForm(DeskForm):
    """Which words, why, and until when. A finding is named by its rule, its place and its span."""

    finding = forms.ChoiceField(widget=forms.RadioSelect, label="Which words may stand")
    reason = forms.CharField(max_length=500, label="Why they may stand")
    expires_on = Day(
        label="Until", help_text="The last day, at most two years from now. From then on the rule holds again."
    )

    def prepare(self) -> None:
        field: Any = self.fields["finding"]
        found = [
            one
            for one in draft_findings(self.about.thing, uk_day(self.about.at))
            if one.severity == "block" and one.span
        ]
        field.choices = [(named(one), f"“{one.excerpt}” ({where_words(one.pointer)}). {one.message}") for one in found]


def named(found: Finding) -> str:
    start, end = found.span or (0, 0)
    return f"{found.rule}:{start}:{end}:{found.pointer}"
