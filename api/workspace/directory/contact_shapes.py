"""What the endpoints for contact points take and answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from pydantic import Field

from api.http.fields import Day, Name, line
from api.http.requests import Body, Shape
from api.workspace.directory import fields
from api.workspace.directory.checks import Verification
from library.accounts.actors import Actor
from library.catalogue.addresses import item_url
from library.directory.display import display
from library.directory.hours import Hours
from library.directory.models import ContactChange, ContactPoint
from library.editions.printed_contacts import Printed


class NewContactPoint(Body):
    """A number or an address that texts can name."""

    slug: fields.Slug = Field(description="Texts name it by this, as `{{contact:slug}}`. It never changes.")
    name: Name
    kind: fields.Kind
    value: Name = Field(description="What is dialled or opened: `+441223219400`, `116123`, `https://www.nhs.uk/`.")
    group: fields.Slug | None = Field(None, description=fields.GROUP)
    purpose: fields.Purpose = Field("other", description="Its place in the help that readers are given.")
    menu_path: line(200) = Field("", description=fields.MENU)  # type: ignore[valid-type]
    nations: fields.Nations = Field([], description=fields.NATIONS)
    districts: fields.Districts = Field([], description=fields.DISTRICTS)
    hours: line(200) = Field("", description=fields.HOURS)  # type: ignore[valid-type]
    schedule: fields.Schedule = Field(None, description=fields.SCHEDULE)
    cost: fields.StatedCost = Field("", description=fields.COST)
    non_voice: fields.NonVoice = Field([], description=fields.NON_VOICE)
    verify_interval_days: fields.Interval = Field(90, description=fields.INTERVAL)
    valid_from: Day | None = Field(None, description="If it does not hold yet.")

    def facts(self) -> dict[str, Any]:
        facts = self.model_dump(exclude={"schedule"})
        schedule = self.schedule.model_dump(mode="json") if self.schedule else None
        return {**facts, "group": self.group or "", "schedule": schedule}


class ContactPointChanges(Body):
    """What should be different: what is left out stays. Lists are replaced as a whole."""

    name: Name = fields.unchanged("As readers know it.")
    value: Name = fields.unchanged("A new number or address has yet to be verified.")
    group: line(100) = fields.unchanged(f"{fields.GROUP} Empty: none.")  # type: ignore[valid-type]
    purpose: fields.Purpose = fields.unchanged("Its place in the help that readers are given.")
    menu_path: line(200) = fields.unchanged(fields.MENU)  # type: ignore[valid-type]
    nations: fields.Nations = fields.unchanged(fields.NATIONS)
    districts: fields.Districts = fields.unchanged(fields.DISTRICTS)
    hours: line(200) = fields.unchanged(fields.HOURS)  # type: ignore[valid-type]
    schedule: fields.Schedule = fields.unchanged(f"{fields.SCHEDULE} Null: only words are known.")
    cost: fields.StatedCost = fields.unchanged(fields.COST)
    non_voice: fields.NonVoice = fields.unchanged(fields.NON_VOICE)
    verify_interval_days: fields.Interval = fields.unchanged(fields.INTERVAL)
    valid_from: Day | None = fields.unchanged("Null: it holds already.")

    def changes(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_unset=True)


class Decision(Body):
    """The proposal that you looked at."""

    change: UUID = Field(description="Its id, as `pending_change` shows it.")


class Retirement(Body):
    """When it ends, and what takes its place."""

    valid_to: Day = Field(description="The last day on which it is in use.")
    superseded_by: fields.Slug | None = Field(None, description="Slug of another contact point that is in use.")


class PendingChange(Shape):
    """A change that waits for a second person."""

    id: UUID
    changes: dict[str, Any] = Field(description="The members that would be different, with their new values.")
    proposed_at: datetime
    proposed_by_you: bool = Field(description="Then a colleague confirms it; you may discard it.")

    @classmethod
    def of(cls, change: ContactChange | None, by: Actor) -> PendingChange | None:
        if change is None:
            return None
        return cls(
            id=change.pk,
            changes=change.changes,
            proposed_at=change.proposed_at,
            proposed_by_you=change.proposed_by == by.id,
        )


class DirectoryContactPoint(Shape):
    """A contact point as those see it who may name it."""

    id: UUID
    slug: str
    group: str | None
    for_everybody: bool = Field(description="Whether all texts can name it; otherwise those of your organisation.")
    name: str
    kind: str
    purpose: str
    value: str
    display: str
    menu_path: str | None
    nations: list[str]
    districts: list[str]
    hours: str | None
    schedule: Hours | None
    cost: str
    non_voice: list[str]
    verification: Verification
    valid_from: date | None
    valid_to: date | None
    superseded_by: str | None
    pending_change: PendingChange | None
    version: int

    @classmethod
    def of(
        cls, contact: ContactPoint, change: ContactChange | None, *, by: Actor, on: date, **more: Any
    ) -> DirectoryContactPoint:
        plain = ("slug", "name", "kind", "purpose", "value", "nations", "districts", "schedule", "non_voice", "version")
        return cls(
            id=contact.pk,
            **{name: getattr(contact, name) for name in plain},
            group=contact.group or None,
            for_everybody=contact.organisation_id is None,
            display=display(contact.kind, contact.value),
            menu_path=contact.menu_path or None,
            hours=contact.hours or None,
            cost=contact.call_cost,
            verification=Verification.of(contact, on),
            valid_from=contact.valid_from,
            valid_to=contact.valid_to,
            superseded_by=contact.superseded_by.slug if contact.superseded_by else None,
            pending_change=PendingChange.of(change, by),
            **more,
        )


class DirectoryContactPointList(Shape):
    items: list[DirectoryContactPoint]
    next: str | None


class Usage(Shape):
    """An edition that is out and prints it."""

    kind: str
    slug: str
    language: str
    edition: int
    url: str
    yours: bool
    as_now: bool = Field(description="Whether it prints the number, link and menu choice that it has now.")


class UsageList(Shape):
    items: list[Usage]
    next: None = None


class ConfirmedContactPoint(DirectoryContactPoint):
    """A contact point that has changed, and what still prints it as it was."""

    printed_in: list[Usage] = Field(
        description="Editions that are out and print it. Those that are not `as_now` need a new edition of class `contact`."
    )


def usages(printed: Iterable[Printed], by: Actor) -> list[Usage]:
    return [
        Usage(
            kind=one.edition.item.kind,
            slug=one.edition.item.slug,
            language=one.edition.language,
            edition=one.edition.number,
            url=item_url(settings.PUBLIC_URL, one.edition.item.kind, one.edition.item.slug),
            yours=one.edition.item.owner_id == by.organisation_id,
            as_now=one.as_now,
        )
        for one in printed
    ]
