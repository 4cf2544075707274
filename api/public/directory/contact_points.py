"""Contact points: the numbers that texts print, with when each was verified and by whom."""

from __future__ import annotations

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import PublicView
from library.directory.queries import current_contact_points, present
from library.editions.review_status import uk_day


class ContactPointShape(Shape):
    slug: str = Field(description="Stands in texts as `{{contact:slug}}`.")
    name: str
    kind: str = Field(description="e164, short_voice, sms_short, relay, url, email or webchat.")
    purpose: str = Field(description="emergency, urgent, listening, condition or other.")
    display: str
    link: str | None = Field(description="A `tel:`, `mailto:` or `https:` address; null for numbers that are texted.")
    menu_path: str | None = Field(description="What to choose after dialling.")
    nations: list[str] = Field(description="Empty: all of the United Kingdom.")
    districts: list[str] = Field(description="Empty: everywhere in its nations.")
    hours: str | None
    verified_at: str | None
    verified_by: str | None


class ContactPointList(Shape):
    items: list[ContactPointShape]
    next: None = None


class ContactPoints(PublicView):
    @operation(
        id="list_contact_points",
        summary="List the contact points",
        description="The numbers and addresses in use today. Retired ones are not listed, and are never printed again.",
        answer=ContactPointList,
    )
    def get(self, request: Request) -> HttpResponse:
        rows = current_contact_points(uk_day(self.at)).order_by("slug")
        return self.send_shape(
            ContactPointList(items=[ContactPointShape(**present(row)) for row in rows]), keys="contact-points"
        )
