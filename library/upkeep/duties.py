"""What needs somebody today. Nothing here depends on a job having run: it is computed from dates and states as they are.

Every duty there is for an organisation is found in one number of queries, however much there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from uuid import UUID

from library.accounts.actors import Actor
from library.editions.review_status import uk_day
from library.upkeep.duty import Duty
from library.upkeep.rules import RULES, Kind
from library.upkeep.sources import catalogue, coproduction, directory, links, syndication, workshop
from library.upkeep.sources.asking import Question

Source = Callable[[Question], Iterator[Duty]]
SOURCES: Mapping[Source, tuple[Kind, ...]] = {
    catalogue.feedback: (Kind.UPSETTING, Kind.FEEDBACK),
    workshop.safety_updates: (Kind.SAFETY,),
    syndication.webhooks: (Kind.WEBHOOK,),
    links.numbers_gone: (Kind.NUMBER,),
    directory.contact_points: (Kind.CONTACT,),
    directory.services: (Kind.SERVICE,),
    workshop.sign_offs: (Kind.SIGN_OFF,),
    workshop.approvals: (Kind.APPROVAL,),
    links.broken_links: (Kind.LINK,),
    catalogue.reviews: (Kind.REVIEW,),
    coproduction.consents: (Kind.CONSENT,),
    coproduction.recognitions: (Kind.RECOGNITION,),
}
_ORDER = {kind: number for number, kind in enumerate(RULES)}


def duties_at(at: datetime, *, organisation: UUID | None = None) -> list[Duty]:
    """All duties of an organisation, or of all; the earliest due first."""
    asked = Question(organisation, at, uk_day(at))
    return _sorted(chain.from_iterable(source(asked) for source in SOURCES))


def duties_for(by: Actor, at: datetime) -> list[Duty]:
    """Those of the actor's organisation that its roles may know of; sources that have none for these roles are not asked."""
    if by.organisation_id is None:
        return []
    asked = Question(by.organisation_id, at, uk_day(at))
    wanted = [source for source, kinds in SOURCES.items() if any(by.has_role(*RULES[kind].roles) for kind in kinds)]
    found = chain.from_iterable(source(asked) for source in wanted)
    return _sorted(duty for duty in found if duty.is_visible_to(by))


def _sorted(duties: Iterator[Duty] | chain[Duty]) -> list[Duty]:
    return sorted(duties, key=sort_key)


def sort_key(duty: Duty) -> tuple[str, int, str]:
    return duty.due_on.isoformat(), _ORDER[duty.kind], str(duty.subject)
