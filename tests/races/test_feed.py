"""The feed under six writers: gapless, and in the order in which changes became visible (safety.md, rule 7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from threading import Event as Signal
from typing import Any

from library.catalogue.actions import change_topic
from library.catalogue.models import Topic
from library.history.models import Event
from library.history.queries import changes_after, last_position
from library.publishing.actions import publish
from library.publishing.models import Draft
from tests.races.together import together
from tests.worlds import World

WRITERS, EACH = 6, 3


def test_a_reader_who_goes_on_where_it_stopped_misses_nothing(world: World) -> None:
    work = [[world.approved() for _ in range(EACH)] for _ in range(WRITERS)]
    left = [Signal() for _ in range(WRITERS)]
    release = partial(_publish_all, world)
    writers = [partial(release, drafts, done) for drafts, done in zip(work, left, strict=True)]
    *_, seen = together(*writers, partial(_follow, left))
    events = Event.objects.filter(position__isnull=False).order_by("position")
    assert seen == list(events.values_list("position", "subject"))
    assert [position for position, _ in seen] == list(range(1, WRITERS * EACH + 1))


def _publish_all(world: World, drafts: list[Draft], done: Signal) -> None:
    at, by = world.now(), world.by("petra")
    try:
        for draft in drafts:
            _publish(draft, by, at)
    finally:
        done.set()


def _follow(writers: list[Signal]) -> list[tuple[int, object]]:
    """Read on from the last position seen, as those who mirror do, until everybody has finished."""
    seen: list[tuple[int, object]] = []
    finished = False
    while not finished:
        finished = all(done.is_set() for done in writers)
        seen += [(event.position or 0, event.subject) for event in changes_after(seen[-1][0] if seen else 0, 3)]
        finished = finished and len(seen) == last_position()
    return seen


def test_publications_of_the_same_new_words_do_not_wait_for_each_other_in_a_ring(world: World) -> None:
    """One also moves its review date, so it has two events for the feed; both bring words that nobody has used before."""
    by = world.by("petra")
    for number in range(5):
        words = " ".join(f"word{chr(97 + number)}{chr(97 + place // 26)}{chr(97 + place % 26)}" for place in range(400))
        sections = [{"id": "words", "heading": "Words", "body": words}]
        again = world.published()
        world.clock += timedelta(days=1)  # so that the review of the whole moves the date
        reviewed = world.approved(world.edited(again, sections=sections), scope="whole")
        together(
            *(partial(_publish, draft, by, world.now()) for draft in (reviewed, world.approved(sections=sections)))
        )


def _publish(draft: Draft, by: Any, at: datetime) -> None:
    publish(draft=draft, expected_version=draft.version, change_class="content", note="New.", by=by, at=at)


def test_a_publication_and_a_new_name_of_a_topic_do_not_wait_for_each_other_in_a_ring(world: World) -> None:
    """Both lock entries and the facts that they share: in one order, or PostgreSQL would have to break the ring."""
    topic = Topic.objects.get(slug="eating-disorders")
    curator, publisher = world.by("cora"), world.by("petra")
    for number in range(5):
        item = world.published()
        world.clock += timedelta(days=1)  # so that the review of the whole moves the date
        draft = world.approved(world.edited(item, summary="New."), scope="whole")
        renaming = partial(
            change_topic,
            topic=topic,
            name=f"Eating disorders {number}",
            codes=[],
            synonyms=[],
            by=curator,
            at=world.now(),
        )
        together(renaming, partial(_publish, draft, publisher, world.now()))
