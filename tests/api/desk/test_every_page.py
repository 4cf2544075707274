"""Every page of the desk, found by walking its registry: it answers its people, sends strangers to the door, and hides the rest."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from api.desk.site import desk
from library.accounts.actions import invite
from library.accounts.models import AccessRequest, ApiKey, Invitation, Membership, User
from library.accounts.roles import Role
from library.catalogue.actions import give_evidence
from library.catalogue.models import Asset, Theme
from library.coproduction.actions import note_principle, record_contribution, record_recognition
from library.directory.actions import add_service
from library.history.models import Event
from tests.api.desk.sitting import adapted, address, followed, saved_theme, sit_down
from tests.imports.brought_in import brought_in
from tests.imports.ten import made
from tests.outside import invited
from tests.readers import wrote
from tests.voices import Voices
from tests.worlds import World

MODELS = list(desk._registry)
FOR_ADMINISTRATORS = {AccessRequest, Invitation, Membership, User}
OWN = [
    model
    for model in MODELS
    if model._meta.label
    in {
        "catalogue.Feedback",
        "catalogue.Item",
        "catalogue.QualityEvidence",
        "catalogue.Theme",
        "publishing.Draft",
        "publishing.Import",
        "publishing.Review",
        "publishing.ReviewInvitation",
        "editions.Edition",
        "coproduction.Contribution",
        "coproduction.Recognition",
        "coproduction.Testimonial",
        "coproduction.ConsentWording",
        "directory.Service",
        "leaflets.Adaptation",
        "leaflets.Suggestion",
        "history.Event",
        "syndication.Subscription",
        "syndication.Delivery",
    }
]


def names(model: type[Model]) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}"


def list_page(model: type[Model]) -> str:
    return reverse(f"admin:{names(model)}_changelist")


def some(model: type[Model], world: World) -> list[Any]:
    """Two things of a kind, of the SUN Network where they are somebody's."""
    things = model._default_manager.all()
    if model is Event:
        things = things.filter(organisation=world.by("cora").organisation_id)
    return list(things[:2])


def one_of_each(world: World) -> World:
    """One of each kind of thing, at the SUN Network."""
    item = world.published()
    invited(world)
    wrote(world, item)
    world.in_review()
    how = {"by": world.by("cora"), "at": world.now()}
    record_contribution(item=item, group="Carers", role="Wrote it", stage="design", approach="co_production", **how)
    record_recognition(item=item, award="A prize", body="A jury", status="finalist", as_of=world.now().date(), **how)
    note_principle(item=item, scheme="scie", principle="equality", note="A vote each.", on=world.now().date(), **how)
    give_evidence(item=item, criterion="need", statement="A survey.", **how)
    add_service(slug="service", name="A service", role="carers-group", description="", contact_points=[], **how)
    brought_in(world, slug="first", puts_contacts=True)
    brought_in(world, made("docx", "pictures")[1], "a.docx", slug="second")
    Voices(world).agreed()
    Voices(world).said()
    saved_theme(world)
    followed(world)
    adapted(world)
    world.asked_for_access()
    invite(
        organisation=world.cast.organisations["sun"],
        name="Sam",
        email="s@sun.example",
        roles=["reader"],
        by=world.by("ada"),
        at=world.now(),
    )
    world.cast.key("cora")
    return world


@pytest.fixture
def everything(world: World) -> World:
    return one_of_each(world)


@pytest.fixture
def all_roles(everything: World) -> Client:
    everything.join("everybody", "sun", [role.value for role in Role], ["clinical"])
    return sit_down(everything, "everybody")


def test_every_list_answers(all_roles: Client) -> None:
    assert {model: all_roles.get(list_page(model)).status_code for model in MODELS} == dict.fromkeys(MODELS, 200)


def test_every_search_answers(all_roles: Client) -> None:
    answers = {model: all_roles.get(list_page(model), {"q": "a"}).status_code for model in MODELS}
    assert answers == dict.fromkeys(MODELS, 200)


