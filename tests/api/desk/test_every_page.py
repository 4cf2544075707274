"""Every page of the desk, found by walking its registry: it answers its people, sends strangers to the door, and hides the rest."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from api.desk.site import desk
from library.accounts import actions as accounts
from library.accounts.models import ApiKey, Membership, User
from library.accounts.roles import Role
from library.catalogue.models import Asset
from library.coproduction.actions import record_contribution, record_recognition
from library.directory.actions import add_service
from library.history.models import Event
from tests.api.desk.sitting import address, let_in, sit_down
from tests.worlds import World

MODELS = list(desk._registry)
FOR_ADMINISTRATORS = {Membership, User}


def names(model: type[Model]) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}"


@pytest.fixture
def everything(world: World) -> World:
    """One of each kind of thing, at the SUN Network."""
    item = world.published()
    world.in_review()
    curator = world.by("cora")
    record_contribution(
        item=item, group="Carers", role="Wrote it", stage="design", approach="co_production", by=curator, at=world.now()
    )
    record_recognition(
        item=item, award="A prize", body="A jury", status="finalist", as_of=world.now().date(), by=curator, at=world.now()
    )
    add_service(slug="service", name="A service", role="carers-group", description="", contact_points=[], by=curator, at=world.now())
    world.cast.key("cora")
    world.asset() if hasattr(world, "asset") else None
    return world


@pytest.fixture
def all_roles(everything: World) -> Client:
    everything.join("everybody", "sun", [role.value for role in Role], ["clinical"])
    return sit_down(everything, "everybody")


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_a_list_answers(all_roles: Client, model: type[Model]) -> None:
    assert all_roles.get(reverse(f"admin:{names(model)}_changelist")).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_a_search_answers(all_roles: Client, model: type[Model]) -> None:
    assert all_roles.get(reverse(f"admin:{names(model)}_changelist"), {"q": "a"}).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_a_page_and_its_steps_answer(all_roles: Client, model: type[Model]) -> None:
    things = list(model._default_manager.all()[:3])
    assert things or model is Asset
    for thing in things:
        page = all_roles.get(address(thing))
        assert page.status_code == 200, address(thing)
        for _, url in page.context["steps"]:
            assert all_roles.get(url).status_code == 200, url


@pytest.mark.parametrize("model", [model for model in MODELS if desk._registry[model].adding], ids=names)
def test_a_form_to_add_one_answers(all_roles: Client, model: type[Model]) -> None:
    assert all_roles.get(reverse(f"admin:{names(model)}_add")).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_a_curator_sees_every_list_but_those_of_administrators(cora: Client, model: type[Model]) -> None:
    expected = 403 if model in FOR_ADMINISTRATORS else 200
    assert cora.get(reverse(f"admin:{names(model)}_changelist")).status_code == expected


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_a_stranger_is_sent_to_the_door(client: Client, db: None, model: type[Model]) -> None:
    for page in ("changelist", "add"):
        answer = client.get(reverse(f"admin:{names(model)}_{page}"))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/desk/login/")


def test_a_member_without_the_door_opened_stays_outside(world: World, client: Client) -> None:
    client.force_login(world.cast.members["cora"].user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_what_never_was_is_404(all_roles: Client, model: type[Model]) -> None:
    there = desk._registry[model]
    for page in ("change", "delete"):
        assert all_roles.get(there.url(page, uuid4())).status_code == 404


OWN = ["catalogue_item", "publishing_draft", "publishing_review", "editions_edition", "coproduction_contribution", "coproduction_recognition", "directory_service", "history_event"]


@pytest.mark.parametrize("name", OWN)
def test_another_organisations_is_404_with_the_page_of_a_random_id(everything: World, name: str) -> None:
    model = next(model for model in MODELS if names(model) == name)
    thing = mine(model, everything)
    hana = sit_down(everything, "hana")
    there = desk._registry[model]
    other, random = hana.get(address(thing)), hana.get(there.url("change", uuid4()))
    assert (other.status_code, random.status_code) == (404, 404)
    assert tidy(other) == tidy(random)
    for step in there.steps:
        assert hana.post(there.step_url(thing, step.name), {}).status_code == 404


@pytest.mark.parametrize("name", OWN)
def test_another_organisations_is_not_in_the_list(everything: World, name: str) -> None:
    model = next(model for model in MODELS if names(model) == name)
    thing = mine(model, everything)
    page = sit_down(everything, "hana").get(reverse(f"admin:{name}_changelist"))
    assert str(thing.pk) not in page.content.decode()


def mine(model: type[Model], world: World) -> Any:
    things = model._default_manager.all()
    if model is Event:
        return things.filter(organisation=world.by("cora").organisation_id).latest("id")
    return things.first()


def tidy(answer: Any) -> str:
    """The page without what is new in every answer."""
    return answer.content.decode().replace(answer.wsgi_request.META.get("CSRF_COOKIE", "-") or "-", "")


def test_keys_are_addressed_without_their_hash(world: World, ada: Client) -> None:
    world.cast.key("cora")
    key = ApiKey.objects.latest("created")
    page = ada.get(reverse("admin:accounts_apikey_changelist")).content.decode()
    assert str(key.public_id) in page
    assert key.hashed_key not in page


def test_a_superuser_without_a_membership_reads_reference_data(world: World, client: Client) -> None:
    user = accounts.create_user(username="root", password="x" * 20, is_staff=True, by=accounts_system(), at=world.now())
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/desk/").status_code == 200
    assert client.get(reverse("admin:catalogue_topic_changelist")).status_code == 200
    assert client.get(reverse("admin:catalogue_topic_add")).status_code == 404
    assert client.get(reverse("admin:catalogue_item_changelist")).status_code == 403


def accounts_system() -> Any:
    from library.accounts.actors import SYSTEM

    return SYSTEM


def test_two_memberships_one_is_chosen(world: World) -> None:
    user = let_in(world, "cora")
    accounts.add_member(
        user=user, organisation=world.cast.organisations["norfolk"], roles=["editor"], by=accounts_system(), at=world.now()
    )
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    item = world.draft().item
    assert client.get(address(item)).status_code == 200
    norfolk = Membership.objects.get(user=user, organisation__code="norfolk")
    assert client.post(reverse("admin:act_for", args=[norfolk.pk])).status_code == 302
    assert client.get(address(item)).status_code == 404


def test_a_membership_of_somebody_else_is_not_there_to_choose(world: World, cora: Client) -> None:
    other = world.cast.members["hana"]
    assert cora.post(reverse("admin:act_for", args=[other.pk])).status_code == 404


def test_a_membership_that_ends_is_gone_with_the_next_click(world: World, cora: Client) -> None:
    item = world.draft().item
    member = world.cast.members["cora"]
    accounts.end_membership(membership=member, expected_version=member.version, by=accounts_system(), at=world.now())
    assert cora.get(address(item)).status_code == 404
