"""What people said in the text stands in no care card of the page for writing back: a quote is not help."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.public.editions.feedback_forms import fill, look, path_of, text_of
from tests.client import Api
from tests.voices import Voices
from tests.worlds import World

SAID = 'It <helped> *me*, 1) to {{talk}}\nat night.\n\n# And - by day: [so](https://a.example) & "on"\n1. Truly'


@pytest.mark.parametrize("channels", [("api",), ("web",), ("api", "web")])
@pytest.mark.parametrize("level", ["urgent", "emergency"])
@pytest.mark.parametrize("attribution", ["first_name", "anonymous"])
def test_the_cards_stand_there_without_what_people_said(
    world: World, channels: tuple[str, ...], level: str, attribution: str
) -> None:
    voices = Voices(world)
    shown_name = {} if attribution == "first_name" else {"shown_name": ""}
    quotes = [
        voices.agreed(words, channels=channels, attribution=attribution, **shown_name)
        for words in (SAID, "Nobody laughed.")
    ]
    first, second = (f"{{{{quote:{quote.pk}}}}}" for quote in quotes)
    body = f"- Ring us.\n- Or write.\n\n{first}\n\n{second}\n\n> Words of the text.\n\nCall [112](tel:112)."
    card = {"id": "now", "heading": "Ring at once", "care_level": level, "body": body}
    item = world.published(sections=[{"id": "what", "heading": "What it is", "body": "Words."}, card])
    answer = Api().get(path_of(item).removesuffix("/feedback")).json()
    assert ("Nobody laughed." in answer["sections"][1]["html"]) is ("api" in channels)
    for page in (look(item), fill(item)):
        words = text_of(page)
        assert "Ring at once Ring us. Or write. Words of the text. Call 112 ." in words
        for told in ("helped", "at night", "Truly", "Nobody laughed", "Robin", "\u2014"):
            assert told not in words.split("Ring at once")[1].split("112")[0]
        assert page.body.count(b"<blockquote>") == 1


def test_leaving_them_out_asks_nothing_more_of_the_database(world: World) -> None:
    voices = Voices(world)
    quote = voices.agreed(channels=("api",))
    card = {"id": "now", "heading": "Ring", "care_level": "urgent", "body": f"Call.\n\n{{{{quote:{quote.pk}}}}}"}
    item = world.published(sections=[card])
    with CaptureQueriesContext(connection) as captured:
        assert look(item).status == 200
    assert len(captured) == 2
