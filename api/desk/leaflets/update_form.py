"""Deciding about a new edition of the template: both texts side by side, and a choice for each section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from api.desk.asking import Asked, DeskForm, Done
from api.desk.cells import badge
from api.desk.changes import words_between
from library.leaflets.actions import take_update
from library.leaflets.decisions import Decision, OwnText
from library.leaflets.offers import SAFE, SectionOffer, Status
from library.leaflets.overviews import offered_to

STATUS_WORDS: Mapping[str, tuple[str, str]] = {
    Status.UPSTREAM: ("Changed by the authors", "good"),
    Status.ADDED: ("New", "good"),
    Status.MERGED: ("Changed by both, in different places", "good"),
    Status.CONFLICT: ("Changed by both: you decide", "warn"),
    Status.REMOVED: ("Taken out by the authors", "warn"),
}


@dataclass(frozen=True)
class SideBySide:
    """One section of the offer for reading: as it was, and each side with what it took out and put in. `choice` and `text` are what the
    form asks about it.
    """

    heading: str
    status: SafeString
    base: str
    theirs: SafeString | str
    mine: SafeString | str
    proposed: str
    choice: forms.BoundField
    text: forms.BoundField | None


class UpdateForm(DeskForm):
    """A choice for each section that is not settled. What is safe is taken unless somebody decides otherwise."""

    to_edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        required=False, max_length=300, help_text="Needed where you keep your own words against theirs."
    )
    versioned = True

    def prepare(self) -> None:
        named, reason = {}, self.fields.pop("reason")
        for one in offered_to(self.about.thing).offer.pending:
            name = f"section-{one.id}"
            self.fields[name] = forms.ChoiceField(
                label=one.heading, choices=_choices(one), widget=forms.RadioSelect, initial=_usual(one), required=False
            )
            named[f"sections/{one.id}"] = name
            if not one.must_follow and one.theirs is not None:
                self.fields[f"text-{one.id}"] = forms.CharField(
                    label=f"Your new text for “{one.heading}”",
                    required=False,
                    initial=one.proposed or one.mine or one.theirs,
                    widget=forms.Textarea(attrs={"rows": 5}),
                    help_text="Only if you choose it above.",
                )
                named[f"sections/{one.id}/text"] = f"text-{one.id}"
        self.fields["reason"] = reason
        self.named = named  # type: ignore[misc]

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"to_edition": offered_to(about.thing).offer.to_edition}

    def sections(self) -> list[SideBySide]:
        """What the page shows of each section, with what it asks about it."""
        return [self._told(one) for one in offered_to(self.about.thing).offer.pending]

    def _told(self, one: SectionOffer) -> SideBySide:
        words, tone = STATUS_WORDS[one.status]
        base, text = one.base or "", f"text-{one.id}"
        return SideBySide(
            heading=one.heading,
            status=badge(str(one.status), words, tone),
            base=base or "It was not there.",
            theirs=words_between(base, one.theirs or "") if one.theirs is not None else "Not there any more.",
            mine=words_between(base, one.mine or "") if one.mine is not None else "Left out, or not there.",
            proposed=one.proposed or "" if one.status is Status.MERGED else "",
            choice=self[f"section-{one.id}"],
            text=self[text] if text in self.fields else None,
        )


def side_by_side(about: Asked) -> dict[str, Any]:
    """What the page shows above the form."""
    offered = offered_to(about.thing)
    return {
        "details": [detail for detail in offered.offer.details if detail.status != Status.UNCHANGED],
        "from_edition": offered.offer.from_edition,
        "to_edition": offered.offer.to_edition,
        "is_safety": offered.change_class == "safety",
    }


def take(about: Asked) -> Done:
    data = about.data
    chosen = {
        name.removeprefix("section-"): word for name, word in data.items() if name.startswith("section-") and word
    }
    decisions: dict[str, Decision] = {
        id_: OwnText(data.get(f"text-{id_}", "").strip()) if word == "text" else word for id_, word in chosen.items()
    }
    outcome = take_update(
        adaptation=about.thing,
        to_edition=data["to_edition"],
        decisions=decisions,
        reason=data["reason"],
        expected_version=data["version"],
        by=about.by,
        at=about.at,
    )
    left = len(outcome.undecided)
    said = f" {left} still to decide." if left else " Submit it when you are content."
    return Done(f"Taken over.{said}", about.thing)


def _choices(one: SectionOffer) -> list[tuple[str, str]]:
    choices = [("theirs", "Take theirs")]
    if one.must_follow:
        return choices
    if one.proposed is not None and one.status is Status.MERGED:
        choices.append(("proposed", "Take both, put together"))
    if one.theirs is not None:
        choices += [("mine", "Keep mine"), ("text", "Write a new text")]
    if one.status is Status.CONFLICT:
        choices.append(("", "Decide later"))
    return choices


def _usual(one: SectionOffer) -> str:
    if one.must_follow or one.status not in SAFE:
        return "theirs" if one.must_follow else ""
    return "proposed" if one.status is Status.MERGED else "theirs"
