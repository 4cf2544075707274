"""Which events a subscription is about: the rule as a table, and with real items, topics and publishers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.history.actions import PUBLIC_TYPES
from library.syndication.wants import News, Wish, is_wanted, patterns_of
from tests.following import Following
from tests.receivers import receiving

LEAFLET = News("item.updated", True, "leaflet", {"eating-disorders", "carers"}, "sun")
WITHDRAWN = News("item.withdrawn", True, "leaflet", {"eating-disorders"}, "sun")
NUMBER = News("contact_point.retired", False)


@pytest.mark.parametrize(
    ("wish", "news", "wanted"),
    [
        (Wish(), LEAFLET, True),
        (Wish(), NUMBER, True),
        (Wish(["item.updated"]), LEAFLET, True),
        (Wish(["item.withdrawn"]), LEAFLET, False),
        (Wish(["item.*"]), LEAFLET, True),
        (Wish(["item.*"]), NUMBER, False),
        (Wish(["item.*"]), News("items.updated", True, "leaflet"), False),
        (Wish(["adaptation.*", "contact_point.retired"]), NUMBER, True),
        (Wish(kinds=["leaflet"]), LEAFLET, True),
        (Wish(kinds=["training"]), LEAFLET, False),
        (Wish(kinds=["training"]), WITHDRAWN, False),
        (Wish(kinds=["training"]), NUMBER, True),
        (Wish(topics=["carers"]), LEAFLET, True),
        (Wish(topics=["sleep"]), LEAFLET, False),
        (Wish(topics=["sleep", "carers"]), LEAFLET, True),
        (Wish(topics=["sleep"]), WITHDRAWN, True),
        (Wish(topics=["sleep"]), NUMBER, True),
        (Wish(publishers=["sun"]), LEAFLET, True),
        (Wish(publishers=["norfolk"]), LEAFLET, False),
        (Wish(publishers=["norfolk"]), WITHDRAWN, True),
        (Wish(topics=["carers"], publishers=["norfolk"]), LEAFLET, False),
        (Wish(["item.updated"], topics=["sleep"]), WITHDRAWN, False),
    ],
)
def test_a_wish_says_what_it_is_about(wish: Wish, news: News, wanted: bool) -> None:
    assert is_wanted(wish, news) is wanted


NEWS = st.builds(News, st.sampled_from(sorted(PUBLIC_TYPES)), st.booleans(), st.sampled_from(["leaflet", "training"]))


@given(NEWS)
def test_who_wishes_for_everything_gets_everything(news: News) -> None:
    assert is_wanted(Wish(), news)


@given(NEWS, st.lists(st.sampled_from(patterns_of(PUBLIC_TYPES)), min_size=1), st.lists(st.sampled_from(["leaflet"])))
def test_narrowing_a_wish_never_adds_to_it(news: News, types: list[str], kinds: list[str]) -> None:
    assert not is_wanted(Wish(types, kinds), news) or is_wanted(Wish(types), news)


def test_every_type_has_a_family_that_can_be_asked_for() -> None:
    offered = patterns_of(PUBLIC_TYPES)
    assert offered[0] == "*"
    assert {f"{type.partition('.')[0]}.*" for type in PUBLIC_TYPES} <= set(offered)
    assert set(offered) >= PUBLIC_TYPES


def test_topics_above_an_item_s_own_are_its_topics_too(follow: Following) -> None:
    world = follow.world
    above = world.add_topic("body-image", "Body image", parent=None)
    world.add_topic("mirrors", "Mirrors", parent=above)
    with receiving() as wide, receiving() as other:
        follow.subscribed(wide, topics=["body-image"])
        follow.subscribed(other, topics=["eating-disorders"])
        item = world.published(governance={"topics": ("mirrors",)})
        world.withdrawn(item)
        follow.look()
    assert [got.message["type"] for got in wide.got] == ["item.published", "item.withdrawn"]
    assert [got.message["type"] for got in other.got] == ["item.withdrawn"]


def test_publishers_are_those_that_items_belong_to(follow: Following) -> None:
    with receiving() as theirs, receiving() as others:
        follow.subscribed(theirs, publishers=["sun"])
        follow.subscribed(others, publishers=["norfolk"])
        follow.world.published()
        follow.look()
    assert (len(theirs.got), len(others.got)) == (1, 0)


def test_no_message_ever_holds_words(follow: Following) -> None:
    """So that a late one, or one that comes again, can't bring back what was withdrawn."""
    canary = "canary-in-words"
    with receiving() as receiver:
        subscription = follow.subscribed(receiver)
        sections = [{"id": "words", "heading": canary, "body": canary}]
        item = follow.world.published(title=canary, summary=canary, sections=sections, slug="plain")
        follow.world.republished(item, change_class="safety", summary=f"{canary} again")
        follow.world.withdrawn(item)
        follow.look()
        follow.replayed(subscription)
        follow.look()
    assert len(receiver.got) >= 6
    assert not any(canary in repr(got) or b"overtaken by events" in got.body for got in receiver.got)
