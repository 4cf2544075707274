"""Somebody takes their words back: what is gone in that transaction, what is told, and what comes after."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from library.catalogue.models import Entry, Item
from library.coproduction import models, tombstones
from library.coproduction.tombstones import TombstoneNotWritten
from library.editions import actions as editions
from library.editions import making, tasks
from library.editions.archive import live_entry, read_edition
from library.editions.making import make_renditions
from library.editions.models import Clearance, Rendition
from library.editions.proofs import proof_of
from library.editions.reading import read_item
from library.editions.tasks import make_missing_renditions, rebuild_cleared, tell_of_less, tell_of_withdrawal
from library.errors import Forbidden
from library.history.models import Event
from library.rendering.errors import PressBusy
from tests.adaptations import Place, sections
from tests.post import deliver
from tests.voices import Voices, section
from tests.worlds import World

WORDS = "Canary-quote-kqzx helped me."


@pytest.fixture
def voices(world: World) -> Voices:
    return Voices(world)


@pytest.fixture
def log(settings: Any, tmp_path: Path) -> Path:
    settings.TOMBSTONE_LOG = str(tmp_path / "apart" / "tombstones.ndjson")
    return Path(settings.TOMBSTONE_LOG)


def rendered(world: World, item: Item) -> Entry:
    """The entry of an item, of which a page and a text are kept."""
    entry = Entry.objects.get(item=item)
    make_renditions(entry, now=world.now(), names=["page.html", "text.txt"])
    return Entry.objects.get(pk=entry.pk)


def anywhere(words: str) -> list[str]:
    """Every text column of every table of ours that holds words, and every bytes column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' "
            "AND data_type IN ('text', 'character varying', 'bytea', 'jsonb', 'json', 'ARRAY', 'tsvector')"
        )
        columns = cursor.fetchall()
        found = []
        for table, column, kind in columns:
            held = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE {held} LIKE %s', [f"%{words}%"])
            found += [f"{table}.{column}"] * cursor.fetchone()[0]
    return found


def test_the_words_are_gone_from_every_table(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS)
    rendered(world, voices.published(quote))
    assert anywhere("kqzx") != []
    voices.withdraw(quote)
    assert anywhere("kqzx") == []


def test_the_name_goes_with_the_words(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS, shown_name="Robinkqzx")
    voices.agree(quote, replaces=quote.consents.get().pk, shown_name="Robinkqzx")
    voices.published(quote)
    voices.withdraw(quote)
    assert anywhere("Robinkqzx") == []


def test_readers_at_that_very_moment_get_no_empty_answer(voices: Voices, world: World) -> None:
    """Whoever took the time before the withdrawal and reads after it."""
    item, before = voices.published(quote := voices.agreed(WORDS)), world.clock
    voices.withdraw(quote, at=world.clock + timedelta(minutes=5))
    told = json.loads(read_item(item.kind, item.slug, None, known=[], now=before).document or b"")
    assert told["title"]
    assert told["testimonials"] == []


def test_the_etag_changes(voices: Voices, world: World) -> None:
    item = voices.published(quote := voices.agreed(WORDS))
    before = read_item(item.kind, item.slug, None, known=[], now=world.now()).etag
    voices.withdraw(quote)
    after = read_item(item.kind, item.slug, None, known=[before], now=world.now())
    assert after.etag != before
    assert after.document is not None


def test_an_old_edition_does_not_show_them_either(voices: Voices, world: World) -> None:
    item = voices.published(quote := voices.agreed(WORDS))
    world.republished(item, sections=[{"id": "voices", "heading": "Voices", "body": "Nobody speaks."}])
    entry = live_entry(item.kind, item.slug, None, now=world.now())
    assert b"kqzx" in read_edition(entry, 1, now=world.now()).document
    voices.withdraw(quote)
    assert b"kqzx" not in read_edition(entry, 1, now=world.now()).document


