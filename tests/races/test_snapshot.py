"""A snapshot that is taken while others publish and withdraw is exact at its position: all before it, nothing after."""

from __future__ import annotations

import json
from functools import partial
from threading import Event as Signal
from typing import Any

from django.utils import timezone

from library.catalogue.models import Item
from library.editions.actions import withdraw
from library.history.queries import changes_after
from library.publishing.actions import publish
from library.publishing.models import Draft
from library.syndication import snapshot
from tests.races.together import together
from tests.worlds import World

OUT, GONE = {"item.published", "item.updated"}, {"item.withdrawn"}


def test_position_and_entries_agree_while_others_publish(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(snapshot, "BATCH", 2)
    items = [world.published() for _ in range(4)]
    drafts = [world.approved() for _ in range(4)] + [
        world.approved(world.edited(item, item.original_language, title="Again")) for item in items[:2]
    ]
    done = Signal()
    *_, taken = together(partial(_write, drafts, items[2:], world.by("petra"), world.now(), done), partial(_take, done))
    positions = {position for position, _ in taken}
    for position, shown in taken:
        assert shown == _told_up_to(position)
    assert len(positions) > 1  # it was taken in between


def _write(drafts: list[Draft], items: list[Item], by: Any, at: Any, done: Signal) -> None:
    try:
        for number, draft in enumerate(drafts):
            publish(draft=draft, expected_version=draft.version, change_class="content", note="New.", by=by, at=at)
            if number < len(items):
                withdraw(item=items[number], reason="error", explanation="Wrong.", by=by, at=at)
    finally:
        done.set()


def _take(done: Signal) -> list[tuple[int, dict[str, int]]]:
    taken = []
    finished = False
    while not finished:
        finished = done.is_set()
        made = snapshot.take_snapshot(at=timezone.now())
        lines = [json.loads(line) for line in b"".join(made.pieces).splitlines()]
        shown = {line["slug"]: line["document"]["edition"] for line in lines if line["type"] == "entry"}
        assert len(shown) == lines[0]["entries"]
        taken.append((made.position, shown))
    return taken


def _told_up_to(position: int) -> dict[str, int]:
    """What somebody has who followed the feed up to there."""
    held: dict[str, int] = {}
    for event in changes_after(0, position):
        if event.type in OUT:
            held[event.subject_slug] = event.edition or 0
        elif event.type in GONE:
            del held[event.subject_slug]
    return held
