"""How the statements of public reads are sent: as Django's are, but with values beside them and binary answers.

Stored bytes come back as they are; in a text answer PostgreSQL would write each as two hexadecimal digits, and we would
read them back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import psycopg
from django.db import connection

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper


def fetch_all(sql: str, values: Mapping[str, Any], *, keep_plan: bool = False) -> list[tuple[Any, ...]]:
    """The rows of a statement with named parameters.

    With `keep_plan` the connection keeps it prepared, and PostgreSQL keeps one plan for whatever values come. That is for
    statements that have one good plan. A filter has none: for a frequent topic it follows the order, for a rare one the
    topic.
    """
    connection.ensure_connection()
    cursor = _PreparedCursor(connection.connection) if keep_plan else _BinaryCursor(connection.connection)
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(cast("CursorWrapper", cursor)) as wrapped:  # django-stubs: it is what wraps it that they name
        wrapped.execute(sql, values)
        return list(wrapped.fetchall())


class _BinaryCursor(psycopg.Cursor[Any]):
    prepared = False

    def execute(self, query: Any, params: Any = None, **_: Any) -> _BinaryCursor:
        super().execute(query, params, prepare=self.prepared, binary=True)
        return self


class _PreparedCursor(_BinaryCursor):
    prepared = True
