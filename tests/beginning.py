"""What every world begins with is built by actions once for each process, and put back as rows in the tests that follow."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone

from library.accounts.models import Organisation

GOOD_FOR = timedelta(minutes=20)
"""A test that travels in time builds its own."""


@dataclass(frozen=True)
class Beginning:
    """The rows of each table, as JSON, and the members of the world that made them."""

    made_at: datetime
    rows: dict[str, str]
    members: dict[str, Any]

    @classmethod
    def of(cls, world: Any) -> Beginning:
        with connection.cursor() as cursor:
            rows = {}
            for table in _tables():
                cursor.execute(f"SELECT json_agg(t)::text FROM {table} t")
                if (found := cursor.fetchone()[0]) is not None:
                    rows[table] = found
        return cls(timezone.now(), rows, deepcopy(vars(world)))

    def fits(self) -> bool:
        """Whether nothing is there yet, and the clock is where it was."""
        return abs(timezone.now() - self.made_at) < GOOD_FOR and not Organisation.objects.exists()

    def put_back(self) -> dict[str, Any]:
        """The rows, in one go: their references are checked at the end. Returns the world's members."""
        with connection.cursor() as cursor:
            for table, rows in self.rows.items():
                cursor.execute(f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s)", [rows])
        return deepcopy(self.members)


@cache
def _tables() -> list[str]:
    models = [
        model
        for app in apps.get_app_configs()
        if app.name.startswith("library.")
        for model in app.get_models(include_auto_created=True)
    ]
    return [model._meta.db_table for model in models]
