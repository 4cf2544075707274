"""Where what belonged to a body that has ended may go: to those that took over from it and still are (domain.md, LO-7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from library.accounts.models import Organisation, Succession


def ended_by(day: date) -> list[UUID]:
    """The organisations that are no more on a day."""
    return list(Organisation.objects.filter(ended_on__lte=day).values_list("pk", flat=True))


def inherited_from(organisation: UUID) -> set[UUID]:
    """The bodies that have ended and whose work this one has taken over, over as many steps as it takes."""
    steps: defaultdict[UUID, set[UUID]] = defaultdict(set)
    rows = Succession.objects.filter(predecessor__ended_on__isnull=False)
    for before, after in rows.values_list("predecessor", "successor"):
        steps[after].add(before)
    seen, waiting = {organisation}, [organisation]
    while waiting:
        fresh = steps.get(waiting.pop(), set()) - seen
        seen |= fresh
        waiting += fresh
    return seen - {organisation}


def new_homes(organisations: Iterable[UUID], *, on: date) -> dict[UUID, list[Organisation]]:
    """For each of these organisations the bodies that have taken over from it by a day and are still there, by name. Two queries."""
    steps: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for before, after in Succession.objects.filter(on__lte=on).values_list("predecessor", "successor"):
        steps[before].add(after)
    everybody = {organisation.pk: organisation for organisation in Organisation.objects.order_by("name")}
    ended = {key for key, row in everybody.items() if row.ended_on is not None and row.ended_on <= on}
    found = {start: living_heirs(start, steps, ended) for start in organisations}
    return {start: [row for key, row in everybody.items() if key in heirs] for start, heirs in found.items()}


def living_heirs(start: UUID, steps: Mapping[UUID, Iterable[UUID]], ended: Collection[UUID]) -> set[UUID]:
    """Who follows, over as many steps as it takes, stopping at the first on each way that has not ended. Pure; circles are no trouble."""
    seen, heirs, waiting = {start}, set(), list(steps.get(start, ()))
    while waiting:
        body = waiting.pop()
        if body in seen:
            continue
        seen.add(body)
        if body in ended:
            waiting += steps.get(body, ())
        else:
            heirs.add(body)
    return heirs
