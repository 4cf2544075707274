"""A service is kept by its own organisation."""

from __future__ import annotations

from typing import Any

import pytest

from library.directory.actions import DirectoryNameTaken, add_service, change_service
from library.directory.models import ContactPoint, Service
from library.directory.queries import visible_services
from library.errors import Forbidden, NotFound, PreconditionFailed
from library.history.models import Event
from tests.worlds import World

FACTS: dict[str, Any] = {"name": "Eating disorder service", "role": "eds", "description": ""}


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def service(world: World) -> Service:
    return add_service(slug="eds", **FACTS, contact_points=[], by=world.by("nell"), at=world.now())


def change(world: World, service: Service, who: str, /, version: int = 1, **facts: Any) -> Service:
    return change_service(
        service=service,
        **{**FACTS, "contact_points": [], **facts},
        expected_version=version,
        by=world.by(who),
        at=world.now(),
    )


def test_an_editor_changes_it(world: World, service: Service) -> None:
    contact = ContactPoint.objects.get(slug="samaritans")
    changed = change(world, service, "nell", name="Adult service", contact_points=[contact])
    assert (changed.name, list(changed.contact_points.all()), changed.version) == ("Adult service", [contact], 2)
    assert Event.objects.latest("id").type == "service.changed"


def test_to_another_organisation_it_does_not_exist(world: World, service: Service) -> None:
    with pytest.raises(NotFound):
        change(world, service, "sadie", name="Theirs")
    assert list(visible_services(world.by("sadie"))) == []
    service.refresh_from_db()
    assert service.name == FACTS["name"]


def test_a_reader_changes_nothing(world: World, service: Service) -> None:
    with pytest.raises(Forbidden):
        change(world, service, "ned", name="Mine")


def test_who_read_an_older_version_changes_nothing(world: World, service: Service) -> None:
    with pytest.raises(PreconditionFailed):
        change(world, service, "nell", version=7)


def test_a_slug_stands_for_one(world: World, service: Service) -> None:
    with pytest.raises(DirectoryNameTaken):
        add_service(slug="eds", **FACTS, contact_points=[], by=world.by("sadie"), at=world.now())
