"""Keeping files and changing what is known about them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from library.accounts.actors import SYSTEM
from library.catalogue.actions import add_asset, change_asset
from library.catalogue.actions import assets as actions
from library.catalogue.models import Asset, Entry
from library.catalogue.uploads import inspect_upload
from library.editions.entries import rewrite_stale_entries
from library.errors import Forbidden, Malformed, NotFound, PreconditionFailed
from library.history.models import Event
from tests import files
from tests.kept import FACTS, keep, showing, stored
from tests.state import state
from tests.worlds import World

PEOPLE = {
    "cora": True,
    "nell": True,
    "ada": False,
    "petra": False,
    "lila": False,
    "rosa": False,
    "ned": False,
    "nadia": False,
}


def test_a_file_is_kept_with_what_is_known_of_it(world: World) -> None:
    asset = keep(
        world, files.image("PNG"), "Two mugs.png", accessibility="partly", accessibility_note="No alt text yet."
    )
    kept = Asset.objects.get(pk=asset.pk)
    assert (kept.name, kept.media_type, kept.width, kept.height) == ("two-mugs.png", "image/png", 8, 6)
    assert (kept.accessibility, kept.accessibility_note, kept.version) == ("partly", "No alt text yet.", 1)
    assert (kept.owner.code, kept.uploaded_by) == ("sun", world.by("cora").id)
    with kept.file.open() as file:
        assert len(file.read()) == kept.size


@pytest.mark.parametrize("person", PEOPLE)
def test_curators_and_editors_keep_files_and_nobody_else(world: World, person: str) -> None:
    before = stored()
    if PEOPLE[person]:
        assert keep(world, by=person).owner_id == world.by(person).organisation_id
    else:
        with pytest.raises(Forbidden):
            keep(world, by=person)
        assert stored() == before


def test_the_system_keeps_no_files(world: World) -> None:
    upload = inspect_upload(files.VTT, "a.vtt")
    with pytest.raises(Forbidden):
        add_asset(upload=upload, **FACTS, by=SYSTEM, at=world.now())


def test_history_names_the_file_by_hash_and_never_by_name(world: World) -> None:
    asset = keep(world, name="canary person.vtt")
    event = Event.objects.get(type="asset.added")
    assert (event.subject, event.sha256, event.organisation) == (asset.pk, asset.sha256, asset.owner_id)
    assert "canary" not in str(vars(event))
    assert event.position is None


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"licence": "WTFPL"}, "/licence"),
    ({"licence": ""}, "/licence"),
    ({"rights_holder": " "}, "/rights_holder"),
    ({"rights_holder": "x" * 201}, "/rights_holder"),
    ({"rights_holder": "a\x00b"}, "/rights_holder"),
    ({"accessibility": "perfect"}, "/accessibility"),
    ({"accessibility_note": "x" * 501}, "/accessibility_note"),
    ({"accessibility_note": "a\x00b"}, "/accessibility_note"),
]


@pytest.mark.parametrize(("facts", "pointer"), WRONG)
def test_wrong_facts_are_refused_before_anything_is_stored(world: World, facts: dict[str, Any], pointer: str) -> None:
    before = stored(), state()
    with pytest.raises(Malformed) as refusal:
        keep(world, **facts)
    assert [fault.pointer for fault in refusal.value.errors] == [pointer]
    assert (stored(), state()) == before


@pytest.mark.parametrize(("facts", "pointer"), [*WRONG, ({"sha256": "0" * 64}, "/sha256"), ({"owner": "x"}, "/owner")])
def test_wrong_changes_are_refused(world: World, facts: dict[str, Any], pointer: str) -> None:
    asset = keep(world)
    before = state()
    with pytest.raises(Malformed) as refusal:
        change_asset(asset=asset, changes=facts, expected_version=1, by=world.by("cora"), at=world.now())
    assert [fault.pointer for fault in refusal.value.errors] == [pointer]
    assert state() == before


def test_when_the_transaction_fails_there_is_no_row_and_nobody_reaches_the_file(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(actions, "record", fail)
    before = stored()
    with pytest.raises(DatabaseError), transaction.atomic():
        keep(world)
    assert not Asset.objects.exists()
    assert len(stored() - before) == 1  # left behind, under a name that nothing knows


def change(world: World, asset: Asset, *, by: str = "cora", version: int = 1, **changes: str) -> Asset:
    return change_asset(asset=asset, changes=changes, expected_version=version, by=world.by(by), at=world.now())


def test_a_change_counts_the_version_up_and_leaves_the_rest(world: World) -> None:
    asset = change(world, keep(world), accessibility="accessible")
    assert (asset.version, asset.accessibility, asset.rights_holder) == (2, "accessible", "The SUN Network")
    assert Event.objects.filter(type="asset.changed", subject=asset.pk).count() == 1


def test_a_change_of_an_old_version_is_refused(world: World) -> None:
    asset = keep(world)
    change(world, asset, accessibility="accessible")
    with pytest.raises(PreconditionFailed):
        change(world, asset, accessibility="not_accessible")
    assert Asset.objects.get().accessibility == "accessible"


@pytest.mark.parametrize("person", ["nell", "hana"])
def test_somebody_elses_file_is_not_there(world: World, person: str) -> None:
    asset = keep(world)
    with pytest.raises(NotFound):
        change(world, asset, by=person, accessibility="accessible")
    assert Asset.objects.get().version == 1


@pytest.mark.parametrize("person", ["petra", "rosa", "ada"])
def test_other_roles_change_nothing(world: World, person: str) -> None:
    asset = keep(world)
    with pytest.raises(Forbidden):
        change(world, asset, by=person, accessibility="accessible")
    assert Asset.objects.get().version == 1


def test_items_that_show_it_are_stale_from_that_moment_and_others_are_not(world: World) -> None:
    asset, other = keep(world), keep(world, files.pdf(), "other.pdf")
    shows = world.published(details=showing(asset))
    world.published(details=showing(other))
    change(world, asset, accessibility="accessible")
    stale = Entry.objects.filter(fresh_until__lte=world.now())
    assert [entry.item_id for entry in stale] == [shows.pk]


def test_a_second_change_still_finds_the_item_after_its_bytes_were_rewritten(world: World) -> None:
    asset = keep(world)
    world.published(details=showing(asset))
    change(world, asset, accessibility="accessible")
    rewrite_stale_entries(at=world.now())
    entry = Entry.objects.get()
    assert b"accessible" in bytes(entry.document)
    change(world, asset, version=2, accessibility="partly")
    assert Entry.objects.filter(fresh_until__lte=world.now()).exists()
