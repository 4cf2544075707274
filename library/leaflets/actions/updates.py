"""Deciding about what a new edition of the template brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import date, datetime

from django.db import transaction

from library.accounts.actors import Actor
from library.catalogue.actions.derivations import change_standing
from library.catalogue.models import Item
from library.editions.review_status import uk_day
from library.errors import Conflict, Fault, Malformed
from library.leaflets.decisions import (
    Decision,
    Outcome,
    OwnText,
    SafetyCannotBeDeclined,
    decide,
    decline,
    reason_faults,
)
from library.leaflets.models import Adaptation, DecisionRecord
from library.leaflets.moves import begin, move, recipe_of, write
from library.leaflets.publishing import present_standing, published, published_recipe
from library.leaflets.recipe import Recipe
from library.leaflets.standing import open_safety
from library.leaflets.templates import History, history_of


class NotTheNewestEdition(Conflict):
    """There is a newer edition than the one that was decided about."""

    slug = "not-the-newest-edition"
    title = "The template has a newer edition"
    explanation = (
        "The offer that you decided about was for another edition than the present one, `newest`. Read the offer again."
    )


class NothingToAcknowledge(Conflict):
    """No safety change is open."""

    slug = "nothing-to-acknowledge"
    title = "There is no safety change to acknowledge"
    explanation = (
        "The adaptation has every change that the template made for the safety of readers. Nothing was changed."
    )


@transaction.atomic
def take_update(
    *,
    adaptation: Adaptation,
    to_edition: int,
    decisions: Mapping[str, Decision],
    reason: str = "",
    expected_version: int,
    by: Actor,
    at: datetime,
) -> Outcome:
    """Take over what the newest edition of the template brings: what is safe by itself, the rest as decided, section by
    section. Every decision is kept on record, with the words that it took out. It goes back to `draft`.

    Raises `NotTheNewestEdition`, `NothingToUpdate`, `SafetyCannotBeDeclined`, `Malformed` for decisions that can't be.
    """
    adaptation, step = begin(adaptation, "take_update", expected_version, by=by)
    history, before = history_of(adaptation.item.derivation), recipe_of(adaptation)
    _check_newest(history, to_edition)
    outcome = decide(before, history.documents, to_edition, decisions, reason)
    _check_safety(before, history, decisions)
    write(adaptation, outcome.recipe, by=by)
    records = list(_records(before, outcome, set(decisions), reason))
    for one in records:
        one.adaptation, one.edition, one.decided_by, one.decided_at = adaptation, to_edition, by.id, at
    DecisionRecord.objects.bulk_create(records)
    move(adaptation, step, by=by, at=at, to_edition=to_edition)
    return outcome


@transaction.atomic
def decline_update(
    *, adaptation: Adaptation, to_edition: int, reason: str, expected_version: int, by: Actor, at: datetime
) -> Adaptation:
    """Leave everything as it is, for this edition; the next one is offered again. Nothing that is out changes but its standing.

    Raises `NotTheNewestEdition`, `NothingToUpdate`, `SafetyCannotBeDeclined`, `Malformed` without a reason.
    """
    adaptation, step = begin(adaptation, "decline_update", expected_version, by=by)
    derivation = adaptation.item.derivation
    history, before = history_of(derivation), recipe_of(adaptation)
    _check_newest(history, to_edition)
    _check_reason(reason)
    if _open(before, history):
        raise SafetyCannotBeDeclined(sections=sorted(_open(before, history)))
    write(adaptation, decline(before, history.documents, to_edition), by=by)
    DecisionRecord(
        adaptation=adaptation,
        kind=DecisionRecord.Kind.DECLINED,
        edition=to_edition,
        reason=reason,
        decided_by=by.id,
        decided_at=at,
    ).save(force_insert=True)
    move(adaptation, step, by=by, at=at, to_edition=to_edition)
    out = published(derivation)
    if out is not None and adaptation.item.standing == Item.Standing.PUBLISHED:
        change_standing([derivation], present_standing(derivation, published_recipe(out), history), at=at)
    return adaptation


@transaction.atomic
def acknowledge_safety(
    *, adaptation: Adaptation, reason: str, deadline: date, expected_version: int, by: Actor, at: datetime
) -> Adaptation:
    """Say that a safety change was seen, why it is not taken over yet, and until when it will be. Readers see that the
    adaptation is behind until then; the authors see who has said so.

    Raises `NothingToAcknowledge`, and `Malformed` without a reason or for a day that has passed.
    """
    adaptation, step = begin(adaptation, "acknowledge", expected_version, by=by)
    history, before = history_of(adaptation.item.derivation), recipe_of(adaptation)
    _check_reason(reason)
    if deadline <= uk_day(at):
        raise Malformed(errors=[Fault("/deadline", "Give a day that is still to come.")])
    if not _open(before, history):
        raise NothingToAcknowledge()
    number = history.newest_safety
    adaptation.recipe = before.model_copy(update={"acknowledged": number}).model_dump(mode="json")
    DecisionRecord(
        adaptation=adaptation,
        kind=DecisionRecord.Kind.ACKNOWLEDGED,
        edition=number,
        reason=reason,
        deadline=deadline,
        decided_by=by.id,
        decided_at=at,
    ).save(force_insert=True)
    return move(adaptation, step, by=by, at=at, edition=number)


def _check_newest(history: History, to_edition: int) -> None:
    if to_edition != history.newest:
        raise NotTheNewestEdition(f"The newest edition is {history.newest}.", newest=history.newest)


def _check_reason(reason: str) -> None:
    faults = reason_faults(reason) if reason.strip() else [Fault("/reason", "Say why.")]
    if faults:
        raise Malformed(errors=faults)


def _open(recipe: Recipe, history: History) -> set[str]:
    return {one.id for one in open_safety(recipe, history.documents, history.newest, history.classes)}


def _check_safety(before: Recipe, history: History, decisions: Mapping[str, Decision]) -> None:
    """Keeping one's own against a safety change is declining it, in whatever words."""
    refused = []
    for one in open_safety(before, history.documents, history.newest, history.classes):
        decision = decisions.get(one.id)
        if decision == "mine" or (isinstance(decision, OwnText) and decision.text == one.mine):
            refused.append(one.id)
    if refused:
        raise SafetyCannotBeDeclined(sections=sorted(refused))


def _records(before: Recipe, outcome: Outcome, asked: Set[str], reason: str) -> Iterator[DecisionRecord]:
    for section, word in outcome.decided.items():
        old, new = before.sections.get(section), outcome.recipe.sections.get(section)
        had = old.text if old and old.text is not None else ""
        yield DecisionRecord(
            kind=DecisionRecord.Kind.KEPT if word == "mine" else DecisionRecord.Kind.TAKEN,
            section=section,
            decision=word,
            reason=reason if section in asked else "",
            lost_text="" if new is not None and new.text == had else had,
        )
