"""A person opened an address that the watch can't look at: nothing waits because of it while that holds, and no longer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from library.accounts.actors import SYSTEM
from library.editions.review_status import uk_day
from library.errors import Forbidden, NotFound
from library.history.models import Event
from library.upkeep.actions import NothingToOpen, arrive
from library.upkeep.links import arrived_at
from library.upkeep.models import Arrival, WatchedAddress
from library.upkeep.watching import ARRIVAL_HOLDS
from tests.texts import CITATION
from tests.watching import Watch, answer, silent
from tests.worlds import World

NHS = str(CITATION["url"])
WEEKS = 23


@pytest.fixture
def watch(world: World) -> Watch:
    """A wall against machines stands before an item's source, for weeks."""
    watch = Watch(world)
    world.published()
    watch.web.pages[NHS] = answer(403)
    watch.day(WEEKS)
    assert watch.address(NHS).state == "unreachable"
    return watch


def opened(watch: Watch, name: str = "cora") -> Arrival:
    return arrive(address=watch.address(NHS), by=watch.world.by(name), at=watch.at)


def test_nothing_waits_for_half_a_year_and_then_it_does_again(watch: Watch) -> None:
    assert watch.duties("cora")
    opened(watch)
    assert not watch.duties("cora")
    watch.at += ARRIVAL_HOLDS
    assert not watch.duties("cora")
    watch.at += timedelta(days=1)
    assert watch.duties("cora")


@pytest.mark.parametrize(("worse", "days"), [(answer(404), 2), (silent("tls"), 1), (answer(503), 1)])
def test_it_ends_when_the_watch_fails_in_another_way(watch: Watch, worse: object, days: int) -> None:
    opened(watch)
    watch.web.pages[NHS] = worse  # type: ignore[assignment]
    watch.day(days)
    assert watch.duties("cora")


def test_a_wall_that_opens_and_shuts_again_is_the_same_wall(watch: Watch) -> None:
    opened(watch)
    del watch.web.pages[NHS]
    watch.day(1)
    watch.web.pages[NHS] = answer(403)
    watch.day(WEEKS + 8)
    assert watch.address(NHS).state == "unreachable"
    assert not watch.duties("cora")


def test_another_address_was_not_opened(watch: Watch, world: World) -> None:
    opened(watch)
    other = "https://www.nhs.uk/elsewhere/"
    watch.web.pages[other] = answer(403)
    world.published(world.draft(citations=[{**CITATION, "url": other}]))
    watch.day(WEEKS)
    (duty,) = watch.duties("cora")
    assert other in duty.detail


def test_it_holds_for_their_own_organisation_alone(watch: Watch, world: World) -> None:
    opened(watch)
    row, on = watch.address(NHS), uk_day(watch.at)
    assert list(arrived_at([row], world.by("petra"), on)) == [row.pk]
    assert arrived_at([row], world.by("hana"), on) == {}


def test_again_begins_anew(watch: Watch) -> None:
    opened(watch)
    watch.at += timedelta(days=100)
    again = opened(watch, "petra")
    assert Arrival.objects.get() == again
    assert again.holds_until == uk_day(watch.at) + ARRIVAL_HOLDS


@pytest.mark.parametrize("status", [200, 404, 301])
def test_what_the_watch_can_tell_nobody_need_open(world: World, status: int) -> None:
    watch = Watch(world)
    world.published()
    watch.web.pages[NHS] = answer(status, "https://elsewhere.example/page" if status == 301 else "")
    watch.day(2)
    with pytest.raises(NothingToOpen):
        opened(watch)
    assert not Arrival.objects.exists()


@pytest.mark.parametrize(
    ("name", "refusal"), [("lila", Forbidden), ("rosa", Forbidden), ("hana", NotFound), ("nell", NotFound)]
)
def test_who_may_not(watch: Watch, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        opened(watch, name)
    with pytest.raises(Forbidden):
        arrive(address=watch.address(NHS), by=SYSTEM, at=watch.at)
    assert not Arrival.objects.exists()


def test_history_has_who_and_when_and_no_address(watch: Watch, world: World) -> None:
    opened(watch)
    event = Event.objects.latest("id")
    assert (event.type, event.actor, event.occurred_at) == ("link.opened", world.by("cora").id, watch.at)
    assert event.subject == WatchedAddress.objects.get(url=NHS).pk
    assert "nhs.uk" not in str(vars(event))
