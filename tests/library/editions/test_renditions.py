"""Renditions behind the API: made once, kept only while they are true, and dropped with what they print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from library.catalogue.freshness import mark_stale
from library.catalogue.models import Entry
from library.editions import making, tasks
from library.editions.kept_renditions import Made, drop_renditions, find, keep, key_of
from library.editions.makers import MAKERS
from library.editions.making import entries_without_renditions, make_renditions, offers_of
from library.editions.materials import gather
from library.editions.models import Edition, Rendition
from library.editions.recipes import recipe
from library.errors import Fault
from library.rendering.errors import DoesNotFit, PressBusy, RenderFailed
from library.rendering.offers import OFFERS
from tests.worlds import World

TEXT = Made("text.txt", "text/plain", b"Words.\n")
AT = datetime(2026, 11, 1, 9, tzinfo=UTC)


@pytest.fixture
def entry(world: World) -> Entry:
    return Entry.objects.get(item=world.published(kind="leaflet"))


@pytest.fixture
def edition(entry: Entry) -> Edition:
    return Edition.objects.get(item=entry.item)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Makers that only note what they were asked for."""
    asked: list[str] = []
    monkeypatch.setattr(
        making, "MAKERS", {name: lambda _, name=name: asked.append(name) or name.encode() for name in OFFERS}
    )
    return asked


def test_every_rendition_on_offer_has_a_maker() -> None:
    assert set(MAKERS) == set(OFFERS)


def test_an_adaptation_is_offered_as_a_leaflet_is() -> None:
    assert offers_of("adaptation") == offers_of("leaflet")


# Keeping


def test_what_is_kept_is_found_under_its_key_alone(entry: Entry, edition: Edition) -> None:
    keep(entry, edition, "key", TEXT, at=AT)
    found = find(edition.pk, "text.txt", "key", known=())
    assert found
    assert (found.content, found.size, found.sha256, found.made_at) == (b"Words.\n", 7, TEXT.sha256, AT)
    assert find(edition.pk, "text.txt", "other", known=()) is None


def test_bytes_that_the_caller_has_are_not_read(entry: Entry, edition: Edition) -> None:
    keep(entry, edition, "key", TEXT, at=AT)
    found = find(edition.pk, "text.txt", "key", known=[TEXT.sha256[:32]])
    assert found
    assert found.content is None


def test_a_new_one_takes_the_place_of_the_old(entry: Entry, edition: Edition) -> None:
    keep(entry, edition, "old", TEXT, at=AT)
    keep(entry, edition, "new", replace(TEXT, content=b"Other."), at=timezone.now())
    assert Rendition.objects.get().content == b"Other."


def test_the_same_bytes_keep_their_date(entry: Entry, edition: Edition) -> None:
    keep(entry, edition, "old", TEXT, at=AT)
    keep(entry, edition, "new", TEXT, at=timezone.now())
    assert Rendition.objects.get().made_at == AT


def test_nothing_is_kept_of_an_entry_that_has_changed_since_it_was_read(entry: Entry, edition: Edition) -> None:
    mark_stale(Entry.objects.filter(pk=entry.pk), at=timezone.now())
    keep(entry, edition, "key", TEXT, at=AT)
    assert not Rendition.objects.exists()


def test_nothing_is_kept_of_an_entry_that_was_withdrawn_meanwhile(world: World, entry: Entry, edition: Edition) -> None:
    world.withdrawn(entry.item)
    keep(entry, edition, "key", TEXT, at=AT)
    assert not Rendition.objects.exists()


def test_a_refusal_is_told_again_as_it_was(entry: Entry, edition: Edition) -> None:
    told = DoesNotFit("Too long.", errors=[Fault("/sections/0", "Cut it.")], section="help", overflow_mm=12.5)
    keep(entry, edition, "key", Made("trifold.pdf", "application/pdf", refusal=told), at=AT)
    with pytest.raises(DoesNotFit) as again:
        find(edition.pk, "trifold.pdf", "key", known=())
    assert (again.value.detail, again.value.errors, again.value.members) == (told.detail, told.errors, told.members)