def test_adaptations_are_cleared_with_their_original(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS, controllers=("sun", "norfolk"))
    here = Place(world, sections=[*sections(), {**section(quote), "policy": "locked"}])
    adaptation = here.published()
    assert b"kqzx" in (read_item("adaptation", adaptation.item.slug, None, known=[], now=world.now()).document or b"")
    voices.withdraw(quote)
    assert b"kqzx" not in (
        read_item("adaptation", adaptation.item.slug, None, known=[], now=world.now()).document or b""
    )
    assert Clearance.objects.filter(testimonial=quote).count() == 2


def test_the_feed_tells_of_the_words_and_of_every_text(voices: Voices, world: World) -> None:
    item = voices.published(quote := voices.agreed(WORDS))
    voices.withdraw(quote)
    events = Event.objects.filter(type="testimonial.withdrawn").order_by("position")
    assert [(event.subject_kind, event.subject_slug) for event in events] == [
        ("testimonial", str(quote.pk)),
        (item.kind, item.slug),
    ]
    assert {(event.reason, event.data["testimonial"]) for event in events} == {("withdrawn", str(quote.pk))}


def test_a_second_time_changes_nothing(voices: Voices, log: Path) -> None:
    quote = voices.agreed(WORDS)
    voices.withdraw(quote)
    voices.withdraw(quote)
    assert Event.objects.filter(type="testimonial.withdrawn").count() == 1
    assert len(log.read_text().splitlines()) == 1


@pytest.mark.parametrize("name", ["petra", "rosa", "lila", "ada"])
def test_at_the_desk_a_curator_does_it(voices: Voices, world: World, name: str) -> None:
    quote = voices.agreed(WORDS)
    with pytest.raises(Forbidden):
        editions.withdraw_consent(testimonial=quote, by=world.by(name), at=world.now())
    assert models.Testimonial.objects.get(pk=quote.pk).words == WORDS


# Afterwards


def test_pages_are_made_anew_and_it_is_written_down_when(voices: Voices, world: World) -> None:
    entry = rendered(world, voices.published(quote := voices.agreed(WORDS)))
    voices.withdraw(quote)
    assert not Rendition.objects.exists()
    rebuild_cleared(testimonial=str(quote.pk), entries=[str(entry.pk)])
    page = bytes(Rendition.objects.get(name="page.html").content)
    assert b"People told us." in page
    assert b"kqzx" not in page
    row = Clearance.objects.get(testimonial=quote)
    assert row.renditions == ["page.html", "text.txt"]
    assert row.rebuilt_at is not None


