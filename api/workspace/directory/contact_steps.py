"""What is done with a contact point: confirmed, discarded, verified, retired."""

from __future__ import annotations

from uuid import UUID

from rest_framework.request import Request

from api.http.operations import operation
from api.http.views import Answer
from api.workspace.directory.checks import Check
from api.workspace.directory.contact_points import ID, ROLES, ContactPointView
from api.workspace.directory.contact_shapes import (
    ConfirmedContactPoint,
    Decision,
    DirectoryContactPoint,
    Retirement,
    usages,
)
from api.workspace.directory.examples import AN_ID
from library.directory.actions import confirm_change, discard_change, retire_contact_point, verify_contact_point
from library.directory.errors import ContactPointRetired, NoChangePending, SecondPersonNeeded
from library.directory.queries import get_contact_point, successor_named
from library.editions.printed_contacts import editions_printing
from library.editions.review_status import uk_day


class ContactPointConfirm(ContactPointView):
    @operation(
        id="confirm_contact_point_change",
        summary="Confirm a change of a contact point",
        description=(
            "Makes the change that a colleague proposed. Editions keep the number that they were published with: the answer lists "
            "those that print it, and each that is yours needs a new edition of class `contact`."
        ),
        roles=ROLES,
        body=Decision,
        answer=ConfirmedContactPoint,
        versioned=True,
        idempotent=True,
        problems=(SecondPersonNeeded, NoChangePending, ContactPointRetired),
        path=ID,
        example={"change": AN_ID},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        contact = confirm_change(
            contact=get_contact_point(id, by=self.actor),
            change=self.body.change,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        shape = ConfirmedContactPoint.of(
            contact,
            None,
            by=self.actor,
            on=uk_day(self.at),
            printed_in=usages(editions_printing(contact), self.actor),
        )
        return Answer(shape, version=contact.version)


class ContactPointDiscard(ContactPointView):
    @operation(
        id="discard_contact_point_change",
        summary="Discard a change of a contact point",
        description="Takes a proposal back, or turns a colleague's down. Nothing was different, and nothing is.",
        roles=ROLES,
        body=Decision,
        answer=DirectoryContactPoint,
        versioned=True,
        idempotent=True,
        problems=(NoChangePending,),
        path=ID,
        example={"change": AN_ID},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        discard_change(
            contact=get_contact_point(id, by=self.actor),
            change=self.body.change,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        shape = self.shown(id)
        return Answer(shape, version=shape.version)


class ContactPointVerify(ContactPointView):
    @operation(
        id="verify_contact_point",
        summary="Verify a contact point",
        description="Call it or open it, check its hours and its menu, then say so: the day and by whom are public.",
        roles=ROLES,
        body=Check,
        answer=DirectoryContactPoint,
        versioned=True,
        idempotent=True,
        problems=(ContactPointRetired,),
        path=ID,
        example={"on": "2026-11-02", "verified_by": "The SUN Network", "source_url": "https://www.nhs.uk/"},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        verify_contact_point(
            contact=get_contact_point(id, by=self.actor),
            verified_by=self.body.verified_by,
            on=self.body.on,
            source_url=self.body.source_url,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        shape = self.shown(id)
        return Answer(shape, version=shape.version)


class ContactPointRetire(ContactPointView):
    @operation(
        id="retire_contact_point",
        summary="Retire a contact point",
        description=(
            "After its last day no text can be published that names it or shows its number. The public feed says so "
            "(`contact_point.retired`), and `/usages` lists what prints it. For good."
        ),
        roles=ROLES,
        body=Retirement,
        answer=DirectoryContactPoint,
        versioned=True,
        idempotent=True,
        problems=(ContactPointRetired,),
        path=ID,
        example={"valid_to": "2026-12-31", "superseded_by": "samaritans"},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        retire_contact_point(
            contact=get_contact_point(id, by=self.actor),
            valid_to=self.body.valid_to,
            superseded_by=successor_named(self.body.superseded_by, by=self.actor),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        shape = self.shown(id)
        return Answer(shape, version=shape.version)
