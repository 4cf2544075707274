"""The certificates of organisations' quality marks: the steward's to record."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field
from rest_framework.request import Request

from api.http.fields import Day, not_blank
from api.http.operations import operation
from api.http.requests import Body, PlainText, Shape
from api.http.views import Answer, WorkspaceView
from library.accounts.actions import set_certificate
from library.accounts.models import Organisation
from library.accounts.queries import organisation_for
from library.accounts.roles import Role
from library.errors import NotFound

CODE = {"code": {"description": "Our own code of the organisation.", "example": "sun-network"}}
ROLES = frozenset({Role.STEWARD_ADMIN})
Number = Annotated[PlainText, AfterValidator(not_blank), Field(min_length=1, max_length=50)]


class CertificateText(Body):
    """As the certificate has it."""

    number: Number
    valid_until: Day = Field(description="The last day on which it holds. From the next day on no item bears the mark.")


class CertificateShape(Shape):
    organisation: str = Field(description="Code of the organisation.")
    number: str | None
    valid_until: date | None

    @classmethod
    def of(cls, row: Organisation) -> CertificateShape:
        return cls(
            organisation=row.code, number=row.certificate_number or None, valid_until=row.certificate_valid_until
        )


class OrganisationCertificate(WorkspaceView):
    @operation(
        id="get_certificate",
        summary="See an organisation's certificate",
        description="The PIF TICK certificate that is on record, also one that has run out; null members where there is none.",
        roles=ROLES,
        answer=CertificateShape,
        problems=(NotFound,),
        path=CODE,
    )
    def get(self, request: Request, code: str) -> Answer:
        return Answer(CertificateShape.of(organisation_for(self.actor, code)))

    @operation(
        id="set_certificate",
        summary="Record an organisation's certificate",
        description=(
            "Its PIF TICK: while it is in date, the organisation's items bear the mark (`badge` of their `quality`), but for those that "
            "promote something. It is looked at again each year: record the new day then."
        ),
        roles=ROLES,
        body=CertificateText,
        answer=CertificateShape,
        problems=(NotFound,),
        path=CODE,
        example={"number": "PIF-0123", "valid_until": "2027-11-30"},
    )
    def put(self, request: Request, code: str) -> Answer:
        row = set_certificate(
            organisation=organisation_for(self.actor, code), **self.body.model_dump(), by=self.actor, at=self.at
        )
        return Answer(CertificateShape.of(row))

    @operation(
        id="remove_certificate",
        summary="Remove an organisation's certificate",
        description="No item of it bears the mark from now on.",
        roles=ROLES,
        status=204,
        problems=(NotFound,),
        path=CODE,
    )
    def delete(self, request: Request, code: str) -> Answer:
        set_certificate(
            organisation=organisation_for(self.actor, code), number="", valid_until=None, by=self.actor, at=self.at
        )
        return Answer(status=204)
