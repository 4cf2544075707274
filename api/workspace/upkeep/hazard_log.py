"""What can go wrong for readers and what stands against it: for whoever answers for safety, made from what the library knows."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http import caching
from api.http.answers import bytes_of, response_of
from api.http.operations import JSON, operation
from api.http.requests import Shape
from api.http.views import WorkspaceView
from api.workspace.upkeep.hazard_page import HTML, POLICY, hazard_page
from library.upkeep.hazard_figures import Figure, Recalls
from library.upkeep.hazard_log import HAZARD_READERS, HazardLog, hazard_log
from library.upkeep.hazards import Hazard
from library.upkeep.intended_use import INTENDED_USE, NOT_INTENDED, SCOPE


class HazardControl(Shape):
    requirement: str = Field(description="As the requirements of this library name it, such as `CR-3`.")
    says: str = Field(description="What it does.")
    rule: str = Field(description="Where it stands in the code, as `module:name`.")
    test: str = Field(description="The test that shows it, as `file::name` or `file::class::name`.")


class HazardFigure(Shape):
    """How often something happened, or is so now."""

    name: str
    called: str
    number: int
    last: datetime | None = Field(
        description="When it happened last; null for what is so now, and for what never happened."
    )

    @classmethod
    def of(cls, figure: Figure) -> HazardFigure:
        return cls(**vars(figure))


class HazardShape(Shape):
    """Something that can go wrong."""

    code: str
    title: str
    cause: str
    effect: str
    severity: str = Field(
        description="Of the worst that is likely without controls: `catastrophic`, `major`, `considerable`, `minor`."
    )
    controls: list[HazardControl]
    residual: str = Field(description="What is left of it.")
    acted: list[HazardFigure] = Field(
        description="When its controls acted in this deployment; empty where no record says that it was they."
    )

    @classmethod
    def of(cls, hazard: Hazard, log: HazardLog) -> HazardShape:
        controls = [HazardControl(**vars(control)) for control in hazard.controls]
        acted = [HazardFigure.of(figure) for figure in log.of(hazard)]
        plain = {name: getattr(hazard, name) for name in ("code", "title", "cause", "effect", "severity", "residual")}
        return cls(**plain, controls=controls, acted=acted)


class RecallShape(Shape):
    """How withdrawals and safety editions reached the subscriptions that there were when they happened."""

    told: int = Field(description="Messages that arrived, each once, of what happened in the last 30 days.")
    waiting: int
    given_up: int = Field(description="In the last 30 days.")
    half_within_seconds: float | None = Field(
        description="Half of them arrived in so many seconds from what they tell of."
    )
    longest_seconds: float | None

    @classmethod
    def of(cls, found: Recalls) -> RecallShape:
        half, longest = (took and took.total_seconds() for took in (found.half, found.longest))
        return cls(
            told=found.told,
            waiting=found.waiting,
            given_up=found.given_up,
            half_within_seconds=half,
            longest_seconds=longest,
        )


class HazardLogShape(Shape):
    release: str = Field(description="Of the program; `unreleased` where it runs from its folder.")
    at: datetime
    intended_use: str
    not_intended: str
    scope: str = Field(description="What this log does not decide.")
    hazards: list[HazardShape]
    happened: list[HazardFigure] = Field(
        description="For whatever reason: no record says whether it was a control, and which."
    )
    recalls: RecallShape

    @classmethod
    def of(cls, log: HazardLog) -> HazardLogShape:
        return cls(
            release=log.release,
            at=log.at,
            intended_use=INTENDED_USE,
            not_intended=NOT_INTENDED,
            scope=SCOPE,
            hazards=[HazardShape.of(hazard, log) for hazard in log.hazards],
            happened=[HazardFigure.of(figure) for figure in log.of_the_whole()],
            recalls=RecallShape.of(log.recalls),
        )


class HazardLogView(WorkspaceView):
    @operation(
        id="get_hazard_log",
        summary="Get the hazard log",
        description=(
            "What can go wrong for readers with what this library gives out, why, what stands against it, what is left, and how often its "
            "controls acted in this deployment: material for a clinical safety officer and for a DTAC, not their decision. As JSON, or a "
            "page to print for `Accept: text/html`. What is refused at once is told to whoever asked and not kept, so it is not counted; "
            "scheduled publications that were refused on their day are, for whatever reason. Numbers are of the whole deployment, and of "
            "nobody."
        ),
        roles=HAZARD_READERS,
        answer=HazardLogShape,
        produces=(JSON, HTML),
    )
    def get(self, request: Request) -> HttpResponse:
        log = hazard_log(self.at)
        if self.media_type == HTML:
            headers = {"Content-Type": f"{HTML}; charset=utf-8", "Content-Security-Policy": POLICY}
            return response_of(hazard_page(log), {**headers, **caching.NO_STORE})
        return response_of(bytes_of(HazardLogShape.of(log)), {"Content-Type": JSON, **caching.NO_STORE})
