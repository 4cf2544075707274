"""Who people are: apart, read with a trace, exported for them, forgotten."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from library.accounts.actors import SYSTEM
from library.coproduction import models, tombstones
from library.coproduction.actions import attach_document, erase_person, read_identity
from library.coproduction.errors import NoAddress
from library.coproduction.models import Consent, SealedDocument, SealedPerson, SealedRead
from library.coproduction.sealed_files import inspect_sealed
from library.editions import actions as editions
from library.editions.actions import forgetting
from library.editions.reapplying import reapply_tombstones
from library.errors import Forbidden, NotFound
from library.history.models import Event
from tests.client import WORKSHOP_TABLE
from tests.voices import TELLER, YEARS, Voices
from tests.worlds import World

FORM = b"%PDF-1.7 signed by Teller Canary Example"


@pytest.fixture
def voices(world: World) -> Voices:
    return Voices(world)


def forgotten(at: datetime) -> int:
    """How many people the job of a night forgets."""
    return sum(editions.forget_if_over(person=person, at=at) for person in editions.people_over(at=at))


def attached(quote: models.Testimonial, world: World) -> SealedDocument:
    """A signed form, put with the person."""
    file = inspect_sealed(FORM, "Form.pdf")
    return attach_document(testimonial=quote, file=file, by=world.by("cora"), at=world.now())


def test_a_reading_leaves_a_trace_with_its_reason(voices: Voices, world: World) -> None:
    quote = voices.said()
    known = read_identity(testimonial=quote, why="To ask again.", by=world.by("cora"), at=world.now())
    assert known.identity == TELLER
    read = SealedRead.objects.get()
    assert (read.person, read.reader, read.why) == (known.person, world.by("cora").id, "To ask again.")


@pytest.mark.parametrize(("name", "refusal"), [("petra", Forbidden), ("rosa", Forbidden), ("hana", NotFound)])
def test_nobody_else_reads_it(voices: Voices, world: World, name: str, refusal: Any) -> None:
    with pytest.raises(refusal):
        read_identity(testimonial=voices.said(), why="Curious.", by=world.by(name), at=world.now())
    assert not SealedRead.objects.exists()


def test_the_trace_cannot_be_taken_away(voices: Voices, world: World) -> None:
    read_identity(testimonial=voices.said(), why="To ask again.", by=world.by("cora"), at=world.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        SealedRead.objects.all().delete()


def test_somebody_can_have_everything_that_is_held_about_them(voices: Voices, world: World) -> None:
    attached(voices.agreed("It helped me to talk."), world)
    person, out = SealedPerson.objects.get(), StringIO()
    call_command("export_person", str(person.pk), why="Asked for it.", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["name"], told["testimonials"][0]["words"]) == (TELLER.name, "It helped me to talk.")
    assert told["testimonials"][0]["consents"][0]["controllers"] == ["The SUN Network"]
    assert [read["why"] for read in told["readings"]] == ["Asked for it."]
    assert len(told["documents"]) == 1


def test_erasure_takes_back_the_words_and_forgets_the_person(voices: Voices) -> None:
    quote = voices.agreed("It helped me to talk.")
    person = SealedPerson.objects.get()
    call_command("erase_person", str(person.pk), stdout=StringIO())
    quote.refresh_from_db()
    person.refresh_from_db()
    assert quote.words == ""
    assert (person.name, person.email) == ("", "")


def test_an_erasure_that_fails_leaves_no_tombstone(
    voices: Voices, world: World, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TOMBSTONE_LOG = str(tmp_path / "tombstones.ndjson")
    voices.agreed("It helped me to talk.")

    def fail(**_: Any) -> bool:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(forgetting, "erase_person", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        editions.forget_person(person=SealedPerson.objects.get().pk, at=world.now())
    assert list(tombstones.buried()) == []


def test_there_is_nobody_to_export_or_erase_of_an_unknown_id(db: None) -> None:
    for command in (["export_person", str(uuid4()), "--why", "Asked."], ["erase_person", str(uuid4())]):
        with pytest.raises(CommandError):
            call_command(*command, stdout=StringIO())


def test_a_backup_does_not_bring_a_person_back(voices: Voices, world: World) -> None:
    voices.said()
    person = SealedPerson.objects.get()
    erase_person(person=person.pk, by=SYSTEM, at=world.now())
    SealedPerson.objects.update(name=TELLER.name, erased_at=None)  # as a restored backup would
    assert reapply_tombstones(at=world.now()).people == 1
    assert SealedPerson.objects.get().name == ""


def test_who_somebody_is_is_kept_while_it_is_needed_and_no_longer(voices: Voices, world: World) -> None:
    quote = voices.agreed("It helped me to talk.")
    attached(quote, world)
    voices.withdraw(quote)
    assert forgotten(at=world.clock + YEARS - timedelta(days=1)) == 0
    assert forgotten(at=world.clock + YEARS) == 1
    assert not SealedDocument.objects.exists()
    assert SealedPerson.objects.get().erased_at is not None


def test_the_words_and_the_name_to_be_shown_go_with_the_person(voices: Voices, world: World) -> None:
    quote = voices.agreed("It helped me to talk.", attribution="full_name", shown_name="Teller Canary Example")
    voices.published(quote)
    ended = quote.consents.get().expires_at
    editions.tell_of_end(consent=quote.consents.get(), at=ended)
    assert forgotten(at=ended + YEARS - timedelta(seconds=1)) == 0
    assert forgotten(at=ended + YEARS) == 1
    consent = Consent.objects.get()
    assert (models.Testimonial.objects.get().words, consent.shown_name, consent.attribution) == ("", "", "full_name")
    assert {one.id for one in tombstones.buried()} >= {quote.pk, SealedPerson.objects.get().pk}
    assert [event.reason for event in Event.objects.filter(type="testimonial.withdrawn", subject=quote.pk)] == [
        "consent_ended",
        "forgotten",
    ]


def test_whose_new_words_wait_for_consent_is_not_forgotten(voices: Voices, world: World) -> None:
    quote = voices.agreed("It helped me to talk.")
    voices.withdraw(quote)
    world.clock += YEARS
    voices.said("Another thing.", identity=None, person=SealedPerson.objects.get().pk)
    assert forgotten(at=world.clock) == 0
    assert forgotten(at=world.clock + YEARS) == 1


def test_who_is_not_on_record_has_no_address(voices: Voices, world: World) -> None:
    quote = voices.said()
    erase_person(person=SealedPerson.objects.get().pk, by=SYSTEM, at=world.now())
    with pytest.raises(NoAddress):
        editions.issue_consent_link(testimonial=quote, on_paper=False, by=world.by("cora"), at=world.now())


def test_somebody_whose_words_are_shown_is_not_forgotten(voices: Voices, world: World) -> None:
    voices.agreed("It helped me to talk.")
    assert forgotten(at=world.clock + YEARS) == 0


@pytest.mark.parametrize(
    "sql", ["SELECT name FROM coproduction_sealedperson", 'SELECT 1 FROM "coproduction_sealedread" r']
)
def test_the_client_of_every_test_refuses_a_public_request_that_reads_them(sql: str) -> None:
    assert WORKSHOP_TABLE.search(sql)
    assert not WORKSHOP_TABLE.search(sql.replace("sealed", "testimonial_"))


def test_who_people_are_never_comes_with_a_withdrawal(voices: Voices, world: World) -> None:
    quote = voices.agreed("It helped me to talk.")
    editions.withdraw_consent(testimonial=quote, by=world.by("cora"), at=world.now())
    assert SealedPerson.objects.get().name == TELLER.name
