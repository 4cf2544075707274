"""Suggestions over HTTP: made by a place, answered by the authors."""

from __future__ import annotations

from typing import Any

import pytest

from library.coproduction.models import Contribution
from library.leaflets.models import Adaptation
from library.publishing.models import Draft
from tests.adaptations import Place
from tests.client import Response
from tests.state import state

SUGGESTIONS = "/v1/workspace/suggestions"


def make(here: Place, adaptation: Adaptation, by: str = "nell", **body: Any) -> Response:
    offered = {"section": "about", "text": "Nobody is to blame.", "reason": "Our panel found it kinder."}
    return here.world.api(by).post(SUGGESTIONS, {"adaptation": str(adaptation.pk), **offered, **body})


def answer(here: Place, suggestion: str, step: str, body: Any, by: str = "cora") -> Response:
    api = here.world.api(by)
    etag = api.get(f"{SUGGESTIONS}/{suggestion}").etag
    return api.post(f"{SUGGESTIONS}/{suggestion}/{step}", body, if_match=etag)


def test_a_better_text_is_offered_for_a_locked_section_too(here: Place) -> None:
    made = make(here, here.published())
    found = made.json()
    assert (made.status, found["state"], found["organisation"]["code"]) == (201, "open", "norfolk")
    for name in ("ned", "rosa"):
        assert [row["id"] for row in here.world.api(name).get(SUGGESTIONS).json()["items"]] == [found["id"]]
    assert here.world.api("sadie").get(SUGGESTIONS).json()["items"] == []


def test_it_is_taken_into_the_draft_with_credit(here: Place) -> None:
    suggestion = make(here, here.published()).json()["id"]
    accepted = answer(here, suggestion, "accept", {"answer": "Thank you.", "credit": "The Norfolk panel"})
    assert (accepted.status, accepted.json()["state"], accepted.json()["answer"]) == (200, "accepted", "Thank you.")
    draft = Draft.objects.get(item=here.template)
    assert "Nobody is to blame." in {section["body"] for section in draft.document["sections"]}
    assert Contribution.objects.get(item=here.template).group == "The Norfolk panel"


def test_a_refusal_says_why(here: Place) -> None:
    suggestion = make(here, here.published()).json()["id"]
    declined = answer(here, suggestion, "decline", {"answer": "These words were agreed."})
    assert (declined.status, declined.json()["state"]) == (200, "declined")
    again = answer(here, suggestion, "accept", {})
    assert (again.status, again.slug, again.json()["state"]) == (409, "suggestion-decided", "declined")


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"section": "nothing"}, ["/section"]),
        ({"text": " "}, ["/text"]),
        ({"reason": " "}, ["/reason"]),
        ({"credit": "me"}, ["/credit"]),
    ],
)
def test_what_is_not_offered(here: Place, body: dict[str, str], pointers: list[str]) -> None:
    adaptation = here.published()
    before = state()
    refused = make(here, adaptation, **body)
    assert (refused.status, refused.pointers) == (400, pointers), refused
    assert state() == before


def test_nobody_offers_for_an_adaptation_of_others(here: Place) -> None:
    assert make(here, here.published(), by="sadie").status == 404


@pytest.mark.parametrize("step", ["accept", "decline"])
def test_who_made_it_does_not_answer_it(here: Place, step: str) -> None:
    here.world.join("carl", "norfolk", ["editor"])
    suggestion = make(here, here.published()).json()["id"]
    refused = answer(here, suggestion, step, {"answer": "Yes."}, by="carl")
    assert (refused.status, refused.slug) == (403, "not-allowed")


def test_filters(here: Place) -> None:
    make(here, here.published())
    api = here.world.api("rosa")
    assert len(api.get(SUGGESTIONS, {"state": "open", "template": here.template.slug}).json()["items"]) == 1
    assert api.get(SUGGESTIONS, {"state": "accepted"}).json()["items"] == []
    assert api.get(SUGGESTIONS, {"template": "another"}).json()["items"] == []
