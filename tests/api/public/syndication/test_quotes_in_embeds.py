"""Quotes on partners' websites: where their owner has agreed to it, and nowhere any more once they are taken back."""

from __future__ import annotations

import pytest

from library.catalogue.models import Item
from library.editions.models import Rendition
from tests.client import Api
from tests.voices import Voices
from tests.worlds import World

WORDS = "It helped me to talk."


@pytest.fixture
def voices(world: World) -> Voices:
    return Voices(world)


def text(public: Api, item: Item, **query: object) -> str:
    page = public.get(f"/embed/resources/{item.slug}", query)
    assert page.status == 200, page
    return page.body.decode()


def test_of_nobody_unknown_has_anybody_agreed_to_be_shown_there(voices: Voices, public: Api) -> None:
    item = voices.published(voices.agreed(WORDS, controllers=("sun", "norfolk")))
    assert WORDS not in text(public, item)


def test_an_organisation_that_their_owner_named_shows_them(voices: Voices, public: Api) -> None:
    item = voices.published(voices.agreed(WORDS, controllers=("sun", "norfolk")))
    assert WORDS in text(public, item, **{"for": "norfolk"})


@pytest.mark.parametrize(
    "scope", [{"controllers": ("sun",)}, {"controllers": ("sun", "norfolk"), "channels": ("web", "print")}]
)
def test_another_does_not_nor_one_that_may_elsewhere(
    voices: Voices, public: Api, scope: dict[str, tuple[str, ...]]
) -> None:
    item = voices.published(voices.agreed(WORDS, **scope))
    assert WORDS not in text(public, item, **{"for": "norfolk"})


def test_words_that_are_taken_back_are_gone_at_once(voices: Voices, public: Api) -> None:
    quote = voices.agreed(WORDS, controllers=("sun", "norfolk"))
    item = voices.published(quote)
    assert WORDS in text(public, item, **{"for": "norfolk"})
    voices.withdraw(quote)
    assert WORDS not in text(public, item, **{"for": "norfolk"})


def test_a_page_with_quotes_is_kept_nowhere(voices: Voices, public: Api) -> None:
    item = voices.published(voices.agreed(WORDS, controllers=("sun", "norfolk")))
    text(public, item, **{"for": "norfolk"})
    text(public, item)
    kept = Rendition.objects.filter(edition__item=item, name="embed.html")
    assert [WORDS.encode() in bytes(row.content) for row in kept] == [False]
    assert WORDS not in text(public, item)


def test_words_that_are_taken_back_end_a_pin(voices: Voices, public: Api) -> None:
    quote = voices.agreed(WORDS)
    item = voices.published(quote, title="First")
    voices.world.republished(item, title="Second")
    assert "<h1>First</h1>" in text(public, item, edition=1)
    voices.withdraw(quote)
    shown = text(public, item, edition=1)
    assert "<h1>Second</h1>" in shown
    assert "because somebody has taken back words of theirs" in shown
