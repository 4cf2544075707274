"""What has gone through the door never changes: the database refuses it, and the hash says so (domain.md, HQ-8)."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from library.catalogue.actions import change_item
from library.documents.canonical import document_hash
from library.documents.parse import parse_document
from library.editions.models import Edition, Reference
from library.history.models import Event
from tests.worlds import World


@pytest.mark.parametrize("model", [Edition, Reference, Event])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_it(world: World, model: Any, statement: str) -> None:
    world.published()
    assert model.objects.exists()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table))


@pytest.mark.parametrize("kind", ["resource", "case_study", "leaflet", "training"])
def test_the_hashes_are_those_of_the_texts(world: World, kind: str) -> None:
    edition = world.publish(world.approved(kind=kind))
    for text, digest in ((edition.document, edition.sha256), (edition.source, edition.source_sha256)):
        assert hashlib.sha256(text.encode()).hexdigest() == digest
        assert document_hash(parse_document(json.loads(text))) == digest


def test_an_edition_prints_the_number_and_keeps_the_placeholder_in_its_source(world: World) -> None:
    edition = world.publish(world.approved())
    assert "{{contact:samaritans}}" in edition.source
    assert "116 123" in edition.document
    assert "{{contact:" not in edition.document
    assert {reference.kind for reference in Reference.objects.filter(edition=edition)} == {"contact"}


def test_later_editions_and_governance_leave_earlier_ones_as_they_were(world: World) -> None:
    item = world.published()
    before = Edition.objects.values().get(item=item)
    world.republished(item, summary="Other words.")
    item.refresh_from_db()
    changes = {"licence": "CC-BY-ND-4.0", "rights_holder": "Somebody else"}
    change_item(item=item, changes=changes, expected_version=item.version, by=world.by("petra"), at=world.now())
    third = world.republished(item, summary="And others.")
    assert Edition.objects.values().get(item=item, number=1) == before
    assert (third.licence, third.rights_holder) == ("CC-BY-ND-4.0", "Somebody else")


def test_numbers_are_gapless_for_each_language(world: World) -> None:
    items = [world.published(), world.published()]
    for item in items:
        world.publish(world.approved(world.translation(item, "cy")))
        world.republished(item, summary="The second.")
    world.withdrawn(items[0])
    numbers = defaultdict(list)
    for edition in Edition.objects.order_by("published_at"):
        numbers[edition.item_id, edition.language].append(edition.number)
    assert sorted(numbers.values()) == [[1], [1], [1, 2], [1, 2]]
