"""The ground that every test stands on: a real PostgreSQL, one server for all, a database for each worker."""

import os
from collections.abc import Iterator

import pytest

from config import database


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Keep the embedded server up while tests use a database (pytest-django asks for this before it makes one).

    Tests that need no database start none. DATABASE_URL, if set, names another server.
    """
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with database.running(database.TEST):
        yield
