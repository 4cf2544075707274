"""Contact points: the numbers that texts print, with when each was verified and by whom."""

from __future__ import annotations

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import PublicView
from library.directory.hours import Hours
from library.directory.queries import everybodys_contact_points, present
from library.editions.review_status import uk_day


class ContactPointShape(Shape):
    slug: str = Field(description="Stands in texts as `{{contact:slug}}`.")
    group: str | None = Field(
        description="Those of a group do the same for different places: `{{contact:group}}` prints the one that serves a text's place."
    )
    name: str
    kind: str = Field(description="e164, short_voice, sms_short, relay, url, email or webchat.")
    purpose: str = Field(description="emergency, urgent, listening, condition or other.")
    display: str
    link: str | None = Field(description="A `tel:`, `mailto:` or `https:` address; null for numbers that are texted.")
    menu_path: str | None = Field(description="What to choose after dialling.")
    nations: list[str] = Field(description="Empty: all of the United Kingdom.")
    districts: list[str] = Field(description="Empty: everywhere in its nations.")
    hours: str | None = Field(description="In words: Monday to Friday, 3pm to 8pm.")
    schedule: Hours | None = Field(
        description=(
            "When it is open, as data; null while only words are known. A span that closes at or before it opens runs into the next day. "
            "Whether it is open now is for you to work out: this answer is cached."
        )
    )
    cost: str = Field(description="For the caller: free, standard, premium or unknown.")
    non_voice: list[str] = Field(
        description="How to reach it without speaking: relay (18001 before the number), text, bsl, webchat, email or none. Empty: unknown."
    )
    verified_at: str | None
    verified_by: str | None


class ContactPointList(Shape):
    items: list[ContactPointShape]
    next: None = None


class ContactPoints(PublicView):
    @operation(
        id="list_contact_points",
        summary="List the contact points",
        description=(
            "The numbers and addresses in use today that any text can name. Retired ones are not listed, and are never printed again. "
            "Those of local services stand in the leaflets that print them."
        ),
        answer=ContactPointList,
    )
    def get(self, request: Request) -> HttpResponse:
        rows = everybodys_contact_points(uk_day(self.at)).order_by("slug")
        return self.send_shape(
            ContactPointList(items=[ContactPointShape(**present(row)) for row in rows]), keys="contact-points"
        )
