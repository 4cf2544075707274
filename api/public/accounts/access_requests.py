"""An organisation that is new to the library asks to join. It is told a reference, and nothing of what is known here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.people import BodyName, EmailAddress, PersonName
from api.http.requests import Body, PlainText, Shape
from api.http.views import Answer, PublicView
from library.accounts.actions import request_access
from library.accounts.models import Organisation

MAX_MESSAGE = 2000
WHAT_NEXT = (
    "Thank you. The people who look after the library will read this and write to the address you gave. If they can let you in, "
    "you get an invitation by e-mail. Keep the reference in case you need to ask."
)


def _letter(value: str) -> str:
    if any(character < " " and character not in "\n\r\t" for character in value):
        raise ValueError("Control characters can't stand here.")
    return value


class AccessWish(Body):
    """Who asks for access, for which organisation."""

    organisation_name: BodyName = Field(description="What the organisation is called.")
    ods_code: Annotated[PlainText, Field(max_length=10)] = Field(
        "", description="Its ODS code, such as S1Y5D; leave it out if it has none."
    )
    nation: Literal[tuple(Organisation.Nation.values)] = Field(description="Where it works.")  # type: ignore[valid-type]
    areas: list[Annotated[PlainText, Field(min_length=1, max_length=10)]] = Field(
        [], max_length=50, description="Codes of the areas that it serves: GSS codes such as E54000065, or ODS codes."
    )
    contact_name: PersonName = Field(description="Who we may write to.")
    email: EmailAddress = Field(description="Their work e-mail address. The invitation goes there.")
    message: Annotated[str, Field(max_length=MAX_MESSAGE), AfterValidator(_letter)] = Field(
        "", description="What you would like to use or adapt, and for whom."
    )


class AccessAsked(Shape):
    """The request has arrived."""

    reference: str = Field(description="Name it if you write to us about the request.")
    message: str


class AccessRequests(PublicView):
    @operation(
        id="request_access",
        summary="Ask to join",
        description=(
            "For an organisation that wants to adapt leaflets and has no account yet. The steward of the library decides, and writes "
            "to the address given. Names, address and message are deleted 30 days after the decision. Everything that is published "
            "can be read without an account."
        ),
        body=AccessWish,
        answer=AccessAsked,
        status=202,
        costly=True,
        light=True,
        example={
            "organisation_name": "NHS Central East ICB",
            "ods_code": "S1Y5D",
            "nation": "england",
            "areas": ["E54000065"],
            "contact_name": "Robin Example",
            "email": "robin.example@nhs.example",
            "message": "We would like to adapt the leaflet for adults.",
        },
    )
    def post(self, request: Request) -> Answer:
        asked = request_access(**self.body.model_dump(), at=self.at)
        return Answer(AccessAsked(reference=asked.reference, message=WHAT_NEXT), 202)
