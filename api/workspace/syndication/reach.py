"""How far the organisation's items reached: as JSON, as a table for spreadsheets, and as a chart."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from pydantic import BeforeValidator, Field, WithJsonSchema
from rest_framework.request import Request

from api.http import caching
from api.http.answers import response_of
from api.http.operations import JSON, operation
from api.http.permissions import ANY_MEMBER
from api.http.requests import Query
from api.http.views import Answer, WorkspaceView
from api.workspace.syndication.reach_shapes import ReachShape
from library.errors import NotFound
from library.syndication.reach import reach_for
from library.syndication.reach_files import as_chart, as_table, title_of
from library.syndication.spans import month

CSV, SVG = "text/csv", "image/svg+xml"
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def _month(value: Any) -> Any:
    return month(value) if isinstance(value, str) else value


Month = Annotated[
    date, BeforeValidator(_month), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"})
]


class ReachQuery(Query):
    item: UUID | None = Field(None, description="Of this item or adaptation alone.")
    first: Month | None = Field(
        None, alias="from", description="The first month, such as `2026-01`. Without it a year, or by day one month."
    )
    last: Month | None = Field(None, alias="to", description="The last month. Without it the one that it is now.")
    by: Literal["month", "day"] = Field(
        "month", description="`day` for at most three months, of the last thirteen. Days are rounded down to fives."
    )


class Reach(WorkspaceView):
    @operation(
        id="get_reach",
        summary="See how far your items reached",
        description=(
            "For your organisation's items, or for one of them: reads through the API, pages and files by form, the "
            "websites that show them, oEmbed, and readers who came from paper, by month or day; your partners that read "
            "with a key; who made your templates their own, and how far those versions reached in each area. "
            "`Accept: text/csv` gives the same as a table, `Accept: image/svg+xml` the periods as a chart.\n\n"
            "These are counts and nothing else: no address, no person, no time within a day. They are a lower bound, since "
            "caches answer many readers (`lower_bound` says more). **Small numbers are left out**: what was counted fewer "
            "than five times in a month, of one text in one language and form and by one website or partner, is in no number "
            'at all, so nothing can be had by subtraction. A number with `suppressed: true` is therefore "at least", and '
            "null means that it is from one to four, or by day at most four. The month that it is now is rounded down to fives."
        ),
        roles=ANY_MEMBER,
        query=ReachQuery,
        answer=ReachShape,
        produces=(JSON, CSV, SVG),
        problems=(NotFound,),
        example={"by": "month"},
    )
    def get(self, request: Request) -> Answer | HttpResponse:
        asked = self.params
        found = reach_for(
            self.actor, item=asked.item, first=asked.first, last=asked.last, by_day=asked.by == "day", now=self.at
        )
        if self.media_type == JSON:
            return Answer(ReachShape.of(found))
        if self.media_type == CSV:
            headers = {
                "Content-Type": f"{CSV}; charset=utf-8",
                "Content-Disposition": 'attachment; filename="reach.csv"',
            }
            return response_of(as_table(found), {**headers, **caching.NO_STORE})
        headers = {"Content-Type": SVG, "Content-Security-Policy": SVG_POLICY}
        return response_of(as_chart(found, title_of(found)).encode(), {**headers, **caching.NO_STORE})
