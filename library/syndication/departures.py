"""What is said of an item that is no longer out: that it was there, why it went, and what to read instead. Never its words."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.conf import settings
from pydantic import Field

from library.catalogue.addresses import COLLECTIONS, item_url
from library.editions.shapes import Moment, Shape

State = Literal["live", "withdrawn", "redirected"]


class SuccessorShape(Shape):
    kind: str
    slug: str
    url: str


class Tombstone(Shape):
    """One item in one language that was published and is gone: its address answers 410, or 308 to its successor."""

    kind: str
    slug: str
    language: str
    url: str
    state: Literal["withdrawn", "redirected"]
    reason: str | None = Field(description="A code, for what was withdrawn.")
    withdrawn_at: Moment | None
    successor: SuccessorShape | None = Field(description="What to show instead.")


def successor_of(kind: str | None, slug: str | None) -> SuccessorShape | None:
    """The item that took its place, if there is one."""
    if not kind or not slug or kind not in COLLECTIONS:
        return None
    return SuccessorShape(kind=kind, slug=slug, url=item_url(settings.PUBLIC_URL, kind, slug))


def reason_of(state: str, reason: str) -> str | None:
    """The code that the public may read: of a redirect it is that there is a successor."""
    return reason or None if state == "withdrawn" else None


def moment_of(state: str, withdrawn_at: datetime | None) -> datetime | None:
    return withdrawn_at if state == "withdrawn" else None
