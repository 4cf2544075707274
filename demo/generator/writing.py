"""Rows into the database, many at a time, in the order that their references need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial
from multiprocessing import get_context

import django
from django.db import connection, connections, transaction
from django.db.models import AutoField, Model
from django.db.models.expressions import DatabaseDefault

from demo.generator.ground import lay_ground
from demo.generator.plans import Plan, plan, slug_of
from demo.generator.rows import Rows, rows_of
from library.catalogue.freshness import hold_shared_facts
from library.catalogue.models import Item
from library.editions.indexing import index_entries
from library.history.actions import PUBLIC_TYPES
from library.history.models import Event

BATCH = 500


def generate(count: int, *, seed: int, at: datetime, processes: int, tell: Callable[[int], object]) -> int:
    """Write the items 1 to `count` of a seed, but for those that are there; returns how many that were.

    Each batch is a transaction of its own: what an interrupted run has written stays, and the next run goes on. With
    one process everything happens in this one. `tell` hears how many have been written so far.
    """
    with transaction.atomic():
        lay_ground(at=at)
    there = set(Item.objects.filter(slug__startswith=slug_of(seed, "")).values_list("slug", flat=True))
    missing = [number for number in range(1, count + 1) if slug_of(seed, f"{number:06d}") not in there]
    batches = [missing[start : start + BATCH] for start in range(0, len(missing), BATCH)]
    work = partial(_write_numbers, seed=seed, at=at)
    if processes == 1:
        return _told(map(work, batches), tell)
    connections.close_all()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        return _told(pool.map(work, batches), tell)


def _told(sizes: Iterable[int], tell: Callable[[int], object]) -> int:
    written = 0
    for size in sizes:
        written += size
        tell(written)
    return written


def _write_numbers(numbers: Sequence[int], *, seed: int, at: datetime) -> int:
    write([plan(seed, number) for number in numbers], at=at)
    return len(numbers)


@transaction.atomic
def write(plans: Sequence[Plan], *, at: datetime) -> None:
    """Write these items as published."""
    ground = lay_ground(at=at)
    hold_shared_facts()
    made = [rows_of(plan, ground, now=at) for plan in plans]
    _copy(rows.item for rows in made)
    _copy(link for rows in made for link in rows.topics)
    _copy(link for rows in made for link in rows.audiences)
    _copy(rows.draft for rows in made)
    _copy(rows.edition for rows in made)
    _copy(reference for rows in made for reference in rows.references)
    _copy(review for rows in made for review in rows.reviews)
    _copy(rows.entry for rows in made)
    index_entries([(rows.entry, rows.document) for rows in made])
    _copy(_in_feed_order(made))


def settle() -> None:
    """Bring the planner's statistics up to date, and the tables into the state that they have in daily use."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _copy(rows: Iterable[Model]) -> None:
    """Unsaved rows of one model, through COPY. Keys that the database counts up, and what it works out, are left to it."""
    rows = list(rows)
    if not rows:
        return
    model = type(rows[0])
    written = [field for field in model._meta.concrete_fields if not (isinstance(field, AutoField) or field.generated)]
    # What nobody has set is left to the database.
    fields = [field for field in written if not isinstance(getattr(rows[0], field.attname), DatabaseDefault)]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    statement = f"COPY {connection.ops.quote_name(model._meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as table:
        for row in rows:
            table.write_row([field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields])


def _in_feed_order(made: Sequence[Rows]) -> list[Event]:
    """All events; the public ones with the next positions of the feed, which stay ours until the transaction ends."""
    events = [event for rows in made for event in rows.events]
    public = [event for event in events if event.type in PUBLIC_TYPES]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_POSITIONS, [len(public), len(public)])
        (last,) = cursor.fetchone()
    for position, event in enumerate(public, last - len(public) + 1):
        event.position = position
    return events


_TAKE_POSITIONS = """
INSERT INTO history_feedposition (id, value) VALUES (1, %s)
ON CONFLICT (id) DO UPDATE SET value = history_feedposition.value + %s RETURNING value
"""
