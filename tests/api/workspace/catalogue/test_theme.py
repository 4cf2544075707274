"""An organisation's theme over HTTP: seen by its members, saved by its administrators, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest

from library.catalogue.models import Asset, Entry, Theme
from library.ids import new_id
from tests import files
from tests.client import Api
from tests.kept import keep
from tests.state import state
from tests.worlds import World

PATH = "/v1/workspace/theme"
PLUM = {
    "primary": "#46487d",
    "on_primary": "#ffffff",
    "accent": "#46487d",
    "tint": "#f3f3f9",
    "licence_holder": "The SUN Network",
}
NHS = {**PLUM, "primary": "#005eb8", "accent": "#003087", "tint": "#e8edee", "claims_nhs_identity": True}
PEOPLE = ["ada", "cora", "petra", "lila", "rosa", "nora", "nell", "nadia", "ned", "sadie"]
ADMINISTRATORS = {"ada", "nora", "sadie"}


@pytest.fixture
def world(db: None) -> World:
    return World()


def picture(world: World, *, by: str = "cora") -> Asset:
    return keep(world, files.image("PNG"), "logo.png", by=by)


def logo(asset: Asset, **more: Any) -> dict[str, Any]:
    return {"asset": str(asset.pk), "permission": "own_mark", **more}


def test_until_one_is_saved_it_is_the_librarys_own(world: World) -> None:
    answer = world.api("rosa").get(PATH)
    assert (answer.status, answer.etag, answer.headers["Cache-Control"]) == (200, '"v0"', "no-store")
    assert answer.json() == {
        "organisation": "sun",
        "version": 0,
        "primary": "#1f6873",
        "on_primary": "#ffffff",
        "accent": "#1c555f",
        "tint": "#f0f7f8",
        "licence_holder": None,
        "logo": None,
        "claims_nhs_identity": False,
    }


def test_what_is_saved_is_what_is_seen(world: World) -> None:
    asset, ada = picture(world), world.api("ada")
    permission = {"permission": "written_permission", "granted_by": "A Trust", "granted_on": "2026-03-01"}
    saved = ada.put(PATH, {**PLUM, "logo": logo(asset, **permission)}, if_match=ada.get(PATH).etag)
    assert (saved.status, saved.etag) == (200, '"v1"')
    assert saved.json() == {
        **PLUM,
        "organisation": "sun",
        "version": 1,
        "claims_nhs_identity": False,
        "logo": {
            "asset": str(asset.pk),
            "name": "logo.png",
            "content_url": f"http://127.0.0.1:8000/v1/workspace/assets/{asset.pk}/content",
            **permission,
        },
    }
    assert world.api("rosa").get(PATH).json() == saved.json()


def test_saving_sets_the_whole_theme(world: World) -> None:
    ada = world.api("ada")
    ada.put(PATH, {**PLUM, "logo": logo(picture(world))}, if_match='"v0"')
    again = ada.put(PATH, PLUM, if_match='"v1"')
    assert (again.etag, again.json()["logo"]) == ('"v2"', None)


def test_capital_letters_come_back_small(world: World) -> None:
    saved = world.api("ada").put(PATH, {**PLUM, "primary": "#46487D"}, if_match='"v0"')
    assert saved.json()["primary"] == "#46487d"


def test_an_nhs_body_claims_the_nhs_identity(world: World) -> None:
    assert world.api("nora").put(PATH, NHS, if_match='"v0"').json()["claims_nhs_identity"] is True


def test_what_the_organisation_publishes_changes_at_once(world: World) -> None:
    world.published()
    world.api("ada").put(PATH, PLUM, if_match='"v0"')
    entry = Entry.objects.get()
    assert entry.fresh_until is not None
    assert entry.fresh_until <= entry.changed_at


# Who


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_save(world: World, person: str) -> None:
    answer = world.api(person).put(PATH, PLUM, if_match='"v0"')
    assert answer.status == (200 if person in ADMINISTRATORS else 403)
    assert Theme.objects.count() == (1 if person in ADMINISTRATORS else 0)


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_sees_their_own_organisations_alone(world: World, person: str) -> None:
    for administrator in ADMINISTRATORS:
        world.api(administrator).put(PATH, {**PLUM, "licence_holder": administrator}, if_match='"v0"')
    answer = world.api(person).get(PATH).json()
    home = world.cast.members[person].organisation.code
    assert (answer["organisation"], answer["licence_holder"]) == (
        home,
        {"sun": "ada", "norfolk": "nora", "suffolk": "sadie"}[home],
    )


@pytest.mark.parametrize("key", [None, "bad", "unknown1.secret"])
def test_without_a_good_key_there_is_nothing(world: World, key: str | None) -> None:
    api = Api(key)
    assert (api.get(PATH).status, api.put(PATH, PLUM, if_match='"v0"').status) == (401, 401)
    assert not Theme.objects.exists()


# What is refused


@pytest.mark.parametrize(
    ("if_match", "status"),
    [(None, 428), ("*", 428), ('"v1"', 412), ('W/"v0"', 412), ('"abc"', 412), ("v0", 400)],
)
def test_without_the_right_version_nothing_changes(world: World, if_match: str | None, status: int) -> None:
    ada = world.api("ada")
    before = state()
    assert ada.put(PATH, PLUM, if_match=if_match).status == status
    assert state() == before


@pytest.mark.parametrize(
    ("change", "pointers"),
    [
        ({"accent": "#ed8b00"}, ["/accent", "/accent"]),
        ({"claims_nhs_identity": True}, ["/claims_nhs_identity"]),
        ({"licence_holder": "  "}, ["/licence_holder"]),
        ({"logo": {"asset": str(new_id()), "permission": "own_mark"}}, ["/logo/asset"]),
    ],
)
def test_a_theme_that_can_not_be_used_is_a_422_by_pointer(
    world: World, change: dict[str, Any], pointers: list[str]
) -> None:
    ada = world.api("ada")
    before = state()
    answer = ada.put(PATH, {**PLUM, **change}, if_match='"v0"')
    assert (answer.status, answer.slug, answer.pointers) == (422, "theme-not-accepted", pointers)
    assert state() == before


def test_a_refusal_says_the_ratio_and_the_one_that_is_needed(world: World) -> None:
    answer = world.api("ada").put(PATH, {**PLUM, "accent": "#ed8b00"}, if_match='"v0"')
    sentence = "Links on white: the contrast is 2.53:1, and must be 4.5:1."
    assert answer.json()["errors"][0] == {"pointer": "/accent", "detail": sentence}


def test_a_logo_of_another_organisation_is_as_unknown_as_none(world: World) -> None:
    theirs, ada = picture(world, by="nell"), world.api("ada")
    answers = [
        ada.put(
            PATH,
            {**PLUM, "logo": {"asset": asset, "permission": "own_mark"}},
            if_match='"v0"',
            x_request_id="same",
        ).body
        for asset in (str(theirs.pk), str(new_id()))
    ]
    assert answers[0] == answers[1]


def test_written_permission_names_who_and_when(world: World) -> None:
    shown = logo(picture(world), permission="written_permission")
    answer = world.api("ada").put(PATH, {**PLUM, "logo": shown}, if_match='"v0"')
    assert (answer.status, answer.pointers) == (422, ["/logo/granted_by", "/logo/granted_on"])


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"primary": "teal"}, "/primary"),
        ({"on_primary": "#fff"}, "/on_primary"),
        ({"accent": None}, "/accent"),
        ({"tint": 16777215}, "/tint"),
        ({"tint": "#ffffff\n"}, "/tint"),
        ({"licence_holder": ""}, "/licence_holder"),
        ({"licence_holder": "x" * 201}, "/licence_holder"),
        ({"licence_holder": "a\u0000b"}, "/licence_holder"),
        ({"claims_nhs_identity": "yes"}, "/claims_nhs_identity"),
        ({"logo": {"asset": "logo.png", "permission": "own_mark"}}, "/logo/asset"),
        ({"logo": {"asset": str(new_id())}}, "/logo/permission"),
        ({"logo": {"asset": str(new_id()), "permission": "implied"}}, "/logo/permission"),
        (
            {"logo": {"asset": str(new_id()), "permission": "own_mark", "granted_on": "0001-01-01"}},
            "/logo/granted_on",
        ),
        ({"logo": {"asset": str(new_id()), "permission": "own_mark", "url": "https://a.uk"}}, "/logo/url"),
        ({"organisation": "norfolk"}, "/organisation"),
        ({"version": 7}, "/version"),
        ({"id": str(new_id())}, "/id"),
        ({"__proto__": {"a": 1}}, "/__proto__"),
    ],
)
def test_a_bad_body_is_a_400_by_pointer(world: World, change: dict[str, Any], pointer: str) -> None:
    ada = world.api("ada")
    before = state()
    answer = ada.put(PATH, {**PLUM, **change}, if_match='"v0"')
    assert (answer.status, answer.pointers) == (400, [pointer])
    assert state() == before


@pytest.mark.parametrize("missing", sorted(PLUM))
def test_what_a_theme_needs_must_be_said(world: World, missing: str) -> None:
    body = {name: value for name, value in PLUM.items() if name != missing}
    answer = world.api("ada").put(PATH, body, if_match='"v0"')
    assert (answer.status, answer.pointers) == (400, [f"/{missing}"])
