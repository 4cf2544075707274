"""The form of a review: what is judged, single sections, the questions for each kind of review, and the decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from api.desk.asking import Asked, DeskForm
from api.desk.forms.json_schema import people_words
from library.publishing.models import Review
from library.publishing.opinions import LONGEST_COMMENT, LONGEST_NOTE, LONGEST_SECTION_COMMENT, Answer
from library.publishing.queries import criteria_of
from library.quality.review_criteria import ANSWERS

SECTION, CRITERION, NOTE = "section-", "criterion-", "note-"
OF_SECTIONS = "What you say of single sections"


class ReviewForm(DeskForm):
    """A review is bound to the text that is shown beside it, by its hash. Of the questions those count that belong to the kind of
    review that is chosen; who can judge one kind only sees no others.
    """

    kind = forms.ChoiceField(label="You review for")
    decision = forms.ChoiceField(choices=Review.Decision.choices, widget=forms.RadioSelect, label="Your decision")
    comment = forms.CharField(
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Needed when you ask for changes, unless you say at a section what should change.",
    )
    evidence_checked = forms.BooleanField(required=False, label="I have checked its sources")
    document_hash = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        kinds = sorted(kind.value for kind in self.about.by.review_kinds)
        field: Any = self.fields["kind"]
        field.choices = [(kind, people_words(kind)) for kind in kinds]
        chosen = str(self.data.get("kind") or (kinds[0] if kinds else ""))
        self.named = {"sections": OF_SECTIONS}  # type: ignore[misc]
        self.groups = (*(self._questions(kind, chosen) for kind in kinds), self._comments())  # type: ignore[misc]

    def sections(self) -> list[tuple[str, str]]:
        """Id and heading of each section."""
        return [(section["id"], section["heading"]) for section in self.about.thing.document["sections"]]

    def _questions(self, kind: str, chosen: str) -> tuple[str, tuple[str, ...]]:
        names = []
        for one in criteria_of(self.about.thing.item, kind):
            name, note = f"{CRITERION}{kind}-{one.code}", f"{NOTE}{kind}-{one.code}"
            self.fields[name] = forms.ChoiceField(
                choices=list(ANSWERS.items()),
                widget=forms.RadioSelect,
                required=False,
                label=one.question,
                help_text=one.help,
            )
            self.fields[note] = forms.CharField(
                required=False, max_length=LONGEST_NOTE, label="A note", widget=_named(f"A note on: {one.question}")
            )
            names += [name, note]
            if kind == chosen:
                self.named = {**self.named, f"criteria/{one.code}": name, f"criteria/{one.code}/note": note}  # type: ignore[misc]
        return f"{people_words(kind)}: needed when you approve", tuple(names)

    def _comments(self) -> tuple[str, tuple[str, ...]]:
        names = []
        for id, heading in self.sections():
            name = f"{SECTION}{id}"
            self.fields[name] = forms.CharField(
                required=False,
                max_length=LONGEST_SECTION_COMMENT,
                label=heading,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.named = {**self.named, f"sections/{id}": name}  # type: ignore[misc]
            names.append(name)
        return OF_SECTIONS, tuple(names)


class DraftReviewForm(ReviewForm):
    """The same of a draft, of which one may have looked at the changes alone."""

    scope = forms.ChoiceField(choices=Review.Scope.choices, widget=forms.RadioSelect, label="You have looked at")
    field_order = ("kind", "scope", "decision")

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        first = about.thing.item.last_reviewed is None
        return {
            "document_hash": about.thing.document_hash,
            "scope": Review.Scope.WHOLE if first else Review.Scope.CHANGE,
        }


def said_at_desk(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, as the verbs take it."""
    kind = data["kind"]
    answers = {
        name.removeprefix(f"{CRITERION}{kind}-"): value
        for name, value in data.items()
        if name.startswith(f"{CRITERION}{kind}-") and value
    }
    plain = ("kind", "decision", "comment", "evidence_checked", "document_hash")
    return {
        **{name: data[name] for name in plain},
        "sections": {
            name.removeprefix(SECTION): text for name, text in data.items() if name.startswith(SECTION) and text.strip()
        },
        "criteria": {code: Answer(value, data[f"{NOTE}{kind}-{code}"]) for code, value in answers.items()},
    }


def _named(words: str) -> forms.TextInput:
    """What screen readers say of a note: the eye sees which question it stands under."""
    return forms.TextInput(attrs={"aria-label": words})
