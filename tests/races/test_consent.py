"""Consent is withdrawn at the very moment at which somebody publishes, adapts, exports or renders the words: they never come back.

Fifty rounds of each.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.utils import timezone

from library.catalogue.models import Entry, Item
from library.coproduction import tombstones
from library.coproduction.models import SealedPerson
from library.coproduction.models import Testimonial as Quote
from library.editions import actions as editions
from library.editions.entries import rewrite_stale_entries
from library.editions.making import make_renditions
from library.editions.models import Edition, Rendition
from library.errors import LibraryError
from library.leaflets import actions as leaflets
from library.syndication.snapshot import take_snapshot
from tests.adaptations import Place, sections
from tests.client import Api, Response
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


def test_a_link_that_was_replaced_meanwhile_leaves_no_tombstone(
    voices: Voices, world: World, settings: Any, tmp_path: Path
) -> None:
    """The old link is used while a new one is issued: either it still works, or nothing was done, now and at the next start."""
    settings.TOMBSTONE_LOG = str(tmp_path / "tombstones.ndjson")
    for _ in range(ROUNDS):
        quote = voices.agreed(WORDS)
        issuing = partial(
            editions.issue_consent_link, testimonial=quote, on_paper=True, by=world.by("cora"), at=timezone.now()
        )
        path = urlsplit(issuing().address).path
        used, _ = together(partial(Api().post, path, {"answers": {}}, idempotency_key=None), forgiving(issuing))
        is_buried = quote.pk in {one.id for one in tombstones.buried()}
        is_gone = Quote.objects.get(pk=quote.pk).withdrawn_at is not None
        assert (used.status, is_gone, is_buried) in {(200, True, True), (404, False, False)}


def test_a_link_that_is_being_replaced_waits_and_then_does_nothing(
    voices: Voices, world: World, settings: Any, tmp_path: Path
) -> None:
    settings.TOMBSTONE_LOG = str(tmp_path / "tombstones.ndjson")
    quote = voices.agreed(WORDS)
    issuing = partial(
        editions.issue_consent_link, testimonial=quote, on_paper=True, by=world.by("cora"), at=timezone.now()
    )
    posted: list[Response] = []
    path = urlsplit(issuing().address).path

    def use() -> None:
        posted.append(Api().post(path, {"answers": {}}, idempotency_key=None))
        connection.close()

    using = Thread(target=use)
    with transaction.atomic():
        issuing()
        using.start()
        using.join(timeout=1)
        assert posted == []
    using.join(timeout=30)
    assert [answer.status for answer in posted] == [404]
    assert list(tombstones.buried()) == []


def test_who_is_forgotten_has_told_nothing_that_stays(voices: Voices) -> None:
    for _ in range(ROUNDS):
        person = SealedPerson.objects.get(testimonials=voices.agreed(WORDS))
        adding = partial(voices.said, WORDS, identity=None, person=person.pk)
        together(forgiving(adding), partial(editions.forget_person, person=person.pk, at=timezone.now()))
        assert not Quote.objects.filter(sealed_people=person, withdrawn_at=None).exists()
        assert Quote.objects.exclude(words="").count() == 0


def test_withdrawal_wins_over_an_export(voices: Voices, world: World) -> None:
    for _ in range(ROUNDS):
        item = voices.published(quote := voices.agreed(WORDS))
        (before, _) = together(partial(take_snapshot, at=timezone.now()), withdrawing(voices, quote))
        before.pieces.close()
        check_gone(item)
        after = take_snapshot(at=timezone.now())
        assert CANARY not in b"".join(after.pieces)
