"""Adaptations over HTTP: begin, read, save, discard."""

from __future__ import annotations

from typing import Any

import pytest

from library.ids import new_id
from library.leaflets.models import Adaptation
from tests.adaptations import AREA, LOCAL, Place
from tests.client import Api, Response
from tests.state import state

ADAPTATIONS = "/v1/workspace/adaptations"


def path(adaptation: Adaptation, step: str = "") -> str:
    return f"{ADAPTATIONS}/{adaptation.pk}" + (f"/{step}" if step else "")


def begin(here: Place, by: str = "nell", **body: Any) -> Response:
    return here.world.api(by).post(ADAPTATIONS, {"template": here.template.slug, "areas": [AREA], **body})


def save(here: Place, adaptation: Adaptation, by: str = "nell", **body: Any) -> Response:
    api = here.world.api(by)
    return api.put(path(adaptation), {"details": {}, "sections": {}, **body}, if_match=api.get(path(adaptation)).etag)


def test_an_adaptation_begins_from_the_present_edition(here: Place) -> None:
    here.edition(signs="New signs.")
    answer = begin(here, districts=["NR"])
    found = answer.json()
    assert (answer.status, answer.etag) == (201, '"v1"')
    assert answer.headers["Location"].endswith(f"{ADAPTATIONS}/{found['id']}")
    assert (found["template"]["slug"], found["language"]) == (here.template.slug, "en-GB")
    assert (found["areas"], found["districts"], found["organisation"]["code"]) == ([AREA], ["NR"], "norfolk")
    assert (found["in_progress"]["state"], found["in_progress"]["follows_edition"]) == ("draft", 2)
    assert (found["published"], found["update"], found["sections"], found["details"]) == (None, None, {}, {})


def test_the_same_request_twice_begins_one(here: Place) -> None:
    api, body = here.world.api("nell"), {"template": here.template.slug, "areas": [AREA]}
    first, again = (api.post(ADAPTATIONS, body, idempotency_key='"once"') for _ in range(2))
    assert (first.status, again.status, first.body) == (201, 201, again.body)
    assert Adaptation.objects.count() == 1


def test_an_area_has_one_adaptation(here: Place) -> None:
    published = here.published()
    refused = begin(here)
    assert (refused.status, refused.slug, refused.json()["areas"]) == (409, "adaptation-exists", [AREA])
    assert refused.json()["url"].endswith(f"/v1/adaptations/{published.item.slug}")


def test_a_licence_without_adaptations_is_refused(here: Place) -> None:
    here.world.relicensed(here.template, "CC-BY-ND-4.0")
    here.edition(signs="New signs.")
    before = state()
    refused = begin(here)
    assert (refused.status, refused.slug) == (409, "licence-forbids-adaptation")
    assert state() == before


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"areas": ["E54000023"]}, ["/areas/0"]),
        ({"areas": []}, ["/areas"]),
        ({"areas": ["Norfolk"]}, ["/areas/0"]),
        ({"districts": ["IP1"]}, ["/districts/0"]),
        ({"districts": ["NR1 1AA"]}, ["/districts/0"]),
        ({"language": "english please"}, ["/language"]),
        ({"template": "No Slug"}, ["/template"]),
    ],
)
def test_what_can_not_begin(here: Place, body: dict[str, Any], pointers: list[str]) -> None:
    before = state()
    refused = begin(here, **body)
    assert (refused.status, refused.pointers) == (400, pointers)
    assert state() == before


@pytest.mark.parametrize("body", [{"template": "nothing-here"}, {"language": "cy"}])
def test_what_is_not_published_is_not_adapted(here: Place, body: dict[str, Any]) -> None:
    assert begin(here, **body).status == 404


def test_what_is_local_is_saved(here: Place) -> None:
    adaptation = here.draft()
    answer = save(
        here,
        adaptation,
        title="Finding support in Norfolk",
        details=LOCAL,
        sections={"signs": {"text": "Our signs."}, "groups": {"leave_out": True, "reason": "There are none here."}},
    )
    found = answer.json()
    assert (answer.status, answer.etag, found["title"]) == (200, '"v2"', "Finding support in Norfolk")
    assert found["details"] == LOCAL
    assert found["sections"]["signs"]["text"] == "Our signs."
    assert (found["sections"]["groups"]["leave_out"], found["sections"]["groups"]["base_edition"]) == (True, 1)


def test_saving_does_not_move_what_is_out(here: Place, public: Api) -> None:
    adaptation = here.published(signs="Our signs.")
    address = f"/v1/adaptations/{adaptation.item.slug}"
    before = public.get(address)
    assert save(here, adaptation, details=LOCAL, sections={"signs": {"text": "canary-signs"}}).status == 200
    after = public.get(address)
    assert (after.body, after.etag) == (before.body, before.etag)


def test_a_locked_section_is_refused_with_the_reason_and_by_whom(here: Place) -> None:
    adaptation = here.draft()
    before = state()
    refused = save(here, adaptation, sections={"about": {"text": "Our own facts."}})
    problem = refused.json()
    assert (refused.status, refused.slug, refused.pointers) == (403, "section-locked", ["/sections/about"])
    assert problem["locked_by"] == {"code": "sun", "name": "The SUN Network"}
    assert [(one["id"], one["policy_reason"]) for one in problem["sections"]] == [("about", "It keeps people safe.")]
    assert state() == before


