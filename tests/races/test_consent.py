"""Consent is withdrawn at the very moment at which somebody publishes, adapts, exports or renders the words: they never come back.

Fifty rounds of each, two hundred in all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.utils import timezone

from library.catalogue.models import Entry, Item
from library.coproduction.models import Testimonial as Quote
from library.editions.entries import rewrite_stale_entries
from library.editions.making import make_renditions
from library.editions.models import Edition, Rendition
from library.errors import LibraryError
from library.leaflets import actions as leaflets
from library.syndication.snapshot import take_snapshot
from tests.adaptations import Place, sections
from tests.client import Api
from tests.races.together import together
from tests.voices import Voices, section
from tests.worlds import World

ROUNDS = 50
WORDS = "Canary-quote-kqzx helped me."
CANARY = b"kqzx"


@pytest.fixture
def voices(world: World) -> Voices:
    return Voices(world)


def withdrawing(voices: Voices, quote: Quote) -> Callable[[], None]:
    return partial(voices.withdraw, quote, at=timezone.now())


def forgiving(call: Callable[[], object]) -> Callable[[], object]:
    """A refusal is a fair answer to whoever came second."""

    def tried() -> object:
        try:
            return call()
        except LibraryError as refusal:
            return refusal

    return tried


def check_gone(item: Item) -> None:
    """In what is stored, and in what is answered, before and after the worker has been there."""
    for _ in range(2):
        for entry in Entry.objects.filter(item=item):
            assert CANARY not in bytes(entry.document) + bytes(entry.card)
        for kept in Rendition.objects.filter(edition__item=item):
            assert CANARY not in bytes(kept.content)
        while rewrite_stale_entries(at=timezone.now()):
            pass


def test_withdrawal_wins_over_publication(voices: Voices, world: World) -> None:
    for _ in range(ROUNDS):
        quote = voices.agreed(WORDS)
        draft = world.approved(sections=[section(quote)])
        together(forgiving(partial(world.publish, draft)), withdrawing(voices, quote))
        check_gone(draft.item)
        answer = Api().get(f"/v1/resources/{draft.item.slug}")
        assert answer.status == (200 if Edition.objects.filter(item=draft.item).exists() else 404)
        assert CANARY not in answer.body


def test_withdrawal_wins_over_adapting(voices: Voices, world: World) -> None:
    here = Place(world)
    for _ in range(ROUNDS):
        quote = voices.agreed(WORDS, controllers=("sun", "norfolk"))
        template = here.publish_template(sections=[*sections(), {**section(quote), "policy": "locked"}])
        adaptation = here.submitted(here.saved(here.draft(template=template)))
        together(forgiving(partial(here.approve, adaptation)), withdrawing(voices, quote))
        check_gone(adaptation.item)
        check_gone(template)
        answer = Api().get(f"/v1/adaptations/{adaptation.item.slug}")
        assert CANARY not in answer.body
        leaflets.withdraw_adaptation(
            adaptation=here.now(adaptation),
            explanation="It has served.",
            reason="out_of_date",
            expected_version=here.now(adaptation).version,
            by=world.by("nadia"),
            at=world.now(),
        )


def test_withdrawal_wins_over_rendering(voices: Voices, world: World) -> None:
    for _ in range(ROUNDS):
        item = voices.published(quote := voices.agreed(WORDS))
        entry = Entry.objects.get(item=item)
        rendering = partial(make_renditions, entry, now=timezone.now(), names=["text.txt", "page.html"])
        reading = partial(Api().get, f"/v1/resources/{item.slug}/renditions/text.md")
        together(rendering, reading, partial(rewrite_stale_entries, at=timezone.now()), withdrawing(voices, quote))
        check_gone(item)
        assert CANARY not in reading().body


def test_withdrawal_wins_over_an_export(voices: Voices, world: World) -> None:
    for _ in range(ROUNDS):
        item = voices.published(quote := voices.agreed(WORDS))
        (before, _) = together(partial(take_snapshot, at=timezone.now()), withdrawing(voices, quote))
        before.pieces.close()
        check_gone(item)
        after = take_snapshot(at=timezone.now())
        assert CANARY not in b"".join(after.pieces)
