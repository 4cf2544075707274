"""What Django's admin would write with is closed, whatever a page or a request says."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory

from api.desk.site import desk
from api.desk.things import Thing
from library.catalogue.models import Item
from tests.api.desk.sitting import let_in, list_of
from tests.worlds import World

THINGS: list[Thing] = list(desk._registry.values())


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.opts.label)
def test_the_admin_saves_and_deletes_nothing_by_itself(thing: Thing) -> None:
    closed: list[tuple[str, tuple[Any, ...]]] = [
        ("save_model", (None, None, True)),
        ("delete_model", (None,)),
        ("delete_queryset", (None,)),
        ("save_related", (None, None, True)),
    ]
    for name, arguments in closed:
        with pytest.raises(NotImplementedError):
            getattr(thing, name)(None, *arguments)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.opts.label)
def test_a_list_offers_no_action_on_many(thing: Thing) -> None:
    assert thing.get_actions(RequestFactory().get("/")) == {}


def test_deleting_many_from_a_list_does_nothing(cora: Client, world: World) -> None:
    item = world.draft().item
    cora.post(list_of("catalogue_item"), {"action": "delete_selected", "_selected_action": str(item.pk), "post": "yes"})
    assert Item.objects.filter(pk=item.pk).exists()


def test_the_desk_writes_only_with_a_token(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(let_in(world, "cora"), backend="django.contrib.auth.backends.ModelBackend")
    refused = strict.post("/desk/catalogue/audience/add/", {"name": "Parents", "slug": "parents"})
    assert refused.status_code == 403
    assert "Nothing was changed." in refused.content.decode()


def test_signing_in_without_a_token_says_what_to_do() -> None:
    refused = Client(enforce_csrf_checks=True).post("/desk/login/", {"username": "cora", "password": "x"})
    assert (refused.status_code, "load the page again" in refused.content.decode()) == (403, True)
