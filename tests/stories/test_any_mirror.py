"""Whatever happens to the library, and wherever the program that keeps a copy is killed, it ends with exactly what is
public: the program is the one that integrators are given (`openapi/examples/mirror.py`).
"""

from __future__ import annotations

import importlib.util
import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from api.http import throttling
from library.catalogue.actions import change_organisation
from library.catalogue.models import Entry, Item
from library.editions.actions import restore
from tests.adaptations import Place
from tests.client import Api
from tests.worlds import World

PROGRAM = Path(__file__).parents[2] / "openapi" / "examples" / "mirror.py"
BASE = "http://127.0.0.1:8000"
STEPS = st.one_of(st.none(), st.integers(0, 60))
"""After how many questions and statements the program is killed; None: never."""


def load() -> Any:
    spec = importlib.util.spec_from_file_location("mirror_example", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


mirror = load()


class Killed(BaseException):
    """The program is no more. Nothing that it still wanted to do is done."""


class Copy:
    """The program with its file, asking the library through the test client."""

    def __init__(self, path: str, *, days: int = 0) -> None:
        self.path, self.days, self.left = path, days, None

    def run(self, what: Callable[[Any], Any], *, steps: int | None = None) -> None:
        """One run of the program, killed after so many steps."""
        self.left = steps
        opened: list[sqlite3.Connection] = []
        try:
            what(mirror.Mirror(self.path, BASE, self.ask, lambda path: opened.append(self.connect(path)) or opened[0]))
        except Killed:
            pass
        finally:
            self.left = None
            for connection in opened:
                connection.close()

    def step(self) -> None:
        if self.left is not None:
            if self.left <= 0:
                raise Killed
            self.left -= 1

    def ask(self, url: str, headers: Mapping[str, str]) -> Any:
        self.step()
        throttling.anonymous.clear()  # a history asks more often than a reader may
        parts = urlsplit(url)
        assert f"{parts.scheme}://{parts.netloc}" == BASE
        with time_machine.travel(timezone.now() + timezone.timedelta(days=self.days), tick=False):
            answer = Api().get(parts.path + (f"?{parts.query}" if parts.query else ""), **headers)
        return mirror.Answer(answer.status, answer.headers, answer.body.splitlines(keepends=True))

    def connect(self, path: str) -> sqlite3.Connection:
        copy = self

        class Mortal(sqlite3.Connection):
            def execute(self, *statement: Any) -> sqlite3.Cursor:
                copy.step()
                return super().execute(*statement)

        return sqlite3.connect(path, factory=Mortal)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.path) as opened:
            return opened.execute(sql).fetchall()

    @property
    def documents(self) -> dict[tuple[str, str, str], Any]:
        rows = self.rows("SELECT kind, slug, language, document FROM items")
        return {row[:3]: json.loads(row[3]) for row in rows}

    @property
    def gone(self) -> set[tuple[Any, ...]]:
        return set(self.rows("SELECT kind, slug, language, state, reason, successor FROM gone"))


def is_public(days: int) -> tuple[dict[tuple[str, str, str], Any], set[tuple[Any, ...]]]:
    """What everybody reads, one by one, and what is not to be read any more."""
    live, gone = {}, set()
    for entry in Entry.objects.select_related("item__successor"):
        throttling.anonymous.clear()
        named = (entry.kind, entry.slug, entry.language)
        if entry.state == Entry.State.LIVE:
            with time_machine.travel(timezone.now() + timezone.timedelta(days=days), tick=False):
                address = f"/v1/{mirror.COLLECTIONS[entry.kind]}/{entry.slug}"
                live[named] = Api().get(address, {"language": entry.language}).json()
        else:
            item = entry.item
            successor = item.successor and f"{BASE}/v1/{mirror.COLLECTIONS[item.successor.kind]}/{item.successor.slug}"
            reason = item.withdrawal_reason if entry.state == Entry.State.WITHDRAWN else None
            gone.add((*named, entry.state, reason, successor))
    return live, gone


