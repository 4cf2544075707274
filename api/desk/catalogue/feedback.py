"""What readers wrote: read by whoever deals with it, given to a colleague, settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import NOTHING, badge, day, moment, thing_link
from api.desk.site import desk
from api.desk.things import Cell, Panel, Thing
from library.accounts.actors import Actor
from library.catalogue.actions import reopen_feedback, settle_feedback, take_feedback
from library.catalogue.feedback import assignee_of, colleagues_for, visible_feedback
from library.catalogue.feedback_rules import KEPT_AFTER_SETTLING, TRIAGE
from library.catalogue.models import Feedback
from library.editions.review_status import uk_day

TONES = {"new": "warn", "open": "busy", "settled": "good", "upsetting": "bad", "wrong": "warn"}
WARNING = (
    "Somebody wrote this who may be unwell. You can't answer them. If it shows that the text could harm the next reader, see to "
    "that today; and talk to a colleague if it stays with you."
)


class ColleagueField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.user.get_full_name() or obj.user.username)


class TakeForm(DeskForm):
    to = ColleagueField(colleagues_for(Actor(id=None, organisation_id=None)), label="Who looks after it")
    versioned = True

    def prepare(self) -> None:
        cast(ColleagueField, self.fields["to"]).queryset = colleagues_for(self.about.by)

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        assigned = assignee_of(about.thing)
        return {"to": assigned.pk if assigned else about.seat.membership and about.seat.membership.pk}


class SettleForm(DeskForm):
    outcome = forms.ChoiceField(choices=Feedback.Outcome.choices, widget=forms.RadioSelect, label="What comes of it")
    note = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For colleagues: why it stays as it is, or to whom it went. Deleted with the reader's words.",
    )
    versioned = True


class ReopenForm(DeskForm):
    versioned = True


def take(about: Asked) -> Done:
    data = about.data
    found = take_feedback(
        feedback=about.thing, to=data["to"], expected_version=data["version"], by=about.by, at=about.at
    )
    return Done(f"{data['to'].user.get_full_name() or data['to'].user.username} looks after it.", found)


def settle(about: Asked) -> Done:
    data = about.data
    found = settle_feedback(
        feedback=about.thing,
        outcome=data["outcome"],
        note=data["note"],
        expected_version=data["version"],
        by=about.by,
        at=about.at,
    )
    return Done(f"Settled. The words are deleted in {KEPT_AFTER_SETTLING.days} days.", found)


def reopen(about: Asked) -> Done:
    found = reopen_feedback(feedback=about.thing, expected_version=about.data["version"], by=about.by, at=about.at)
    return Done("It is open again, and you look after it.", found)


def waits(feedback: Any) -> bool:
    return bool(feedback.status != Feedback.Status.SETTLED)


def may_be_reopened(feedback: Any) -> bool:
    return not waits(feedback) and feedback.forgotten_at is None


@admin.register(Feedback, site=desk)
class FeedbackOfReaders(Thing):
    called = ("feedback", "feedback")
    list_display = ("shown_item", "shown_about", "shown_status", "shown_who", "shown_due", "shown_received")
    list_filter = ("status", "about")
    search_fields = ("item__slug", "item__entries__title")
    viewers = TRIAGE
    steps = (
        Step(
            "take",
            "Look after it",
            take,
            TakeForm,
            "You, or a colleague whom you choose.",
            "They look after it",
            TRIAGE,
            waits,
        ),
        Step(
            "settle",
            "Settle it",
            settle,
            SettleForm,
            "Nothing of the item changes by it: a text is changed in its draft.",
            "Settle it",
            TRIAGE,
            waits,
            main=True,
        ),
        Step(
            "reopen",
            "Take it up again",
            reopen,
            ReopenForm,
            "You look after it from then on.",
            "Take it up again",
            TRIAGE,
            may_be_reopened,
        ),
    )

    def visible(self, by: Actor) -> QuerySet[Feedback]:
        return visible_feedback(by)

    def title_of(self, thing: Any) -> str:
        return f"{thing.get_about_display()}: {thing.title or thing.item.slug}"

    def notices(self, about: Asked) -> Sequence[str]:
        upset = about.thing.about == Feedback.About.UPSETTING and waits(about.thing)
        return (WARNING,) if upset else ()

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        one = about.thing
        facts: list[tuple[str, Cell]] = [
            ("Status", badge(one.status, one.get_status_display(), TONES[one.status])),
            ("Item", thing_link(one.item, one.title or one.item.slug)),
            ("Read", f"Edition {one.edition}, {one.language}"),
            ("Section", one.section or "All of it"),
            ("Received", moment(one.received_at)),
            ("To be settled by", _due(one)),
            ("Who looks after it", _who(one)),
        ]
        if not waits(one):
            facts += [("What came of it", one.get_outcome_display()), ("Settled", moment(one.settled_at))]
        return [*facts, *([("Note", one.note)] if one.note else [])]

    def panels(self, about: Asked) -> Sequence[Panel]:
        one = about.thing
        words = [(paragraph,) for paragraph in one.text.splitlines() if paragraph.strip()]
        nothing = f"Deleted {day(one.forgotten_at.date())}." if one.forgotten_at else "No words."
        return [Panel("What they wrote", ("",), words, nothing=nothing)]

    @admin.display(description="Item", ordering="item__slug")
    def shown_item(self, one: Any) -> str:
        return str(one.title or one.item.slug)

    @admin.display(description="About", ordering="about")
    def shown_about(self, one: Feedback) -> SafeString:
        return badge(one.about, one.get_about_display(), TONES.get(one.about, "plain"))

    @admin.display(description="Status", ordering="status")
    def shown_status(self, one: Feedback) -> SafeString:
        return badge(one.status, one.get_status_display(), TONES[one.status])

    @admin.display(description="Who looks after it")
    def shown_who(self, one: Feedback) -> str:
        return _who(one)

    @admin.display(description="To be settled by", ordering="due_on")
    def shown_due(self, one: Feedback) -> Cell:
        return _due(one)

    @admin.display(description="Received", ordering="received_at")
    def shown_received(self, one: Feedback) -> str:
        return moment(one.received_at)


def _who(one: Feedback) -> str:
    to = assignee_of(one)
    if to is None:
        return "Nobody" if waits(one) else NOTHING
    return to.user.get_full_name() or to.user.username


def _due(one: Feedback) -> Cell:
    if not waits(one) or one.due_on >= uk_day(timezone.now()):
        return day(one.due_on)
    return format_html("{} {}", badge("overdue"), day(one.due_on))
