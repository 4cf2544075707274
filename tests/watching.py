"""The web as a test wants it, and the watch over it day by day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from library.directory.actions import verify_contact_point
from library.directory.models import ContactPoint
from library.editions.review_status import uk_day
from library.syndication.outbound import Page, Reply, Takes
from library.upkeep.duties import duties_for
from library.upkeep.duty import Duty
from library.upkeep.gathering import gather
from library.upkeep.looking import look_around
from library.upkeep.models import WatchedAddress
from library.upkeep.rules import Kind
from tests.worlds import World


@dataclass(frozen=True)
class Shown(Page):
    content: bytes = b""


def page(text: str = "Welcome", *, is_whole: bool = True) -> Page:
    return Shown(Reply(200, 5, len(text)), is_whole=is_whole, content=text.encode())


def answer(status: int, location: str = "") -> Page:
    return Page(Reply(status, 5, 0), location=location, is_whole=True)


def silent(problem: str = "too-slow") -> Page:
    return Page(Reply(None, 5, 0, problem))


@dataclass
class Web:
    """`pages` by address; all others are well. `asked`: who was asked for what, in order."""

    pages: dict[str, Page] = field(default_factory=dict)
    others: Page = field(default_factory=page)
    asked: list[str] = field(default_factory=list)

    def __call__(self, url: str, takes: Takes | None) -> Page:
        self.asked.append(url)
        found = self.pages.get(url, self.others)
        if takes and isinstance(found, Shown) and takes("text/html", b""):
            takes("text/html", found.content)
        return found


class Watch:
    """Goes on from the world's time. `day()` is all that the jobs do on one."""

    def __init__(self, world: World) -> None:
        self.world, self.web, self.at = world, Web(), world.now()

    def gather(self) -> None:
        gather(at=self.at)

    def look(self, **how: Any) -> int:
        return look_around(at=self.at, looks=self.web, **how)

    def day(self, days: int = 1) -> None:
        """So many days, on each of which everybody whose turn it is has it."""
        for _ in range(days):
            self.gather()
            began = self.at
            while self.look():
                self.at += timedelta(minutes=2)
            self.at = began + timedelta(days=1)

    def address(self, url: str) -> WatchedAddress:
        return WatchedAddress.objects.get(url=url)

    def duties(self, name: str, kind: Kind = Kind.LINK) -> list[Duty]:
        return [duty for duty in duties_for(self.world.by(name), self.at) if duty.kind is kind]


def verified(world: World, slug: str, source_url: str, at: datetime, *, by: str = "cora") -> ContactPoint:
    contact = ContactPoint.objects.get(slug=slug)
    return verify_contact_point(
        contact=contact,
        verified_by="The SUN Network",
        on=uk_day(at),
        source_url=source_url,
        expected_version=contact.version,
        by=world.by(by),
        at=at,
    )
