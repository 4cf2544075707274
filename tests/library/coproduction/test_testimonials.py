"""Words that people gave us, and what they agreed to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from library.coproduction import errors, models
from library.coproduction.actions import Identity, add_testimonial, add_wording
from library.coproduction.models import Consent, ConsentWording, SealedPerson
from library.editions import actions as editions
from library.errors import Forbidden, Malformed, NotFound, PreconditionFailed
from tests.voices import TELLER, Voices
from tests.worlds import World


@pytest.fixture
def voices(world: World) -> Voices:
    return Voices(world)


def pointers(refusal: Any) -> list[str]:
    return [fault.pointer for fault in refusal.value.errors]


def test_who_somebody_is_stands_apart_from_what_they_said(voices: Voices) -> None:
    quote = voices.said()
    person = SealedPerson.objects.get(testimonials=quote)
    assert person.name == TELLER.name
    assert TELLER.name not in str(vars(quote))


def test_a_person_can_tell_more_than_once(voices: Voices) -> None:
    person = SealedPerson.objects.get(testimonials=voices.said())
    again = voices.said("And another thing.", identity=None, person=person.pk)
    assert SealedPerson.objects.get(testimonials=again) == person


@pytest.mark.parametrize("who", [{"identity": None}, {"person": "01996a10-0000-7000-8000-000000000001"}])
def test_one_says_who_it_is_once(voices: Voices, who: dict[str, Any]) -> None:
    with pytest.raises(Malformed) as refused:
        voices.said(**who)
    assert pointers(refused) == ["/identity"]


def test_an_item_of_somebody_else_is_unknown(voices: Voices, world: World) -> None:
    theirs = world.draft(curator="hana").item
    with pytest.raises(Malformed) as refused:
        voices.said(items=[theirs.pk])
    assert pointers(refused) == ["/items/0"]


@pytest.mark.parametrize(
    ("told", "pointer"),
    [
        ({"words": "w" * 2001}, "/words"),
        ({"language": "no language at all"}, "/language"),
        ({"language": "en-gb"}, "/language"),
        ({"identity": Identity("n" * 201)}, "/identity/name"),
        ({"identity": Identity("Robin", email=f"{'e' * 100}@nhs.example")}, "/identity/email"),
        ({"identity": Identity("Robin", phone="0" * 41)}, "/identity/phone"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_has_no_room_is_refused(voices: Voices, told: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Malformed) as refused:
        voices.said(**told)
    assert pointers(refused) == [pointer]
    assert not SealedPerson.objects.exists()


def test_other_words_and_wordings_have_the_same_room(voices: Voices, world: World) -> None:
    quote, how = voices.said(), {"by": world.by("cora"), "at": world.now()}
    with pytest.raises(Malformed):
        editions.change_words(testimonial=quote, words="w" * 2001, expected_version=1, **how)
    with pytest.raises(Malformed) as refused:
        add_wording(text="w" * 2001, language="English", **how)
    assert pointers(refused) == ["/text", "/language"]


@pytest.mark.parametrize("name", ["petra", "rosa", "lila", "nell"])
def test_only_a_curator_writes_down_what_people_said(world: World, name: str) -> None:
    with pytest.raises(Forbidden):
        add_testimonial(words="Words.", language="en-GB", identity=TELLER, by=world.by(name), at=world.now())


def test_approval_is_of_these_very_words(voices: Voices, world: World) -> None:
    quote = voices.said()
    with pytest.raises(errors.WordsNotApproved):
        editions.approve_words(
            testimonial=quote, words_sha256="0" * 64, expected_version=1, by=world.by("cora"), at=world.now()
        )


def test_other_words_have_to_be_approved_again(voices: Voices, world: World) -> None:
    quote = voices.approved()
    changed = editions.change_words(
        testimonial=quote, words="Other words.", expected_version=2, by=world.by("cora"), at=world.now()
    )
    assert changed.approved_final_at is None


def test_somebody_elses_version_is_not_overwritten(voices: Voices, world: World) -> None:
    quote = voices.approved()
    with pytest.raises(PreconditionFailed):
        editions.change_words(
            testimonial=quote, words="Other.", expected_version=1, by=world.by("cora"), at=world.now()
        )


def test_another_steward_knows_nothing_of_it(voices: Voices, world: World) -> None:
    with pytest.raises(NotFound):
        editions.withdraw_consent(testimonial=voices.said(), by=world.by("hana"), at=world.now())


# What makes it a consent


@pytest.mark.parametrize(
    ("scope", "pointer"),
    [
        ({"special_category": False}, "/special_category"),
        ({"saw_final_words": False}, "/saw_final_words"),
        ({"told_may_withdraw": False}, "/told_may_withdraw"),
        ({"guardian_needed": True}, "/guardian_agreed"),
    ],
)
def test_consent_must_be_informed_and_explicit(voices: Voices, scope: dict[str, Any], pointer: str) -> None:
    with pytest.raises(errors.ConsentNotInformed) as refused:
        voices.agreed(**scope)
    assert pointers(refused) == [pointer]


@pytest.mark.parametrize(
    ("scope", "pointer"),
    [
        ({"controllers": ()}, "/controllers"),
        ({"controllers": ("nobody",)}, "/controllers/0"),
        ({"purposes": ()}, "/purposes"),
        ({"purposes": ("Why not?",) * 11}, "/purposes"),
        ({"purposes": ("w" * 201,)}, "/purposes/0"),
        ({"shown_name": "n" * 101}, "/shown_name"),
        ({"channels": ()}, "/channels"),
        ({"channels": ("radio",)}, "/channels/0"),
        ({"shown_name": ""}, "/shown_name"),
        ({"attribution": "anonymous"}, "/shown_name"),
        ({"expires_at": datetime(2020, 1, 1, tzinfo=UTC)}, "/expires_at"),
        ({"expires_at": datetime(2040, 1, 1, tzinfo=UTC)}, "/expires_at"),
        ({"given_at": datetime(2199, 1, 1, tzinfo=UTC)}, "/given_at"),
        ({"wording": "01996a10-0000-7000-8000-000000000001"}, "/wording"),
        ({"replaces": "01996a10-0000-7000-8000-000000000001"}, "/replaces"),
    ],
)
def test_consent_is_for_named_bodies_and_uses_and_a_time(voices: Voices, scope: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Malformed) as refused:
        voices.agreed(**scope)
    assert pointers(refused) == [pointer]


def test_consent_ends_after_24_months_unless_it_says_otherwise(voices: Voices) -> None:
    quote = voices.agreed(given_at=datetime(2026, 2, 27, 15, 30, tzinfo=UTC))
    assert quote.consents.get().expires_at == datetime(2028, 2, 27, tzinfo=UTC)


def test_the_wording_that_was_shown_is_remembered_by_its_hash(voices: Voices) -> None:
    consent = voices.agreed().consents.get()
    assert consent.wording_sha256 == voices.wording().sha256


def test_an_agreement_can_take_the_place_of_another(voices: Voices) -> None:
    quote = voices.agreed()
    first = quote.consents.get()
    voices.agree(quote, replaces=first.pk, channels=("web",))
    first.refresh_from_db()
    assert first.replaced_at is not None
    assert quote.consents.count() == 2


# What the database refuses


def refused_by_the_database(change: Any) -> None:
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        change()


def test_what_was_agreed_never_changes(voices: Voices) -> None:
    consents = Consent.objects.filter(testimonial=voices.agreed())
    refused_by_the_database(lambda: consents.update(channels=["web"]))
    refused_by_the_database(lambda: consents.update(expires_at=datetime(2199, 1, 1, tzinfo=UTC)))
    refused_by_the_database(lambda: consents.update(shown_name="Somebody"))
    refused_by_the_database(
        lambda: Consent.controllers.through.objects.update(organisation_id=voices.world.by("nell").home)
    )


def test_a_wording_never_changes(voices: Voices) -> None:
    refused_by_the_database(lambda: ConsentWording.objects.filter(pk=voices.wording().pk).update(text="Other."))


def test_words_that_were_withdrawn_do_not_come_back(voices: Voices) -> None:
    quote = voices.agreed()
    voices.withdraw(quote)
    rows = models.Testimonial.objects.filter(pk=quote.pk)
    refused_by_the_database(lambda: rows.update(words="It helped me to talk."))
    refused_by_the_database(lambda: rows.update(words="It helped me to talk.", withdrawn_at=None))


def test_nothing_is_done_with_what_was_withdrawn(voices: Voices) -> None:
    quote = voices.agreed()
    voices.withdraw(quote)
    with pytest.raises(errors.TestimonialWithdrawn):
        voices.agree(quote)


def test_a_consent_without_a_guardian_where_one_is_needed_is_no_row(voices: Voices) -> None:
    consent = voices.agreed().consents.get()
    consent.pk, consent.guardian_needed = None, True
    refused_by_the_database(lambda: consent.save(force_insert=True))


def test_an_agreement_that_ends_before_it_begins_is_no_row(voices: Voices) -> None:
    consent = voices.agreed().consents.get()
    consent.pk, consent.expires_at = None, consent.given_at - timedelta(days=1)
    refused_by_the_database(lambda: consent.save(force_insert=True))
