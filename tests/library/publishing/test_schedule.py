"""Publication at a time: it happens once, also when nobody looked for a while, and says so when it can't."""

from __future__ import annotations

from datetime import timedelta

import pytest

from library.editions.actions import restore
from library.editions.models import Edition
from library.history.models import Event
from library.publishing.actions import publish_due, unschedule
from library.publishing.models import Draft
from tests.worlds import World


def test_it_is_published_at_its_time_and_not_before(world: World) -> None:
    draft = world.scheduled()
    assert draft.publish_at is not None
    assert publish_due(at=draft.publish_at - timedelta(seconds=1)) == 0
    assert publish_due(at=draft.publish_at) == 1
    assert publish_due(at=draft.publish_at) == 0
    edition = Edition.objects.get()
    assert (edition.change_class, edition.note) == ("content", "As planned.")
    assert edition.published_by == world.by("petra").id
    assert Event.objects.get(type="item.published").actor is None


def test_what_a_dead_scheduler_left_behind_is_published_in_its_order(world: World) -> None:
    second = world.scheduled(after=timedelta(hours=2))
    first = world.scheduled(after=timedelta(hours=1))
    assert publish_due(at=world.clock + timedelta(days=3)) == 2
    published = Event.objects.filter(type="item.published").order_by("position")
    assert [event.subject for event in published] == [first.item_id, second.item_id]


def test_what_was_called_off_is_not_published(world: World) -> None:
    draft = world.scheduled()
    draft = unschedule(draft=draft, expected_version=draft.version, by=world.by("petra"), at=world.now())
    assert (draft.state, draft.publish_at, draft.scheduled_by) == ("approved", None, None)
    assert publish_due(at=world.clock + timedelta(days=3)) == 0


def test_a_refused_one_goes_back_with_the_reason_and_stops_nobody(world: World) -> None:
    refused = world.scheduled()
    sections = [{"id": "one", "heading": "One", "body": "No contact here."}]
    other = world.scheduled(sections=sections, is_health_content=False)
    world.retire("samaritans")
    assert publish_due(at=world.clock + timedelta(days=1)) == 1
    refused.refresh_from_db()
    other.refresh_from_db()
    assert (other.state, refused.state, refused.publish_at) == ("published", "approved", None)
    assert "samaritans" in refused.schedule_failure
    event = Event.objects.get(type="draft.schedule_refused")
    assert (event.subject, event.reason, event.actor) == (refused.item_id, "not-ready-to-publish", None)


def test_a_withdrawal_is_not_undone_by_the_clock(world: World) -> None:
    item = world.published()
    draft = world.scheduled(world.edited(item, summary="Planned before."))
    world.withdrawn(item)
    assert publish_due(at=world.clock + timedelta(days=1)) == 0
    draft.refresh_from_db()
    item.refresh_from_db()
    assert (draft.state, item.standing) == ("approved", "withdrawn")
    assert "publish its original language with `restore`" in draft.schedule_failure


def test_the_reason_is_forgotten_when_it_is_published_after_all(world: World) -> None:
    item = world.published()
    draft = world.scheduled(world.edited(item, summary="Planned before."))
    world.withdrawn(item)
    publish_due(at=world.clock + timedelta(days=1))
    restore(item=item, by=world.by("petra"), at=world.now())
    draft.refresh_from_db()
    world.publish(draft)
    draft.refresh_from_db()
    assert (draft.state, draft.schedule_failure) == ("published", "")


@pytest.mark.parametrize("valid_from", [0, 1, 2])
def test_a_number_need_only_be_right_on_the_day(world: World, valid_from: int) -> None:
    """Scheduled for tomorrow: a contact point that holds from tomorrow on will do, one from the day after will not."""
    world.contact("new-number", valid_from=world.clock.date() + timedelta(days=valid_from))
    draft = world.approved(sections=[{"id": "help", "heading": "Help", "body": "Call {{contact:new-number}}."}])
    if valid_from > 1:
        with pytest.raises(Exception, match="Something is missing"):
            world.schedule(draft, after=timedelta(days=1))
    else:
        world.schedule(draft, after=timedelta(days=1))
        assert publish_due(at=world.clock + timedelta(days=1, hours=1)) == 1
    assert Draft.objects.get(pk=draft.pk).state == ("approved" if valid_from > 1 else "published")
