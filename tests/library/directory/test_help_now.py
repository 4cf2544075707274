"""The lines of help that stand where a text is not: each said once, and none taken for another."""

from __future__ import annotations

from typing import Any

import pytest

from library.directory.queries import crisis_help
from tests.worlds import World

OPTION = "Select the mental health option."


def listed(world: World, slug: str, value: str, **facts: Any) -> list[str]:
    """The slugs of all lines with this number once there is one more."""
    made = world.contact(slug, value, **{"purpose": "urgent", **facts})
    return [line["slug"] for line in crisis_help(world.clock.date()) if line["display"].replace(" ", "") == made.value]


def test_what_two_records_say_is_said_once(world: World) -> None:
    assert listed(world, "the-same-again", "116123", purpose="listening") == ["samaritans"]


@pytest.mark.parametrize(
    "differs",
    [{"nations": ["wales"]}, {"districts": ["CF"]}, {"menu_path": "Then press 1."}],
)
def test_a_number_that_leads_elsewhere_is_a_line_of_its_own(world: World, differs: dict[str, Any]) -> None:
    england = {"nations": ["england"], "menu_path": OPTION}
    listed(world, "england-111", "111", **england)
    assert "other-111" in listed(world, "other-111", "111", **{**england, **differs})


def test_texting_a_number_is_not_calling_it(world: World) -> None:
    lines = listed(world, "text-999", "999", kind="sms_short", purpose="emergency")
    assert lines == ["emergency-999", "text-999"]
