"""The feed: everything that changed in public, in order, without gaps."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings
from django.http import HttpResponse
from pydantic import Field, WithJsonSchema
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import DEFAULT_SIZE, at_most
from api.http.requests import Query, Shape, WholeNumber
from api.http.views import PublicView
from library.errors import Fault, Malformed
from library.history.queries import changes_after, last_position
from library.syndication.events import EventShape, present

MAX_EVENTS = 500
PageSize = Annotated[
    WholeNumber,
    Field(ge=1, description=f"How many events to send; at most {MAX_EVENTS}, more is taken for {MAX_EVENTS}."),
    at_most(MAX_EVENTS),
    WithJsonSchema({"type": "integer", "minimum": 1, "default": DEFAULT_SIZE}),
]
"""Events are small, and who follows them wants to catch up."""


class ChangesQuery(Query):
    after: WholeNumber = Field(0, ge=0, description="The position up to which you have read; 0 from the beginning.")
    page_size: PageSize = DEFAULT_SIZE


class EventList(Shape):
    items: list[EventShape]
    next: str | None = Field(description="Address of the next page; null when you have read everything there is.")
    position: int = Field(description="Ask with this as `after` next time.")


class Changes(PublicView):
    @operation(
        id="follow_changes",
        summary="Follow what changes",
        description=(
            "Public events in order. Read on with `next` until it is null, keep `position`, and come back with "
            "`after`. Whoever follows the feed from 0 ends with "
            "exactly what is published: withdrawals and redirects are events too."
        ),
        query=ChangesQuery,
        answer=EventList,
        example={"after": 0},
    )
    def get(self, request: Request) -> HttpResponse:
        after, size = self.params.after, self.params.page_size
        events = changes_after(after, size + 1)
        if not events and after > (newest := last_position()):
            raise Malformed(errors=[Fault("?after", f"The newest position is {newest}: this one is not of this feed.")])
        page = events[:size]
        position = page[-1].position if page and page[-1].position else after
        next_url = (
            f"{settings.PUBLIC_URL}{request.path}?after={position}&page_size={size}" if len(events) > size else None
        )
        headers = {"Link": f'<{next_url}>; rel="next"'} if next_url else {}
        return self.send_shape(
            EventList(items=[present(event) for event in page], next=next_url, position=position),
            keys="changes",
            headers=headers,
        )
