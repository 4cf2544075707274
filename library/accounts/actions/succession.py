"""Who took over from whom: bodies merge, split and end (domain.md, LO-7). What they own stays theirs until a person moves it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from library.accounts.actions.organisations import subject_of
from library.accounts.actors import Actor
from library.accounts.granting import check_steward_admin
from library.accounts.models import Organisation, OrganisationCode, Succession
from library.errors import Conflict, Fault, Malformed
from library.history.actions import record


class AlreadySucceeded(Conflict):
    slug = "succession-known"
    title = "This succession is recorded already"
    explanation = "The same two organisations on the same day: there is nothing to add."


class AlreadyEnded(Conflict):
    slug = "organisation-ended"
    title = "This organisation has ended already"
    explanation = "An organisation ends once. `ended_on` is the day on record."


@transaction.atomic
def succeed_organisation(
    *,
    predecessors: Sequence[Organisation],
    successors: Sequence[Organisation],
    on: date,
    type: str,
    predecessors_end: bool = True,
    by: Actor,
    at: datetime,
) -> list[Succession]:
    """Every successor took over from every predecessor on a day, and the predecessors are no more: so merge or split bodies in one go.

    Codes of the predecessors hold until the day before, and go on to resolve. With `predecessors_end` off they live on, having given away a
    part. A closure may have no successor. The public feed tells of each pair. Raises `Forbidden`, `AlreadySucceeded`, `AlreadyEnded`,
    `Malformed`.
    """
    check_steward_admin(by)
    faults = _faults(predecessors, successors, type)
    if faults:
        raise Malformed(errors=faults)
    rows = [
        record_succession(predecessor=predecessor, successor=successor, on=on, type=type, by=by, at=at)
        for predecessor in predecessors
        for successor in successors
    ]
    if predecessors_end:
        for predecessor in predecessors:
            end_organisation(organisation=predecessor, on=on, by=by, at=at)
    return rows


@transaction.atomic
def record_succession(
    *, predecessor: Organisation, successor: Organisation, on: date, type: str, by: Actor, at: datetime
) -> Succession:
    """One body took over from another, wholly or in part. The public feed says so; whose leaflets move is for a person to decide.

    Raises `Forbidden`, `AlreadySucceeded`, `Malformed`.
    """
    check_steward_admin(by)
    if type not in Succession.Type:
        raise Malformed(errors=[Fault("/type", f"Must be one of {', '.join(Succession.Type)}.")])
    if predecessor == successor:
        raise Malformed(errors=[Fault("/successor", "An organisation does not succeed itself.")])
    # Both rows: of two who record it at once, the second is told that it is known; so is one who records the reverse.
    list(
        Organisation.objects.select_for_update(no_key=True).filter(pk__in=[predecessor.pk, successor.pk]).order_by("pk")
    )
    if Succession.objects.filter(predecessor=predecessor, successor=successor, on=on).exists():
        raise AlreadySucceeded()
    succession = Succession(predecessor=predecessor, successor=successor, on=on, type=type)
    succession.save(force_insert=True)
    facts = {"successor_kind": "organisation", "successor_slug": successor.code, "reason": type, "on": on.isoformat()}
    record("organisation.succeeded", subject=subject_of(predecessor), actor=by.id, at=at, **facts)
    return succession


@transaction.atomic
def end_organisation(*, organisation: Organisation, on: date, by: Actor, at: datetime) -> Organisation:
    """From a day on, an organisation is no more; its official codes hold until the day before. Its members keep their way in, so
    that they can hand over. Raises `Forbidden`, `AlreadyEnded`.
    """
    check_steward_admin(by)
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if locked.ended_on is not None:
        raise AlreadyEnded(ended_on=locked.ended_on.isoformat())
    locked.ended_on = on
    locked.save(update_fields=["ended_on"])
    last = on - timedelta(days=1)
    codes = OrganisationCode.objects.filter(organisation=locked, valid_to=None)
    codes.exclude(valid_from__gt=last).update(valid_to=last)
    record("organisation.ended", subject=subject_of(locked), actor=by.id, at=at, on=on.isoformat())
    return locked


def _faults(predecessors: Sequence[Organisation], successors: Sequence[Organisation], type: str) -> list[Fault]:
    faults = []
    if type not in Succession.Type:
        faults.append(Fault("/type", f"Must be one of {', '.join(Succession.Type)}."))
    if not predecessors:
        faults.append(Fault("/predecessors", "Name at least one."))
    if not successors and type != Succession.Type.CLOSURE:
        faults.append(Fault("/successors", "Name at least one; only a closure may have none."))
    both = {organisation.pk for organisation in predecessors}
    faults += [
        Fault(f"/successors/{index}", "An organisation does not succeed itself.")
        for index, organisation in enumerate(successors)
        if organisation.pk in both
    ]
    return faults
