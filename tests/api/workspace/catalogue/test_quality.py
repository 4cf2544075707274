"""Evidence of quality and certificates, over HTTP: who may, what is refused, what is read afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from library.accounts.models import Organisation
from library.catalogue.models import Item, QualityEvidence
from library.ids import new_id
from tests.client import Api
from tests.worlds import World

PATH = "/v1/workspace/quality-evidence"
CERTIFICATE = {"number": "PIF-0123", "valid_until": "2027-11-30"}


@pytest.fixture
def item(world: World) -> Item:
    return world.published()


def said(item: Item, **more: Any) -> dict[str, Any]:
    return {"item": str(item.pk), "criterion": "need", "statement": "A survey.", **more}


@pytest.mark.parametrize(
    ("name", "status"),
    [("cora", 201), ("petra", 403), ("lila", 403), ("ada", 403), ("rosa", 403), ("nell", 404), ("hana", 404)],
)
def test_who_may_give_evidence(world: World, item: Item, name: str, status: int) -> None:
    assert world.api(name).post(PATH, said(item)).status == status
    assert QualityEvidence.objects.exists() == (status == 201)


def test_it_is_corrected_and_removed_by_whoever_has_read_it(world: World, item: Item) -> None:
    cora = world.api("cora")
    made = cora.post(PATH, said(item))
    one = f"{PATH}/{made.json()['id']}"
    changed = cora.put(one, {"url": "https://example.org/survey"}, if_match=made.etag)
    assert (changed.status, changed.json()["statement"], changed.json()["version"]) == (200, "", 2)
    assert cora.delete(one, if_match=made.etag).status == 412
    assert cora.delete(one).status == 428
    assert cora.get(PATH, {"item": str(item.pk)}).json()["items"] == [changed.json()]
    assert cora.delete(one, if_match=changed.etag).status == 204
    assert cora.get(one).status == 404


def test_anothers_is_as_what_never_was(world: World, item: Item) -> None:
    made, hana = world.api("cora").post(PATH, said(item)).json(), world.api("hana")
    theirs, random = (hana.get(f"{PATH}/{id}") for id in (made["id"], new_id()))
    assert (theirs.status, {**theirs.json(), "instance": ""}) == (404, {**random.json(), "instance": ""})
    assert hana.get(PATH).json()["items"] == []


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"criterion": "kindness"}, "/criterion"),
        ({"statement": "", "url": ""}, "/statement"),
        ({"statement": " "}, "/statement"),
        ({"statement": "x" * 501}, "/statement"),
        ({"statement": "two\nlines"}, "/statement"),
        ({"url": "http://example.org"}, "/url"),
        ({"url": "javascript:alert(1)"}, "/url"),
        ({"status": "met"}, "/status"),
    ],
)
def test_what_does_not_fit_is_named(world: World, item: Item, changes: dict[str, Any], pointer: str) -> None:
    refused = world.api("cora").post(PATH, said(item, **changes))
    assert (refused.status, refused.pointers) == (400, [pointer])
    assert not QualityEvidence.objects.exists()


def test_a_second_piece_for_a_criterion_is_a_conflict(world: World, item: Item) -> None:
    cora = world.api("cora")
    first = cora.post(PATH, said(item)).json()
    second = cora.post(PATH, said(item, statement="Another."))
    assert (second.status, second.slug, second.json()["evidence"]) == (409, "quality-evidence-given", first["id"])


@pytest.mark.parametrize(("name", "status"), [("cora", 200), ("petra", 403), ("rosa", 403), ("nell", 404)])
def test_who_may_say_that_it_promotes_something(world: World, item: Item, name: str, status: int) -> None:
    answer = world.api(name).post(f"/v1/workspace/items/{item.pk}/promotional", {"is_promotional": True})
    assert answer.status == status
    item.refresh_from_db()
    assert item.is_promotional == (status == 200)


def certificate(code: str = "norfolk") -> str:
    return f"/v1/workspace/organisations/{code}/certificate"


@pytest.mark.parametrize(("name", "status"), [("ada", 200), ("nora", 403), ("cora", 403), ("sadie", 403)])
def test_who_may_record_a_certificate(world: World, name: str, status: int) -> None:
    assert world.api(name).put(certificate(), CERTIFICATE).status == status
    assert Organisation.objects.filter(certificate_number="PIF-0123").exists() == (status == 200)


def test_a_certificate_is_read_and_removed(world: World) -> None:
    ada = world.api("ada")
    ada.put(certificate(), CERTIFICATE)
    assert ada.get(certificate()).json() == {"organisation": "norfolk", **CERTIFICATE}
    assert ada.delete(certificate()).status == 204
    assert ada.get(certificate()).json() == {"organisation": "norfolk", "number": None, "valid_until": None}
    assert ada.put(certificate("nobody"), CERTIFICATE).status == 404


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"number": " "}, "/number"),
        ({"number": "x" * 51}, "/number"),
        ({"valid_until": "soon"}, "/valid_until"),
        ({"valid_until": "0001-01-01"}, "/valid_until"),
        ({"valid_until": None}, "/valid_until"),
    ],
)
def test_a_certificate_that_does_not_fit_is_refused(world: World, changes: dict[str, Any], pointer: str) -> None:
    refused = world.api("ada").put(certificate(), {**CERTIFICATE, **changes})
    assert (refused.status, refused.pointers) == (400, [pointer])
    assert not Organisation.objects.exclude(certificate_number="").exists()


def test_without_a_key_nothing_is_told(world: World, item: Item) -> None:
    assert Api().get(certificate()).status == 401
    assert Api().post(PATH, said(item)).status == 401
