"""The demo in a test: loaded once for the modules that look at it, or by the command into an empty library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from demo import loading

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def own_media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder of the test's own for files."""
    on_disk = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path_factory.mktemp("media"))},
    }
    with override_settings(STORAGES={**settings.STORAGES, "default": on_disk}):
        yield


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, own_media: None) -> Iterator[None]:
    """The demo as it is after one load, for every test of this module that asks; undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        loading.load(base_url="http://127.0.0.1:8000", now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def run(tmp_path: Path, own_media: None) -> Iterator[Any]:
    """Runs the command with its credentials in the folder of the test; gives what it printed."""

    def run(*arguments: str) -> str:
        out = StringIO()
        call_command("load_demo", *arguments, stdout=out)
        return out.getvalue()

    with override_settings(DATA_DIR=tmp_path):
        yield run
