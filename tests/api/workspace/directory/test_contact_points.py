"""Contact points over HTTP: two people change one, and everybody sees what their texts can name."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from api.workspace.directory import fields
from library.directory.costs import Cost
from library.directory.models import ContactPoint
from library.ids import new_id
from tests.client import Response
from tests.state import state
from tests.worlds import World

PATH = "/v1/workspace/contact-points"
NEW: dict[str, Any] = {"slug": "eds-line", "name": "Eating disorder line", "kind": "e164", "value": "+441223219400"}
WEEK = {"weekly": [{"days": ["mo", "tu"], "opens": "18:00", "closes": "01:00"}], "bank_holidays": "closed"}
PEOPLE = ["ada", "cora", "petra", "lila", "rosa", "nora", "nell", "nadia", "ned", "sadie"]
STEWARDS = {"ada", "cora", "petra"}
OWN = {"nora", "nell", "nadia", "sadie"}


def at(contact: ContactPoint, step: str = "") -> str:
    return f"{PATH}/{contact.pk}{step}"


def proposed(world: World, contact: ContactPoint, by: str = "nell", **changes: Any) -> Response:
    api = world.api(by)
    return api.patch(at(contact), changes, if_match=api.get(at(contact)).etag)


def samaritans() -> ContactPoint:
    return ContactPoint.objects.get(slug="samaritans")


def test_one_is_added_with_everything_that_is_known(world: World) -> None:
    more = {"group": "eds", "schedule": WEEK, "non_voice": ["relay"], "districts": ["NR"], "valid_from": "2026-01-01"}
    answer = world.api("nell").post(PATH, {**NEW, **more})
    assert (answer.status, answer.etag) == (201, '"v1"')
    body = answer.json()
    assert answer.headers["Location"].endswith(f"{PATH}/{body['id']}")
    assert (body["display"], body["hours"], body["cost"]) == (
        "01223 219400",
        "Monday and Tuesday, 6pm to 1am. Closed on bank holidays",
        "standard",
    )
    assert (body["for_everybody"], body["group"], body["verification"]["state"]) == (False, "eds", "never")
    assert world.api("nell").get(f"{PATH}/{body['id']}").json() == body


def test_what_a_steward_adds_is_for_everybody(world: World) -> None:
    added = world.api("cora").post(PATH, NEW).json()
    assert added["for_everybody"] is True
    assert world.api("sadie").get(f"{PATH}/{added['id']}").status == 200


def test_a_change_takes_two(world: World, line: ContactPoint) -> None:
    answer = proposed(world, line, value="112")
    pending = answer.json()["pending_change"]
    assert (answer.status, answer.etag, answer.json()["value"]) == (202, '"v2"', "111")
    assert (pending["changes"], pending["proposed_by_you"]) == ({"value": "112"}, True)
    seen = world.api("nadia").get(at(line))
    assert seen.json()["pending_change"]["proposed_by_you"] is False
    confirmed = world.api("nadia").post(at(line, "/confirm"), {"change": pending["id"]}, if_match=seen.etag)
    assert (confirmed.status, confirmed.etag, confirmed.json()["value"]) == (200, '"v3"', "112")
    assert (confirmed.json()["pending_change"], confirmed.json()["printed_in"]) == (None, [])


def test_confirming_says_what_prints_it(world: World) -> None:
    item = world.published()
    pending = proposed(world, samaritans(), "cora", value="116000").json()["pending_change"]
    answer = world.api("petra").post(at(samaritans(), "/confirm"), {"change": pending["id"]}, if_match='"v2"')
    (printed,) = answer.json()["printed_in"]
    assert (printed["slug"], printed["yours"], printed["as_now"]) == (item.slug, True, False)
    assert world.api("nell").get(at(samaritans(), "/usages")).json() == {
        "items": [{**printed, "yours": False}],
        "next": None,
    }


def test_whoever_proposed_it_is_told_to_ask_somebody(world: World, line: ContactPoint) -> None:
    pending = proposed(world, line, value="112").json()["pending_change"]
    api, before = world.api("nell"), state()
    answer = api.post(at(line, "/confirm"), {"change": pending["id"]}, if_match='"v2"')
    assert (answer.status, answer.slug, state()) == (403, "second-person-needed", before)


def test_one_change_waits_at_a_time(world: World, line: ContactPoint) -> None:
    proposed(world, line, value="112")
    again = proposed(world, line, "nadia", value="999")
    assert (again.status, again.slug) == (409, "change-pending")


def test_a_change_that_was_decided_on_is_not_decided_on_again(world: World, line: ContactPoint) -> None:
    pending = proposed(world, line, value="112").json()["pending_change"]
    discarded = world.api("nell").post(at(line, "/discard"), {"change": pending["id"]}, if_match='"v2"')
    assert (discarded.status, discarded.json()["pending_change"]) == (200, None)
    late = world.api("nadia").post(at(line, "/confirm"), {"change": pending["id"]}, if_match='"v3"')
    assert (late.status, late.slug) == (409, "no-change-pending")


def test_one_is_verified(world: World, line: ContactPoint) -> None:
    check = {"on": world.clock.date().isoformat(), "verified_by": "Norfolk", "source_url": "https://www.nsft.nhs.uk/"}
    answer = world.api("nell").post(at(line, "/verify"), check, if_match='"v1"')
    found = answer.json()["verification"]
    assert (found["state"], found["verified_by"], found["source_url"]) == ("ok", "Norfolk", check["source_url"])


def test_one_is_retired_and_its_successor_named(world: World, line: ContactPoint) -> None:
    body = {"valid_to": world.clock.date().isoformat(), "superseded_by": "samaritans"}
    answer = world.api("nell").post(at(line, "/retire"), body, if_match='"v1"')
    assert (answer.json()["valid_to"], answer.json()["superseded_by"]) == (body["valid_to"], "samaritans")
    again = world.api("nell").post(at(line, "/retire"), body, if_match='"v2"')
    assert (again.status, again.slug) == (409, "contact-point-retired")


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_add(world: World, person: str) -> None:
    answer = world.api(person).post(PATH, NEW)
    assert answer.status == (201 if person in STEWARDS | OWN else 403)
    assert ContactPoint.objects.filter(slug="eds-line").exists() is (person in STEWARDS | OWN)


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_propose_for_everybody(world: World, person: str) -> None:
    world.api(person)  # the key is made before the state is taken
    before = state()
    answer = proposed(world, samaritans(), person, value="112")
    assert answer.status == (202 if person in STEWARDS else 403)
    assert (state() == before) is (person not in STEWARDS)


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_propose_for_norfolk(world: World, line: ContactPoint, person: str) -> None:
    answer = world.api(person).patch(at(line), {"value": "112"}, if_match='"v1"')
    allowed = person in {"nora", "nell", "nadia"}
    hidden = person in STEWARDS | {"sadie"}
    assert answer.status == (202 if allowed else 404 if hidden else 403)


def test_a_list_shows_everybody_s_and_one_s_own(world: World, line: ContactPoint) -> None:
    def slugs(person: str, **query: Any) -> set[str]:
        return {one["slug"] for one in world.api(person).get(PATH, query).json()["items"]}

    everybody_s = {"samaritans", "emergency-999", "urgent-help", "condition-line"}
    assert slugs("ned") == {*everybody_s, "norfolk-line"}
    assert slugs("sadie") == slugs("rosa") == everybody_s
    assert slugs("ned", own=True) == {"norfolk-line"}
    proposed(world, line, value="112")
    assert slugs("ned", pending=True) == {"norfolk-line"}
    assert slugs("ned", slug="samaritans") == {"samaritans"}


def test_pages_hold_each_once(world: World, line: ContactPoint) -> None:
    first = world.api("ned").get(PATH, {"page_size": 3}).json()
    second = world.api("ned").get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert sorted(one["slug"] for page in (first, second) for one in page["items"]) == [
        "condition-line",
        "emergency-999",
        "norfolk-line",
        "samaritans",
        "urgent-help",
    ]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"kind": "fax"}, "/kind"),
        ({"value": "111 option 2"}, "/value"),
        ({"value": ""}, "/value"),
        ({"slug": "No Slug"}, "/slug"),
        ({"nations": ["france"]}, "/nations/0"),
        ({"districts": ["cb"]}, "/districts/0"),
        ({"districts": ["CB", "CB"]}, "/districts"),
        (
            {"schedule": {"weekly": [{"days": ["xx"], "opens": "18:00", "closes": "19:00"}]}},
            "/schedule/weekly/0/days/0",
        ),
        ({"schedule": {"timezone": "Europe/Ely"}}, "/schedule"),
        ({"schedule": {"exceptions": [{"on": "2026-02-30"}]}}, "/schedule/exceptions/0"),
        ({"non_voice": ["none", "relay"]}, "/non_voice"),
        ({"cost": "dear"}, "/cost"),
        ({"verify_interval_days": 0}, "/verify_interval_days"),
        ({"name": "a\u0000b"}, "/name"),
        ({"organisation": "sun"}, "/organisation"),
        ({"verified_at": "2026-01-01"}, "/verified_at"),
        ({"group": "samaritans"}, "/group"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(world: World, change: dict[str, Any], pointer: str) -> None:
    api, before = world.api("nell"), state()
    answer = api.post(PATH, {**NEW, **change})
    assert (answer.status in {400, 409}, pointer in answer.pointers, state()) == (True, True, before)


@pytest.mark.parametrize(
    ("step", "body", "pointer"),
    [
        ("/verify", {"on": "2199-01-01", "verified_by": "Us"}, "/on"),
        ("/verify", {"on": "2026-01-01", "verified_by": "Us", "source_url": "javascript:alert(1)"}, "/source_url"),
        ("/retire", {"valid_to": "2026-01-01", "superseded_by": "nothing-there"}, "/superseded_by"),
        ("/retire", {"valid_to": "2026-01-01", "superseded_by": "norfolk-line"}, "/superseded_by"),
        ("/confirm", {"change": "1"}, "/change"),
    ],
)
def test_a_step_that_makes_no_sense_changes_nothing(
    world: World, line: ContactPoint, step: str, body: dict[str, Any], pointer: str
) -> None:
    api, before = world.api("nell"), state()
    answer = api.post(at(line, step), body, if_match='"v1"')
    assert (answer.status, answer.pointers, state()) == (400, [pointer], before)


def test_a_change_of_nothing_is_refused(world: World, line: ContactPoint) -> None:
    for changes in ({}, {"value": "111"}):
        assert proposed(world, line, **changes).status == 400


def test_a_version_is_asked_for_and_an_old_one_refused(world: World, line: ContactPoint) -> None:
    assert world.api("nell").patch(at(line), {"value": "112"}).status == 428
    assert world.api("nell").patch(at(line), {"value": "112"}, if_match='"v7"').status == 412


def test_a_repeat_with_the_same_key_makes_one(world: World) -> None:
    first, again = (world.api("nell").post(PATH, NEW, idempotency_key='"once"') for _ in range(2))
    assert (first.status, again.json()["id"]) == (201, first.json()["id"])


@pytest.mark.parametrize("method", ["GET", "PATCH"])
@pytest.mark.parametrize("step", ["", "/usages", "/confirm", "/discard", "/verify", "/retire"])
def test_another_organisation_s_is_as_unknown_as_none(world: World, line: ContactPoint, step: str, method: str) -> None:
    bodies: dict[str, Any] = {
        "": {"value": "112"},
        "/confirm": {"change": str(new_id())},
        "/discard": {"change": str(new_id())},
        "/verify": {"on": "2026-01-01", "verified_by": "Us"},
        "/retire": {"valid_to": "2026-01-01"},
    }
    verb = "GET" if step == "/usages" or (method == "GET" and not step) else "POST" if step else method
    api, before = world.api("sadie"), state()
    answers = [
        api.request(
            verb,
            f"{PATH}/{id}{step}",
            body=None if verb == "GET" else bodies[step],
            headers={"if_match": '"v1"', "idempotency_key": '"k"', "x_request_id": "same"},
        )
        for id in (line.pk, new_id())
    ]
    assert [answer.status for answer in answers] == [404, 404]
    assert answers[0].body == answers[1].body
    assert state() == before


def test_another_organisation_s_takes_no_place(world: World, line: ContactPoint) -> None:
    own = world.contact("suffolk-line", "111", by="sadie")
    body = {"valid_to": "2026-01-01", "superseded_by": line.slug}
    answer = world.api("sadie").post(at(own, "/retire"), body, if_match='"v1"')
    assert (answer.status, answer.pointers) == (400, ["/superseded_by"])


@pytest.mark.parametrize(
    ("taken", "known"),
    [
        (get_args(fields.Kind), ContactPoint.Kind.values),
        (get_args(fields.Purpose), ContactPoint.Purpose.values),
        (get_args(fields.StatedCost), ["", *Cost]),
        (get_args(get_args(get_args(fields.NonVoice)[0])[0]), ContactPoint.NonVoice.values),
    ],
)
def test_bodies_take_the_words_that_the_directory_knows(taken: tuple[str, ...], known: list[str]) -> None:
    assert list(taken) == known
