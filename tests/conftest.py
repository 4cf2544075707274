"""The ground that every test stands on: a real PostgreSQL, one server for all, a database for each worker."""

import gc
import os
import re
import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck, settings
from psycopg import sql

from config import database
from config.lifeline import lives
from tests.chromium import browser, chromium  # noqa: F401 - fixtures

# Speed belongs in tests/benchmarks: on a busy machine an example may take its time.
settings.register_profile("without deadline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("without deadline")


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: no collection of garbage has to walk through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def files_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files that tests keep go to a folder of their own, never among those of `make run`."""
    place = {"location": str(tmp_path_factory.mktemp("media"))}
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": place}
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    tombstones = str(tmp_path_factory.mktemp("tombstones") / "tombstones.ndjson")
    with override_settings(STORAGES={"default": kept, "staticfiles": static}, TOMBSTONE_LOG=tombstones):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Whoever is still in the database when the tests are over would keep it from being taken away."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT query, pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        for query, _ in cursor.fetchall():
            print("Left open by a test:", query[:300], file=sys.stderr)  # noqa: T201


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Keep the embedded server up while tests use a database (pytest-django asks for this before it makes one).

    Tests that need no database start none. DATABASE_URL, if set, names another server.
    """
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with database.running(database.TEST) as url:
        drop_what_killed_runs_left(url)
        yield


def drop_what_killed_runs_left(url: str) -> None:
    """Test databases are named after the process that made them (`tests/settings.py`); the dead need theirs no more."""
    with psycopg.connect(url, autocommit=True) as connection:
        for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall():
            owner = re.match(r"test_library_(\d+)", name)
            if owner and not lives(int(owner[1])):
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


@pytest.fixture
def world(db: None) -> Any:
    """Everybody, a few words, and verbs that bring items and drafts into situations: see `tests/worlds.py`."""
    from tests.worlds import World  # here, so that tests of the configuration alone load no models

    return World()
