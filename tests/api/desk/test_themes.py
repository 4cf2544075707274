"""The organisation's theme at the desk."""

from __future__ import annotations

from typing import Any

from django.test import Client

from library.catalogue.models import Asset, Theme
from library.rendering import sheet
from tests import files
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import address, list_of, newest_event, saved_theme, sit_down
from tests.kept import keep
from tests.worlds import World

ADD = "/desk/catalogue/theme/add/"
PLUM = {"primary": "#46487D", "on_primary": "#ffffff", "accent": "#3b4a8c", "tint": "#f3f3f9"}


def picture(world: World) -> Asset:
    return keep(world, files.image("PNG"), "logo.png")


def faulty(page: Any) -> set[str]:
    return set(page.context["form"].errors) - {"__all__"}


def test_an_administrator_saves_the_first_theme_beginning_with_the_librarys_own(ada: Client, world: World) -> None:
    page = ada.get(ADD).content.decode()
    assert sheet.Theme().primary in page
    assert "The SUN Network" in page
    fill_in(ada, ADD, **PLUM)
    theme = Theme.objects.get()
    assert (theme.organisation.code, theme.primary, theme.version) == ("sun", "#46487d", 1)
    assert newest_event().type == "theme.saved"


def test_a_theme_is_changed_with_a_logo_and_its_permission(ada: Client, world: World) -> None:
    theme, logo = saved_theme(world), picture(world)
    permission = {"logo_permission": "written_permission", "granted_by": "A Trust", "granted_on": "2026-03-01"}
    fill_in(ada, address(theme), **PLUM, logo=str(logo.pk), **permission)
    theme.refresh_from_db()
    assert (theme.logo, theme.permission_granted_by, theme.version) == (logo, "A Trust", 2)
    page = ada.get(address(theme)).content.decode()
    assert "By A Trust, 1 March 2026" in page


def test_a_colour_that_can_not_be_read_is_refused_at_its_field_with_the_ratio(ada: Client, world: World) -> None:
    theme = saved_theme(world)
    page = fill_in(ada, address(theme), accent="#ed8b00")
    assert (page.status_code, faulty(page)) == (409, {"accent"})
    assert "the contrast is 2.53:1, and must be 4.5:1." in page.content.decode()
    assert "#ed8b00" in page.content.decode()
    theme.refresh_from_db()
    assert theme.version == 1


def test_what_is_wrong_about_a_logo_is_said_at_the_field_that_it_is_about(ada: Client, world: World) -> None:
    theme, logo = saved_theme(world), picture(world)
    page = fill_in(ada, address(theme), logo=str(logo.pk), logo_permission="written_permission")
    assert faulty(page) == {"granted_by", "granted_on"}
    page = fill_in(ada, address(theme), logo=str(logo.pk))
    assert faulty(page) == {"logo_permission"}


def test_a_permission_without_a_logo_is_not_dropped_unseen(ada: Client, world: World) -> None:
    page = fill_in(ada, address(saved_theme(world)), logo_permission="own_mark", granted_by="A Trust")
    assert faulty(page) == {"logo_permission", "granted_by"}


def test_what_is_no_colour_is_refused_at_its_field(ada: Client, world: World) -> None:
    page = fill_in(ada, address(saved_theme(world)), tint="pale", primary="#46487d\n")
    assert faulty(page) == {"tint"}


def test_only_pictures_of_the_own_organisation_are_offered(ada: Client, world: World) -> None:
    mine, captions = picture(world), keep(world)
    theirs = keep(world, files.image("PNG"), "theirs.png", by="nell")
    page = ada.get(ADD).content.decode()
    assert [str(asset.pk) in page for asset in (mine, captions, theirs)] == [True, False, False]


def test_a_page_that_was_opened_before_another_saved_overwrites_nothing(ada: Client, world: World) -> None:
    theme = saved_theme(world)
    fill_in(ada, address(theme), tint="#ffffff")
    page = fill_in(ada, address(theme), tint="#f3f3f9", version="1")
    assert page.status_code == 409
    assert "#ffffff" in page.context["form"].theirs.values()
    theme.refresh_from_db()
    assert theme.tint == "#ffffff"


def test_an_organisation_has_one(ada: Client, world: World) -> None:
    saved_theme(world)
    assert ada.get(ADD).status_code == 404
    assert "Add theme" not in ada.get(list_of("catalogue_theme")).content.decode()


def test_two_who_save_the_first_at_once_are_told_apart(ada: Client, world: World, monkeypatch: Any) -> None:
    saved_theme(world)
    # As if the other had saved between the opening of the door and the lock.
    monkeypatch.setattr("api.desk.catalogue.themes.Themes.has_add_permission", lambda *_: True)
    page = fill_in(ada, ADD, **PLUM)
    assert "A colleague has saved a theme in the meantime." in page.content.decode()


def test_a_curator_sees_it_and_changes_nothing(cora: Client, world: World) -> None:
    theme = saved_theme(world)
    page = cora.get(address(theme))
    assert page.context["form"] is None
    assert "How legible it is" in page.content.decode()
    cora.post(address(theme), {**PLUM, "licence_holder": "Me", "version": "1"})
    theme.refresh_from_db()
    assert theme.version == 1
    assert cora.get(ADD).status_code == 404


def test_another_organisations_theme_is_not_there(world: World) -> None:
    theme = saved_theme(world)
    nora = sit_down(world, "nora")
    assert nora.get(address(theme)).status_code == 404
    assert str(theme.pk) not in nora.get(list_of("catalogue_theme")).content.decode()
    fill_in(nora, ADD, claims_nhs_identity="on", primary="#005eb8", accent="#003087", tint="#e8edee")
    assert Theme.objects.get(organisation__code="norfolk").claims_nhs_identity
