"""Steps with an item: write its next text, take it back, undo that, send its readers elsewhere, record how it was made."""

from __future__ import annotations

import json
from typing import Any

from django import forms

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.catalogue.quality import QUALITY_STEPS
from api.desk.coproduction_forms import ContributionForm, NoteForm, RecognitionForm
from api.desk.link_steps import OPENED
from library.accounts.roles import Role
from library.catalogue.models import Item
from library.coproduction.actions import note_principle, record_contribution, record_recognition
from library.editions.actions import redirect, restore, withdraw
from library.editions.models import Edition
from library.publishing.actions import start_draft
from library.publishing.models import Draft
from library.publishing.workflow import RELEASERS, WRITERS

PUBLISHED, WITHDRAWN, REDIRECTED = Item.Standing.PUBLISHED, Item.Standing.WITHDRAWN, Item.Standing.REDIRECTED


class SuccessorForm(DeskForm):
    """A published item that readers are sent to."""

    successor = forms.ModelChoiceField(
        Item.objects.none(), required=False, empty_label="None", help_text="Readers are told to go there instead."
    )

    def prepare(self) -> None:
        field: Any = self.fields["successor"]
        field.queryset = (
            Item.objects.filter(standing=PUBLISHED).exclude(pk=self.about.thing.pk).order_by("kind", "slug")
        )
        field.label_from_instance = lambda item: f"{item.get_kind_display()}: {item.slug}"


class WithdrawForm(SuccessorForm):
    reason = forms.ChoiceField(choices=[("", "Choose"), *Item.WithdrawalReason.choices])
    explanation = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A sentence or two for readers: they see it where the item was.",
    )
    field_order = ("reason", "explanation", "successor")


class RedirectForm(SuccessorForm):
    def prepare(self) -> None:
        super().prepare()
        self.fields["successor"].required = True


class LanguageForm(DeskForm):
    language = forms.CharField(max_length=35, help_text="A tag such as en-GB, cy, pl or ar.")

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        written = set(about.thing.drafts.values_list("language", flat=True))
        return {"language": "" if about.thing.original_language in written else about.thing.original_language}


def write(about: Asked) -> Done:
    """Start from the text that is out in this language, else from the original's: the shape stays, the words are translated."""
    document = {**_source(about.thing, about.data["language"]), "language": about.data["language"]}
    draft = start_draft(item=about.thing, document=document, by=about.by, at=about.at)
    return Done("A draft is there. It starts from the text there was.", draft)


def _source(item: Item, language: str) -> dict[str, Any]:
    editions = Edition.objects.filter(item=item).order_by("-number")
    own = editions.filter(language=language).first() or editions.filter(language=item.original_language).first()
    if own is not None:
        source: dict[str, Any] = json.loads(own.source)
        return source
    draft = Draft.objects.filter(item=item).order_by("created_at").first()
    return dict(draft.document) if draft else {"kind": item.kind, "title": item.slug, "details": {}}


def take_back(about: Asked) -> Done:
    withdraw(item=about.thing, by=about.by, at=about.at, **about.data)
    return Done("It is withdrawn. Readers get the reason, and where to find help, from this moment on.", about.thing)


def undo(about: Asked) -> Done:
    restore(item=about.thing, by=about.by, at=about.at)
    return Done("It is published again, as it was.", about.thing)


def send_elsewhere(about: Asked) -> Done:
    redirect(item=about.thing, by=about.by, at=about.at, **about.data)
    return Done("Its readers are sent to its successor from now on.", about.thing)


def contributed(about: Asked) -> Done:
    record_contribution(item=about.thing, by=about.by, at=about.at, **about.data)
    return Done("Recorded.", about.thing)


def recognised(about: Asked) -> Done:
    record_recognition(item=about.thing, by=about.by, at=about.at, **about.data)
    return Done("Recorded.", about.thing)


def noted(about: Asked) -> Done:
    facts = dict(about.data)
    scheme, _, principle = facts.pop("principle").partition("/")
    note_principle(item=about.thing, scheme=scheme, principle=principle, by=about.by, at=about.at, **facts)
    return Done("Noted.", about.thing)


def _is(*standings: str) -> Any:
    return lambda item: item.standing in standings


ITEM_STEPS = (
    Step(
        "write",
        "Start a draft or a translation",
        write,
        LanguageForm,
        "In which language? An item has one draft in each.",
        "Start the draft",
        WRITERS,
    ),
    Step(
        "contribution",
        "Record who it was made with",
        contributed,
        ContributionForm,
        roles=(Role.CURATOR,),
        button="Record",
    ),
    Step("recognition", "Record an award", recognised, RecognitionForm, roles=(Role.CURATOR,), button="Record"),
    Step(
        "principle",
        "Note a principle",
        noted,
        NoteForm,
        "What shows a principle of co-production in how this was made. A note, never a score.",
        "Note it",
        (Role.CURATOR,),
    ),
    *QUALITY_STEPS,
    OPENED,
    Step(
        "restore",
        "Restore",
        undo,
        lead=(
            "It goes back to the public as it was, in every language that was out, with the editions that were current. A language that "
            "had not come back from an earlier withdrawal waits for a corrected text."
        ),
        button="Publish it again",
        roles=RELEASERS,
        when=_is(WITHDRAWN, REDIRECTED),
        main=True,
    ),
    Step(
        "redirect",
        "Redirect to a successor",
        send_elsewhere,
        RedirectForm,
        "Its address will lead to the successor for good. Use this when something took its place; withdraw it when it must not be read.",
        "Send readers there",
        RELEASERS,
        _is(PUBLISHED, WITHDRAWN),
    ),
    Step(
        "withdraw",
        "Withdraw",
        take_back,
        WithdrawForm,
        "Nobody can read it from the moment you withdraw it, in any language. Partners who show it are told. A publisher can undo it.",
        "Withdraw it now",
        RELEASERS,
        _is(PUBLISHED),
        danger=True,
    ),
)
