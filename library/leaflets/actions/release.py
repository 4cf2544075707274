"""Out of the workshop, by a second person; and back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from library.accounts.actors import Actor
from library.catalogue.models import Item
from library.editions.actions import SignOff, withdraw
from library.editions.actions.standing import bring_back, lock_with_successor
from library.editions.inherited import LIVED_EXPERIENCE
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.errors import Fault, Malformed
from library.leaflets.actions.safety import keep_followed, with_safety
from library.leaflets.actions.writing import AdaptationNotReady, check_ready
from library.leaflets.models import Adaptation
from library.leaflets.moves import begin, check_version, lock_adaptation, move, recipe_of
from library.leaflets.publishing import LOCAL_APPROVAL, put_out, sign_offs_of
from library.leaflets.templates import history_of
from library.leaflets.workflow import check_second_person


@transaction.atomic
def publish_adaptation(
    *,
    adaptation: Adaptation,
    note: str,
    lived_experience_on: date | None = None,
    restores: bool = False,
    expected_version: int,
    by: Actor,
    at: datetime,
) -> Edition:
    """Approve what a colleague submitted, and publish it. Sections that it shows verbatim are those of the newest safety
    edition, whatever it was written against.

    The template's sign-offs hold for what is unchanged. `lived_experience_on` is the day on which people with lived experience
    signed the local changes off, if they did: then it may still call itself co-produced. With `restores` one that was withdrawn
    comes back with this text, and what was withdrawn is live at no moment.

    Raises `NotInThatAdaptationState`, `Forbidden`, `OwnWork`, `PreconditionFailed`, `AdaptationNotReady`, `Malformed`, and
    `NotInThatStanding` for one that was withdrawn.
    """
    adaptation, step = begin(adaptation, "publish", expected_version, by=by)
    check_second_person(by, adaptation.contributors, adaptation.submitted_by)
    _check_said(note, lived_experience_on, uk_day(at))
    check_ready(adaptation, at=at)
    derivation = adaptation.item.derivation
    if restores:
        bring_back(item=adaptation.item, language=derivation.language)
    history, recipe = history_of(derivation), recipe_of(adaptation)
    after = with_safety(recipe, derivation, history, on=uk_day(at))
    approval = [SignOff(LOCAL_APPROVAL, "whole", uk_day(at))]
    if lived_experience_on is not None:
        approval.append(SignOff(LIVED_EXPERIENCE, "change", lived_experience_on))
    edition = put_out(
        after.outgoing,
        derivation,
        history,
        change_class=Edition.ChangeClass.CONTENT,
        note=note,
        sign_offs=[*sign_offs_of(history.editions[after.outgoing.recipe.edition]), *approval],
        review_by=adaptation.next_review_due,
        by=by,
        published_by=by.id,
        at=at,
    )
    keep_followed(adaptation, after, by=by, at=at)
    adaptation.recipe = after.outgoing.recipe.model_dump(mode="json")
    adaptation.contributors, adaptation.submitted_by = [], None
    adaptation.approved_by, adaptation.approved_at = by.id, at
    move(adaptation, step, by=by, at=at, edition=edition.number)
    return edition


@transaction.atomic
def withdraw_adaptation(
    *,
    adaptation: Adaptation,
    reason: str,
    explanation: str,
    successor: Item | None = None,
    expected_version: int | None = None,
    by: Actor,
    at: datetime,
) -> Adaptation:
    """Take it back; its areas are free for others. Raises as `editions.withdraw`; `expected_version` is the adaptation's."""
    lock_with_successor(adaptation.item, successor)  # before the adaptation alone: its successor may be its template
    locked = lock_adaptation(adaptation, by=by)
    if expected_version is not None:
        check_version(locked, expected_version)
    locked.item = withdraw(item=locked.item, reason=reason, explanation=explanation, successor=successor, by=by, at=at)
    return locked


def _check_said(note: str, lived_experience_on: date | None, today: date) -> None:
    if not note.strip():
        raise AdaptationNotReady(errors=[Fault("/note", "Say what changed, for readers of the history.")])
    if lived_experience_on is not None and lived_experience_on > today:
        raise Malformed(errors=[Fault("/lived_experience_on", "This day has not come yet.")])
