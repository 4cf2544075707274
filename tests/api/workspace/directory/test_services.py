"""Services over HTTP: an organisation's own, with everything that leaflets print of them."""

from __future__ import annotations

from typing import Any

import pytest

from library.directory.models import ContactPoint, Service
from library.ids import new_id
from tests.state import state
from tests.worlds import World

PATH = "/v1/workspace/services"
WEEK = {"weekly": [{"days": ["mo", "tu", "we", "th", "fr"], "opens": "09:00", "closes": "17:00"}]}
PARTS: dict[str, Any] = {
    "name": "Carers' group, Norwich",
    "role": "carers-group",
    "short_name": "Carers' group",
    "provider": "A charity",
    "description": "Carers meet.\nAnd talk.",
    "address": "The Hall, Norwich",
    "schedule": WEEK,
    "access_notes": "No steps.",
    "waiting_time": "None",
    "areas": ["E54000065", "S1Y5D"],
    "districts": ["NR", "IP1"],
    "contact_points": ["samaritans", "norfolk-line"],
    "verify_interval_days": 90,
}
PEOPLE = ["ada", "cora", "petra", "lila", "rosa", "nora", "nell", "nadia", "ned", "sadie"]
WRITERS = {"ada", "cora", "petra", "nora", "nell", "nadia", "sadie"}


def at(service: Service, step: str = "") -> str:
    return f"{PATH}/{service.pk}{step}"


def test_one_is_added_and_shows_what_leaflets_print(world: World, line: ContactPoint) -> None:
    answer = world.api("nell").post(PATH, {"slug": "carers-norwich", **PARTS})
    assert (answer.status, answer.etag) == (201, '"v1"')
    body = answer.json()
    assert (body["contact_points"], body["opening_hours"]) == (
        ["norfolk-line", "samaritans"],
        "Monday to Friday, 9am to 5pm",
    )
    assert body["prints"] == {
        "name": "Carers' group, Norwich",
        "short_name": "Carers' group",
        "provider": "A charity",
        "phone": "111",
        "phone_menu": "option 2",
        "text_number": "",
        "email": "",
        "website": "",
        "address": "The Hall, Norwich",
        "opening_hours": "Monday to Friday, 9am to 5pm",
        "access_notes": "No steps.",
        "waiting_time": "None",
    }
    assert world.api("ned").get(f"{PATH}/{body['id']}").json() == body


def test_saving_sets_all_of_it(world: World, service: Service) -> None:
    api = world.api("nadia")
    saved = api.put(at(service), {"name": "Adult service", "role": "eds"}, if_match=api.get(at(service)).etag)
    assert (saved.status, saved.etag) == (200, '"v2"')
    assert (saved.json()["name"], saved.json()["description"], saved.json()["contact_points"]) == (
        "Adult service",
        "",
        [],
    )


def test_without_hours_of_its_own_it_prints_those_of_its_number(world: World, service: Service) -> None:
    prints = world.api("ned").get(at(service)).json()["prints"]
    assert (prints["phone"], prints["opening_hours"], prints["provider"]) == ("111", "Every day", "Norfolk and Waveney")


def test_a_number_that_was_retired_is_not_printed(world: World, service: Service, line: ContactPoint) -> None:
    body = {"valid_to": "2026-01-01"}
    world.api("nell").post(f"/v1/workspace/contact-points/{line.pk}/retire", body, if_match='"v1"')
    assert world.api("ned").get(at(service)).json()["prints"]["phone"] == ""


