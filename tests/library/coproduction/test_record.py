"""The co-production record can be put right, and the public is told so at once."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from library.catalogue.models import Item
from library.coproduction.actions import (
    change_recognition,
    record_contribution,
    record_recognition,
    remove_contribution,
    remove_recognition,
)
from library.coproduction.models import Contribution, Recognition
from library.editions.reading import read_item
from library.errors import Forbidden, Malformed, NotFound
from library.history.models import Event
from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World()


def by(world: World, name: str = "cora") -> dict[str, Any]:
    return {"by": world.by(name), "at": world.now()}


@pytest.fixture
def contribution(world: World) -> Contribution:
    return record_contribution(
        item=world.published(), group="Carers", role="Wrote it", stage="design", approach="co_production", **by(world)
    )


@pytest.fixture
def recognition(world: World) -> Recognition:
    return record_recognition(
        item=world.published(),
        award="A prize",
        body="A jury",
        status="nominated",
        as_of=date(2026, 1, 1),
        **by(world),
    )


def public(item: Item, world: World) -> Any:
    reading = read_item(item.kind, item.slug, None, known=(), now=world.now())
    assert reading.document
    return json.loads(reading.document)


def test_what_was_recorded_by_mistake_is_claimed_no_more(world: World, contribution: Contribution) -> None:
    item = contribution.item
    assert public(item, world)["coproduction"]["badge"] == "co-designed"
    remove_contribution(contribution=contribution, **by(world))
    assert public(item, world)["coproduction"]["badge"] is None
    assert Event.objects.filter(type="contribution.removed", subject=item.pk).count() == 1


def test_an_award_goes_on_from_nominated_to_finalist(world: World, recognition: Recognition) -> None:
    change_recognition(
        recognition=recognition, status="finalist", as_of=date(2026, 6, 1), detail="One of six.", **by(world)
    )
    shown = public(recognition.item, world)["recognition"]
    assert [(row["status"], row["detail"], row["as_of"]) for row in shown] == [
        ("finalist", "One of six.", "2026-06-01")
    ]


@pytest.mark.parametrize(("name", "day"), [("result_expected", date(9999, 12, 31)), ("as_of", date(1, 1, 1))])
def test_an_award_is_of_days_that_somebody_can_mean(
    world: World, recognition: Recognition, name: str, day: date
) -> None:
    told = {"status": "finalist", "as_of": date(2026, 6, 1), name: day}
    with pytest.raises(Malformed) as refused:
        change_recognition(recognition=recognition, **told, **by(world))
    assert [fault.pointer for fault in refused.value.errors] == [f"/{name}"]


def test_an_award_that_was_recorded_by_mistake_goes(world: World, recognition: Recognition) -> None:
    item = recognition.item
    remove_recognition(recognition=recognition, **by(world))
    assert public(item, world)["recognition"] == []


def test_another_organisations_record_does_not_exist(
    world: World, contribution: Contribution, recognition: Recognition
) -> None:
    for verb in (
        lambda: remove_contribution(contribution=contribution, **by(world, "hana")),
        lambda: remove_recognition(recognition=recognition, **by(world, "hana")),
        lambda: change_recognition(recognition=recognition, status="won", as_of=date(2026, 6, 1), **by(world, "hana")),
    ):
        with pytest.raises(NotFound):
            verb()
    recognition.refresh_from_db()
    assert (recognition.status, Contribution.objects.count()) == ("nominated", 1)


def test_the_record_is_a_curators_to_keep(world: World, contribution: Contribution) -> None:
    with pytest.raises(Forbidden):
        remove_contribution(contribution=contribution, **by(world, "petra"))