def test_the_database_keeps_no_bytes_beside_a_refusal(edition: Edition) -> None:
    members: dict[str, Any] = {"edition": edition, "name": "a4.pdf", "key": "k", "made_at": AT, "sha256": "0" * 64}
    for refusal, content in (({}, b"bytes"), (None, b"")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rendition.objects.create(**members, content=content, size=len(content), refusal=refusal)


def test_dropping_leaves_those_of_other_editions(world: World, entry: Entry, edition: Edition) -> None:
    other = Entry.objects.get(item=world.published())
    keep(entry, edition, "key", TEXT, at=AT)
    keep(other, Edition.objects.get(item=other.item), "key", TEXT, at=AT)
    assert drop_renditions([edition]) == 1
    assert Rendition.objects.get().edition.item == other.item


def test_bytes_are_kept_as_they_are(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attstorage FROM pg_attribute WHERE attrelid = 'editions_rendition'::regclass AND attname = 'content'"
        )
        assert cursor.fetchone() == ("e",)


# The key


def test_a_key_names_the_entry_and_the_recipe() -> None:
    assert key_of("abc") == f"abc:{recipe()}"


def test_another_renderer_is_another_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    before = recipe()
    recipe.cache_clear()
    monkeypatch.setattr("library.editions.recipes.version", lambda _: "99")
    assert recipe() != before
    recipe.cache_clear()


def test_the_key_of_what_is_made_is_the_one_that_the_entry_is_found_by(entry: Entry) -> None:
    assert gather(entry, now=timezone.now()).key == key_of(entry.etag)


# After a publication


def test_publication_asks_for_the_renditions(entry: Entry) -> None:
    job = ProcrastinateJob.objects.get(task_name="library.editions.tasks.make_renditions_of")
    assert job.args == {"entry": str(entry.pk)}


def test_the_job_makes_all_of_them_once(entry: Entry, quick: list[str]) -> None:
    tasks.make_renditions_of(str(entry.pk))
    tasks.make_renditions_of(str(entry.pk))
    assert quick == list(OFFERS)
    assert Rendition.objects.count() == len(OFFERS)


def test_the_job_makes_nothing_of_what_is_gone(world: World, entry: Entry, quick: list[str]) -> None:
    world.withdrawn(entry.item)
    tasks.make_renditions_of(str(entry.pk))
    tasks.make_renditions_of("00000000-0000-7000-8000-000000000000")
    assert quick == []


@pytest.mark.parametrize("failure", [PressBusy("Busy."), RuntimeError("broken")])
def test_one_that_fails_is_no_obstacle_to_the_others(
    entry: Entry, quick: list[str], monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(_: object) -> bytes:
        raise failure

    monkeypatch.setitem(making.MAKERS, "a4.pdf", fail)  # type: ignore[arg-type]
    assert make_renditions(entry, now=timezone.now()) == len(OFFERS) - 1
    assert not Rendition.objects.filter(name="a4.pdf").exists()


def test_one_that_the_text_cant_have_is_not_tried_again(
    entry: Entry, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> bytes:
        quick.append("refused")
        raise RenderFailed("It can't be set.")

    monkeypatch.setitem(making.MAKERS, "a4.pdf", refuse)  # type: ignore[arg-type]
    make_renditions(entry, now=timezone.now())
    make_renditions(entry, now=timezone.now())
    assert quick.count("refused") == 1


def test_the_minutely_job_makes_what_is_missing(world: World, entry: Entry, quick: list[str]) -> None:
    other = Entry.objects.get(item=world.published())
    assert {found.pk for found in entries_without_renditions(now=timezone.now(), limit=10)} == {entry.pk, other.pk}
    tasks.make_missing_renditions(0)
    assert entries_without_renditions(now=timezone.now(), limit=10) == []
    assert len(quick) == len(OFFERS) + len(offers_of("resource"))


def test_the_minutely_job_ends_when_nothing_can_be_made(
    entry: Entry, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def failing(name: str) -> Callable[[object], bytes]:
        def fail(_: object) -> bytes:
            tried.append(name)
            raise PressBusy("Busy.")

        return fail

    monkeypatch.setattr(making, "MAKERS", {name: failing(name) for name in making.MAKERS})
    tasks.make_missing_renditions(0)
    assert sorted(tried) == sorted(offer.name for offer in offers_of(entry.kind))
    assert entries_without_renditions(now=timezone.now(), limit=10) == [entry]
    assert not Rendition.objects.exists()


def test_a_withdrawal_takes_the_renditions_of_every_edition(world: World, entry: Entry, quick: list[str]) -> None:
    make_renditions(entry, now=timezone.now())
    world.withdrawn(entry.item)
    assert not Rendition.objects.exists()
