"""The offer of a new edition over HTTP: seen, taken, decided, declined, acknowledged."""

from __future__ import annotations

from typing import Any

import pytest

from library.leaflets.models import Adaptation, DecisionRecord
from tests.adaptations import Place, shown
from tests.api.workspace.leaflets.test_adaptations import path
from tests.client import Response
from tests.state import state

OURS = "Look for changes at lunch.\n\nLook for changes in mood."
THEIRS = "Look for changes at meals.\n\nLook for changes in mood and sleep."
CLASH = "Look for changes at breakfast.\n\nLook for changes in mood."


def see(here: Place, adaptation: Adaptation, by: str = "ned") -> dict[str, Any]:
    answer: dict[str, Any] = here.world.api(by).get(path(adaptation, "update")).json()
    return answer


def take(here: Place, adaptation: Adaptation, to_edition: int = 2, by: str = "nell", **body: Any) -> Response:
    api = here.world.api(by)
    etag = api.get(path(adaptation)).etag
    return api.post(path(adaptation, "update"), {"to_edition": to_edition, **body}, if_match=etag)


def decline(here: Place, adaptation: Adaptation, to_edition: int = 2, reason: str = "Not for us.") -> Response:
    api = here.world.api("nell")
    body = {"to_edition": to_edition, "reason": reason}
    return api.request(
        "DELETE", path(adaptation, "update"), body=body, if_match=api.get(path(adaptation, "update")).etag
    )


def test_the_offer_is_of_the_promised_shape(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs=THEIRS)
    offer = see(here, adaptation)
    assert (offer["from_edition"], offer["to_edition"], offer["change_class"]) == (1, 2, "content")
    signs = next(one for one in offer["sections"] if one["id"] == "signs")
    assert signs == {
        "id": "signs",
        "heading": "Signs",
        "policy": "adaptable",
        "status": "merged",
        "base": "Look for changes at meals.\n\nLook for changes in mood.",
        "base_edition": 1,
        "theirs": THEIRS,
        "mine": OURS,
        "proposed": "Look for changes at lunch.\n\nLook for changes in mood and sleep.",
        "conflicts": [],
        "declined": False,
        "must_follow": False,
    }
    assert {one["status"] for one in offer["local_details"]} == {"unchanged"}


def test_with_nothing_new_nothing_is_offered(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    offer = see(here, adaptation)
    assert (offer["from_edition"], offer["to_edition"]) == (1, 1)
    assert {one["status"] for one in offer["sections"]} == {"unchanged", "local"}
    refused = take(here, adaptation, to_edition=1)
    assert (refused.status, refused.slug) == (409, "nothing-to-update")


def test_one_call_takes_all_that_is_safe(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs=THEIRS, groups="There are groups in most towns.")
    found = take(here, adaptation).json()
    assert (found["in_progress"]["state"], found["in_progress"]["follows_edition"]) == ("draft", 2)
    assert found["sections"]["signs"]["text"] == "Look for changes at lunch.\n\nLook for changes in mood and sleep."
    assert found["update"] is None


def test_a_conflict_is_decided_and_published(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs=CLASH)
    signs = next(one for one in see(here, adaptation)["sections"] if one["id"] == "signs")
    assert (signs["status"], signs["proposed"]) == ("conflict", None)
    assert signs["conflicts"] == [
        {
            "base": "Look for changes at meals.",
            "theirs": "Look for changes at breakfast.",
            "mine": "Look for changes at lunch.",
        }
    ]
    both = "Look for changes at breakfast and lunch.\n\nLook for changes in mood."
    assert take(here, adaptation, sections={"signs": {"text": both}}).status == 200
    here.approve(here.submitted(here.now(adaptation)))
    assert shown(adaptation)["signs"] == both


def test_a_conflict_that_nobody_decides_stays_open(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs=CLASH)
    found = take(here, adaptation).json()
    assert (found["update"]["conflicts"], found["sections"]["signs"]["text"]) == (1, OURS)


def test_applying_an_offer_twice_is_refused(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs=THEIRS)
    api = here.world.api("nell")
    etag = api.get(path(adaptation, "update")).etag
    assert api.post(path(adaptation, "update"), {"to_edition": 2}, if_match=etag).status == 200
    stale = api.post(path(adaptation, "update"), {"to_edition": 2}, if_match=etag)
    assert (stale.status, stale.slug) == (412, "edit-conflict")
    again = take(here, adaptation)
    assert (again.status, again.slug) == (409, "nothing-to-update")


def test_an_offer_that_was_overtaken_is_refused(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs=THEIRS)
    here.edition(signs=CLASH)
    refused = take(here, adaptation, to_edition=2)
    assert (refused.status, refused.slug, refused.json()["newest"]) == (409, "not-the-newest-edition", 3)


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"sections": {"about": "mine"}}, ["/sections/about"]),
        ({"sections": {"signs": "proposed"}}, ["/sections/signs"]),
        ({"sections": {"signs": "mine"}}, ["/sections/signs"]),
        ({"sections": {"signs": "mine"}, "reason": "We say {{area_name}}."}, ["/reason"]),
        ({"sections": {"signs": "mine"}, "reason": "One.\nTwo."}, ["/reason"]),
        ({"sections": {"signs": "ours"}}, ["/sections/signs"]),
        ({"sections": {"signs": {"words": "x"}}}, ["/sections/signs/text", "/sections/signs/words"]),
        ({"sections": {"nothing": "theirs"}}, ["/sections/nothing"]),
        ({"sections": ["signs"]}, ["/sections"]),
        ({"to_edition": 0}, ["/to_edition"]),
        ({"to_edition": "2"}, ["/to_edition"]),
        ({"decisions": {}}, ["/decisions"]),
    ],
)
def test_what_can_not_be_decided(here: Place, body: dict[str, Any], pointers: list[str]) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs=CLASH, about="New facts.")
    before = state()
    refused = take(here, adaptation, **body)
    assert (refused.status, sorted(set(refused.pointers))) == (400, pointers), refused
    assert state() == before


