"""A number that changed, brought to everything that prints it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import Answer, WorkspaceView
from library.catalogue.addresses import item_url
from library.directory.queries import get_contact_point
from library.editions.models import Edition
from library.leaflets.actions import republish_for_contact
from library.leaflets.actions.contacts import RELEASERS


class RepublishedEdition(Shape):
    kind: str
    slug: str
    language: str
    url: str
    edition: int

    @classmethod
    def of(cls, edition: Edition) -> RepublishedEdition:
        item = edition.item
        return cls(
            kind=item.kind,
            slug=item.slug,
            language=edition.language,
            url=item_url(settings.PUBLIC_URL, item.kind, item.slug),
            edition=edition.number,
        )


class NotRepublished(RepublishedEdition):
    """It still prints what was: somebody has to look at it."""

    reasons: list[str]


class RepublishedShape(Shape):
    """What came of it."""

    published: list[RepublishedEdition] = Field(description="New editions, of class `contact`.")
    unchanged: list[RepublishedEdition] = Field(description="Those that print what holds now.")
    refused: list[NotRepublished] = Field(description="Those that can't be published again by themselves, and why.")


class ContactPointRepublish(WorkspaceView):
    @operation(
        id="republish_contact_point",
        summary="Publish again whatever prints a contact point",
        description=(
            "After a change was confirmed: every text that prints the old number is checked and published again as an "
            "edition of class `contact`, without new sign-offs, since no word of it changes. An approver reaches the texts of "
            "their organisation, a publisher of the steward everybody's. Asking twice does nothing twice."
        ),
        roles=frozenset(RELEASERS),
        answer=RepublishedShape,
        idempotent=True,
        path={"id": "The contact point's id."},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        contact = get_contact_point(id, by=self.actor)
        done = republish_for_contact(contact_point=contact, by=self.actor, at=self.at)
        shape = RepublishedShape(
            published=[RepublishedEdition.of(edition) for edition in done.editions],
            unchanged=[RepublishedEdition.of(edition) for edition in done.unchanged],
            refused=[
                NotRepublished(**RepublishedEdition.of(one.edition).model_dump(), reasons=list(one.reasons))
                for one in done.refused
            ],
        )
        return Answer(shape)
