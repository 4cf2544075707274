"""Services of the caller's organisation, which leaflets send people to."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.views import Answer, WorkspaceView
from api.workspace.directory import fields
from api.workspace.directory.checks import Check
from api.workspace.directory.examples import NEW_SERVICE, SERVICE
from api.workspace.directory.service_shapes import ROLE, NewService, ServiceList, ServiceShape, ServiceToSave
from library.directory.actions import OWN_KEEPERS, add_service, change_service, verify_service
from library.directory.errors import DirectoryNameTaken
from library.directory.queries import contact_points_named, find_services, get_service
from library.editions.review_status import uk_day

PATH = "/v1/workspace/services"
ID = {"id": "The service's id."}
ROLES = frozenset(OWN_KEEPERS)


class ServicesQuery(Paged):
    role: fields.Slug | None = Field(None, description=ROLE)


class Services(WorkspaceView):
    @operation(
        id="list_services",
        summary="List services",
        description="The services of your organisation, newest first, with what leaflets print of them.",
        roles=ANY_MEMBER,
        query=ServicesQuery,
        answer=ServiceList,
        paged=True,
        example={"role": "carers-group"},
    )
    def get(self, request: Request) -> Answer:
        services, following = newest_first(find_services(self.actor, role=self.params.role), self.params, PATH)
        shapes = [ServiceShape.of(service, uk_day(self.at)) for service in services]
        headers = {"Link": link_header(PATH, self.params, following)}
        return Answer(ServiceList(items=shapes, next=following), headers=headers)

    @operation(
        id="add_service",
        summary="Add a service",
        description="A local service of your organisation. Its numbers and addresses are contact points: add those first.",
        roles=ROLES,
        body=NewService,
        answer=ServiceShape,
        status=201,
        idempotent=True,
        problems=(DirectoryNameTaken,),
        example=NEW_SERVICE,
    )
    def post(self, request: Request) -> Answer:
        contacts = contact_points_named(self.body.contact_points, by=self.actor)
        service = add_service(**self.body.facts(), contact_points=contacts, by=self.actor, at=self.at)
        shape = ServiceShape.of(service, uk_day(self.at))
        return Answer(shape, 201, version=service.version, path=f"{PATH}/{service.pk}")


class ServiceDetail(WorkspaceView):
    @operation(
        id="get_service",
        summary="See a service",
        description="With what leaflets print of it today, and the `ETag` that changes need.",
        roles=ANY_MEMBER,
        answer=ServiceShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        shape = ServiceShape.of(get_service(id, by=self.actor), uk_day(self.at))
        return Answer(shape, version=shape.version)

    @operation(
        id="save_service",
        summary="Save a service",
        description="Sets all of it. Leaflets that are out keep what they print until their next edition.",
        roles=ROLES,
        body=ServiceToSave,
        answer=ServiceShape,
        versioned=True,
        path=ID,
        example=SERVICE,
    )
    def put(self, request: Request, id: UUID) -> Answer:
        service = change_service(
            service=get_service(id, by=self.actor),
            **self.body.facts(),
            contact_points=contact_points_named(self.body.contact_points, by=self.actor),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return Answer(ServiceShape.of(service, uk_day(self.at)), version=service.version)


class ServiceVerify(WorkspaceView):
    @operation(
        id="verify_service",
        summary="Verify a service",
        description="Somebody has checked on a day that everything about it is right.",
        roles=ROLES,
        body=Check,
        answer=ServiceShape,
        versioned=True,
        idempotent=True,
        path=ID,
        example={"on": "2026-11-02", "verified_by": "Norfolk and Suffolk NHS Foundation Trust"},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        service = verify_service(
            service=get_service(id, by=self.actor),
            verified_by=self.body.verified_by,
            on=self.body.on,
            source_url=self.body.source_url,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return Answer(ServiceShape.of(service, uk_day(self.at)), version=service.version)
