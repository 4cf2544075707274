"""The pages that problem types resolve to, made from the refusals themselves."""

from __future__ import annotations

from html import escape

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pages import POLICY, page, prose
from api.http.problems import problem_types, status_of, type_url
from api.http.requests import Shape
from api.http.views import PublicView
from library.errors import LibraryError, NotFound

Problem = type[LibraryError]
HTML = "text/html"
FORMS = ("application/json", HTML)


class ProblemType(Shape):
    """A problem type: what it means and what to do."""

    type: str = Field(description="The address of this page, as `type` of a problem.")
    title: str
    status: int = Field(description="The HTTP status that comes with it.")
    explanation: str = Field(description="CommonMark.")

    @classmethod
    def of(cls, problem: Problem) -> ProblemType:
        return cls(
            type=type_url(problem.slug), title=problem.title, status=status_of(problem), explanation=problem.explanation
        )


class ProblemTypeList(Shape):
    """All problem types."""

    items: list[ProblemType]


class ProblemPages(PublicView):
    """What the pages share: JSON unless a browser asks."""

    def show(self, shape: Shape, title: str, body: str) -> HttpResponse:
        as_html = self.media_type == HTML
        headers = {"Content-Security-Policy": POLICY} if as_html else {}
        raw = page(title, body) if as_html else shape.model_dump_json().encode()
        media_type = "text/html; charset=utf-8" if as_html else self.media_type
        return self.send(raw, media_type=media_type, headers={**headers, "Vary": "Accept, Authorization"})


class Problems(ProblemPages):
    @operation(
        id="list_problem_types",
        summary="List problem types",
        description="Every kind of refusal that this API answers with, and what to do about it.",
        answer=ProblemTypeList,
        produces=FORMS,
    )
    def get(self, request: Request) -> HttpResponse:
        shapes = [ProblemType.of(problem) for problem in problem_types().values()]
        rows = "".join(
            f'<dt><a href="{escape(shape.type)}">{escape(shape.title)}</a></dt><dd>{shape.status}</dd>'
            for shape in shapes
        )
        return self.show(ProblemTypeList(items=shapes), "Problem types", f"<dl>{rows}</dl>")


class ProblemPage(ProblemPages):
    @operation(
        id="get_problem_type",
        summary="Read about a problem type",
        description="The page that the `type` of a problem leads to: what it means and what to do.",
        answer=ProblemType,
        produces=FORMS,
        path={"slug": {"description": "The last part of a problem's `type`.", "example": "not-found"}},
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        problem = problem_types().get(slug)
        if problem is None:
            raise NotFound()
        shape = ProblemType.of(problem)
        return self.show(shape, shape.title, f"<p>HTTP status {shape.status}.</p><p>{prose(shape.explanation)}</p>")
