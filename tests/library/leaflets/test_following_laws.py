"""Laws of what may be published: a safety edition reaches what is shown verbatim, whatever was decided before."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from library.documents.model import LeafletDocument
from library.editions.models import Edition
from library.leaflets.decisions import decide, decline
from library.leaflets.following import fitting, followed, lost_between
from library.leaflets.offers import SETTLED, Status, offer
from library.leaflets.recipe import Recipe, overrides
from library.leaflets.standing import Standing, open_safety, standing
from library.leaflets.templates import History
from tests.library.leaflets.test_offers import leaflets, recipes, shown

CLASSES = st.sampled_from(["minor", "content", "safety"])


@st.composite
def histories(draw: st.DrawFn) -> History:
    documents = {number: draw(leaflets()) for number in range(1, draw(st.integers(2, 4)) + 1)}
    classes = {number: draw(CLASSES) if number > 1 else "content" for number in documents}
    editions = {number: Edition(number=number, change_class=classes[number]) for number in documents}
    return History(editions=editions, documents=documents, classes=classes)


@st.composite
def decided(draw: st.DrawFn) -> tuple[Recipe, History]:
    """A recipe after some decisions about the editions before the newest."""
    history = draw(histories())
    documents: Mapping[int, LeafletDocument] = history.documents
    recipe = draw(recipes(documents[1]))
    for number in range(2, history.newest):
        made = offer(recipe, documents, number)
        does = draw(st.sampled_from(["nothing", "take", "keep", "decline"]))
        if does == "decline" and made.pending:
            recipe = decline(recipe, documents, number)
        elif does in {"take", "keep"} and made.pending:
            mine = {
                one.id: "mine"
                for one in made.pending
                if does == "keep" and not one.must_follow and one.status not in {Status.REMOVED, Status.ADDED}
            }
            recipe = decide(recipe, documents, number, mine, "We keep ours.").recipe
    return recipe, history


def always(_: str) -> bool:
    return True


@given(decided())
def test_what_is_shown_verbatim_is_at_least_as_new_as_the_safety_edition(situation: tuple[Recipe, History]) -> None:
    recipe, history = situation
    after = followed(recipe, history, always)
    own = overrides(after)
    assert after.edition >= history.newest_safety
    for id_, body in shown(after, dict(history.documents)).items():
        if id_ not in own:
            since = after.sections[id_].base if id_ in after.sections else after.edition
            texts = {
                section.body
                for number in range(max(since, history.newest_safety, 1), history.newest + 1)
                for section in history.documents[number].sections
                if section.id == id_
            }
            assert body in texts


@given(decided())
def test_following_twice_is_as_once(situation: tuple[Recipe, History]) -> None:
    recipe, history = situation
    after = followed(recipe, history, always)
    assert followed(after, history, always) is after


@given(decided())
def test_own_words_that_the_authors_still_allow_stay(situation: tuple[Recipe, History]) -> None:
    recipe, history = situation
    after = followed(recipe, history, always)
    policies = {section.id: section.policy for section in history.documents[after.edition].sections}
    lost = lost_between(recipe, after)
    assert {id_ for id_ in lost if policies.get(id_) not in {"locked", None}} == set()


@given(decided())
def test_what_follows_can_always_be_composed(situation: tuple[Recipe, History]) -> None:
    recipe, history = situation
    after, composed = fitting(followed(recipe, history, always), history, {})
    assert {section.id for section in composed.document.sections} <= {
        section.id for section in history.documents[after.edition].sections
    }


@given(decided())
def test_it_is_behind_a_safety_change_as_long_as_one_is_open(situation: tuple[Recipe, History]) -> None:
    recipe, history = situation
    after = followed(recipe, history, always)
    stands = standing(after, history.documents, history.newest, history.classes)
    open_ = open_safety(after, history.documents, history.newest, history.classes)
    assert (stands is Standing.BEHIND_SAFETY) == bool(open_)
    assert all(one.status not in SETTLED for one in open_)
