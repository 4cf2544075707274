"""Organisations and their official codes. Who took over from whom is recorded in `succession`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from library.accounts.actors import Actor
from library.accounts.granting import check_steward_admin
from library.accounts.models import Organisation, OrganisationCode
from library.errors import Conflict, Fault, Malformed
from library.history.actions import Subject, record
from library.ids import SLUG_PATTERN


class CodeTaken(Conflict):
    """A code stands for one organisation."""

    slug = "code-taken"
    title = "This code stands for another organisation"
    explanation = "Our own code and each official code stand for one organisation. If one took over from the other, record a succession."


@transaction.atomic
def create_organisation(
    *,
    code: str,
    name: str,
    kind: str,
    nation: str = "",
    districts: Iterable[str] = (),
    embed_hosts: Iterable[str] = (),
    website: str = "",
    by: Actor,
    at: datetime,
) -> Organisation:
    """A new organisation without members. Raises `Forbidden` unless the steward's administrator asks, `CodeTaken`, `Malformed`."""
    check_steward_admin(by)
    faults = []
    if not re.fullmatch(SLUG_PATTERN, code):
        faults.append(Fault("/code", "Must be lower-case letters, digits and hyphens."))
    if kind not in Organisation.Kind:
        faults.append(Fault("/kind", f"Must be one of {', '.join(Organisation.Kind)}."))
    if nation and nation not in Organisation.Nation:
        faults.append(Fault("/nation", f"Must be one of {', '.join(Organisation.Nation)}."))
    if not name.strip():
        faults.append(Fault("/name", "This is required."))
    if faults:
        raise Malformed(errors=faults)
    if Organisation.objects.filter(code=code).exists():
        raise CodeTaken(f"There is an organisation with the code {code!r} already.")
    organisation = Organisation(
        code=code,
        name=name,
        kind=kind,
        nation=nation,
        districts=list(districts),
        embed_hosts=list(embed_hosts),
        website=website,
        created_at=at,
    )
    organisation.save(force_insert=True)
    record("organisation.created", subject=subject_of(organisation), actor=by.id, at=at)
    return organisation


@transaction.atomic
def set_certificate(
    *, organisation: Organisation, number: str, valid_until: date | None, by: Actor, at: datetime
) -> Organisation:
    """The certificate of an organisation's quality mark (PIF TICK), and the last day on which it holds; none without a number and a
    day. It may be past: then it shows nowhere. Raises `Forbidden` unless the steward's administrator asks, `Malformed`.
    """
    check_steward_admin(by)
    number = number.strip()
    faults = [Fault("/number", "A certificate has a number.")] if valid_until and not number else []
    faults += [Fault("/valid_until", "Say until when it holds.")] if number and not valid_until else []
    if faults:
        raise Malformed(errors=faults)
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    organisation.certificate_number, organisation.certificate_valid_until = number, valid_until
    organisation.save(update_fields=["certificate_number", "certificate_valid_until"])
    record("organisation.certificate_set", subject=subject_of(organisation), actor=by.id, at=at)
    return organisation


@transaction.atomic
def end_code(*, code: OrganisationCode, valid_to: date, by: Actor, at: datetime) -> OrganisationCode:
    """Say until when an official code holds. Raises `Forbidden`, `Malformed`."""
    check_steward_admin(by)
    if code.valid_from and valid_to < code.valid_from:
        raise Malformed(errors=[Fault("/valid_to", "Must not be before the day from which it holds.")])
    code.valid_to = valid_to
    code.save(update_fields=["valid_to"])
    record(
        "organisation.code_ended",
        subject=subject_of(code.organisation),
        actor=by.id,
        at=at,
        scheme=code.scheme,
        value=code.value,
    )
    return code


@transaction.atomic
def add_code(
    *,
    organisation: Organisation,
    scheme: str,
    value: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> OrganisationCode:
    """An official code with the dates between which it holds. Raises `Forbidden`, `CodeTaken`, `Malformed`."""
    check_steward_admin(by)
    faults = []
    if scheme not in OrganisationCode.Scheme:
        faults.append(Fault("/scheme", f"Must be one of {', '.join(OrganisationCode.Scheme)}."))
    if not re.fullmatch(r"[A-Z0-9]{1,20}", value):
        faults.append(Fault("/value", "Must be 1 to 20 capital letters and digits."))
    if valid_from and valid_to and valid_to < valid_from:
        faults.append(Fault("/valid_to", "Must not be before valid_from."))
    if faults:
        raise Malformed(errors=faults)
    taken = OrganisationCode.objects.filter(scheme=scheme, value=value).select_related("organisation").first()
    if taken:
        raise CodeTaken(f"{scheme}:{value} stands for {taken.organisation.name}.")
    code = OrganisationCode(
        organisation=organisation, scheme=scheme, value=value, valid_from=valid_from, valid_to=valid_to
    )
    code.save(force_insert=True)
    record("organisation.code_added", subject=subject_of(organisation), actor=by.id, at=at, scheme=scheme, value=value)
    return code


def subject_of(organisation: Organisation) -> Subject:
    return Subject(id=organisation.id, kind="organisation", slug=organisation.code, organisation=organisation.id)
