"""Offers and decisions: laws that hold for any template, any recipe and any new edition."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.documents.assemble import assemble
from library.documents.model import LeafletDocument
from library.documents.parse import parse_document
from library.documents.sentences import units
from library.errors import Malformed
from library.leaflets.decisions import NothingToUpdate, OwnText, decide, decline, follow
from library.leaflets.offers import Status, offer
from library.leaflets.recipe import Choice, Recipe, adopted, overrides
from library.leaflets.standing import Standing, standing

IDS = ("about", "signs", "help", "groups", "after")
SENTENCES = ("You are not alone.", "Ask your GP.", "Call us.", "It helps to talk.", "Bring someone.", "Wait a week.")
BODIES = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True).map("\n\n".join)
POLICIES = st.sampled_from(["locked", "adaptable", "optional", "slot"])


def leaflet(*sections: dict[str, Any]) -> LeafletDocument:
    document = parse_document(
        {"kind": "leaflet", "title": "Finding support", "language": "en-GB", "sections": list(sections), "details": {}}
    )
    assert isinstance(document, LeafletDocument)
    return document


def section(id_: str, body: str, policy: str = "adaptable") -> dict[str, Any]:
    return {"id": id_, "heading": id_.capitalize(), "policy": policy, "policy_reason": "", "body": body}


@st.composite
def leaflets(draw: st.DrawFn) -> LeafletDocument:
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
    return leaflet(*(section(id_, draw(BODIES), draw(POLICIES)) for id_ in ids))


@st.composite
def recipes(draw: st.DrawFn, template: LeafletDocument) -> Recipe:
    choices = {}
    for part in template.sections:
        does = draw(st.sampled_from(["nothing", "reword", "leave out"]))
        if does == "reword" and part.policy != "locked":
            choices[part.id] = Choice(base=1, text=draw(BODIES))
        elif does == "leave out" and part.policy == "optional":
            choices[part.id] = Choice(base=1, left_out=True, reason="Not here.")
    return Recipe(edition=1, sections=choices)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Recipe, dict[int, LeafletDocument]]:
    old, new = draw(leaflets()), draw(leaflets())
    return draw(recipes(old)), {1: old, 2: new}


def shown(recipe: Recipe, templates: dict[int, LeafletDocument]) -> dict[str, str]:
    """What a reader of the adaptation meets, by section."""
    template = adopted(recipe, templates)
    known = {part.id for part in template.sections}
    mine = {id_: override for id_, override in overrides(recipe).items() if id_ in known}
    return {part.id: part.body for part in assemble(template, {}, mine).document.sections}


@given(st.data())
def test_with_nothing_new_mine_stays_and_there_is_nothing_to_update(data: st.DataObject) -> None:
    template = data.draw(leaflets())
    recipe = data.draw(recipes(template))
    assert offer(recipe, {1: template}, 1).pending == ()
    with pytest.raises(NothingToUpdate):
        decide(recipe, {1: template}, 1, {}, "")


@given(leaflets(), leaflets())
def test_with_nothing_of_mine_it_becomes_theirs(old: LeafletDocument, new: LeafletDocument) -> None:
    templates = {1: old, 2: new}
    outcome = decide(Recipe(edition=1), templates, 2, {}, "")
    assert outcome.undecided == ()
    assert shown(outcome.recipe, templates) == {part.id: part.body for part in new.sections}


@given(situations())
def test_taking_what_is_safe_loses_no_sentence_of_mine(situation: tuple[Recipe, dict[int, LeafletDocument]]) -> None:
    recipe, templates = situation
    made = offer(recipe, templates, 2)
    outcome = decide(recipe, templates, 2, {}, "")
    for one in made.sections:
        choice = recipe.sections.get(one.id)
        if choice is None or choice.text is None or one.must_follow:
            continue
        own = {unit.key for unit in units(choice.text)} - {unit.key for unit in units(one.base or "")}
        kept = outcome.recipe.sections.get(one.id)
        text = one.theirs if kept is None else kept.text
        assert own <= {unit.key for unit in units(text or "")}


@given(situations())
def test_what_is_taken_is_not_offered_again(situation: tuple[Recipe, dict[int, LeafletDocument]]) -> None:
    recipe, templates = situation
    outcome = decide(recipe, templates, 2, {}, "")
    assert {one.id for one in offer(outcome.recipe, templates, 2).pending} == set(outcome.undecided)


@given(situations())
def test_deciding_everything_for_theirs_shows_theirs(situation: tuple[Recipe, dict[int, LeafletDocument]]) -> None:
    recipe, templates = situation
    every = {one.id: "theirs" for one in offer(recipe, templates, 2).sections}
    outcome = decide(recipe, templates, 2, every, "")
    assert shown(outcome.recipe, templates) == {part.id: part.body for part in templates[2].sections}
    assert outcome.undecided == ()


@given(situations())
def test_after_a_safety_edition_what_is_shown_verbatim_is_its_text(
    situation: tuple[Recipe, dict[int, LeafletDocument]],
) -> None:
    recipe, templates = situation
    followed = follow(recipe, templates[2], 2)
    now = shown(followed, templates)
    own = overrides(followed)
    for part in templates[2].sections:
        if part.id not in own or part.policy == "locked":
            assert now[part.id] == part.body


@given(situations())
def test_a_declined_edition_changes_nothing_that_is_shown(
    situation: tuple[Recipe, dict[int, LeafletDocument]],
) -> None:
    recipe, templates = situation
    if not offer(recipe, templates, 2).pending:
        return
    declined = decline(recipe, templates, 2)
    assert shown(declined, templates) == shown(recipe, templates)
    assert standing(declined, templates, 2, {1: "content", 2: "content"}) is Standing.CURRENT


@given(situations())
def test_an_override_never_swallows_a_safety_change(situation: tuple[Recipe, dict[int, LeafletDocument]]) -> None:
    recipe, templates = situation
    followed = follow(recipe, templates[2], 2)
    classes = {1: "content", 2: "safety"}
    pending = [one for one in offer(followed, templates, 2).pending if one.status is not Status.REMOVED]
    assert (standing(followed, templates, 2, classes) is Standing.BEHIND_SAFETY) >= bool(pending)


OLD = leaflet(
    section("about", "One.\n\nTwo."), section("help", "Call.", "locked"), section("groups", "Ours.", "optional")
)
NEW = leaflet(
    section("about", "One.\n\nTwo now."), section("help", "Call 2.", "locked"), section("groups", "Ours.", "optional")
)


def test_a_conflict_waits_for_a_decision_while_the_rest_is_taken() -> None:
    recipe = Recipe(edition=1, sections={"about": Choice(base=1, text="One.\n\nTwo of ours.")})
    outcome = decide(recipe, {1: OLD, 2: NEW}, 2, {}, "")
    assert outcome.undecided == ("about",)
    assert outcome.decided == {"help": "theirs"}
    assert shown(outcome.recipe, {1: OLD, 2: NEW})["about"] == "One.\n\nTwo of ours."


@pytest.mark.parametrize(
    ("decisions", "place"),
    [
        ({"help": "mine"}, "/sections/help"),
        ({"help": OwnText("Ours.")}, "/sections/help"),
        ({"about": "proposed"}, "/sections/about"),
        ({"about": "mine"}, "/sections/about"),
        ({"about": "ours"}, "/sections/about"),
        ({"nothing": "theirs"}, "/sections/nothing"),
    ],
)
def test_what_cannot_be_decided_so_is_refused_by_name(decisions: dict[str, Any], place: str) -> None:
    recipe = Recipe(edition=1, sections={"about": Choice(base=1, text="One.\n\nTwo of ours.")})
    with pytest.raises(Malformed) as refusal:
        decide(recipe, {1: OLD, 2: NEW}, 2, decisions, "")
    assert [fault.pointer for fault in refusal.value.errors] == [place]


def test_own_words_for_a_conflict_are_made_against_the_new_edition() -> None:
    recipe = Recipe(edition=1, sections={"about": Choice(base=1, text="One.\n\nTwo of ours.")})
    outcome = decide(recipe, {1: OLD, 2: NEW}, 2, {"about": OwnText("One.\n\nTwo now, and ours.")}, "")
    assert outcome.recipe.sections["about"] == Choice(base=2, text="One.\n\nTwo now, and ours.")
    assert outcome.undecided == ()
