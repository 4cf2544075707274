"""Links of what is out: which are watched, how gently, and what becomes a matter for whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from library.catalogue.models import Entry
from library.editions.review_status import uk_day
from library.syndication.outbound import Page, Takes
from library.upkeep import looking
from library.upkeep.actions import remind
from library.upkeep.looking import look_around
from library.upkeep.models import Link, LinksRead, WatchedAddress
from library.upkeep.tasks import look_at_addresses
from tests.adaptations import Place
from tests.texts import CITATION
from tests.watching import Watch, answer, page, silent, verified
from tests.worlds import World

NHS = str(CITATION["url"])
BEAT = "https://www.beateatingdisorders.org.uk/"
OTHER = "https://www.guide.org.uk/guide"


def citing(*urls: str) -> list[dict[str, str]]:
    return [{**CITATION, "id": f"source-{number}", "url": url} for number, url in enumerate(urls)]


@pytest.fixture
def watch(world: World) -> Watch:
    return Watch(world)


def watched() -> set[str]:
    return set(WatchedAddress.objects.values_list("url", flat=True))


def test_what_is_out_and_in_use_is_watched_each_address_once(world: World, watch: Watch) -> None:
    world.published()
    body = f"See [the guide]({OTHER}#help), [again]({OTHER}) or [write](mailto:a@nhs.net)."
    world.published(world.draft(sections=[{"id": "a", "heading": "A", "body": body}]))
    world.draft(citations=citing("https://draft.guide.org.uk/"))
    watch.gather()
    assert watched() == {NHS, OTHER, BEAT}


def test_what_a_contact_point_prints_is_its_keeper_s_and_not_the_author_s(world: World, watch: Watch) -> None:
    world.published()
    watch.web.pages[BEAT] = answer(404)
    watch.day(3)
    assert [duty.name for duty in watch.duties("cora")] == ["Condition-Line"]
    assert not Link.objects.filter(address__url=BEAT, entry__isnull=False).exists()


def test_what_is_withdrawn_or_was_changed_is_not_watched_any_more(world: World, watch: Watch) -> None:
    item = world.published(world.draft(citations=citing(OTHER)))
    gone = world.published(world.draft(citations=citing("https://gone.guide.org.uk/")))
    watch.day()
    world.withdrawn(gone)
    world.republished(item, citations=citing(NHS))
    watch.at += timedelta(days=1)
    watch.day()
    assert watched() == {NHS, BEAT}
    assert {row.entry.item for row in LinksRead.objects.all()} == {item}


def test_a_link_that_is_gone_twice_is_a_matter_until_it_is_changed(world: World, watch: Watch) -> None:
    item = world.published(world.draft(citations=citing(OTHER)))
    watch.web.pages[OTHER] = answer(404)
    watch.day()
    assert watch.duties("cora") == []
    watch.day()
    (duty,) = watch.duties("cora")
    assert (duty.subject, duty.page) == (item.pk, f"catalogue/item/{item.pk}/change/")
    assert duty.detail.startswith(f"{OTHER}: It is broken: it is not there any more (404). Since ")
    assert duty.is_of(world.by("cora"))
    assert watch.duties("nell") == watch.duties("hana") == []
    world.republished(item, citations=citing(NHS))
    assert watch.duties("cora") == []  # at once, and before anything was looked at again


def test_it_is_told_by_letter(world: World, watch: Watch) -> None:
    world.published(world.draft(citations=citing(OTHER)))
    watch.web.pages[OTHER] = answer(410)
    watch.day(2)
    assert remind(at=watch.at) > 0


def test_a_server_that_is_down_for_a_night_is_no_matter(world: World, watch: Watch) -> None:
    world.published(world.draft(citations=citing(OTHER)))
    watch.day(7)
    watch.web.pages[OTHER] = silent()
    watch.day(2)
    watch.web.pages[OTHER] = page()
    watch.day(2)
    assert (watch.duties("cora"), watch.address(OTHER).state) == ([], "well")
    assert watch.address(OTHER).failed_days == 0


def test_a_move_says_where_to_and_a_whole_review_settles_it(world: World, watch: Watch) -> None:
    item = world.published(world.draft(citations=citing(OTHER)))
    watch.web.pages[OTHER] = answer(301, "https://new.guide.org.uk/guide")
    watch.day()
    (duty,) = watch.duties("cora")
    assert f"{OTHER}: It has moved to https://new.guide.org.uk/guide" in duty.detail
    assert (duty.due_on - uk_day(watch.at)).days > 30
    for scope, matters in (("change", 1), ("whole", 0)):
        watch.at += timedelta(days=1)
        world.clock = watch.at
        world.republished(item, scope=scope, title=f"Reviewed: {scope}")
        watch.gather()
        assert len(watch.duties("cora")) == matters


def test_several_links_of_an_item_are_one_matter(world: World, watch: Watch) -> None:
    urls = [f"https://www{number}.guide.org.uk/" for number in range(5)]
    world.published(world.draft(citations=citing(*urls)))
    watch.web.pages = dict.fromkeys(urls, answer(404))
    watch.day(2)
    (duty,) = watch.duties("cora")
    assert duty.detail.endswith("And 2 more.")


def test_what_an_adaptation_has_from_its_original_is_for_the_original_s_authors(world: World, watch: Watch) -> None:
    place = Place(world, citations=citing(OTHER))
    adaptation = place.published()
    watch.web.pages[OTHER] = answer(404)
    watch.day(2)
    assert Link.objects.filter(address__url=OTHER, entry__item=adaptation.item).exists()
    assert ([duty.subject for duty in watch.duties("cora")], watch.duties("nell")) == ([place.template.pk], [])


def test_an_address_that_the_door_refuses_is_told_as_such(world: World, watch: Watch) -> None:
    verified(world, "samaritans", "http://www.samaritans.org/", watch.at)
    watch.gather()
    watch.web.pages["http://www.samaritans.org/"] = silent("address-refused")
    watch.at += timedelta(days=1)
    watch.day()
    (duty,) = watch.duties("cora")
    assert "we don't go there" in duty.detail


# --- How gently ---


def test_a_host_is_asked_once_a_run_and_rests_between(world: World, watch: Watch) -> None:
    world.published(world.draft(citations=citing(OTHER, f"{OTHER}/2", f"{OTHER}/3", NHS)))
    watch.gather()
    assert watch.look() == 3  # guide.org.uk, nhs.uk and that of the contact point
    assert watch.look() == 0
    watch.at += timedelta(minutes=2)
    assert watch.look() == 1
    assert len(watch.web.asked) == len(set(watch.web.asked)) == 4


def test_a_run_takes_so_many_and_no_more(world: World, watch: Watch) -> None:
    world.published(world.draft(citations=citing(*(f"https://www{number}.guide.org.uk/" for number in range(15)))))
    watch.gather()
    assert watch.look() == 10
    assert watch.look(seconds=0) == 0


def test_what_is_well_is_asked_again_in_a_week_and_weeks_that_were_missed_cost_one_look(
    world: World, watch: Watch
) -> None:
    world.published()
    watch.day(7)
    assert watch.web.asked.count(NHS) == 1
    watch.at += timedelta(days=60)
    watch.day()
    assert watch.web.asked.count(NHS) == 2


def test_a_run_that_was_killed_loses_one_look_which_comes_again(world: World, watch: Watch) -> None:
    world.published(world.draft(citations=citing(OTHER, NHS)))
    watch.gather()

    def killed(url: str, takes: Takes | None) -> Page:
        if url == OTHER:
            raise SystemExit
        return watch.web(url, takes)

    with pytest.raises(SystemExit):
        look_around(at=watch.at, looks=killed)
    watch.look()
    assert OTHER not in watch.web.asked
    watch.at += timedelta(hours=1)
    watch.look()
    assert watch.web.asked.count(OTHER) == 1
    assert set(WatchedAddress.objects.values_list("state", flat=True)) == {"well"}


def test_when_our_own_line_is_down_nobody_s_links_are_broken(world: World, watch: Watch) -> None:
    world.published(world.draft(citations=citing(OTHER, NHS)))
    watch.day()
    watch.web.others = silent("name-unknown")
    watch.at += timedelta(days=7)
    watch.day(10)
    assert set(WatchedAddress.objects.values_list("state", "failed_days")) == {("well", 0)}
    watch.web.others = page()
    watch.web.pages[OTHER] = silent("name-unknown")
    watch.day(12)
    assert watch.address(OTHER).state == "broken"


def test_where_nobody_ever_answered_nothing_is_known(world: World, watch: Watch) -> None:
    world.published(world.draft(citations=citing(OTHER, NHS)))
    watch.web.others = silent("name-unknown")
    watch.day(10)
    assert set(WatchedAddress.objects.values_list("state", flat=True)) == {"new"}


@pytest.mark.parametrize("wanted", [True, False])
def test_the_job_asks_nobody_unless_it_is_wanted(
    world: World, watch: Watch, settings: Any, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    world.published()
    watch.gather()
    settings.WATCH_LINKS = wanted
    monkeypatch.setattr(looking, "_look", watch.web)
    look_at_addresses.func(timestamp=0)
    assert bool(watch.web.asked) is wanted


def test_looking_costs_the_same_however_many_there_are(world: World, watch: Watch) -> None:
    world.published()
    watch.gather()
    counts = []
    for number in (0, 200):
        WatchedAddress.objects.bulk_create(
            WatchedAddress(
                url=f"https://many.guide.org.uk/{one}",
                url_sha256=f"{one:064}",
                host="many.guide.org.uk",
                next_look_at=watch.at,
            )
            for one in range(number)
        )
        watch.at += timedelta(days=8)
        with CaptureQueriesContext(connection) as queries:
            watch.look(most=2)
        counts.append(len(queries))
    assert counts[1] <= counts[0]


def test_nothing_is_ever_edited(world: World, watch: Watch) -> None:
    item = world.published(world.draft(citations=citing(OTHER)))
    before = Entry.objects.values_list("etag", "edition", "changed_at").get(item=item)
    watch.web.pages[OTHER] = answer(301, "https://new.guide.org.uk/guide")
    watch.day(3)
    assert Entry.objects.values_list("etag", "edition", "changed_at").get(item=item) == before
    assert watch.duties("cora")


@pytest.mark.parametrize(
    "nonsense",
    [
        {"state": "sad"},
        {"state": "moved", "moved_to": ""},
        {"state": "well", "moved_to": "https://new.guide.org.uk/"},
        {"failed_days": 1},
        {"state": "broken", "since": None},
        {"looked_at": None},
    ],
)
def test_the_database_keeps_no_nonsense(world: World, watch: Watch, nonsense: dict[str, Any]) -> None:
    world.published()
    watch.day()
    with pytest.raises(IntegrityError), transaction.atomic():
        WatchedAddress.objects.filter(url=NHS).update(**nonsense)
