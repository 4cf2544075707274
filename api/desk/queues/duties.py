"""Duties on the start page: by when, whose they are, and who hears of them when nobody sees to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked
from api.desk.cells import badge, day
from api.desk.queues.queue import LISTED, Matter, Queue
from library.accounts.roles import STEWARD_ROLES, Role
from library.upkeep.duty import Duty
from library.upkeep.rules import Kind, Status

Duties = Sequence[Duty]
TONES = {Status.DUE: "plain", Status.OVERDUE: "warn", Status.ESCALATED: "bad"}
PEOPLE = {Role.ADMIN: "administrators", Role.STEWARD_ADMIN: "administrators"}


def queues_of(title: str, id: str, duties: Iterable[Duty], about: Asked) -> Iterable[Queue]:
    """What of these is the person's own, and apart from it what is their colleagues'."""
    found = sorted(duties, key=lambda duty: (duty.due_on, duty.name))
    for mine, name in ((True, id), (False, f"{id}-others")):
        listed = [duty for duty in found if duty.is_of(about.by) is mine][:LISTED]
        yield Queue(title, [_matter(duty, about) for duty in listed], mine, name)


def of_kind(kind: Kind, duties: Duties) -> list[Duty]:
    return [duty for duty in duties if duty.kind is kind]


def lines_of(kind: Kind, duties: Duties, about: Asked) -> Mapping[UUID, SafeString]:
    """For queues that say more than a duty: what to add of each subject."""
    return {duty.subject: line_of(duty, about) for duty in of_kind(kind, duties)}


def line_of(duty: Duty, about: Asked) -> SafeString:
    """`Overdue: was due 3 May 2026, for curators. From 2 June 2026 also for administrators.`"""
    rule = duty.rule
    owner = duty.person.name if duty.person else _people(rule.owners, about)
    when = "by" if duty.status is Status.DUE else "was due"
    said = format_html("{} {} {}, for {}.", badge(duty.status, tone=TONES[duty.status]), when, day(duty.due_on), owner)
    if duty.escalated_to:
        return format_html("{} Now also for {}.", said, _people(duty.escalated_to, about))
    if duty.escalates_on is None:
        return said
    return format_html("{} From {} also for {}.", said, day(duty.escalates_on), _people(rule.escalated_to, about))


def _matter(duty: Duty, about: Asked) -> Matter:
    return Matter(f"{settings.DESK_PREFIX}{duty.page}", duty.name, duty.detail, line_of(duty, about))


def _people(roles: Iterable[Role], about: Asked) -> str:
    """Those that there are in such an organisation, in words."""
    there = [role for role in roles if (role in STEWARD_ROLES) == about.by.is_steward]
    words = list(dict.fromkeys(PEOPLE.get(role, f"{role}s") for role in there))
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