def test_only_an_optional_section_is_left_out(here: Place) -> None:
    refused = save(here, here.draft(), sections={"signs": {"leave_out": True, "reason": "Too long."}})
    assert (refused.status, refused.slug) == (403, "section-locked")


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"details": {"nothing": "x"}}, ["/details/nothing"]),
        ({"sections": {"nothing": {"text": "x"}}}, ["/sections/nothing"]),
        ({"sections": {"groups": {"leave_out": True}}}, ["/sections/groups/reason"]),
        ({"sections": {"signs": {}}}, ["/sections/signs"]),
        ({"sections": {"signs": {"text": "x", "by": "me"}}}, ["/sections/signs/by"]),
        ({"details": {"area_name": 5}}, ["/details/area_name"]),
        ({"title": " "}, ["/title"]),
        ({"recipe": {}}, ["/recipe"]),
        ({"state": "published"}, ["/state"]),
    ],
)
def test_what_is_not_saved(here: Place, body: dict[str, Any], pointers: list[str]) -> None:
    adaptation = here.draft()
    before = state()
    refused = save(here, adaptation, **body)
    assert (refused.status, refused.pointers) == (400, pointers), refused
    assert state() == before


@pytest.mark.parametrize("missing", ["details", "sections"])
def test_what_is_left_out_of_a_whole_is_asked_for_and_not_wiped(here: Place, missing: str) -> None:
    adaptation, api = here.saved(), here.world.api("nell")
    before = state()
    body = {name: {} for name in ("details", "sections") if name != missing}
    refused = api.put(path(adaptation), body, if_match=api.get(path(adaptation)).etag)
    assert (refused.status, refused.pointers) == (400, [f"/{missing}"])
    assert state() == before


@pytest.mark.parametrize(("if_match", "status"), [(None, 428), ("*", 428), ('"v7"', 412), ("v1", 400)])
def test_the_version_must_be_said(here: Place, if_match: str | None, status: int) -> None:
    adaptation, api = here.draft(), here.world.api("nell")
    before = state()
    assert api.put(path(adaptation), {"details": {}, "sections": {}}, if_match=if_match).status == status
    assert api.delete(path(adaptation), if_match=if_match).status == status
    assert state() == before


def test_one_that_never_was_out_is_discarded_and_its_area_free(here: Place) -> None:
    adaptation, api = here.draft(), here.world.api("nell")
    assert api.delete(path(adaptation), if_match='"v1"').status == 204
    assert api.get(path(adaptation)).status == 404
    assert begin(here).status == 201


def test_what_was_out_is_not_discarded(here: Place) -> None:
    adaptation = here.saved(here.published())
    refused = here.world.api("nell").delete(path(adaptation), if_match=f'"v{adaptation.version}"')
    assert (refused.status, refused.slug) == (409, "adaptation-was-published")


def test_lists_show_one_s_own(here: Place) -> None:
    own, theirs = here.draft(), here.draft(by="sadie")
    listed = here.world.api("ned").get(ADAPTATIONS).json()["items"]
    assert [row["id"] for row in listed] == [str(own.pk)]
    assert str(theirs.pk) not in here.world.api("ned").get(ADAPTATIONS, {"template": here.template.slug}).body.decode()
    assert here.world.api("ned").get(ADAPTATIONS, {"state": "submitted"}).json()["items"] == []


def test_authors_see_how_published_ones_stand_and_nothing_of_drafts(here: Place) -> None:
    adaptation = here.published(signs="Our signs.")
    here.draft(by="sadie")
    here.edition("safety", signs="Safer signs.")
    here.followed()
    here.saved(here.now(adaptation), signs="canary-words")
    listed = here.world.api("rosa").get(ADAPTATIONS, {"template": here.template.slug})
    (row,) = listed.json()["items"]
    assert (row["id"], row["in_progress"], row["organisation"]["code"]) == (None, None, "norfolk")
    assert (row["standing"], row["safety"]["edition"], row["safety"]["status"]) == ("behind_safety", 2, "open")
    assert b"canary" not in listed.body


def test_authors_see_who_has_acknowledged_and_who_has_acted(here: Place) -> None:
    adaptation, rosa = here.published(signs="Our signs."), here.world.api("rosa")
    here.edition("safety", signs="Safer signs.")
    here.followed()
    nell = here.world.api("nell")
    said = {"reason": "Our panel meets on Monday.", "deadline": "2099-01-31"}
    acknowledged = nell.post(path(adaptation, "update/acknowledge"), said, if_match=nell.get(path(adaptation)).etag)
    assert acknowledged.json()["acknowledged_edition"] == 2
    (row,) = rosa.get(ADAPTATIONS, {"template": here.template.slug}).json()["items"]
    assert (row["safety"]["status"], row["safety"]["reason"], row["safety"]["deadline"]) == (
        "acknowledged",
        *said.values(),
    )

    here.approve(here.submitted(here.updated(here.now(adaptation), signs="theirs")))
    (row,) = rosa.get(ADAPTATIONS, {"template": here.template.slug}).json()["items"]
    assert (row["standing"], row["safety"]["status"], row["safety"]["reason"]) == ("current", "done", None)


def test_a_list_costs_the_same_for_many_as_for_one(here: Place, django_assert_num_queries: Any) -> None:
    here.published()
    here.edition("safety", signs="Safer signs.")
    api = here.world.api("rosa")
    query = {"template": here.template.slug}
    api.get(ADAPTATIONS, query)
    with django_assert_num_queries(5):
        assert len(api.get(ADAPTATIONS, query).json()["items"]) == 1
    here.approve(here.submitted(here.saved(here.draft(by="sadie"), by="sadie"), by="sadie"), by=_approver(here))
    with django_assert_num_queries(5):
        assert len(api.get(ADAPTATIONS, query).json()["items"]) == 2


def _approver(here: Place) -> str:
    here.world.join("sam", "suffolk", ["approver"])
    return "sam"


def test_no_such_adaptation(here: Place) -> None:
    assert here.world.api("nell").get(f"{ADAPTATIONS}/{new_id()}").status == 404