def test_every_filter_answers(all_roles: Client) -> None:
    for model in MODELS:
        page = all_roles.get(list_page(model))
        offered = sorted(set(re.findall(r'href="(\?[^"]+)"', page.content.decode())))
        one_of_each = {query.partition("=")[0]: query for query in offered}
        for query in one_of_each.values():
            assert all_roles.get(list_page(model) + query.replace("&amp;", "&")).status_code == 200, (model, query)


def test_every_page_with_its_steps_answers(everything: World, all_roles: Client) -> None:
    for model in MODELS:
        things = some(model, everything)
        assert things or model is Asset
        for thing in things:
            page = all_roles.get(address(thing))
            assert page.status_code == 200, address(thing)
            for _, url in page.context["steps"]:
                assert all_roles.get(url).status_code == 200, url


def test_every_form_to_add_one_answers(all_roles: Client) -> None:
    adding = [model for model in MODELS if desk._registry[model].adding]
    answers = {model: all_roles.get(reverse(f"admin:{names(model)}_add")).status_code for model in adding}
    # Of a theme an organisation has one, and has it here.
    assert answers == {model: 404 if model is Theme else 200 for model in adding}


def test_a_curator_sees_every_list_but_those_of_administrators(cora: Client) -> None:
    answers = {model: cora.get(list_page(model)).status_code for model in MODELS}
    assert answers == {model: 403 if model in FOR_ADMINISTRATORS else 200 for model in MODELS}


def test_a_stranger_is_sent_to_the_door(client: Client, db: None) -> None:
    pages = [list_page(model) for model in MODELS] + [desk._registry[model].url("change", uuid4()) for model in MODELS]
    for page in [*pages, "/desk/", "/desk/nothing-here/"]:
        answer = client.get(page)
        assert answer.status_code == 302, page
        assert answer["Location"].startswith("/desk/login/")


def test_a_member_to_whom_the_door_is_closed_stays_outside(world: World, client: Client) -> None:
    client.force_login(world.cast.members["cora"].user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/desk/").status_code == 302


def test_what_never_was_is_404(all_roles: Client) -> None:
    pages = [desk._registry[model].url(page, uuid4()) for model in MODELS for page in ("change", "delete", "history")]
    assert {page: all_roles.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)


def test_what_is_there_can_not_be_deleted(everything: World, all_roles: Client) -> None:
    for model in MODELS:
        for thing in some(model, everything):
            assert (
                all_roles.post(
                    desk.thing_for(model).url("delete", desk.thing_for(model).id_of(thing)), {"post": "yes"}
                ).status_code
                == 404
            )
            assert model._default_manager.filter(pk=thing.pk).exists()


def test_another_organisations_is_404_with_the_page_of_a_random_id(everything: World) -> None:
    hana = sit_down(everything, "hana")
    for model in OWN:
        there, thing = desk._registry[model], some(model, everything)[0]
        theirs, random = hana.get(address(thing)), hana.get(there.url("change", uuid4()))
        assert (theirs.status_code, random.status_code) == (404, 404), model
        assert tidy(theirs) == tidy(random)


def test_a_step_with_another_organisations_is_404(everything: World) -> None:
    everything.join("everybody", "harbour", [role.value for role in Role], ["clinical"])
    stranger = sit_down(everything, "everybody")
    before = Event.objects.count()
    for model in OWN:
        thing = some(model, everything)[0]
        for step in desk._registry[model].steps:
            assert stranger.post(address(thing, step.name), {"version": "1"}).status_code == 404, step
        assert stranger.post(address(thing), {"version": "1"}).status_code == 404
    assert Event.objects.count() == before


def test_another_organisations_is_not_in_the_list(everything: World) -> None:
    hana = sit_down(everything, "hana")
    for model in OWN:
        page = hana.get(list_page(model))
        # The audit is for some roles; a curator's holds what happened at her own organisation.
        assert [str(thing.pk) for thing in some(model, everything) if str(thing.pk) in page.content.decode()] == []


def test_keys_are_addressed_without_their_hash(everything: World, ada: Client) -> None:
    key = ApiKey.objects.latest("created")
    pages = ada.get(list_page(ApiKey)).content.decode() + ada.get(address(key)).content.decode()
    assert str(key.public_id) in pages
    assert key.hashed_key not in pages


def tidy(answer: Any) -> str:
    """The page without what is new in every answer."""
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", answer.content.decode())
