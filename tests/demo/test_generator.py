"""Generated items: the same for the same seed, and in nothing different from items that went through the actions."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from demo.generator.ground import Ground, lay_ground
from demo.generator.plans import Plan, plan
from demo.generator.writing import write
from demo.management.commands import generate_items
from library.accounts.models import Organisation, User
from library.catalogue.actions.items import Governance
from library.catalogue.models import Entry, Item, Licence
from library.documents.parse import parse_document
from library.editions.entries import rewrite_stale_entries
from library.editions.models import Reference
from library.history.models import Event, FeedPosition
from library.publishing.actions import publish, review_draft, start_item, submit
from library.publishing.readiness import findings

SEED = 25
"""Its first twelve items are of every kind, and at NOW in every review status."""
NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
TABLES = [
    "catalogue_item",
    "publishing_draft",
    "publishing_review",
    "editions_edition",
    "catalogue_entry",
    "history_event",
]


def carry_out(plan: Plan, ground: Ground) -> None:
    """A plan, step by step, as people would do it."""
    by = ground.publishers[plan.publisher]
    draft = start_item(
        document=plan.document,
        governance=Governance(**plan.governance),
        slug=plan.slug,
        by=by.curator,
        at=plan.started_at,
    )
    change = {"change_class": "content", "change_note": plan.note}
    draft = submit(draft=draft, expected_version=1, **change, by=by.curator, at=plan.submitted_at)
    for kind, reviewer, at in [
        ("lived_experience", by.reader, plan.read_at),
        ("clinical", by.clinician, plan.checked_at),
    ]:
        review_draft(
            draft=draft,
            kind=kind,
            scope="whole",
            decision="approved",
            document_hash=draft.document_hash,
            evidence_checked=True,
            by=reviewer,
            at=at,
        )
    publish(
        draft=draft,
        expected_version=4,
        change_class="content",
        note=plan.note,
        by=by.publisher,
        at=plan.published_at,
    )


def rows(table: str, item: Item, kept: set[str]) -> list[str]:
    """Every column of the rows about an item, with a star for each id that is not to be `kept`: it is made anew each time."""
    about = {"catalogue_item": "id", "history_event": "subject"}.get(table, "item_id")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t WHERE {about} = %s", [item.pk])  # noqa: S608
        found = [row for (row,) in cursor.fetchall()]
    return sorted(UUID.sub(lambda match: match[0] if match[0] in kept else "*", row) for row in found)


def left_behind() -> dict[str, Any]:
    """All that the one item in the database consists of."""
    item = Item.objects.get()
    kept = {str(pk) for model in (Organisation, User, Licence) for pk in model.objects.values_list("pk", flat=True)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM catalogue_word")
        words = {word for (word,) in cursor.fetchall()}
    return {
        **{table: rows(table, item, kept) for table in TABLES},
        "references": sorted(Reference.objects.values_list("kind", "target")),
        "topics": sorted(item.topics.values_list("slug", flat=True)),
        "audiences": sorted(item.audiences.values_list("slug", flat=True)),
        "words": words,
        "feed": FeedPosition.objects.get().value,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(1, 13))
def test_an_item_is_as_if_it_had_gone_through_the_actions(number: int) -> None:
    made, ground = plan(SEED, number), lay_ground(at=NOW)
    with transaction.atomic():
        carry_out(made, ground)
        rewrite_stale_entries(at=NOW)
        expected = left_behind()
        transaction.set_rollback(True)
    write([made], at=NOW)
    assert left_behind() == expected


@pytest.mark.django_db
def test_these_items_are_of_every_kind_and_in_every_review_status() -> None:
    write([plan(SEED, number) for number in range(1, 13)], at=NOW)
    cards = [json.loads(bytes(card)) for card in Entry.objects.values_list("card", flat=True)]
    assert {card["kind"] for card in cards} == {"resource", "case_study", "leaflet", "training"}
    assert {card["review"]["status"] for card in cards} == {"current", "due_soon", "overdue"}


@pytest.mark.parametrize("number", range(1, 51))
def test_a_plan_is_ready_to_publish(number: int) -> None:
    document = parse_document(plan(SEED, number).document)
    assert findings(document, is_health_content=True) == []


def test_the_same_seed_plans_the_same() -> None:
    assert plan(3, 5) == plan(3, 5)
    assert plan(3, 5).document != plan(4, 5).document


def test_no_two_are_published_at_the_same_second() -> None:
    assert len({plan(SEED, number).published_at for number in range(1, 501)}) == 500


@pytest.mark.django_db
def test_the_command_fills_up_to_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate_items, "settle", lambda: None)  # VACUUM can't run inside a test's transaction
    call_command("generate_items", 3, processes=1, verbosity=0)
    call_command("generate_items", 5, processes=1, verbosity=0)
    assert Entry.objects.filter(state="live").count() == 5
    positions = Event.objects.filter(type="item.published").order_by("position").values_list("position", flat=True)
    assert list(positions) == [1, 2, 3, 4, 5]


@pytest.mark.django_db
def test_it_keeps_out_of_a_library_in_use() -> None:
    write([plan(SEED, 1)], at=NOW)
    Organisation.objects.filter(items__isnull=False).update(code="somebody-else")
    with pytest.raises(CommandError, match="not generated"):
        call_command("generate_items", 3, processes=1, verbosity=0)
