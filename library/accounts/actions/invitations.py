"""Asking somebody to become a member, and becoming one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from library.accounts import links, mail
from library.accounts.actions.keys import issue_key
from library.accounts.actions.people import AlreadyAMember, NameTaken, add_member, create_user, set_password
from library.accounts.actions.sign_in import change_user
from library.accounts.actors import SYSTEM, Actor
from library.accounts.granting import check_manages, check_may_grant, read_roles
from library.accounts.letters import desk_waits_text, invitation_text
from library.accounts.models import AccessRequest, Invitation, Membership, Organisation, User
from library.accounts.queries import actor_of
from library.accounts.roles import Role
from library.errors import Conflict, Fault, Malformed, NotFound
from library.history.actions import Subject, record

HOLDS = timedelta(days=14)
LINK = "invitation"
FIRST_KEY = "First key"


class InvitationOver(Conflict):
    slug = "invitation-over"
    title = "This invitation is over"
    explanation = "It was accepted, taken back, or has expired. To change a member's roles, change the membership; or invite again."


@dataclass(frozen=True)
class Joined:
    """Somebody who has accepted. `key` is the text of their first key, shown this once; `username` only with a way into the desk;
    `desk_waits` when the invitation was to open one, and it is for the steward to say whether.
    """

    membership: Membership
    key: str
    username: str | None
    desk_waits: bool


@transaction.atomic
def invite(
    *,
    organisation: Organisation,
    name: str,
    email: str,
    roles: Iterable[str],
    review_kinds: Iterable[str] = (),
    opens_desk: bool = False,
    request: AccessRequest | None = None,
    by: Actor,
    at: datetime,
) -> Invitation:
    """Invite somebody by mail; the link holds for 14 days. An earlier invitation of the same person that is still open ends.

    With `opens_desk` they may choose a password when they accept, unless they have an account that more hangs on than this
    organisation (`may_open_desk`). Raises `NotFound`, `Forbidden`, `AlreadyAMember`, `Malformed`.
    """
    check_manages(by, organisation.id)
    role_values, kinds = read_roles(organisation, roles, review_kinds)
    check_may_grant(by, [Role(role) for role in role_values])
    email = email.strip().lower()
    # One at a time: of two who invite the same person, the second ends the invitation of the first.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    _check_no_member(organisation, email)
    for earlier in _open_ones(organisation, email):
        _revoke(earlier, by=by, at=at)
    invitation = Invitation(
        organisation=organisation,
        name=name.strip(),
        email=email,
        roles=role_values,
        review_kinds=kinds,
        opens_desk=opens_desk,
        request=request,
        invited_by=by.id,
        invited_at=at,
        expires_at=at + HOLDS,
    )
    invitation.save(force_insert=True)
    link = links.issue(kind=LINK, subject=invitation.pk, valid_for=HOLDS, at=at)
    text = invitation_text(invitation)
    mail.send(to=email, subject=text.subject, text=text.text, link=link, at=at)
    _record("invitation.sent", invitation, actor=by.id, at=at)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> Invitation:
    """Take an invitation back: its link stops working. Again changes nothing.

    Raises `NotFound`, `Forbidden`, `RoleNotYours`, `InvitationOver` for one that was accepted.
    """
    locked = Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if locked is None:
        raise NotFound()
    check_manages(by, locked.organisation_id)
    check_may_grant(by, [Role(role) for role in locked.roles])
    if locked.accepted_at:
        raise InvitationOver(state="accepted")
    if locked.revoked_at is None:
        _revoke(locked, by=by, at=at)
    return locked


@transaction.atomic
def accept_invitation(*, invitation: UUID, password: str = "", at: datetime) -> Joined:
    """Become a member, and get a first key. A password opens the desk where the invitation says so and `may_open_desk` agrees;
    otherwise the account stays as it is, and whoever invited and the steward are told.

    Somebody who was added by hand meanwhile keeps those roles and gets the key. Raises `NotFound` when the invitation is over or the person
    was shut out, and `Malformed` for a weak password.
    """
    found = (
        Invitation.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=invitation).first()
    )
    if found is None or not is_open(found, at=at):
        raise NotFound()
    user = _person(found, at)
    opens = found.opens_desk and may_open_desk(user, found.organisation)
    if password and opens:
        _open_desk(user, password, at)
    membership = _current(user, found.organisation) or add_member(
        user=user,
        organisation=found.organisation,
        roles=found.roles,
        review_kinds=found.review_kinds,
        by=SYSTEM,
        at=at,
    )
    _, key = issue_key(membership=membership, name=FIRST_KEY, by=actor_of(membership), at=at)
    found.accepted_at, found.membership = at, membership
    found.save(update_fields=["accepted_at", "membership"])
    _record("invitation.accepted", found, actor=user.pk, at=at)
    waits = found.opens_desk and not opens
    if waits:
        _tell_that_it_waits(found, at)
    return Joined(membership, key, user.username if password and opens else None, waits)


def asks_for_password(invitation: Invitation) -> bool:
    """Whether accepting it opens the desk to whoever it is for."""
    known = _known(invitation)
    return invitation.opens_desk and (known is None or may_open_desk(known, invitation.organisation))


def may_open_desk(user: User, organisation: Organisation) -> bool:
    """Whether an organisation may give somebody a way into the desk. One who has a password, or has ever belonged elsewhere, would
    get a new way to whatever else hangs on the account: only the steward gives that.
    """
    elsewhere = Membership.objects.filter(user=user).exclude(organisation=organisation)
    return not user.has_usable_password() and not elsewhere.exists()


def is_open(invitation: Invitation, *, at: datetime) -> bool:
    """May it still be accepted?"""
    return invitation.accepted_at is None and invitation.revoked_at is None and invitation.expires_at > at


def _person(invitation: Invitation, at: datetime) -> User:
    """Whoever this organisation has had under this address before, or somebody new (see `add_person`)."""
    known = _known(invitation)
    if known is not None and not known.is_active:
        raise NotFound()
    return (
        known
        or _short_named(invitation, at)
        or _new(invitation, f"{invitation.email}#{invitation.organisation_id.hex}", at)
    )


def _known(invitation: Invitation) -> User | None:
    found = User.objects.filter(email__iexact=invitation.email, memberships__organisation=invitation.organisation_id)
    return found.order_by("id").first()


def _short_named(invitation: Invitation, at: datetime) -> User | None:
    """With a short name to sign in by, where it is free and the steward invites, who knows all accounts anyway: to anybody else
    it would tell whether somebody has it.
    """
    if not invitation.opens_desk or not _is_by_steward(invitation):
        return None
    try:
        with transaction.atomic():
            return _new(invitation, invitation.email, at)
    except NameTaken:
        return None
    except IntegrityError as refusal:  # somebody has just taken it
        if "username" not in str(refusal):
            raise
        return None


def _new(invitation: Invitation, username: str, at: datetime) -> User:
    return create_user(username=username, name=invitation.name, email=invitation.email, by=SYSTEM, at=at)


def _is_by_steward(invitation: Invitation) -> bool:
    return _seats_of_inviter(invitation).filter(roles__contains=[Role.STEWARD_ADMIN]).exists()


def _seats_of_inviter(invitation: Invitation) -> QuerySet[Membership]:
    return Membership.objects.filter(user=invitation.invited_by, ended_at__isnull=True)


def _tell_that_it_waits(invitation: Invitation, at: datetime) -> None:
    text = desk_waits_text(invitation)
    colleague = _seats_of_inviter(invitation).filter(organisation=invitation.organisation, user__is_active=True)
    for email in colleague.exclude(user__email="").values_list("user__email", flat=True):
        mail.send(to=email, subject=text.subject, text=text.text, at=at)
    for steward in Organisation.objects.filter(kind=Organisation.Kind.STEWARD).order_by("code"):
        mail.notify(organisation=steward, subject=text.subject, text=text.text, roles=[Role.STEWARD_ADMIN], at=at)


def _open_desk(user: User, password: str, at: datetime) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Malformed(errors=[Fault("/answers/password", sentence) for sentence in weak.messages]) from None
    name = user.get_full_name()
    change_user(user=user, name=name, email=user.email, is_staff=True, is_active=True, by=SYSTEM, at=at)
    set_password(user=user, password=password, by=SYSTEM, at=at)


def _current(user: User, organisation: Organisation) -> Membership | None:
    return Membership.objects.filter(user=user, organisation=organisation, ended_at__isnull=True).first()


def _check_no_member(organisation: Organisation, email: str) -> None:
    existing = Membership.objects.filter(
        organisation=organisation, user__email__iexact=email, ended_at__isnull=True
    ).first()
    if existing:
        raise AlreadyAMember(member=str(existing.id))


def _open_ones(organisation: Organisation, email: str) -> Iterable[Invitation]:
    return Invitation.objects.select_for_update(of=("self",)).filter(
        organisation=organisation, email=email, accepted_at=None, revoked_at=None
    )


def _revoke(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    links.take_back(kind=LINK, subject=invitation.pk, at=at)
    _record("invitation.revoked", invitation, actor=by.id, at=at)


def _record(type: str, invitation: Invitation, *, actor: UUID | None, at: datetime) -> None:
    subject = Subject(id=invitation.pk, kind="invitation", organisation=invitation.organisation_id)
    record(type, subject=subject, actor=actor, at=at, roles=",".join(invitation.roles))
