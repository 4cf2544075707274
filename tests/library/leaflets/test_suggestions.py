"""A better sentence, offered upstream."""

from __future__ import annotations

import pytest

from library.coproduction.models import Contribution
from library.errors import Conflict, Forbidden, Malformed, NotFound, PreconditionFailed
from library.leaflets import actions as leaflets
from library.leaflets.actions.suggestions import SuggestionDecided
from library.leaflets.models import Suggestion
from library.publishing.models import Draft
from tests.adaptations import Place
from tests.worlds import World


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


def suggest(
    here: Place, section: str = "about", text: str = "Nobody chooses an illness.", reason: str = "Clearer."
) -> Suggestion:
    return leaflets.suggest(
        adaptation=here.now(here.published()),
        section=section,
        text=text,
        reason=reason,
        by=here.world.by("nell"),
        at=here.world.now(),
    )


def accept(here: Place, suggestion: Suggestion, by: str = "cora", version: int = 1) -> Draft:
    return leaflets.accept_suggestion(
        suggestion=suggestion, expected_version=version, by=here.world.by(by), at=here.world.now()
    )


def test_accepted_it_stands_in_the_draft_and_the_credit_on_record(here: Place) -> None:
    draft = accept(here, suggest(here))
    bodies = {section["id"]: section["body"] for section in draft.document["sections"]}
    assert (draft.state, bodies["about"]) == ("draft", "Nobody chooses an illness.")
    credit = Contribution.objects.get(item=here.template)
    assert (credit.group, credit.what_changed) == ("Norfolk and Waveney", "Clearer.")


def test_declined_it_says_why(here: Place, world: World) -> None:
    declined = leaflets.decline_suggestion(
        suggestion=suggest(here),
        answer="Our group chose the word.",
        expected_version=1,
        by=world.by("cora"),
        at=world.now(),
    )
    assert (declined.state, declined.answer) == ("declined", "Our group chose the word.")


@pytest.mark.parametrize(
    ("who", "refusal"), [("nell", NotFound), ("hana", NotFound), ("petra", Forbidden), ("rosa", Forbidden)]
)
def test_only_the_authors_decide(here: Place, who: str, refusal: type[Exception]) -> None:
    suggestion = suggest(here)
    with pytest.raises(refusal):
        accept(here, suggestion, by=who)
    assert Suggestion.objects.get().state == "open"


def test_it_is_decided_once(here: Place) -> None:
    suggestion = suggest(here)
    accept(here, suggestion)
    with pytest.raises(PreconditionFailed):
        accept(here, suggestion)
    with pytest.raises(SuggestionDecided):
        accept(here, suggestion, version=2)


@pytest.mark.parametrize(
    ("what", "place"),
    [({"section": "nowhere"}, "/section"), ({"text": " "}, "/text"), ({"reason": " "}, "/reason")],
)
def test_what_makes_no_sense_is_refused(here: Place, what: dict[str, str], place: str) -> None:
    with pytest.raises(Malformed) as refusal:
        suggest(here, **what)
    assert [fault.pointer for fault in refusal.value.errors] == [place]


def test_a_section_that_is_gone_from_the_draft_is_named(here: Place, world: World) -> None:
    suggestion = suggest(here, section="groups", text="Ask in the library.")
    draft = Draft.objects.get(item=here.template)
    sections = [section for section in draft.document["sections"] if section["id"] != "groups"]
    world.edited(here.template, sections=sections)
    with pytest.raises(Conflict):
        accept(here, suggestion)


def test_a_text_that_can_t_be_kept_is_refused_with_its_reason(here: Place) -> None:
    with pytest.raises(Malformed) as refused:
        suggest(here, text="Signs\x07.")
    assert [fault.pointer for fault in refused.value.errors] == ["/text"]
