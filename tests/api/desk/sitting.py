"""People at the desk: the world's cast, signed in."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from api.desk.site import desk
from library.accounts import actions
from library.accounts.actors import SYSTEM
from library.catalogue.actions import save_theme
from library.catalogue.models import Theme
from library.history.models import Event
from library.leaflets.actions import start_adaptation, suggest
from library.leaflets.models import Adaptation
from library.publishing.queries import criteria_of
from library.rendering import sheet
from library.syndication.actions import send_test, subscribe
from library.syndication.models import Subscription
from library.syndication.wants import Wish
from tests.worlds import World

PASSWORD = "correct horse battery staple"


def let_in(world: World, name: str) -> Any:
    """Open the desk's door to somebody; gives their account."""
    world.by(name)  # whoever is not here yet, comes
    user = world.cast.members[name].user
    user = actions.change_user(
        user=user, name=user.get_full_name(), email=user.email, is_staff=True, is_active=True, by=SYSTEM, at=world.now()
    )
    return actions.set_password(user=user, password=PASSWORD, by=SYSTEM, at=world.now())


def sit_down(world: World, name: str) -> Client:
    """A browser of somebody who has signed in."""
    client = Client()
    client.force_login(let_in(world, name), backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(thing: Any, step: str = "change") -> str:
    """Of the desk's page of a thing, or of a step with it."""
    there = desk.thing_for(type(thing))
    return there.url("change", there.id_of(thing)) if step == "change" else there.step_url(thing, step)


def all_well(thing: Any, kind: str) -> dict[str, str]:
    """A review of this kind in the desk's form, with every question of it answered with yes."""
    return {"kind": kind, **{f"criterion-{kind}-{one.code}": "yes" for one in criteria_of(thing.item, kind)}}


def list_of(model: str) -> str:
    return reverse(f"admin:{model}_changelist")


def newest_event() -> Event:
    return Event.objects.latest("id")


def saved_theme(world: World) -> Theme:
    """The SUN Network's theme: the library's own colours, saved as theirs."""
    return save_theme(
        organisation=world.cast.organisations["sun"],
        colours=sheet.Theme(),
        licence_holder="The SUN Network",
        expected_version=0,
        by=world.by("ada"),
        at=world.now(),
    )


def followed(world: World) -> Subscription:
    """A webhook of the SUN Network's, with a test on its way."""
    how = {"by": world.by("ada"), "at": world.now()}
    subscription, _ = subscribe(url="https://93.184.215.14/hooks?token=a", description="Our site", wish=Wish(), **how)
    send_test(subscription=subscription, **how)
    return subscription


def adapted(world: World) -> Adaptation:
    """A leaflet of the SUN Network, begun as an adaptation by itself, with a suggestion for it."""
    how = {"by": world.by("cora"), "at": world.now()}
    organisation = world.cast.organisations["sun"]
    actions.add_code(organisation=organisation, scheme="gss", value="E54000056", by=SYSTEM, at=world.now())
    template = world.published(kind="leaflet")
    adaptation = start_adaptation(template=template, language="en-GB", areas=["E54000056"], **how)
    suggest(adaptation=adaptation, section="what-it-is", text="Kinder words.", reason="Kinder.", **how)
    return adaptation
