"""Reading who asks to come in: requests for access, for the steward; invitations, for administrators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from library.accounts.actors import Actor
from library.accounts.granting import check_steward_admin
from library.accounts.models import AccessRequest, Invitation, OrganisationCode
from library.accounts.roles import Role
from library.errors import NotFound


def visible_requests(by: Actor) -> QuerySet[AccessRequest]:
    """All requests for access, newest first. Raises `Forbidden` unless a steward administrator asks."""
    check_steward_admin(by)
    return AccessRequest.objects.select_related("organisation").order_by("-id")


def request_by_id(id: UUID, *, by: Actor) -> AccessRequest:
    """Raises `NotFound`, `Forbidden`."""
    found = visible_requests(by).filter(pk=id).first()
    if found is None:
        raise NotFound()
    return found


def known_by_ods(codes: Iterable[str]) -> dict[str, OrganisationCode]:
    """The rows of those ODS codes, held today or once, that stand for an organisation here; with it and its successors. By code."""
    rows = OrganisationCode.objects.filter(
        scheme=OrganisationCode.Scheme.ODS, value__in={code for code in codes if code}
    )
    return {
        row.value: row
        for row in rows.select_related("organisation").prefetch_related("organisation__successions__successor")
    }


def invitations_of(requests: Iterable[AccessRequest]) -> dict[UUID, list[Invitation]]:
    """The invitations that came of requests, by the request's id."""
    found: defaultdict[UUID, list[Invitation]] = defaultdict(list)
    for invitation in Invitation.objects.filter(request__in=[request.pk for request in requests]).order_by("id"):
        if invitation.request_id is not None:
            found[invitation.request_id].append(invitation)
    return found


def visible_invitations(by: Actor) -> QuerySet[Invitation]:
    """The invitations of the actor's organisation, newest first; a steward administrator's, of all of them."""
    rows = Invitation.objects.select_related("organisation").order_by("-id")
    return rows if by.has_role(Role.STEWARD_ADMIN) else rows.filter(organisation=by.organisation_id)


def invitation_by_id(id: UUID, *, by: Actor) -> Invitation:
    """Raises `NotFound` for another organisation's as for none."""
    found = visible_invitations(by).filter(pk=id).first()
    if found is None:
        raise NotFound()
    return found
