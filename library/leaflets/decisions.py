"""Applying what somebody decided about an offer to a recipe. Pure: nothing is chosen that was not asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from library.documents.fields import OptionalLine
from library.documents.model import LeafletDocument
from library.documents.pointers import pointer
from library.documents.vocabulary import Policy
from library.errors import Conflict, Fault, Malformed
from library.leaflets.offers import SAFE, SETTLED, Offer, SectionOffer, Status, offer
from library.leaflets.recipe import Choice, Recipe, Templates, choice_faults, sentence_of


@dataclass(frozen=True)
class OwnText:
    """Written for this decision."""

    text: str


Decision = OwnText | str
"""`theirs`, `mine`, `proposed`, or a text of its own."""
WORDS = ("theirs", "mine", "proposed")
_LINE: TypeAdapter[str] = TypeAdapter(Annotated[OptionalLine, Field(max_length=300)])


class NothingToUpdate(Conflict):
    """The adaptation has all that the edition brings."""

    slug = "nothing-to-update"
    title = "There is nothing to take over"
    explanation = (
        "Everything that this edition of the template brings was taken or declined already. Nothing was changed."
    )


class SafetyCannotBeDeclined(Conflict):
    """A change for safety is followed, or acknowledged with a reason; it can't be declined."""

    slug = "safety-cannot-be-declined"
    title = "A safety change can't be declined"
    explanation = (
        "The template changed for the safety of readers. Take the change over; or, where your own words stand, acknowledge "
        "it with a reason while you work on them. Readers see that your version is behind until then."
    )


@dataclass(frozen=True)
class Outcome:
    """The new recipe, what was decided for each section, and what is still to be decided."""

    recipe: Recipe
    decided: Mapping[str, str]
    undecided: tuple[str, ...]


def decide(
    recipe: Recipe, templates: Templates, to_edition: int, decisions: Mapping[str, Decision], reason: str
) -> Outcome:
    """Take over what edition `to_edition` brings. What is safe is taken unless decided otherwise; a conflict that nobody
    decides stays as it is, and is offered again.

    Raises NothingToUpdate; Malformed, with pointers, for decisions that can't be, and for `mine` without a reason.
    """
    made = offer(recipe, templates, to_edition)
    if not made.pending and not decisions and recipe.edition == to_edition:
        raise NothingToUpdate()
    _check(made, decisions, reason)
    decided = _with_defaults(made, decisions)
    sections = dict(recipe.sections)
    faults: list[Fault] = []
    for one in made.sections:
        try:
            _apply(sections, one, decided.get(one.id), to_edition, reason)
        except ValidationError as refusal:
            faults += choice_faults(one.id, refusal)
    if faults:
        raise Malformed(errors=faults)
    known = {detail.key for detail in templates[to_edition].details.local_details}
    details = {key: value for key, value in recipe.details.items() if key in known}
    changed = recipe.model_copy(update={"edition": to_edition, "sections": sections, "details": details})
    undecided = tuple(one.id for one in made.pending if one.id not in decided)
    return Outcome(changed, {id_: _word(decision) for id_, decision in decided.items()}, undecided)


def decline(recipe: Recipe, templates: Templates, to_edition: int) -> Recipe:
    """Leave every section as it is, for this edition. The next one is offered again, whole."""
    if not offer(recipe, templates, to_edition).pending:
        raise NothingToUpdate()
    return recipe.model_copy(update={"declined": to_edition})


def follow(recipe: Recipe, newest: LeafletDocument, number: int) -> Recipe:
    """What a safety edition does to a published recipe at once: every section that is shown verbatim, or may no longer be
    changed so, is shown as this edition has it. Own words, and what is left out, stay for their owner to decide.
    """
    policies = {section.id: section.policy for section in newest.sections}
    sections = {
        id_: choice
        for id_, choice in recipe.sections.items()
        if not choice.is_verbatim and choice.may_stand(policies.get(id_, Policy.OPTIONAL))
    }
    return recipe.model_copy(update={"edition": number, "sections": sections})


def _with_defaults(made: Offer, decisions: Mapping[str, Decision]) -> dict[str, Decision]:
    taken: dict[str, Decision] = {
        one.id: "theirs" if one.must_follow or one.status is not Status.MERGED else "proposed"
        for one in made.pending
        if one.must_follow or one.status in SAFE or (one.status is Status.REMOVED and one.mine == one.base)
    }
    return taken | dict(decisions)


def reason_faults(reason: str) -> list[Fault]:
    """A reason stands in the recipe, and what does not fit there could not be read again."""
    try:
        _LINE.validate_python(reason)
    except ValidationError as refusal:
        return [Fault("/reason", sentence_of(fault)) for fault in refusal.errors(include_url=False)]
    return []


def _check(made: Offer, decisions: Mapping[str, Decision], reason: str) -> None:
    offered = {one.id: one for one in made.sections}
    faults = reason_faults(reason)
    for id_, decision in decisions.items():
        sentence = _refusal(offered.get(id_), decision, reason)
        if sentence:
            faults.append(Fault(pointer("sections", id_), sentence))
    if faults:
        raise Malformed("Some decisions can't be made.", errors=faults)


def _refusal(one: SectionOffer | None, decision: Decision, reason: str) -> str:
    if one is None:
        return "There is no such section in the offer."
    if isinstance(decision, str) and decision not in WORDS:
        return "Say theirs, mine or proposed, or give a text."
    if decision != "theirs" and (forced := _only_theirs(one)):
        return forced
    if decision == "proposed" and one.proposed is None:
        return "Nothing can be proposed here: both changed the same words. Choose theirs or mine, or give a text."
    if decision == "mine" and one.status not in SETTLED and not reason.strip():
        return "Say in `reason` why you keep your own."
    return ""


def _only_theirs(one: SectionOffer) -> str:
    if one.must_follow:
        return "The authors no longer allow that here: this section follows the template."
    if one.status is Status.REMOVED:
        return "The template no longer has this section: choose theirs, and use your words elsewhere."
    return ""


def _apply(
    sections: dict[str, Choice], one: SectionOffer, decision: Decision | None, to_edition: int, reason: str
) -> None:
    """One section of the recipe, which from now on follows `to_edition`."""
    choice = sections.get(one.id)
    if decision is None:
        if choice is None and one.status is not Status.UNCHANGED:
            sections[one.id] = Choice(base=one.since)
        elif choice is not None and one.status is Status.LOCAL:
            sections[one.id] = choice.model_copy(update={"base": to_edition})
        elif choice is not None and one.status is Status.UNCHANGED:
            del sections[one.id]
    elif decision == "theirs":
        sections.pop(one.id, None)
    elif decision == "mine":
        sections[one.id] = _kept(choice, one, to_edition, reason)
    else:
        text = decision.text if isinstance(decision, OwnText) else one.proposed
        sections.pop(one.id, None)
        if text != one.theirs:
            sections[one.id] = Choice(base=to_edition, text=text)


def _kept(choice: Choice | None, one: SectionOffer, to_edition: int, reason: str) -> Choice:
    """My words, made against the new edition from now on: what it changed was seen and not wanted."""
    if choice is None or choice.is_verbatim:
        return Choice(base=one.since, declined=to_edition, declined_reason=reason)
    return Choice.model_validate(
        {**choice.model_dump(), "base": to_edition, "declined": to_edition, "declined_reason": reason}
    )


def _word(decision: Decision) -> str:
    return "text" if isinstance(decision, OwnText) else decision
