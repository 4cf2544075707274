"""What the endpoints for services take and answer."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from api.http.fields import Name, line
from api.http.requests import Body, Shape
from api.workspace.directory import fields
from api.workspace.directory.checks import Verification
from library.directory.hours import Hours
from library.directory.models import Service
from library.directory.service_values import service_value

ROLE = "What it is for, as templates name it: community-eating-disorder-service, carers-group."
PARTS = ("short_name", "provider", "description", "address", "opening_hours", "access_notes", "waiting_time")


class ServiceToSave(Body):
    """A service, whole: what is left out is empty."""

    name: Name
    role: fields.Slug = Field(description=ROLE)
    short_name: line(80) = ""  # type: ignore[valid-type]
    provider: line(200) = Field("", description="Who runs it, if not your organisation.")  # type: ignore[valid-type]
    description: fields.Text = ""
    address: line(500) = ""  # type: ignore[valid-type]
    opening_hours: line(300) = Field("", description=fields.HOURS)  # type: ignore[valid-type]
    schedule: fields.Schedule = Field(None, description=fields.SCHEDULE)
    access_notes: line(1000) = Field("", description="Steps, parking, hearing loop, interpreters.")  # type: ignore[valid-type]
    waiting_time: line(200) = ""  # type: ignore[valid-type]
    areas: fields.AreaCodes = Field([], description="GSS or ODS codes of where it serves.")
    districts: fields.Districts = Field([], description="Postcode areas or districts that it serves.")
    contact_points: fields.Slugs = Field(
        [],
        description=(
            "Slugs of contact points, one record each: leaflets print the first number to call, number to text, email address and "
            "web page among them, by slug."
        ),
    )
    verify_interval_days: fields.Interval = Field(180, description=fields.INTERVAL)

    def facts(self) -> dict[str, Any]:
        facts = self.model_dump(exclude={"schedule", "contact_points"})
        return {**facts, "schedule": self.schedule.model_dump(mode="json") if self.schedule else None}


class NewService(ServiceToSave):
    """A service of your organisation."""

    slug: fields.Slug = Field(description="It never changes.")


class PrintedParts(Shape):
    """Its parts as leaflets print them: `{{key.part}}`. Empty where nothing is known."""

    name: str
    short_name: str
    provider: str
    phone: str
    phone_menu: str
    text_number: str
    email: str
    website: str
    address: str
    opening_hours: str
    access_notes: str
    waiting_time: str


class ServiceShape(Shape):
    """A service of your organisation."""

    id: UUID
    slug: str
    name: str
    role: str
    short_name: str
    provider: str
    description: str
    address: str
    opening_hours: str
    schedule: Hours | None
    access_notes: str
    waiting_time: str
    areas: list[str]
    districts: list[str]
    contact_points: list[str]
    prints: PrintedParts
    verification: Verification
    version: int

    @classmethod
    def of(cls, service: Service, on: date) -> ServiceShape:
        plain = ("slug", "name", "role", *PARTS, "schedule", "areas", "districts", "version")
        return cls(
            id=service.pk,
            **{name: getattr(service, name) for name in plain},
            contact_points=sorted(contact.slug for contact in service.contact_points.all()),
            prints=PrintedParts(**vars(service_value(service, on))),
            verification=Verification.of(service, on),
        )


class ServiceList(Shape):
    items: list[ServiceShape]
    next: str | None
