"""Every write to agreements and to their wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from library.accounts.actors import Actor, check_role
from library.accounts.models import Organisation
from library.accounts.roles import Role
from library.catalogue.review_cycle import months_later
from library.coproduction.errors import ConsentNotInformed
from library.coproduction.limits import PURPOSE, PURPOSES, SHOWN_NAME, WORDS, no_language, too_long
from library.coproduction.models import Consent, ConsentWording, Testimonial
from library.coproduction.words import hash_of
from library.errors import Fault, Malformed
from library.history.actions import Subject, record

MONTHS = 24
"""How long a consent holds before it is asked about again [OURS] (domain.md, CN-8)."""
LONGEST = 60


@dataclass(frozen=True)
class Agreement:
    """What somebody agreed to: the fields of `Consent`. `controllers` are codes of organisations, `wording` the id of one."""

    controllers: Sequence[str]
    purposes: Sequence[str]
    channels: Sequence[str]
    attribution: str
    wording: UUID
    special_category: bool
    given_at: datetime
    how: str
    support_during: bool
    support_after: bool
    saw_final_words: bool
    told_may_withdraw: bool
    shown_name: str = ""
    guardian_needed: bool = False
    guardian_agreed: bool = False
    expires_at: datetime | None = None
    replaces: UUID | None = None


@transaction.atomic
def add_wording(*, text: str, language: str, by: Actor, at: datetime) -> ConsentWording:
    """The next version of what people are shown when they agree. It never changes. Raises `Malformed`."""
    check_role(by, Role.CURATOR)
    if faults := [*too_long("/text", text, WORDS), *no_language(language)]:
        raise Malformed(errors=faults)
    Organisation.objects.select_for_update(no_key=True).get(pk=by.home)
    before = ConsentWording.objects.filter(owner=by.home, language=language).aggregate(last=Max("version"))["last"]
    wording = ConsentWording(
        owner_id=by.home,
        language=language,
        version=(before or 0) + 1,
        text=text,
        sha256=hash_of(text),
        created_at=at,
    )
    wording.save(force_insert=True)
    subject = Subject(id=wording.pk, kind="consent_wording", organisation=wording.owner_id)
    record("consent_wording.added", subject=subject, actor=by.id, at=at, sha256=wording.sha256)
    return wording


def write_consent(testimonial: Testimonial, agreement: Agreement, *, by: Actor, at: datetime) -> Consent:
    """The agreement as a row; the one that it replaces ends. The testimonial is locked by the caller.

    Raises `Malformed` and `ConsentNotInformed`, each naming everything that is wrong.
    """
    controllers = {found.code: found for found in Organisation.objects.filter(code__in=agreement.controllers)}
    wording = ConsentWording.objects.filter(owner=testimonial.owner_id, pk=agreement.wording).first()
    replaced = _replaced(testimonial, agreement)
    faults = [*_faults(agreement, set(controllers), at), *_lengths(agreement)]
    faults += [] if wording else [Fault("/wording", "There is no such wording of your organisation.")]
    if agreement.replaces is not None and replaced is None:
        faults.append(Fault("/replaces", "There is no such consent in force for this testimonial."))
    if faults or wording is None:
        raise Malformed(errors=faults)
    _check_informed(agreement)
    told = {
        name: value for name, value in vars(agreement).items() if name not in {"controllers", "wording", "replaces"}
    }
    consent = Consent(
        testimonial=testimonial,
        wording=wording,
        wording_sha256=wording.sha256,
        witnessed_by=by.person,
        recorded_at=at,
        **{**told, "expires_at": agreement.expires_at or end_of(agreement.given_at)},
    )
    consent.purposes, consent.channels = list(agreement.purposes), sorted(set(agreement.channels))
    consent.save(force_insert=True)
    consent.controllers.set(controllers.values())
    if replaced is not None:
        replaced.replaced_at = at
        replaced.save(update_fields=["replaced_at"])
    return consent


def end_of(given_at: datetime, months: int = MONTHS) -> datetime:
    """When an agreement that names no end is over: the beginning of the same day of the month, so many months later."""
    return datetime.combine(months_later(given_at.date(), months), time(), tzinfo=UTC)


def _replaced(testimonial: Testimonial, agreement: Agreement) -> Consent | None:
    if agreement.replaces is None:
        return None
    return testimonial.consents.filter(pk=agreement.replaces, replaced_at=None).first()


def _faults(agreement: Agreement, known: set[str], at: datetime) -> Iterator[Fault]:
    for number, code in enumerate(agreement.controllers):
        if code not in known:
            yield Fault(f"/controllers/{number}", "There is no organisation of this code.")
    for number, channel in enumerate(agreement.channels):
        if channel not in set(Consent.Channel):
            yield Fault(f"/channels/{number}", f"There is no channel {channel!r}.")
    for name in ("controllers", "purposes", "channels"):
        if not getattr(agreement, name):
            yield Fault(f"/{name}", "Name at least one: consent is for named bodies and named uses.")
    if agreement.given_at > at:
        yield Fault("/given_at", "Consent can't be given in the future.")
    if bool(agreement.shown_name.strip()) == (agreement.attribution == Consent.Attribution.ANONYMOUS):
        yield Fault("/shown_name", "The name to show; left out for `anonymous`, and only then.")
    end = agreement.expires_at
    if end is not None and not (agreement.given_at < end <= end_of(agreement.given_at, LONGEST)):
        yield Fault("/expires_at", f"Consent ends after it is given, and within {LONGEST} months.")


def _lengths(agreement: Agreement) -> Iterator[Fault]:
    if len(agreement.purposes) > PURPOSES:
        yield Fault("/purposes", f"At most {PURPOSES}.")
    for number, purpose in enumerate(agreement.purposes):
        yield from too_long(f"/purposes/{number}", purpose, PURPOSE)
    yield from too_long("/shown_name", agreement.shown_name, SHOWN_NAME)


def _check_informed(agreement: Agreement) -> None:
    needed = {
        "special_category": "Explicit consent to show data about health is needed.",
        "saw_final_words": "The person has yet to see the final words.",
        "told_may_withdraw": "The person must know that they may withdraw at any time, without a reason.",
    }
    faults = [Fault(f"/{name}", said) for name, said in needed.items() if not getattr(agreement, name)]
    if agreement.guardian_needed and not agreement.guardian_agreed:
        faults.append(Fault("/guardian_agreed", "A guardian is needed, and has not agreed."))
    if faults:
        raise ConsentNotInformed(errors=faults)
