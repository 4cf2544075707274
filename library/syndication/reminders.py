"""A reminder as the system of an organisation hears it: something there needs somebody until a day.

It is made of ids, codes, days and words of ours: nobody's name, nobody's words, and no title but that of what is published. Members are
named as in `GET /v1/workspace/duties`, where the rest is read.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from library.editions.shapes import Shape

FAMILY = "duty"
STATUSES = ("due", "overdue", "escalated")
TYPES = tuple(f"{FAMILY}.{status}" for status in STATUSES)


class RemindedSubject(Shape):
    """What has to be seen to."""

    kind: str = Field(
        description="`item`, `draft`, `adaptation`, `feedback`, `contact_point`, `service`, `recognition` or `subscription`. "
        "Expect new ones."
    )
    id: UUID
    name: str | None = Field(description="What it is called, if that is published; else null.")
    url: str = Field(description="Where to see to it, at the desk.")
    api_url: str = Field(description="Where to read it with a key.")


class RemindedOwner(Shape):
    """Whose it is. Which person has taken it, if one has, stands in `/v1/workspace/duties`."""

    roles: list[str]


class RemindedDuty(Shape):
    """Something that needs somebody of your organisation."""

    kind: str = Field(description="As `kind` in `/v1/workspace/duties`.")
    title: str = Field(description="The kind, in words.")
    subject: RemindedSubject
    due_on: date = Field(description="The last day on which it is in time, in the United Kingdom.")
    status: str = Field(description="`due`, `overdue` or `escalated`, as the type says.")
    owner: RemindedOwner
    escalates_on: date | None = Field(
        description="From then on it is escalated, unless somebody has seen to it. Null: never."
    )
    escalated_to: list[str] = Field(description="Roles whose it is besides by now; empty before it is escalated.")

    @property
    def type(self) -> str:
        return f"{FAMILY}.{self.status}"

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What is told once: the kind, the subject, the day and the status."""
        return self.kind, str(self.subject.id), self.due_on.isoformat(), self.status
