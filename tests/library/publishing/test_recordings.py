"""What is said in a recording is checked as what is written: its captions and its transcript reach the public, too."""

from __future__ import annotations

import pytest

from library.catalogue.uploads.captions import spoken_words
from library.publishing.models import Draft
from tests import files
from tests.kept import keep
from tests.waivers import blocked_by, waived
from tests.worlds import World

HARMFUL = b"""WEBVTT

NOTE She weighed 40 kg: a note that nobody hears.

1
00:00:01.000 --> 00:00:04.000
<v Robin>When help came, she <i>weighed</i>
38 kg &amp; was tired.

00:00:05.000 --> 00:00:07.000
Then it got better.
"""


def film(world: World, said: bytes, name: str = "captions") -> Draft:
    asset = keep(world, said, "film.vtt")
    return world.draft(details={"medium": "video", name: str(asset.pk)})


def test_words_are_read_without_what_nobody_hears() -> None:
    assert spoken_words(HARMFUL) == "When help came, she weighed 38 kg & was tired.\nThen it got better."


@pytest.mark.parametrize("name", ["captions", "transcript"])
def test_what_is_said_and_can_harm_hinders_publication_at_its_file(world: World, name: str) -> None:
    (found,) = blocked_by(film(world, HARMFUL, name))
    assert (found.pointer, found.excerpt) == (f"/details/{name}", "weighed 38")


def test_what_is_said_kindly_hinders_nothing(world: World) -> None:
    assert blocked_by(film(world, files.VTT)) == []


def test_a_clinician_lets_said_words_stand_and_another_file_is_looked_at_anew(world: World) -> None:
    draft = film(world, HARMFUL)
    waived(world, draft)
    assert blocked_by(draft) == []
    changed = film(world, HARMFUL.replace(b"tired", b"cold"))
    changed.item = draft.item
    assert [one.excerpt for one in blocked_by(changed)] == ["weighed 38"]


def test_the_words_of_a_file_that_is_somebody_else_s_are_not_told(world: World) -> None:
    theirs = keep(world, HARMFUL, "theirs.vtt", by="nell")
    draft = world.draft(details={"medium": "video", "captions": str(theirs.pk)})
    assert blocked_by(draft) == []
