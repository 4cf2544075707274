"""Contact points: seen, added, and what should be different about them."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.requests import TrueOrFalse
from api.http.views import Answer, WorkspaceView
from api.workspace.directory import fields
from api.workspace.directory.contact_shapes import (
    ContactPointChanges,
    DirectoryContactPoint,
    DirectoryContactPointList,
    NewContactPoint,
    UsageList,
    usages,
)
from api.workspace.directory.examples import NEW_CONTACT_POINT
from library.directory.actions import OWN_KEEPERS, add_contact_point, propose_change
from library.directory.errors import ChangePending, ContactPointRetired, DirectoryNameTaken
from library.directory.queries import find_contact_points, get_contact_point, pending_change, pending_changes
from library.editions.printed_contacts import editions_printing
from library.editions.review_status import uk_day

PATH = "/v1/workspace/contact-points"
ID = {"id": "The contact point's id."}
ROLES = frozenset(OWN_KEEPERS)


class ContactPointsQuery(Paged):
    group: fields.Slug | None = Field(None, description="Those of one group.")
    slug: fields.Slug | None = Field(None, description="The one of this slug.")
    own: TrueOrFalse | None = Field(None, description="`true`: your organisation's alone; `false`: everybody's alone.")
    pending: TrueOrFalse | None = Field(None, description="Whether a change waits for a second person.")


class ContactPointView(WorkspaceView):
    """Shows a contact point as it is after a step."""

    def shown(self, id: UUID) -> DirectoryContactPoint:
        contact = get_contact_point(id, by=self.actor)
        change = pending_change(contact, by=self.actor)
        return DirectoryContactPoint.of(contact, change, by=self.actor, on=uk_day(self.at))


class ContactPoints(WorkspaceView):
    @operation(
        id="list_directory_contact_points",
        summary="List contact points",
        description=(
            "Those that your texts can name: everybody's, kept by the steward, and those of your services. Retired ones, too."
        ),
        roles=ANY_MEMBER,
        query=ContactPointsQuery,
        answer=DirectoryContactPointList,
        paged=True,
        example={"group": "beat"},
    )
    def get(self, request: Request) -> Answer:
        wanted = self.params
        found = find_contact_points(
            self.actor, group=wanted.group, slug=wanted.slug, own=wanted.own, pending=wanted.pending
        )
        rows, following = newest_first(found, wanted, PATH)
        changes = pending_changes(rows, by=self.actor)
        shapes = [DirectoryContactPoint.of(row, changes.get(row.pk), by=self.actor, on=uk_day(self.at)) for row in rows]
        headers = {"Link": link_header(PATH, wanted, following)}
        return Answer(DirectoryContactPointList(items=shapes, next=following), headers=headers)

    @operation(
        id="add_contact_point",
        summary="Add a contact point",
        description=(
            "Texts name it from now on. The steward's are for everybody's texts, those of other organisations for their own. "
            "Somebody has yet to verify it."
        ),
        roles=ROLES,
        body=NewContactPoint,
        answer=DirectoryContactPoint,
        status=201,
        idempotent=True,
        problems=(DirectoryNameTaken,),
        example=NEW_CONTACT_POINT,
    )
    def post(self, request: Request) -> Answer:
        contact = add_contact_point(**self.body.facts(), by=self.actor, at=self.at)
        shape = DirectoryContactPoint.of(contact, None, by=self.actor, on=uk_day(self.at))
        return Answer(shape, 201, version=contact.version, path=f"{PATH}/{contact.pk}")


class ContactPointDetail(ContactPointView):
    @operation(
        id="get_contact_point",
        summary="See a contact point",
        description="With the change that waits for a second person, if there is one, and the `ETag` that steps need.",
        roles=ANY_MEMBER,
        answer=DirectoryContactPoint,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        shape = self.shown(id)
        return Answer(shape, version=shape.version)

    @operation(
        id="propose_contact_point_change",
        summary="Propose a change of a contact point",
        description=(
            "Nothing is different until somebody else of your organisation confirms it (`/confirm`): a wrong number in print "
            "harms people, so two look at it. One change at a time."
        ),
        roles=ROLES,
        body=ContactPointChanges,
        answer=DirectoryContactPoint,
        status=202,
        versioned=True,
        problems=(ChangePending, ContactPointRetired, DirectoryNameTaken),
        path=ID,
        example={"menu_path": "select the mental health option"},
    )
    def patch(self, request: Request, id: UUID) -> Answer:
        propose_change(
            contact=get_contact_point(id, by=self.actor),
            changes=self.body.changes(),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        shape = self.shown(id)
        return Answer(shape, 202, version=shape.version)


class ContactPointUsages(WorkspaceView):
    @operation(
        id="list_contact_point_usages",
        summary="See where a contact point is printed",
        description="The editions that the public reads now and that print it, of all organisations.",
        roles=ANY_MEMBER,
        answer=UsageList,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        printed = editions_printing(get_contact_point(id, by=self.actor))
        return Answer(UsageList(items=usages(printed, self.actor)))
