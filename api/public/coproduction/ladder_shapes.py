"""What is sent of a ladder, and of where somebody sits on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field

from api.http.requests import Shape
from library.coproduction.assessment import Standing, answers_schema
from library.coproduction.ladders import Ladder
from library.coproduction.questions import VERSION, Question

StageName = Literal["commission", "design", "deliver", "evaluate", "govern"]


class RungShape(Shape):
    position: int = Field(description="From 1, at the bottom.")
    name: str
    meaning: str = Field(description="In our own words.")


class OptionShape(Shape):
    """An answer, and what it means."""

    id: str
    text: str
    bears: int = Field(description="The highest rung that it can bear.")


class QuestionShape(Shape):
    id: str = Field(description="Keeps its meaning: it is `<stage>.<theme>`.")
    stage: StageName
    text: str
    options: list[OptionShape] = Field(description="From the lowest to the highest.")

    @classmethod
    def of(cls, question: Question) -> QuestionShape:
        options = [OptionShape(id=one.id, text=one.text, bears=one.bears) for one in question.options]
        return cls.model_validate(
            {"id": question.id, "stage": question.stage, "text": question.text, "options": options}
        )


class LadderShape(Shape):
    slug: str
    version: str
    name: str
    source: str
    source_url: str
    credit: str = Field(description="Show this, with a link to the source, wherever you show the ladder.")
    rungs: list[RungShape]
    questions_version: str
    questions: list[QuestionShape] = Field(description="Of the self-assessment. They are ours, not the scheme's.")
    answers_schema: dict[str, Any] = Field(description="JSON Schema (2020-12) of `answers` in an assessment.")
    assessment_url: str = Field(description="POST answers here.")
    drawing_url: str = Field(description="The ladder as SVG; `.txt` in place of `.svg` as text.")

    @classmethod
    def of(cls, ladder: Ladder, base_url: str) -> LadderShape:
        address = f"{base_url}/v1/ladders/{ladder.slug}"
        return cls(
            slug=ladder.slug,
            version=ladder.version,
            name=ladder.name,
            source=ladder.source,
            source_url=ladder.source_url,
            credit=ladder.credit,
            rungs=[
                RungShape(position=position, name=rung.name, meaning=rung.meaning)
                for position, rung in enumerate(ladder.rungs, 1)
            ],
            questions_version=VERSION,
            questions=[QuestionShape.of(question) for question in ladder.questions],
            answers_schema=answers_schema(ladder),
            assessment_url=f"{address}/assessment",
            drawing_url=f"{address}/drawing.svg",
        )


class LadderList(Shape):
    items: list[LadderShape]
    next: None = None


class ReasonShape(Shape):
    """An answer that was given."""

    question: str
    asked: str
    option: str
    said: str


class NextStepShape(Shape):
    """The least answer that would bear the next rung."""

    question: str
    asked: str
    option: str
    text: str


class StandingShape(Shape):
    """Where one stage of the work stands."""

    stage: StageName
    status: Literal["told", "not_enough_told"]
    rung: RungShape | None
    reasons: list[ReasonShape] = Field(description="The answers that keep it on this rung.")
    next_rung: RungShape | None = Field(description="Null on the top rung, and while not enough is told.")
    next_steps: list[NextStepShape] = Field(description="What the next rung would take: all of it.")
    missing: list[str] = Field(description="Questions that are still open.")

    @classmethod
    def of(cls, ladder: Ladder, standing: Standing) -> StandingShape:
        rung = standing.rung
        return cls.model_validate(
            {
                "stage": standing.stage,
                "status": "not_enough_told" if rung is None else "told",
                "rung": _rung(ladder, rung),
                "reasons": [
                    ReasonShape(question=one.question, asked=one.asked, option=one.option, said=one.said)
                    for one in standing.reasons
                ],
                "next_rung": _rung(ladder, rung + 1 if rung else None),
                "next_steps": [NextStepShape(**vars(one)) for one in standing.next],
                "missing": list(standing.missing),
            }
        )


class LadderAssessmentShape(Shape):
    """Every stage of the work, in order. Nothing of it is kept."""

    ladder: str
    version: str
    questions_version: str
    stages: list[StandingShape]
    drawing_url: str = Field(description="The ladder with these stages marked on it.")
    credit: str = Field(description="Show this, with a link to the source, wherever you show the result.")
    source_url: str

    @classmethod
    def of(cls, ladder: Ladder, standings: Iterable[Standing], base_url: str) -> LadderAssessmentShape:
        stages = list(standings)
        marks = ",".join(f"{one.stage}:{one.rung}" for one in stages if one.rung)
        drawing = f"{base_url}/v1/ladders/{ladder.slug}/drawing.svg"
        return cls(
            ladder=ladder.slug,
            version=ladder.version,
            questions_version=VERSION,
            stages=[StandingShape.of(ladder, one) for one in stages],
            drawing_url=f"{drawing}?at={marks}" if marks else drawing,
            credit=ladder.credit,
            source_url=ladder.source_url,
        )


def _rung(ladder: Ladder, position: int | None) -> RungShape | None:
    if position is None or position > len(ladder.rungs):
        return None
    rung = ladder.rungs[position - 1]
    return RungShape(position=position, name=rung.name, meaning=rung.meaning)
