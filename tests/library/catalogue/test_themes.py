"""Giving an organisation its theme, and reading it back for its renditions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from library.accounts.actors import SYSTEM
from library.catalogue.actions import save_theme
from library.catalogue.actions.themes import LARGEST_LOGO, Logo, ThemeNotAccepted
from library.catalogue.models import Asset, Entry, Theme
from library.catalogue.themes import theme_of
from library.editions.entries import rewrite_stale_entries
from library.errors import Forbidden, NotFound, PreconditionFailed
from library.history.models import Event
from library.ids import new_id
from library.rendering import sheet
from tests import files
from tests.kept import keep
from tests.state import state
from tests.worlds import World

PLUM = sheet.Theme(primary="#46487d", on_primary="#ffffff", accent="#46487d", tint="#f3f3f9")
NHS = sheet.Theme(primary="#005eb8", on_primary="#ffffff", accent="#003087", tint="#e8edee")


def save(world: World, *, of: str = "sun", by: str = "ada", version: int = 0, **facts: Any) -> Theme:
    return save_theme(
        organisation=world.cast.organisations[of],
        expected_version=version,
        by=world.by(by),
        at=world.now(),
        **{"colours": PLUM, "licence_holder": "The SUN Network", **facts},
    )


def picture(world: World, name: str = "logo.png", *, by: str = "cora") -> Asset:
    return keep(world, files.image("PNG"), name, by=by)


def own_mark(asset: Asset) -> Logo:
    return Logo(asset.pk, "own_mark")


def refused(world: World, **how: Any) -> list[str]:
    """Where a theme is refused for what it is; nothing may have changed."""
    before = state()
    with pytest.raises(ThemeNotAccepted) as refusal:
        save(world, **how)
    assert state() == before
    return [fault.pointer for fault in refusal.value.errors]


def test_without_a_saved_theme_the_librarys_own_is_in_force(world: World) -> None:
    assert theme_of(world.cast.organisations["sun"]) == sheet.Theme()


def test_a_saved_theme_is_in_force_for_its_organisation_alone(world: World) -> None:
    assert save(world).version == 1
    assert theme_of(world.cast.organisations["sun"]) == PLUM
    assert theme_of(world.cast.organisations["norfolk"]) == sheet.Theme()


def test_the_logo_comes_with_its_bytes_and_the_organisations_name(world: World) -> None:
    asset = picture(world)
    save(world, logo=own_mark(asset))
    logo = theme_of(world.cast.organisations["sun"]).logo
    assert logo is not None
    assert (logo.media_type, logo.alt, logo.width, logo.height) == ("image/png", "The SUN Network", 8, 6)
    with asset.file.open() as file:
        assert logo.content == file.read()


def test_saving_again_sets_the_whole_theme(world: World) -> None:
    first = save(world, logo=own_mark(picture(world)))
    second = save(world, version=1, colours=replace(PLUM, tint="#ffffff"), licence_holder=" Somebody else ")
    assert (second.pk, second.version, second.tint, second.licence_holder) == (first.pk, 2, "#ffffff", "Somebody else")
    assert (second.logo, second.logo_permission) == (None, "")
    assert Theme.objects.count() == 1


@pytest.mark.parametrize(("saved", "expected"), [(False, 1), (True, 0), (True, 2)])
def test_another_version_than_was_read_is_refused(world: World, saved: bool, expected: int) -> None:
    if saved:
        save(world)
    before = state()
    with pytest.raises(PreconditionFailed):
        save(world, version=expected)
    assert state() == before


def test_history_says_who_and_names_the_logo_by_hash(world: World) -> None:
    asset = picture(world, "canary person.png")
    save(world, logo=Logo(asset.pk, "written_permission", "Canary Trust", date(2026, 3, 1)))
    event = Event.objects.get(type="theme.saved")
    assert (event.actor, event.organisation, event.sha256) == (
        world.by("ada").id,
        world.cast.organisations["sun"].pk,
        asset.sha256,
    )
    assert "canary" not in str(vars(event)).lower()
    assert event.position is None


# Who

SAVES = {"ada": "sun", "nora": "norfolk", "sadie": "suffolk"}


@pytest.mark.parametrize("person", ["ada", "cora", "petra", "lila", "rosa", "nora", "nell", "nadia", "ned", "sadie"])
@pytest.mark.parametrize("organisation", ["sun", "norfolk", "suffolk"])
def test_only_its_administrators_give_an_organisation_a_theme(world: World, person: str, organisation: str) -> None:
    home = world.by(person).organisation_id == world.cast.organisations[organisation].pk
    if SAVES.get(person) == organisation:
        assert save(world, of=organisation, by=person).organisation.code == organisation
    else:
        with pytest.raises(Forbidden if home else NotFound):
            save(world, of=organisation, by=person)
        assert not Theme.objects.exists()


def test_the_system_has_no_organisation_to_give_a_theme(world: World) -> None:
    with pytest.raises(Forbidden):
        save_theme(
            organisation=world.cast.organisations["sun"],
            colours=PLUM,
            licence_holder="Us",
            expected_version=0,
            by=SYSTEM,
            at=world.now(),
        )


# What is refused


def test_a_theme_that_somebody_can_not_read_is_refused(world: World) -> None:
    assert refused(world, colours=replace(PLUM, accent="#00a499")) == ["/accent", "/accent"]


@pytest.mark.parametrize("holder", ["", " ", "x" * 201, "a\x00b"])
def test_a_holder_who_can_not_be_named_is_refused(world: World, holder: str) -> None:
    assert refused(world, licence_holder=holder) == ["/licence_holder"]


def test_a_health_authority_may_claim_the_nhs_identity(world: World) -> None:
    assert save(world, of="norfolk", by="nora", colours=NHS, claims_nhs_identity=True).claims_nhs_identity


def test_a_charity_network_may_not_claim_it(world: World) -> None:
    assert refused(world, colours=NHS, claims_nhs_identity=True) == ["/claims_nhs_identity"]


def test_a_logo_is_an_image(world: World) -> None:
    assert refused(world, logo=own_mark(keep(world))) == ["/logo/asset"]


def test_a_logo_is_a_file_of_the_organisation_itself(world: World) -> None:
    theirs = picture(world, by="nell")
    assert refused(world, logo=own_mark(theirs)) == ["/logo/asset"]
    assert refused(world, logo=Logo(new_id(), "own_mark")) == ["/logo/asset"]


@pytest.mark.parametrize("size", [{"size": LARGEST_LOGO + 1}, {"width": 4001, "height": 1000}])
def test_a_logo_is_small_enough_to_stand_everywhere(world: World, size: dict[str, int]) -> None:
    asset = picture(world)
    Asset.objects.filter(pk=asset.pk).update(**size)  # a real file of that size would only cost time
    assert refused(world, logo=own_mark(asset)) == ["/logo/asset"]


THE_DAY = date(2026, 3, 1)
PERMISSIONS: list[tuple[tuple[Any, ...], list[str]]] = [
    (("own_mark", "", None), []),
    (("own_mark", "A Trust", None), ["/logo/granted_by"]),
    (("own_mark", "", THE_DAY), ["/logo/granted_on"]),
    (("written_permission", "A Trust", THE_DAY), []),
    (("written_permission", "", THE_DAY), ["/logo/granted_by"]),
    (("written_permission", " ", THE_DAY), ["/logo/granted_by"]),
    (("written_permission", "A Trust", None), ["/logo/granted_on"]),
    (("written_permission", "", None), ["/logo/granted_by", "/logo/granted_on"]),
    (("written_permission", "x" * 201, THE_DAY), ["/logo/granted_by"]),
    (("", "", None), ["/logo/permission"]),
    (("implied", "A Trust", THE_DAY), ["/logo/permission"]),
]


@pytest.mark.parametrize(("permission", "pointers"), PERMISSIONS)
def test_a_logo_stands_with_its_permission(world: World, permission: tuple[Any, ...], pointers: list[str]) -> None:
    logo = Logo(picture(world).pk, *permission)
    if pointers:
        assert refused(world, logo=logo) == pointers
    else:
        assert save(world, logo=logo).logo_permission == permission[0]


def test_a_permission_is_not_of_tomorrow(world: World) -> None:
    logo = Logo(picture(world).pk, "written_permission", "A Trust", world.clock.date() + timedelta(days=2))
    assert refused(world, logo=logo) == ["/logo/granted_on"]


# What the database refuses, whoever asks


@pytest.mark.parametrize(
    "change",
    [
        {"primary": "red"},
        {"tint": "#F3F3F9"},
        {"licence_holder": ""},
        {"logo": None},
        {"logo_permission": ""},
        {"logo_permission": "own_mark"},  # a granter stands beside it
        {"permission_granted_by": ""},
        {"permission_granted_on": None},
    ],
)
def test_the_database_keeps_no_theme_that_makes_no_sense(world: World, change: dict[str, Any]) -> None:
    save(world, logo=Logo(picture(world).pk, "written_permission", "A Trust", THE_DAY))
    with pytest.raises(IntegrityError), transaction.atomic():
        Theme.objects.update(**change)


def test_an_organisation_has_one_theme(world: World) -> None:
    theme = save(world)
    theme.pk = UUID(int=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        theme.save(force_insert=True)


# What the public sees of it


def test_what_the_organisation_publishes_is_stale_from_that_moment_and_nothing_else(world: World) -> None:
    shown = world.published()
    rewrite_stale_entries(at=world.now())
    save(world, of="norfolk", by="nora", licence_holder="Norfolk")
    assert not Entry.objects.filter(fresh_until__lte=world.clock).exists()
    save(world)
    assert [entry.item_id for entry in Entry.objects.filter(fresh_until__lte=world.clock)] == [shown.pk]
