"""Organisations that ask to join: asking, accepting, declining."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from pydantic_core import to_json

from library.accounts import mail
from library.accounts.actions.invitations import invite
from library.accounts.actions.organisations import add_code, create_organisation
from library.accounts.actors import Actor
from library.accounts.area_codes import is_area_code, is_ods_code
from library.accounts.granting import check_steward_admin
from library.accounts.letters import declined_text, new_request_text
from library.accounts.models import AccessRequest, Invitation, Organisation, OrganisationCode
from library.accounts.roles import Role
from library.errors import Conflict, Fault, Malformed, NotFound, PreconditionFailed
from library.history.actions import Subject, record
from library.ids import slugify

REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that are taken for one another on the telephone


class AlreadyDecided(Conflict):
    slug = "access-request-decided"
    title = "This request has been decided"
    explanation = "A request for access is accepted or declined once. `state` says which it was. Invite further people by an invitation."


@dataclass(frozen=True)
class NewOrganisation:
    """How an organisation that is new here is to stand in the library; left out: as the request has it."""

    kind: str
    name: str = ""
    code: str = ""
    districts: tuple[str, ...] = ()
    website: str = ""


def request_access(
    *,
    organisation_name: str,
    ods_code: str = "",
    nation: str,
    areas: Sequence[str] = (),
    contact_name: str,
    email: str,
    message: str = "",
    at: datetime,
) -> AccessRequest:
    """Ask to join. The steward's administrators are told. The same request, while it waits, is one request.

    Raises `Malformed` for codes that can be none. Whether the organisation is here already is not told.
    """
    said: dict[str, Any] = {
        "organisation_name": organisation_name.strip(),
        "ods_code": ods_code.strip().upper(),
        "nation": nation,
        "areas": sorted({area.strip().upper() for area in areas}),
        "contact_name": contact_name.strip(),
        "email": email.strip().lower(),
        "message": message.strip(),
    }
    _check_codes(ods_code.strip().upper(), [area.strip().upper() for area in areas])
    fingerprint = hashlib.sha256(to_json(said)).hexdigest()
    request = AccessRequest(reference=_reference(), fingerprint=fingerprint, received_at=at, **said)
    try:
        with transaction.atomic():
            request.save(force_insert=True)
            _tell_stewards(request, at)
            _record("access_request.received", request, actor=None, at=at)
    except IntegrityError as refusal:
        waiting = AccessRequest.objects.filter(fingerprint=fingerprint, state=AccessRequest.State.RECEIVED).first()
        if waiting is None or "access_request_waits_once" not in str(refusal):
            raise
        return waiting
    return request


@transaction.atomic
def accept_request(
    *,
    request: AccessRequest,
    organisation: Organisation | None = None,
    new: NewOrganisation | None = None,
    roles: Iterable[str],
    opens_desk: bool = False,
    expected_version: int,
    by: Actor,
    at: datetime,
) -> tuple[AccessRequest, Invitation]:
    """Let an organisation in, as one that is here or as a new one with its dated ODS code, and invite whoever asked.

    Raises `Forbidden`, `AlreadyDecided`, `PreconditionFailed`, `CodeTaken` when the ODS code stands for another organisation or our own
    code is taken, `AlreadyAMember`, `Malformed`.
    """
    request = _lock(request, expected_version, by=by)
    if (organisation is None) == (new is None):
        raise Malformed(errors=[Fault("/organisation", "Name one that is here, or describe a new one in `new`.")])
    found = organisation or _create(request, new or NewOrganisation(""), by=by, at=at)
    if request.ods_code and not _has_code(found, request.ods_code):
        add_code(organisation=found, scheme="ods", value=request.ods_code, valid_from=at.date(), by=by, at=at)
    request.organisation = found
    _decide(request, AccessRequest.State.ACCEPTED, by=by, at=at)
    invitation = invite(
        organisation=found,
        name=request.contact_name,
        email=request.email,
        roles=roles,
        opens_desk=opens_desk,
        request=request,
        by=by,
        at=at,
    )
    return request, invitation


@transaction.atomic
def decline_request(
    *, request: AccessRequest, reason: str, expected_version: int, by: Actor, at: datetime
) -> AccessRequest:
    """Say no, with a reason that the person reads. Raises `Forbidden`, `AlreadyDecided`, `PreconditionFailed`, `Malformed`."""
    request = _lock(request, expected_version, by=by)
    if not reason.strip():
        raise Malformed(errors=[Fault("/reason", "Say why: the person reads it.")])
    request.reason = reason.strip()
    _decide(request, AccessRequest.State.DECLINED, by=by, at=at)
    text = declined_text(request)
    mail.send(to=request.email, subject=text.subject, text=text.text, at=at)
    return request


def _check_codes(ods_code: str, areas: Sequence[str]) -> None:
    faults = []
    if ods_code and not is_ods_code(ods_code):
        faults.append(Fault("/ods_code", "Must be an ODS code: three to ten letters and digits, such as S1Y5D."))
    faults += [
        Fault(f"/areas/{index}", "Must be a code of an area, such as E54000065.")
        for index, area in enumerate(areas)
        if not is_area_code(area)
    ]
    if faults:
        raise Malformed(errors=faults)


def _reference() -> str:
    """Two groups of four, to be read out: nobody can guess another's, and it opens nothing."""
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def _tell_stewards(request: AccessRequest, at: datetime) -> None:
    text = new_request_text(
        request, f"{settings.PUBLIC_URL}{settings.DESK_PREFIX}accounts/accessrequest/{request.pk}/change/"
    )
    for steward in Organisation.objects.filter(kind=Organisation.Kind.STEWARD).order_by("code"):
        mail.notify(organisation=steward, subject=text.subject, text=text.text, roles=[Role.STEWARD_ADMIN], at=at)


def _create(request: AccessRequest, new: NewOrganisation, *, by: Actor, at: datetime) -> Organisation:
    name = new.name.strip() or request.organisation_name
    return create_organisation(
        code=new.code or slugify(name),
        name=name,
        kind=new.kind,
        nation=request.nation,
        districts=new.districts,
        website=new.website,
        by=by,
        at=at,
    )


def _has_code(organisation: Organisation, ods_code: str) -> bool:
    return OrganisationCode.objects.filter(organisation=organisation, scheme="ods", value=ods_code).exists()


def _lock(request: AccessRequest, expected_version: int, *, by: Actor) -> AccessRequest:
    check_steward_admin(by)
    locked = AccessRequest.objects.select_for_update(of=("self",)).filter(pk=request.pk).first()
    if locked is None:
        raise NotFound()
    if locked.state != AccessRequest.State.RECEIVED:
        raise AlreadyDecided(state=locked.state)
    if locked.version != expected_version:
        raise PreconditionFailed("Somebody has changed this request since you read it.", version=locked.version)
    return locked


def _decide(request: AccessRequest, state: AccessRequest.State, *, by: Actor, at: datetime) -> None:
    request.state, request.decided_at, request.decided_by = state, at, by.id
    request.version += 1
    request.save()
    _record(f"access_request.{state}", request, actor=by.id, at=at)


def _record(type: str, request: AccessRequest, *, actor: UUID | None, at: datetime) -> None:
    subject = Subject(id=request.pk, kind="access_request", organisation=request.organisation_id)
    record(type, subject=subject, actor=actor, at=at)
