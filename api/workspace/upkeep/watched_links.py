"""The addresses that the caller's things send readers to, and what was seen there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.conf import settings
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.requests import Shape, described
from api.http.views import Answer, WorkspaceView
from library.accounts.actors import Actor
from library.editions.review_status import uk_day
from library.upkeep.actions import OPENERS, NothingToOpen, arrive
from library.upkeep.link_words import standing_words
from library.upkeep.links import arrived_at, get_watched, named_by, watched_for
from library.upkeep.models import Arrival, Link, WatchedAddress
from library.upkeep.watching import State

PATH = "/v1/workspace/links"


class LinksQuery(Paged):
    state: Literal[tuple(state.value for state in State)] | None = Field(None, description="Only in this state.")  # type: ignore[valid-type]


class LinkNamer(Shape):
    """Something of yours that names the address."""

    kind: str = Field(description="`item`, `contact_point` or `service`.")
    id: UUID
    name: str
    language: str | None = Field(description="Of an item: the language of the text that names it.")
    written: str = Field(description="The address as it is written there.")
    url: str = Field(description="Its page at the desk.")

    @classmethod
    def of(cls, link: Link) -> LinkNamer:
        desk = f"{settings.PUBLIC_URL}{settings.DESK_PREFIX}"
        if link.entry is not None:
            item = link.entry.item
            return cls(
                kind="item",
                id=item.pk,
                name=link.entry.title or item.slug,
                language=link.entry.language,
                written=link.written,
                url=f"{desk}catalogue/item/{item.pk}/change/",
            )
        kind, kept = ("contact_point", link.contact_point) if link.contact_point else ("service", link.service)
        return cls(
            kind=kind,
            id=kept.pk,  # type: ignore[union-attr]  # a link is named by one of them: a constraint says so
            name=kept.name,  # type: ignore[union-attr]
            language=None,
            written=link.written,
            url=f"{desk}directory/{kind.replace('_', '')}/{kept.pk}/change/",  # type: ignore[union-attr]
        )


class LinkArrival(Shape):
    """A person of your organisation opened it, and readers arrive."""

    opened_at: datetime
    holds_until: date = Field(
        description="The last day on which it counts, unless the watch fails in another way before."
    )


class WatchedLink(Shape):
    """An address that your things send readers to, or on which you verified a number."""

    id: UUID
    url: str = Field(description="Without what follows `#`.")
    state: str = Field(
        description=(
            f"{described(state.value for state in State)}. `well`: readers arrive. `broken`: it was said to be gone (404, 410, or a name "
            "that nobody knows) on several days. `unreachable`: for three weeks nobody could tell. `refused`: an address to which we send "
            "nothing. Expect new ones."
        )
    )
    detail: str = Field(description="The same in words.")
    since: date | None = Field(description="The day on which its state was first seen.")
    status: int | None = Field(description="HTTP status of the last look.")
    problem: str | None = Field(
        description="What failed at the last look, such as `gone`, `refused`, `server-error`, `name-unknown`, `too-slow`."
    )
    moved_to: str | None = Field(description="Where a permanent redirect leads.")
    failed_days: int = Field(description="On how many days it failed since it last did not.")
    looked_at: datetime | None
    next_look_at: datetime
    arrival: LinkArrival | None = Field(
        description="That a person of yours opened it and readers arrive; while this holds, nothing waits for you because of it."
    )
    named_by: list[LinkNamer] = Field(description="Your items, contact points and services that name it.")

    @classmethod
    def of(cls, row: WatchedAddress, links: list[Link], arrival: Arrival | None) -> WatchedLink:
        return cls(
            id=row.pk,
            url=row.url,
            state=row.state,
            detail=standing_words(row.standing),
            since=row.since,
            status=row.status,
            problem=row.problem or None,
            moved_to=row.moved_to or None,
            failed_days=row.failed_days,
            looked_at=row.looked_at,
            next_look_at=row.next_look_at,
            arrival=LinkArrival(opened_at=arrival.opened_at, holds_until=arrival.holds_until) if arrival else None,
            named_by=[LinkNamer.of(link) for link in links],
        )


class WatchedLinkList(Shape):
    items: list[WatchedLink]
    next: str | None = Field(description="Address of the next page; null on the last.")


class WatchedLinks(WorkspaceView):
    @operation(
        id="list_links",
        summary="List the addresses that are watched for you",
        description=(
            "Every web address in your items that are out, in your contact points and services, and where those were verified. Each is "
            "looked at once a week, on the next day when that failed, gently, and without a change to anything. What is wrong is a "
            "`broken_link` among `/v1/workspace/duties`."
        ),
        roles=ANY_MEMBER,
        query=LinksQuery,
        answer=WatchedLinkList,
        paged=True,
        example={"state": "broken"},
    )
    def get(self, request: Request) -> Answer:
        on = uk_day(self.at)
        rows, following = newest_first(watched_for(self.actor, on, state=self.params.state), self.params, PATH)
        return Answer(
            WatchedLinkList(items=_shapes(rows, self.actor, on), next=following),
            headers={"Link": link_header(PATH, self.params, following)},
        )


class WatchedLinkOpened(WorkspaceView):
    @operation(
        id="confirm_link_opened",
        summary="Say that you opened an address and readers arrive",
        description=(
            "For addresses that the watch can't look at (`unreachable` or `refused`), such as those that let people in and machines not. "
            "Open it first, and see that it is the page that was meant. Nothing waits for your organisation because of it for 180 days, "
            "unless the watch fails in another way before; an address that is changed is watched anew. Send it again to begin anew. It "
            "takes a person's key. Nothing is sent in the body."
        ),
        roles=frozenset(OPENERS),
        answer=WatchedLink,
        problems=(NothingToOpen,),
        path={"id": "The id of the address in `/v1/workspace/links`."},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        on = uk_day(self.at)
        row = get_watched(id, by=self.actor, on=on)
        arrive(address=row, by=self.actor, at=self.at)
        (shape,) = _shapes([row], self.actor, on)
        return Answer(shape)


def _shapes(rows: Sequence[WatchedAddress], by: Actor, on: date) -> list[WatchedLink]:
    links, arrivals = named_by(rows, by, on), arrived_at(rows, by, on)
    return [WatchedLink.of(row, links.get(row.pk, []), arrivals.get(row.pk)) for row in rows]