def test_one_is_verified(world: World, service: Service) -> None:
    check = {"on": world.clock.date().isoformat(), "verified_by": "The service itself"}
    answer = world.api("nell").post(at(service, "/verify"), check, if_match='"v1"')
    assert (answer.status, answer.etag, answer.json()["verification"]) == (
        200,
        '"v2"',
        {
            "state": "ok",
            "verified_at": check["on"],
            "verified_by": "The service itself",
            "source_url": None,
            "interval_days": 180,
        },
    )


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_add(world: World, person: str) -> None:
    answer = world.api(person).post(PATH, {"slug": "new", "name": "New", "role": "carers-group"})
    assert answer.status == (201 if person in WRITERS else 403)
    assert Service.objects.filter(slug="new").exists() is (person in WRITERS)


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_save(world: World, service: Service, person: str) -> None:
    answer = world.api(person).put(at(service), {"name": "Other", "role": "eds"}, if_match='"v1"')
    allowed = person in {"nora", "nell", "nadia"}
    assert answer.status == (200 if allowed else 404 if person in WRITERS else 403)
    service.refresh_from_db()
    assert (service.name == "Other") is allowed


@pytest.mark.parametrize(("verb", "step"), [("GET", ""), ("PUT", ""), ("POST", "/verify")])
def test_another_organisation_s_is_as_unknown_as_none(world: World, service: Service, verb: str, step: str) -> None:
    body = {"on": "2026-01-01", "verified_by": "Us"} if step else {"name": "Other", "role": "eds"}
    api, before = world.api("sadie"), state()
    answers = [
        api.request(
            verb,
            f"{PATH}/{id}{step}",
            body=None if verb == "GET" else body,
            headers={"if_match": '"v1"', "idempotency_key": '"k"', "x_request_id": "same"},
        )
        for id in (service.pk, new_id())
    ]
    assert [answer.status for answer in answers] == [404, 404]
    assert answers[0].body == answers[1].body
    assert state() == before


def test_a_list_shows_one_s_own_alone(world: World, service: Service) -> None:
    shown = world.api("ned").get(PATH, {"role": "eating-disorder-service"}).json()["items"]
    assert [one["slug"] for one in shown] == ["eds"]
    assert world.api("ned").get(PATH, {"role": "carers-group"}).json()["items"] == []
    assert world.api("sadie").get(PATH).json() == {"items": [], "next": None}


@pytest.mark.parametrize("slug", ["nothing-there", "suffolk-line"])
def test_another_organisation_s_number_is_as_unknown_as_none(world: World, service: Service, slug: str) -> None:
    world.contact("suffolk-line", "111", by="sadie")
    api, before = world.api("nell"), state()
    body = {"name": "Other", "role": "eds", "contact_points": ["samaritans", slug]}
    answer = api.put(at(service), body, if_match='"v1"')
    assert (answer.status, answer.pointers, state()) == (400, ["/contact_points/1"], before)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"name": " "}, "/name"),
        ({"role": "No Role"}, "/role"),
        ({"areas": ["Norfolk"]}, "/areas/0"),
        ({"districts": ["Norwich"]}, "/districts/0"),
        ({"contact_points": ["samaritans", "samaritans"]}, "/contact_points"),
        ({"address": "a" * 501}, "/address"),
        ({"address": "a\nb"}, "/address"),
        ({"description": "a\u0000"}, "/description"),
        ({"organisation": "suffolk"}, "/organisation"),
        ({"verified_by": "Me"}, "/verified_by"),
        ({"slug": "other"}, "/slug"),
        ({"schedule": {"bank_holidays": "other"}}, "/schedule"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(
    world: World, service: Service, change: dict[str, Any], pointer: str
) -> None:
    api, before = world.api("nell"), state()
    answer = api.put(at(service), {"name": "Other", "role": "eds", **change}, if_match='"v1"')
    assert (answer.status, answer.pointers, state()) == (400, [pointer], before)


def test_an_old_version_changes_nothing(world: World, service: Service) -> None:
    body = {"name": "Other", "role": "eds"}
    assert world.api("nell").put(at(service), body, if_match='"v7"').status == 412
    assert world.api("nell").put(at(service), body).status == 428


def test_a_slug_stands_for_one(world: World, service: Service) -> None:
    answer = world.api("sadie").post(PATH, {"slug": "eds", "name": "Ours", "role": "eds"})
    assert (answer.status, answer.slug, answer.pointers) == (409, "directory-name-taken", ["/slug"])
