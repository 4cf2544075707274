"""Where an organisation sits on a ladder: table first, then the laws."""

from __future__ import annotations

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.coproduction.assessment import Standing, answer_faults, answers_schema, assess
from library.coproduction.ladders import ARNSTEIN, LADDERS, TLAP, Ladder
from library.coproduction.questions import STAGES

EVERY_LADDER = list(LADDERS.values())


def stage(ladder: Ladder, name: str, **answers: str) -> Standing:
    given_answers = {f"{name}.{theme}": option for theme, option in answers.items()}
    (found,) = (one for one in assess(ladder, given_answers) if one.stage == name)
    return found


@pytest.mark.parametrize(
    ("part", "power", "means", "rung"),
    [
        ("subjected", "staff", "nothing", "Coercion"),
        ("subjected", "together", "recompense", "Coercion"),
        ("taught", "staff", "nothing", "Educating"),
        ("informed", "staff", "nothing", "Informing"),
        ("asked", "staff", "nothing", "Consultation"),
        ("throughout", "staff", "recompense", "Consultation"),
        ("throughout", "together", "nothing", "Consultation"),
        ("heard", "staff_answer", "expenses", "Engagement"),
        ("working_together", "some_together", "support", "Co-design"),
        ("throughout", "together", "support", "Co-design"),
        ("throughout", "together", "recompense", "Co-production"),
    ],
)
def test_a_stage_stands_where_all_of_its_answers_can_bear_it(part: str, power: str, means: str, rung: str) -> None:
    found = stage(TLAP, "design", part=part, power=power, means=means)
    assert found.rung is not None
    assert TLAP.rungs[found.rung - 1].name == rung


def test_the_reasons_are_the_answers_that_hold_it_there() -> None:
    found = stage(TLAP, "design", part="throughout", power="staff", means="nothing")
    assert [(one.question, one.said) for one in found.reasons] == [
        ("design.power", "Staff, by themselves."),
        ("design.means", "Nothing."),
    ]
    assert [(one.question, one.option) for one in found.next] == [
        ("design.power", "staff_answer"),
        ("design.means", "expenses"),
    ]


def test_the_top_rung_has_none_above_it() -> None:
    found = stage(ARNSTEIN, "govern", part="running", power="people", means="all_money")
    assert (found.rung, found.next, len(found.reasons)) == (8, (), 3)


def test_an_open_question_is_not_guessed_at() -> None:
    found = stage(TLAP, "design", part="throughout", power="together")
    assert (found.rung, found.reasons, found.next, found.missing) == (None, (), (), ("design.means",))


def test_what_a_ladder_does_not_ask_is_named() -> None:
    faults = answer_faults(TLAP, {"design.part": "running", "design.taste": "good", "design.power": "together"})
    assert [fault.pointer for fault in faults] == ["/answers/design.part", "/answers/design.taste"]


@pytest.mark.parametrize("ladder", EVERY_LADDER, ids=lambda ladder: ladder.slug)
def test_questions_are_whole(ladder: Ladder) -> None:
    ids = [question.id for question in ladder.questions]
    assert len(set(ids)) == len(ids)
    assert {question.stage for question in ladder.questions} == set(STAGES)
    for question in ladder.questions:
        bears = [option.bears for option in question.options]
        assert bears == sorted(set(bears))
        assert bears[-1] == len(ladder.rungs)
        assert "{" not in question.text


@pytest.mark.parametrize("ladder", EVERY_LADDER, ids=lambda ladder: ladder.slug)
def test_every_rung_can_be_reached(ladder: Ladder) -> None:
    # With the best answers to all else, the first question of a stage alone decides.
    first, *others = [question for question in ladder.questions if question.stage == "design"]
    best = {question.id: question.options[-1].id for question in others}
    reached = {assess(ladder, {**best, first.id: option.id})[1].rung for option in first.options}
    assert reached == set(range(1, len(ladder.rungs) + 1))


def whole(ladder: Ladder) -> st.SearchStrategy[dict[str, int]]:
    """An answer to every question, as the number of the option."""
    return st.fixed_dictionaries(
        {question.id: st.integers(0, len(question.options) - 1) for question in ladder.questions}
    )


def worded(ladder: Ladder, numbers: dict[str, int]) -> dict[str, str]:
    return {
        question.id: question.options[numbers[question.id]].id
        for question in ladder.questions
        if question.id in numbers
    }


@given(st.data())
def test_every_whole_set_of_answers_gives_a_rung(data: st.DataObject) -> None:
    ladder = data.draw(st.sampled_from(EVERY_LADDER))
    for found in assess(ladder, worded(ladder, data.draw(whole(ladder)))):
        assert found.rung is not None
        assert 1 <= found.rung <= len(ladder.rungs)
        assert found.reasons
        assert bool(found.next) is (found.rung < len(ladder.rungs))


@given(st.data())
def test_a_better_answer_never_lowers_a_stage(data: st.DataObject) -> None:
    ladder = data.draw(st.sampled_from(EVERY_LADDER))
    before = data.draw(whole(ladder))
    question = data.draw(st.sampled_from(ladder.questions))
    better = data.draw(st.integers(before[question.id], len(question.options) - 1))
    lower, higher = (assess(ladder, worded(ladder, numbers)) for numbers in (before, {**before, question.id: better}))
    assert all((one.rung or 0) <= (other.rung or 0) for one, other in zip(lower, higher, strict=True))


@given(st.data())
def test_taking_the_next_steps_leads_at_least_to_the_next_rung(data: st.DataObject) -> None:
    ladder = data.draw(st.sampled_from(EVERY_LADDER))
    answers = worded(ladder, data.draw(whole(ladder)))
    for found in assess(ladder, answers):
        taken = {**answers, **{step.question: step.option for step in found.next}}
        (after,) = (one for one in assess(ladder, taken) if one.stage == found.stage)
        assert (after.rung or 0) >= min((found.rung or 0) + 1, len(ladder.rungs))


@given(st.data())
def test_only_stages_with_an_open_question_are_not_told(data: st.DataObject) -> None:
    ladder = data.draw(st.sampled_from(EVERY_LADDER))
    left_out = data.draw(st.sets(st.sampled_from([question.id for question in ladder.questions])))
    answers = {id: option for id, option in worded(ladder, data.draw(whole(ladder))).items() if id not in left_out}
    for found in assess(ladder, answers):
        assert set(found.missing) == {id for id in left_out if id.startswith(f"{found.stage}.")}
        assert (found.rung is None) is bool(found.missing)


@given(st.data())
def test_the_schema_takes_what_the_rules_take(data: st.DataObject) -> None:
    ladder = data.draw(st.sampled_from(EVERY_LADDER))
    ids = [*(question.id for question in ladder.questions), "design.taste"]
    options = [option.id for option in ladder.questions[0].options]
    answers = data.draw(
        st.dictionaries(st.sampled_from(ids), st.sampled_from([*options, "together", "else"]), max_size=4)
    )
    fits = jsonschema.Draft202012Validator(answers_schema(ladder)).is_valid(answers)
    assert fits is not bool(answer_faults(ladder, answers))
