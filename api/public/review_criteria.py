"""What reviewers are asked, as reference data: partners see how texts are checked, and clients what to ask."""

from __future__ import annotations

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import PublicView
from library.quality.review_criteria import ANSWERS, CRITERIA, VERSION, Criterion


class ReviewCriterion(Shape):
    code: str = Field(description="Keeps its meaning.")
    question: str = Field(description="Put so that `yes` is well.")
    help: str
    item_kinds: list[str] = Field(description="The kinds of item that it is asked of; empty for all.")
    health_only: bool = Field(description="Whether it is asked of content about health only.")

    @classmethod
    def of(cls, criterion: Criterion) -> ReviewCriterion:
        return cls(**{**vars(criterion), "item_kinds": list(criterion.item_kinds)})


class ReviewQuestions(Shape):
    kind: str = Field(description="The kind of review.")
    criteria: list[ReviewCriterion]


class ReviewCriteriaList(Shape):
    version: str = Field(description="Of all of them together. A review keeps the version that it answered.")
    answers: list[str] = Field(description="What can be answered.")
    items: list[ReviewQuestions]
    next: None = None


class ReviewCriteria(PublicView):
    @operation(
        id="list_review_criteria",
        summary="List what reviewers are asked",
        description=(
            "The questions for each kind of review, by kind of item. Texts about health are published only once somebody with lived "
            "experience and a clinician have approved them."
        ),
        answer=ReviewCriteriaList,
    )
    def get(self, request: Request) -> HttpResponse:
        items = [
            ReviewQuestions(kind=kind, criteria=[ReviewCriterion.of(one) for one in criteria])
            for kind, criteria in CRITERIA.items()
        ]
        shape = ReviewCriteriaList(version=VERSION, answers=list(ANSWERS), items=items)
        return self.send_shape(shape, keys="review-criteria")
