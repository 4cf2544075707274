"""Steps with an adaptation, each a verb of the library. Which fit its state is the workflow's table to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.forms.fields import Day
from api.desk.leaflets.recipe_form import template_of
from api.desk.leaflets.update_form import UpdateForm, side_by_side, take
from api.desk.refusals import sentences
from library.catalogue.models import Item
from library.editions.review_status import uk_day
from library.leaflets import actions
from library.leaflets.checks import blocking, findings
from library.leaflets.overviews import offered_to
from library.leaflets.workflow import APPROVERS, STEPS, WRITERS


class SeenForm(DeskForm):
    """Nothing to fill in; only the version that the person has seen."""

    versioned = True


class ReleaseForm(SeenForm):
    note = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="What changed",
        help_text="For readers of the history. It is public.",
    )
    lived_experience_on = Day(
        required=False,
        label="People with lived experience signed your changes off on",
        help_text="If they did: then your version may still call itself co-produced.",
    )
    restores = forms.BooleanField(
        required=False,
        label="Restore it with this text",
        help_text="It is withdrawn. What was withdrawn is not shown for a moment.",
    )

    def prepare(self) -> None:
        super().prepare()
        if self.about.thing.item.standing != Item.Standing.WITHDRAWN:
            del self.fields["restores"]


class TakeBackForm(SeenForm):
    reason = forms.ChoiceField(choices=Item.WithdrawalReason.choices)
    explanation = forms.CharField(max_length=500, help_text="One sentence for the public.")


class DeclineForm(SeenForm):
    to_edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(max_length=300, help_text="Why. It is kept with the adaptation.")

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"to_edition": offered_to(about.thing).offer.to_edition}


class AcknowledgeForm(SeenForm):
    reason = forms.CharField(max_length=300, help_text="Why your own words still stand. The authors read it.")
    deadline = Day(help_text="Until when you will have taken the change over.")


class SuggestForm(DeskForm):
    section = forms.ChoiceField()
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 8}), help_text="The whole section, in Markdown.")
    reason = forms.CharField(max_length=500, help_text="Why it is better.")

    def prepare(self) -> None:
        field: Any = self.fields["section"]
        field.choices = [(section.id, section.heading) for section in template_of(self.about.thing).sections]


def _call(verb: Callable[..., Any], said: str) -> Callable[[Asked], Done]:
    """A step that hands its form's fields to a verb as they are."""

    def run(about: Asked) -> Done:
        data = {name: value for name, value in about.data.items() if name != "version"}
        version = {"expected_version": about.data["version"]} if "version" in about.data else {}
        verb(adaptation=about.thing, by=about.by, at=about.at, **version, **data)
        return Done(said, about.thing)

    return run


def discard(about: Asked) -> Done:
    actions.discard_adaptation(adaptation=about.thing, expected_version=about.data["version"], by=about.by, at=about.at)
    return Done("Discarded. Its areas are free again.")


def _in(step: str) -> Callable[[Any], bool]:
    return lambda adaptation: adaptation.state in STEPS[step].sources


def _waits(adaptation: Any) -> bool:
    return bool(offered_to(adaptation).offer.pending)


def _is_out(adaptation: Any) -> bool:
    return bool(adaptation.item.standing == Item.Standing.PUBLISHED)


def _is_behind_safety(adaptation: Any) -> bool:
    return bool(adaptation.item.derivation.standing == "behind_safety")


def _missing(about: Asked) -> dict[str, Any]:
    return {"missing": sentences(blocking(findings(about.thing, on=uk_day(about.at))))}


ADAPTATION_STEPS = (
    Step(
        "update",
        "See what the template has brought",
        take,
        UpdateForm,
        "",
        "Take it over",
        WRITERS,
        _waits,
        main=True,
        beside=side_by_side,
        template="desk/offer.html",
    ),
    Step(
        "submit",
        "Hand it to a colleague",
        _call(actions.submit, "Handed in. A colleague who may approve finds it in the list."),
        SeenForm,
        "A second person of your organisation approves it.",
        "Hand it in",
        WRITERS,
        _in("submit"),
        main=True,
        beside=_missing,
    ),
    Step(
        "publish",
        "Approve and publish",
        _call(actions.publish_adaptation, "Published. Readers of your places are sent to it."),
        ReleaseForm,
        "Readers see it from that moment on. Whoever wrote in it can't approve it.",
        "Approve and publish it",
        APPROVERS,
        _in("publish"),
        main=True,
        beside=_missing,
    ),
    Step(
        "acknowledge",
        "Acknowledge the safety change",
        _call(actions.acknowledge_safety, "Recorded. Readers go on seeing that your version is behind."),
        AcknowledgeForm,
        "If you can't take it over yet, say why and until when.",
        "Acknowledge it",
        WRITERS,
        _is_behind_safety,
    ),
    Step(
        "decline",
        "Decline what is new",
        _call(actions.decline_update, "Declined. The next edition is offered again, whole."),
        DeclineForm,
        "Everything stays as you have it. A change for the safety of readers can't be declined.",
        "Decline it",
        WRITERS,
        _waits,
    ),
    Step(
        "recall",
        "Take it back from approval",
        _call(actions.recall, "It is a draft again, unchanged."),
        SeenForm,
        "By its writer, or by the colleague who sends it back.",
        "Take it back",
        (*WRITERS, *APPROVERS),
        _in("recall"),
    ),
    Step(
        "suggest",
        "Suggest a better text",
        _call(actions.suggest, "Sent to the authors of the template."),
        SuggestForm,
        "Offer your words to the authors. If they take them, everybody gets them, with credit.",
        "Suggest it",
        WRITERS,
    ),
    Step(
        "withdraw",
        "Withdraw",
        _call(actions.withdraw_adaptation, "Withdrawn. Readers of your places get the original."),
        TakeBackForm,
        "Takes it back at once. Its areas are free for others.",
        "Withdraw it",
        APPROVERS,
        _is_out,
        danger=True,
    ),
    Step(
        "discard",
        "Discard",
        discard,
        SeenForm,
        "Throws it away. Only one that never was published can be.",
        "Discard it",
        WRITERS,
        lambda one: one.state in STEPS["discard"].sources and one.item.standing == Item.Standing.UNPUBLISHED,
        danger=True,
    ),
)
