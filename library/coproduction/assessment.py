"""Where an organisation sits on a ladder, stage by stage, from its own answers. Pure: nothing is kept.

A stage stands on the rung that **all** of its answers can bear: people who are asked for their views but never told what was decided are
not partners, however many meetings there were. So one better answer never lowers a stage, and every whole set of answers gives a
rung. A stage with a question left open is not guessed at: it is "not enough told".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from library.coproduction.ladders import Ladder
from library.coproduction.questions import STAGES, Option, Question
from library.documents.pointers import pointer
from library.errors import Fault


@dataclass(frozen=True)
class Answer:
    """An answer that was given, in words. `bears` is the highest rung that it can bear."""

    question: str
    asked: str
    option: str
    said: str
    bears: int


@dataclass(frozen=True)
class Step:
    """What the next rung would take in one respect: the least answer that bears it."""

    question: str
    asked: str
    option: str
    text: str


@dataclass(frozen=True)
class Standing:
    """One stage. `rung` is counted from 1 at the bottom; None while it is not enough told, and then `missing` names the open questions.

    `reasons` are the answers that keep it on its rung, and no higher; on the top rung all of them bear it. `next` is what the rung above
    would take, in each of those respects; empty on the top one.
    """

    stage: str
    rung: int | None
    reasons: tuple[Answer, ...] = ()
    next: tuple[Step, ...] = ()
    missing: tuple[str, ...] = ()


def assess(ladder: Ladder, answers: Mapping[str, str]) -> tuple[Standing, ...]:
    """Every stage, in order. `answers` are ids of options by id of question; `answer_faults` says which are unknown."""
    return tuple(
        _standing(ladder, stage, [one for one in ladder.questions if one.stage == stage], answers) for stage in STAGES
    )


def answer_faults(ladder: Ladder, answers: Mapping[str, str]) -> list[Fault]:
    """Questions and options that this ladder does not have, by JSON pointer into the answers."""
    known = {question.id: question for question in ladder.questions}
    faults = []
    for id_, option in answers.items():
        if id_ not in known:
            faults.append(Fault(pointer("answers", id_), "This ladder does not ask that."))
        elif known[id_].option(option) is None:
            there_are = ", ".join(one.id for one in known[id_].options)
            faults.append(Fault(pointer("answers", id_), f"There is no such answer. There are: {there_are}."))
    return faults


def answers_schema(ladder: Ladder) -> dict[str, object]:
    """JSON Schema (2020-12) of the answers: an object by id of question, all of them optional."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            question.id: {
                "title": question.text,
                "oneOf": [{"const": option.id, "title": option.text} for option in question.options],
            }
            for question in ladder.questions
        },
        "additionalProperties": False,
    }


def _standing(ladder: Ladder, stage: str, questions: Sequence[Question], answers: Mapping[str, str]) -> Standing:
    given = [(question, question.option(answers[question.id])) for question in questions if question.id in answers]
    told = [(question, option) for question, option in given if option is not None]
    missing = tuple(question.id for question in questions if question.id not in {one.id for one, _ in told})
    if missing:
        return Standing(stage, None, missing=missing)
    rung = min(option.bears for _, option in told)
    top = len(ladder.rungs)
    held = [(question, option) for question, option in told if option.bears == rung]
    return Standing(
        stage,
        rung,
        reasons=tuple(_answer(question, option) for question, option in held),
        next=tuple(_step(question, rung + 1) for question, _ in held) if rung < top else (),
    )


def _answer(question: Question, option: Option) -> Answer:
    return Answer(question.id, question.text, option.id, option.text, option.bears)


def _step(question: Question, rung: int) -> Step:
    """The least answer that bears a rung: the first that does, as options rise."""
    least = next(option for option in question.options if option.bears >= rung)
    return Step(question.id, question.text, least.id, least.text)
