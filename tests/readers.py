"""Readers who write back, and what becomes of it, built by calling actions on a `World`."""

from __future__ import annotations

from typing import Any

from library.catalogue.actions import settle_feedback, take_feedback
from library.catalogue.models import Feedback, Item
from library.editions.actions import give_feedback
from tests.worlds import World

WORDS = "Canary-rdrs: I did not understand this."


def wrote(world: World, item: Item | None = None, about: str = "unclear", text: str = WORDS, **how: Any) -> Feedback:
    """Somebody has written about an item."""
    item = item or world.published()
    return give_feedback(kind=item.kind, slug=item.slug, about=about, text=text, **{"at": world.now(), **how})


def taken(world: World, feedback: Feedback | None = None, *, by: str = "cora", to: str | None = None) -> Feedback:
    """Somebody looks after it."""
    feedback = feedback or wrote(world)
    return take_feedback(
        feedback=feedback,
        to=world.cast.members[to] if to else None,
        expected_version=feedback.version,
        by=world.by(by),
        at=world.now(),
    )


def settled(
    world: World, feedback: Feedback | None = None, *, by: str = "cora", outcome: str = "changed", **how: Any
) -> Feedback:
    """It has been dealt with."""
    feedback = feedback or wrote(world)
    given = {"note": "Canary-note: reworded.", "at": world.now(), **how}
    return settle_feedback(
        feedback=feedback, outcome=outcome, expected_version=feedback.version, by=world.by(by), **given
    )
