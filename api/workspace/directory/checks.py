"""That somebody has checked it: the same for services and contact points."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.http.fields import Day, Name
from api.http.requests import Body, Shape
from api.workspace.directory.fields import WebAddress
from library.directory.models import ContactPoint, Service


class Check(Body):
    """A check that found everything right."""

    on: Day = Field(description="The day of the check; none that is to come.")
    verified_by: Name = Field(
        description="Shown in public: a role or body, or how it was checked. Never a person's name."
    )
    source_url: WebAddress = Field("", description="Where you looked. Left out: the present one stays.")


class Verification(Shape):
    """Whether it can be relied on."""

    state: str = Field(
        description="never, ok, overdue (the interval is over: verify it), or expired (twice over: it can't be printed)."
    )
    verified_at: date | None
    verified_by: str | None
    source_url: str | None
    interval_days: int

    @classmethod
    def of(cls, thing: ContactPoint | Service, on: date) -> Verification:
        return cls(
            state=thing.verification(on),
            verified_at=thing.verified_at,
            verified_by=thing.verified_by or None,
            source_url=thing.source_url or None,
            interval_days=thing.verify_interval_days,
        )
