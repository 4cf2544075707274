"""What publishing a draft would do: what changes, and whom it reaches."""

from __future__ import annotations

from typing import Any

import pytest

from library.editions.review_status import uk_day
from library.publishing.models import Draft
from library.syndication.actions import subscribe
from library.syndication.impact import Impact, impact_of
from library.syndication.spans import months_before
from library.syndication.wants import Wish
from tests.adaptations import Place
from tests.library.syndication.counting import count_reads
from tests.worlds import World


def impact(world: World, draft: Draft) -> Impact:
    return impact_of(Draft.objects.select_related("item__owner").get(pk=draft.pk), at=world.now())


def test_of_a_first_edition_all_is_new(world: World) -> None:
    found = impact(world, world.draft())
    assert (found.edition, found.changes, found.adopted.count) == (None, None, 0)


def test_what_changes_is_told_from_what_is_out(world: World) -> None:
    item = world.published(title="Before")
    found = impact(world, world.edited(item, title="After"))
    assert found.edition == 1
    assert [(one.pointer, one.old, one.new) for one in found.changes or ()] == [("/title", "Before", "After")]


def test_websites_are_those_of_the_last_full_month_that_are_not_small(world: World) -> None:
    item = world.published()
    month = months_before(uk_day(world.clock).replace(day=1), 1)
    count_reads(item, 7, day=month, channel="embed", format="page", host="example.org")
    count_reads(item, 3, day=month, channel="embed", format="page", host="small.example.net")
    count_reads(item, 9, day=uk_day(world.clock), channel="embed", format="page", host="late.example.net")
    found = impact(world, world.edited(item, title="After"))
    assert (found.month, found.embeds.count, found.embeds.suppressed) == (month, 7, True)
    assert [host for host, _ in found.websites] == ["example.org"]


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({}, 1),
        ({"types": ["item.withdrawn"]}, 0),
        ({"kinds": ["training"]}, 0),
        ({"topics": ["mental-health"]}, 1),
        ({"publishers": ["norfolk"]}, 0),
        ({"publishers": ["sun"]}, 1),
    ],
)
def test_followers_are_those_who_want_to_hear_of_it(world: World, wish: dict[str, Any], told: int) -> None:
    item = world.published()
    how = {"by": world.by("nora"), "at": world.now()}
    subscribe(url="https://93.184.215.14/hooks", description="Theirs", wish=Wish(**wish), **how)
    assert impact(world, world.edited(item, title="After")).followers == told


def test_adaptations_in_its_language_are_named(world: World) -> None:
    adaptation = Place(world).published()
    draft = Draft.objects.get(item=adaptation.item.derivation.original)
    found = impact(world, draft)
    assert [(one.item.slug, one.standing) for one in found.adaptations] == [(adaptation.item.slug, "current")]
    assert found.adopted.count == 1