def test_what_could_not_be_made_anew_is_noted_when_it_was(
    voices: Voices, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = rendered(world, voices.published(quote := voices.agreed(WORDS)))
    voices.withdraw(quote)

    def fail(*_: Any) -> bytes:
        raise PressBusy()

    with monkeypatch.context() as patched:
        patched.setattr(making, "MAKERS", {**making.MAKERS, "a4.pdf": fail})
        rebuild_cleared(testimonial=str(quote.pk), entries=[str(entry.pk)])
    assert Clearance.objects.get(testimonial=quote).rebuilt_at is None
    make_missing_renditions(timestamp=0)
    assert Clearance.objects.get(testimonial=quote).rebuilt_at is not None


def test_an_item_that_somebody_works_on_is_not_noted_as_made_anew(
    voices: Voices, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = rendered(world, voices.published(quote := voices.agreed(WORDS)))
    voices.withdraw(quote)
    monkeypatch.setattr(tasks, "rewrite_stale_entries", lambda **_: 0)
    rebuild_cleared(testimonial=str(quote.pk), entries=[str(entry.pk)])
    assert Clearance.objects.get(testimonial=quote).rebuilt_at is None


def test_the_jobs_are_there_with_the_withdrawal_and_say_ids_only(voices: Voices) -> None:
    voices.published(quote := voices.agreed(WORDS))
    voices.withdraw(quote)
    jobs = ProcrastinateJob.objects.filter(task_name__endswith="rebuild_cleared")
    assert [job.args["testimonial"] for job in jobs] == [str(quote.pk)]
    assert "kqzx" not in str([job.args for job in ProcrastinateJob.objects.all()])


def test_the_organisations_that_showed_it_are_written_to(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS, controllers=("sun", "norfolk"))
    adaptation = Place(world, sections=[*sections(), {**section(quote), "policy": "locked"}]).published()
    voices.withdraw(quote)
    mail.outbox.clear()
    tell_of_withdrawal(testimonial=str(quote.pk))
    letters = deliver()
    assert {letter.to[0] for letter in letters} >= {"cora@sun.example", "nell@norfolk.example"}
    assert not any("kqzx" in letter.body for letter in letters)
    theirs = next(letter for letter in letters if letter.to[0] == "nell@norfolk.example")
    assert adaptation.item.slug in theirs.body


# The tombstone


def test_the_tombstone_holds_ids_and_times(voices: Voices, world: World, log: Path) -> None:
    quote = voices.agreed(WORDS)
    voices.withdraw(quote, at=world.clock)
    told = json.loads(log.read_text())
    assert told == {"what": "testimonial", "id": str(quote.pk), "at": world.clock.isoformat()}


def test_without_a_tombstone_nothing_is_withdrawn(voices: Voices, settings: Any, tmp_path: Path) -> None:
    quote = voices.agreed(WORDS)
    (tmp_path / "file").write_text("in the way")
    settings.TOMBSTONE_LOG = str(tmp_path / "file" / "tombstones.ndjson")
    with pytest.raises(TombstoneNotWritten), transaction.atomic():
        voices.withdraw(quote)
    assert models.Testimonial.objects.get(pk=quote.pk).words == WORDS
    assert not Event.objects.filter(type="testimonial.withdrawn").exists()


def test_a_line_that_a_crash_tore_off_is_passed_over(voices: Voices, log: Path) -> None:
    first, second = voices.agreed(WORDS), voices.agreed(WORDS)
    voices.withdraw(first)
    log.write_text(log.read_text() + '{"what": "testimonial", "id": "0199')
    voices.withdraw(second)
    assert [one.id for one in tombstones.buried()] == [first.pk, second.pk]


def test_after_a_restored_backup_the_words_are_taken_out_again(voices: Voices, world: World, log: Path) -> None:
    quote = voices.agreed(WORDS)
    entry = rendered(world, voices.published(quote))
    yesterday = rows_of(entry)
    voices.withdraw(quote)
    restore(yesterday)
    assert anywhere("kqzx") != []
    told = StringIO()
    call_command("reapply_tombstones", stdout=told)
    assert "1 testimonials" in told.getvalue()
    assert anywhere("kqzx") == []
    assert len(log.read_text().splitlines()) == 1


def test_an_empty_log_and_an_unknown_id_are_no_trouble(voices: Voices, log: Path) -> None:
    call_command("reapply_tombstones", stdout=StringIO())
    quote = voices.agreed(WORDS)
    tombstones.bury(tombstones.TESTIMONIAL, voices.world.by("cora").home, at=voices.world.now())
    call_command("reapply_tombstones", stdout=StringIO())
    assert models.Testimonial.objects.get(pk=quote.pk).words == WORDS


# The end that comes by itself


def test_the_feed_hears_of_a_consent_that_has_ended(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS, expires_at=world.clock + timedelta(days=1))
    voices.published(quote)
    consent = quote.consents.get()
    editions.tell_of_end(consent=consent, at=consent.expires_at)
    editions.tell_of_end(consent=consent, at=consent.expires_at)
    events = Event.objects.filter(type="testimonial.withdrawn")
    assert [event.reason for event in events] == ["consent_ended"] * 2


def test_a_consent_that_another_follows_ends_without_a_word(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS, expires_at=world.clock + timedelta(days=1))
    first = quote.consents.get()
    voices.agree(quote)
    editions.tell_of_end(consent=first, at=first.expires_at)
    assert not Event.objects.filter(type="testimonial.withdrawn").exists()


def test_an_end_is_told_where_another_consent_does_not_cover_it(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS, expires_at=world.clock + timedelta(days=1))
    first = quote.consents.get()
    voices.agree(quote, channels=("training",))
    editions.tell_of_end(consent=first, at=first.expires_at)
    assert [event.reason for event in Event.objects.filter(type="testimonial.withdrawn")] == ["consent_ended"]


# Less than before


def narrowed(voices: Voices, quote: models.Testimonial, **scope: Any) -> None:
    voices.agree(quote, replaces=quote.consents.get().pk, **scope)


def test_who_keeps_the_words_hears_that_less_is_agreed_to(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS, controllers=("sun", "norfolk"))
    item = voices.published(quote)
    deliver()
    narrowed(voices, quote, controllers=("sun",))
    events = Event.objects.filter(type="testimonial.withdrawn").order_by("position")
    assert [(event.subject_slug, event.reason) for event in events] == [
        (str(quote.pk), "narrowed"),
        (item.slug, "narrowed"),
    ]
    tell_of_less(**ProcrastinateJob.objects.get(task_name__endswith="tell_of_less").args)
    letters = deliver()
    assert {letter.to[0].partition("@")[2] for letter in letters} == {"norfolk.example"}
    assert str(quote.pk) in letters[0].body
    assert "kqzx" not in letters[0].body


def test_other_words_are_told_too(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS)
    how = {"by": world.by("cora"), "at": world.now()}
    editions.change_words(testimonial=quote, words="Others.", expected_version=quote.version, **how)
    assert Event.objects.get(type="testimonial.withdrawn").reason == "words_changed"


@pytest.mark.parametrize("scope", [{}, {"controllers": ("sun", "norfolk")}])
def test_who_agrees_to_as_much_takes_nothing_away(voices: Voices, scope: dict[str, Any]) -> None:
    narrowed(voices, voices.agreed(WORDS), **scope)
    assert not Event.objects.filter(type="testimonial.withdrawn").exists()


# The proof


def test_the_proof_tells_where_it_was_and_what_cannot_be_recalled(voices: Voices, world: World) -> None:
    item = voices.published(quote := voices.agreed(WORDS))
    voices.withdraw(quote)
    proof = proof_of(models.Testimonial.objects.get(pk=quote.pk))
    assert [(place.slug, place.edition, place.is_current) for place in proof.places] == [(item.slug, 1, True)]
    assert proof.places[0].cleared_at == world.clock
    assert len(proof.positions) == 2
    assert proof.surrogate_keys == (f"item-{item.kind}-{item.slug}",)
    assert proof.organisations == ("sun",)
    assert any("printed" in said for said in proof.not_recalled)


def test_before_a_withdrawal_it_tells_where_it_is(voices: Voices) -> None:
    quote = voices.agreed(WORDS)
    item = voices.published(quote)
    place = proof_of(quote).places[0]
    assert (place.slug, place.is_current, place.cleared_at) == (item.slug, True, None)


TABLES = ("coproduction_testimonial", "coproduction_consent", "catalogue_entry")


def rows_of(entry: Entry) -> dict[str, str]:
    """What a backup of these tables would hold, with the renditions."""
    with connection.cursor() as cursor:
        rows = {}
        for table in (*TABLES, "editions_rendition"):
            cursor.execute(f"SELECT json_agg(t)::text FROM {table} t")
            rows[table] = cursor.fetchone()[0]
    return rows


def restore(rows: dict[str, str]) -> None:
    """Put the rows back as they were, which no action could: that is what a restored backup does."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM editions_clearance")
        for table, text in rows.items():
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s)", [text])
        cursor.execute("SET session_replication_role = DEFAULT")