class Histories(RuleBasedStateMachine):
    items = Bundle("items")

    @initialize()
    def open_library(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.world = World()
        self.folder = tempfile.TemporaryDirectory()
        self.copy = Copy(f"{self.folder.name}/copy.sqlite")
        self.names = 0

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            try:
                self.the_feed_alone_brings_every_edition_and_every_withdrawal()  # before a sweep mends what is missing
                self.copy_is_exact()
            finally:
                self.folder.cleanup()
                transaction.set_rollback(True)
                self.savepoint.__exit__(None, None, None)

    def item(self, slug: str) -> Item:
        return Item.objects.get(slug=slug)

    @rule(target=items)
    def publish(self) -> str:
        return self.world.published().slug

    @rule(slug=items)
    def update(self, slug: str) -> None:
        if self.item(slug).standing == Item.Standing.PUBLISHED:
            self.world.republished(self.item(slug), title=f"Edition {self.world.clock.isoformat()}")

    @rule(slug=items)
    def translate(self, slug: str) -> None:
        item = self.item(slug)
        if item.standing == Item.Standing.PUBLISHED and not Entry.objects.filter(item=item, language="cy").exists():
            self.world.published(self.world.translation(item))

    @rule(slug=items)
    def withdraw(self, slug: str) -> None:
        if self.item(slug).standing == Item.Standing.PUBLISHED:
            self.world.withdrawn(self.item(slug))

    @rule(slug=items, other=items)
    def redirect(self, slug: str, other: str) -> None:
        item, successor = self.item(slug), self.item(other)
        if slug != other and {item.standing, successor.standing} == {Item.Standing.PUBLISHED}:
            self.world.redirected(item, successor=successor)

    @rule(slug=items)
    def bring_back(self, slug: str) -> None:
        if self.item(slug).standing in {Item.Standing.WITHDRAWN, Item.Standing.REDIRECTED}:
            restore(item=self.item(slug), by=self.world.by("petra"), at=self.world.now())

    @rule()
    def rename_the_publisher(self) -> None:
        """No event tells of it."""
        self.names += 1
        change_organisation(
            organisation=self.world.cast.organisations["sun"],
            name=f"The SUN Network {self.names}",
            nation="england",
            districts=[],
            by=self.world.by("ada"),
            at=self.world.now(),
        )

    @rule()
    def let_reviews_become_due(self) -> None:
        """Nor of this."""
        self.copy.days += 500

    @rule(steps=STEPS, sweep=st.booleans())
    def run(self, steps: int | None, sweep: bool) -> None:
        self.copy.run(lambda program: program.update(sweep=sweep), steps=steps)

    @rule(steps=STEPS)
    def begin_anew(self, steps: int | None) -> None:
        self.copy.run(lambda program: program.start(), steps=steps)

    @rule()
    def the_feed_alone_brings_every_edition_and_every_withdrawal(self) -> None:
        self.copy.run(lambda program: program.update())
        live, gone = is_public(self.copy.days)
        assert {named: held["edition"] for named, held in self.copy.documents.items()} == {
            named: shown["edition"] for named, shown in live.items()
        }
        assert self.copy.gone == gone

    @rule()
    def copy_is_exact(self) -> None:
        self.copy.run(lambda program: program.update(sweep=True))
        live, gone = is_public(self.copy.days)
        assert self.copy.documents == live
        assert self.copy.gone == gone


@pytest.mark.django_db
def test_a_copy_ends_equal_to_the_library_after_any_history() -> None:
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=10, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(str(tmp_path / "copy.sqlite"))


def test_a_template_that_is_not_safe_takes_its_adaptations_from_copies(db: None, copy: Copy) -> None:
    here = Place(World())
    adaptation = here.published()
    copy.run(lambda program: program.update())
    here.world.withdrawn(here.template, reason="unsafe")
    copy.run(lambda program: program.update())
    assert copy.documents == {}
    assert {(row[0], row[3], row[4]) for row in copy.gone} == {
        ("leaflet", "withdrawn", "unsafe"),
        (adaptation.item.kind, "withdrawn", "unsafe"),
    }


def test_what_is_killed_at_every_step_in_turn_is_made_whole_by_the_next_run(db: None, copy: Copy) -> None:
    world = World()
    item, other = world.published(), world.published()
    world.published(world.translation(item))
    copy.run(lambda program: program.update())
    world.republished(item, title="Again")
    world.withdrawn(other, successor=item)
    for steps in range(60):
        copy.run(lambda program: program.update(), steps=steps)
        held = copy.documents
        assert {named[2] for named in held if named[1] == item.slug} == {"en-GB", "cy"}
    assert (copy.documents, copy.gone) == is_public(0)


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_an_export_that_was_cut_off_changes_nothing(
    db: None, copy: Copy, cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    world.published()
    copy.run(lambda program: program.update())
    before = copy.documents
    world.published()
    whole = copy.ask

    def ask(url: str, headers: Mapping[str, str]) -> Any:
        answer = whole(url, headers)
        return mirror.Answer(answer.status, answer.headers, answer.lines[:-cut])

    monkeypatch.setattr(copy, "ask", ask)
    with pytest.raises(mirror.CutOff):
        copy.run(lambda program: program.start())
    assert copy.documents == before


def test_a_feed_that_does_not_know_the_position_is_another_feed(db: None, copy: Copy) -> None:
    world = World()
    world.published()
    copy.run(lambda program: program.update())
    with sqlite3.connect(copy.path) as opened:
        opened.execute("UPDATE state SET value = '99'")
    copy.run(lambda program: program.update())
    assert (copy.documents, copy.gone) == is_public(0)
    assert copy.rows("SELECT value FROM state") == [("1",)]


def test_young_events_are_read_again_because_a_cache_may_still_answer_for_the_item(db: None, copy: Copy) -> None:
    world = World(days_ago=0)
    world.clock = timezone.now() - timezone.timedelta(hours=1)
    world.published()
    copy.run(lambda program: program.update())
    world.clock = timezone.now() - timezone.timedelta(minutes=2)
    item = world.published()
    world.clock = timezone.now()
    world.republished(item, title="Again")
    copy.run(lambda program: program.update())
    held = {named[1]: document["edition"] for named, document in copy.documents.items()}
    assert held[item.slug] == 2
    assert int(copy.rows("SELECT value FROM state")[0][0]) < 3