def test_an_update_is_declined_with_a_reason(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs=CLASH)
    found = decline(here, adaptation).json()
    assert (found["declined_edition"], found["update"]["pending"], found["standing"]) == (2, 0, "current")
    assert DecisionRecord.objects.get(adaptation=adaptation, kind="declined").reason == "Not for us."
    here.edition(signs="Look for changes at tea.")
    assert here.world.api("ned").get(path(adaptation)).json()["update"]["pending"] == 1


def test_declining_takes_a_reason(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition(signs=CLASH)
    refused = decline(here, adaptation, reason=" ")
    assert (refused.status, refused.pointers) == (400, ["/reason"])


def test_a_safety_change_can_not_be_declined(here: Place) -> None:
    adaptation = here.published(signs=OURS)
    here.edition("safety", signs=CLASH)
    here.followed()
    before = state()
    for refused in (decline(here, adaptation), take(here, adaptation, sections={"signs": "mine"}, reason="Ours.")):
        assert (refused.status, refused.slug) == (409, "safety-cannot-be-declined")
    assert state() == before


def test_a_safety_change_is_acknowledged(here: Place, public: Any) -> None:
    adaptation, api = here.published(signs=OURS), here.world.api("nell")
    here.edition("safety", signs=CLASH)
    here.followed()
    body = {"reason": "Our panel meets soon.", "deadline": "2099-01-31"}
    etag = api.get(path(adaptation)).etag
    answer = api.post(path(adaptation, "update/acknowledge"), body, if_match=etag)
    assert (answer.status, answer.json()["acknowledged_edition"]) == (200, 2)
    assert (answer.json()["standing"], answer.json()["safety"]["status"]) == ("behind_safety", "acknowledged")
    assert public.get(f"/v1/adaptations/{adaptation.item.slug}").json()["standing"] == "behind_safety"


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"reason": "Soon."}, ["/deadline"]),
        ({"deadline": "2099-01-31"}, ["/reason"]),
        ({"reason": "Soon.", "deadline": "2020-01-31"}, ["/deadline"]),
        ({"reason": "Soon.", "deadline": "tomorrow"}, ["/deadline"]),
    ],
)
def test_what_is_no_acknowledgement(here: Place, body: dict[str, str], pointers: list[str]) -> None:
    adaptation, api = here.published(signs=OURS), here.world.api("nell")
    here.edition("safety", signs=CLASH)
    here.followed()
    etag = api.get(path(adaptation)).etag
    refused = api.post(path(adaptation, "update/acknowledge"), body, if_match=etag)
    assert (refused.status, refused.pointers) == (400, pointers)


def test_there_must_be_something_to_acknowledge(here: Place) -> None:
    adaptation, api = here.published(signs=OURS), here.world.api("nell")
    body = {"reason": "Our panel meets soon.", "deadline": "2099-01-31"}
    etag = api.get(path(adaptation)).etag
    refused = api.post(path(adaptation, "update/acknowledge"), body, if_match=etag)
    assert (refused.status, refused.slug) == (409, "nothing-to-acknowledge")
