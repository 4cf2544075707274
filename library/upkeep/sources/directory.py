"""Contact points and services to verify. Everybody's contact points are each steward's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from library.accounts.letters import day_words
from library.accounts.models import Organisation
from library.directory.models import ContactPoint, Service
from library.directory.queries import current_contact_points, to_verify
from library.directory.verification import Verification
from library.ids import made_on
from library.upkeep.duty import Duty
from library.upkeep.rules import Kind
from library.upkeep.sources.asking import Question
from library.upkeep.sources.titles import public_name_of

EXPIRED = "It has expired: no new edition may print it."


def contact_points(asked: Question) -> Iterator[Duty]:
    still_there = Q(ended_on__isnull=True) | Q(ended_on__gt=asked.on)
    of_kind = Organisation.objects.filter(still_there, kind=Organisation.Kind.STEWARD, **asked.owned("pk"))
    stewards = list(of_kind.values_list("pk", flat=True))
    rows = to_verify(current_contact_points(asked.on), asked.horizon(Kind.CONTACT))
    if asked.organisation is not None:
        everybodys = Q(organisation__isnull=True) if stewards else Q(pk__in=())
        rows = rows.filter(Q(organisation=asked.organisation) | everybodys)
    for row in rows:
        owners = stewards if row.organisation_id is None else [row.organisation_id]
        for owner in owners:
            yield _duty(Kind.CONTACT, row, f"directory/contactpoint/{row.pk}/verify/", owner, asked)


def services(asked: Question) -> Iterator[Duty]:
    for row in to_verify(Service.objects.filter(**asked.owned("organisation")), asked.horizon(Kind.SERVICE)):
        yield _duty(Kind.SERVICE, row, f"directory/service/{row.pk}/verify/", row.organisation_id, asked)


def _duty(kind: Kind, row: ContactPoint | Service, page: str, owner: UUID, asked: Question) -> Duty:
    """One that nobody ever verified is due from the day on which it was written down."""
    public = public_name_of(row) if isinstance(row, ContactPoint) else ""
    if row.verified_at is None:
        return Duty(
            kind, row.pk, row.name, page, owner, made_on(row.pk), asked.on, "Never verified.", public_name=public
        )
    said = f"Last verified {day_words(row.verified_at)}."
    if row.verification(asked.on) is Verification.EXPIRED:
        said = f"{said} {EXPIRED}"
    due = row.verified_at + timedelta(days=row.verify_interval_days)
    return Duty(kind, row.pk, row.name, page, owner, due, asked.on, said, public_name=public)
