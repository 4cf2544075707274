"""Short addresses: typed from paper, and never led astray."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from library.catalogue import short_addresses
from library.catalogue.models import Entry
from library.catalogue.short_codes import ALPHABET, code_of, short_url, tail_of
from library.ids import new_id
from tests.worlds import World

ENTRY = UUID("01996a10-0000-7000-8000-00443214c742")


def test_a_code_is_the_end_of_the_id_in_eight_signs() -> None:
    # 0x443214c742 is 0100 0100 0011 0010 0001 0100 1100 0111 0100 0010: in groups of five 8, 16, 25, 1, 9, 17, 26, 2.
    assert code_of(ENTRY) == "8gs19ht2"


def test_it_stands_after_s() -> None:
    assert short_url("https://library.example", ENTRY) == "https://library.example/s/8gs19ht2"


@pytest.mark.parametrize("typed", ["8gs19ht2", "8GS19HT2", "8GSI9HT2", "8gsl9ht2"])
def test_it_is_read_as_people_write(typed: str) -> None:
    assert tail_of(typed) == "443214c742"


@pytest.mark.parametrize("typed", ["", "8gs19ht", "8gs19ht22", "8gs19htu", "8gs1-ht2", "\uff18gs19ht2", "        "])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert tail_of(typed) is None


@given(st.uuids())
def test_every_id_is_found_by_its_code(entry: UUID) -> None:
    code = code_of(entry)
    assert set(code) <= set(ALPHABET)
    assert tail_of(code) == entry.hex[-10:]


def test_no_sign_can_be_taken_for_another() -> None:
    assert not set("oil") & set(ALPHABET)


def test_a_new_entry_never_takes_a_code_that_leads_somewhere(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.published()
    taken, free = Entry.objects.get().pk, new_id()
    ids = iter([UUID(int=new_id().int >> 40 << 40 | taken.int & (1 << 40) - 1), free])
    monkeypatch.setattr(short_addresses, "new_id", lambda: next(ids))
    assert short_addresses.id_with_free_code() == free


def test_a_code_is_found_by_an_index(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT * FROM catalogue_entry WHERE right(id::text, 10) = %s", ["443214c742"])
        assert "entry_by_short_code" in str(cursor.fetchall())
