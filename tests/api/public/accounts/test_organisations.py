"""Organisations, with their codes of today and before, and who took over from whom."""

from __future__ import annotations

from datetime import date

import pytest

from library.accounts import actions
from library.accounts.actors import SYSTEM
from tests.cast import START
from tests.client import Api
from tests.worlds import World


@pytest.fixture
def merged(world: World, public: Api) -> Api:
    """Norfolk (QMM) and Suffolk became East (T6Y0W) on 1 April 2026."""
    for code, value, since in (("norfolk", "QMM", None), ("norfolk", "E54000022", None)):
        scheme = "gss" if value.startswith("E") else "ods"
        organisation = world.cast.organisations[code]
        actions.add_code(organisation=organisation, scheme=scheme, value=value, valid_from=since, by=SYSTEM, at=START)
    world.succeeded("norfolk", "suffolk", by="east", on=date(2026, 4, 1))
    actions.add_code(
        organisation=world.cast.organisations["east"],
        scheme="ods",
        value="T6Y0W",
        valid_from=date(2026, 4, 1),
        by=SYSTEM,
        at=START,
    )
    return public


def test_a_body_that_ended_names_its_successors(merged: Api) -> None:
    found = merged.get("/v1/organisations/norfolk").json()
    assert found["ended_on"] == "2026-04-01"
    assert found["successors"] == [{"code": "east", "name": "East", "on": "2026-04-01", "type": "merger"}]
    assert {code["value"]: code["valid_to"] for code in found["codes"]} == {
        "QMM": "2026-03-31",
        "E54000022": "2026-03-31",
    }


def test_a_body_names_those_it_took_over(merged: Api) -> None:
    found = merged.get("/v1/organisations/east").json()
    assert [before["code"] for before in found["predecessors"]] == ["norfolk", "suffolk"]
    assert found["ended_on"] is None


@pytest.mark.parametrize(
    ("code", "leads_to"), [("QMM", "norfolk"), ("E54000022", "norfolk"), ("T6Y0W", "east"), ("qmm", "norfolk")]
)
def test_an_official_code_resolves_also_when_it_holds_no_more(merged: Api, code: str, leads_to: str) -> None:
    answer = merged.get(f"/v1/organisations/{code}")
    assert answer.status == 308
    assert answer.headers["Location"].endswith(f"/v1/organisations/{leads_to}")


@pytest.mark.parametrize("code", ["XXX", "no-such", "QM", "%"])
def test_an_unknown_code_is_404(merged: Api, code: str) -> None:
    assert merged.get(f"/v1/organisations/{code}").status == 404


def test_the_list_shows_the_same(merged: Api) -> None:
    listed = {found["code"]: found for found in merged.get("/v1/organisations").json()["items"]}
    assert listed["norfolk"] == merged.get("/v1/organisations/norfolk").json()
