"""A better text, offered to the authors of the template; they take it into their draft, with credit, or say why not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from library.accounts.actors import Actor, check_role
from library.accounts.models import Organisation
from library.accounts.roles import Role
from library.catalogue.actions.items import lock_item, subject_of
from library.coproduction.actions import record_contribution
from library.coproduction.models import Contribution
from library.documents.overrides import Override, override_faults
from library.errors import Conflict, Fault, Malformed, NotFound, PreconditionFailed
from library.history.actions import record
from library.ids import new_id
from library.leaflets.models import Adaptation, Suggestion
from library.leaflets.moves import lock_adaptation, recipe_of
from library.leaflets.templates import history_of
from library.leaflets.workflow import WRITERS
from library.publishing.actions import save_draft, start_draft
from library.publishing.models import Draft


class SuggestionDecided(Conflict):
    """It was answered already."""

    slug = "suggestion-decided"
    title = "This suggestion has been answered"
    explanation = "A suggestion is accepted or declined once. `state` says which it was."


class SectionGone(Conflict):
    """The draft has no such section any more."""

    slug = "suggested-section-gone"
    title = "The draft no longer has this section"
    explanation = "The authors took the section out of their draft after the suggestion was made. Decline it, or put the section back."


@transaction.atomic
def suggest(*, adaptation: Adaptation, section: str, text: str, reason: str, by: Actor, at: datetime) -> Suggestion:
    """Offer a text for a section of the template to its authors: any section, a locked one too. Nothing changes by itself.

    Raises `Forbidden`, `NotFound`, `Malformed` for a section that there is none of, an empty text, or no reason.
    """
    adaptation = lock_adaptation(adaptation, by=by)
    check_role(by, *WRITERS)
    derivation = adaptation.item.derivation
    history, edition = history_of(derivation), recipe_of(adaptation).edition
    faults = [
        Fault("/section" if fault.pointer.count("/") == 2 else "/text", fault.detail)
        for fault in override_faults(history.documents[edition], {section: _offered(text)})
    ]
    if not reason.strip():
        faults.append(Fault("/reason", "Say why it is better."))
    if faults:
        raise Malformed(errors=faults)
    suggestion = Suggestion(
        id=new_id(),
        adaptation=adaptation,
        template=derivation.original,
        language=derivation.language,
        section=section,
        base_edition=edition,
        text=text,
        reason=reason,
        suggested_by=by.id,
        suggested_at=at,
    )
    suggestion.save(force_insert=True)
    _record("suggestion.made", suggestion, by, at)
    return suggestion


@transaction.atomic
def accept_suggestion(
    *,
    suggestion: Suggestion,
    group: str | None = None,
    answer: str = "",
    expected_version: int,
    by: Actor,
    at: datetime,
) -> Draft:
    """Put the text into the draft of the template, which begins from the newest edition if there is none, and record the
    organisation's part in it (`group`: other words for whose it is). The draft goes through its reviews as ever.

    Raises `NotFound` for a template of another organisation, `Forbidden`, `SuggestionDecided`, `SectionGone`,
    `PreconditionFailed`, and what saving a draft raises.
    """
    suggestion = _lock(suggestion, expected_version, by=by)
    draft = _draft_with(suggestion, by=by, at=at)
    owner = Organisation.objects.get(pk=suggestion.adaptation.item.owner_id)
    record_contribution(
        item=suggestion.template,
        group=group or owner.name,
        role=f"Suggested a better text for the section {suggestion.section}"[:200],
        stage=Contribution.Stage.EVALUATE,
        approach=Contribution.Approach.COLLABORATION,
        what_changed=suggestion.reason,
        by=by,
        at=at,
    )
    _decide(suggestion, Suggestion.State.ACCEPTED, answer, by=by, at=at)
    return draft


@transaction.atomic
def decline_suggestion(
    *, suggestion: Suggestion, answer: str, expected_version: int, by: Actor, at: datetime
) -> Suggestion:
    """Say to whoever suggested it why it is not taken. Raises as `accept_suggestion`, and `Malformed` without a word."""
    suggestion = _lock(suggestion, expected_version, by=by)
    if not answer.strip():
        raise Malformed(errors=[Fault("/answer", "Say why: they took the trouble to write it.")])
    return _decide(suggestion, Suggestion.State.DECLINED, answer, by=by, at=at)


def _offered(text: str) -> Override:
    try:
        return Override(text=text)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise Malformed(errors=[Fault("/text", one["msg"]) for one in found]) from None


def _lock(suggestion: Suggestion, expected_version: int, *, by: Actor) -> Suggestion:
    """Whoever owns the template decides; to anybody else the suggestion does not exist here."""
    lock_item(suggestion.template, by=by)
    check_role(by, Role.CURATOR)
    locked = Suggestion.objects.select_for_update(of=("self",)).select_related("template", "adaptation__item")
    found = locked.filter(pk=suggestion.pk).first()
    if found is None:
        raise NotFound()
    if found.version != expected_version:
        raise PreconditionFailed("Somebody has changed this suggestion since you read it.", version=found.version)
    if found.state != Suggestion.State.OPEN:
        raise SuggestionDecided(state=found.state)
    return found


def _draft_with(suggestion: Suggestion, *, by: Actor, at: datetime) -> Draft:
    draft = Draft.objects.filter(item=suggestion.template, language=suggestion.language).first()
    if draft is not None:
        document = _with_text(draft.document, suggestion)
        return save_draft(draft=draft, document=document, expected_version=draft.version, by=by, at=at)
    history = history_of(suggestion.adaptation.item.derivation)
    newest = history.documents[history.newest].model_dump(mode="json")
    return start_draft(item=suggestion.template, document=_with_text(newest, suggestion), by=by, at=at)


def _with_text(document: dict[str, Any], suggestion: Suggestion) -> dict[str, Any]:
    if all(section["id"] != suggestion.section for section in document["sections"]):
        raise SectionGone()
    sections = [
        {**section, "body": suggestion.text} if section["id"] == suggestion.section else section
        for section in document["sections"]
    ]
    return {**document, "sections": sections}


def _decide(suggestion: Suggestion, state: str, answer: str, *, by: Actor, at: datetime) -> Suggestion:
    suggestion.state, suggestion.answer = state, answer
    suggestion.decided_by, suggestion.decided_at = by.id, at
    suggestion.version += 1
    suggestion.save()
    _record(f"suggestion.{state}", suggestion, by, at)
    return suggestion


def _record(event: str, suggestion: Suggestion, by: Actor, at: datetime) -> None:
    """Both sides have it in their audit: the authors about their template, the place about its adaptation."""
    for item in (suggestion.template, suggestion.adaptation.item):
        subject = subject_of(item, suggestion.language)
        record(event, subject=subject, actor=by.id, at=at, suggestion=suggestion.pk, section=suggestion.section)
