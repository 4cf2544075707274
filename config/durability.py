"""Nothing acknowledged is lost (safety.md rule 8): a database that may forget is refused at the start."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import OperationalError, connections

MUST_BE_ON = ("fsync", "synchronous_commit", "full_page_writes")


class UnsafeDatabase(Exception):
    """The database may lose what it has acknowledged."""


def switched_off(alias: str = "default") -> list[str]:
    """The names of MUST_BE_ON that the database has switched off. Raises OperationalError if it is away."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting = 'off'", [list(MUST_BE_ON)])
        return sorted(name for (name,) in cursor.fetchall())


def refuse_unsafe() -> None:
    """Raise UnsafeDatabase if something is switched off. A database that is away is for /health/ready to tell."""
    if settings.TESTING:
        return
    try:
        off = switched_off()
    except OperationalError:
        return
    finally:
        connections["default"].close()
    if off:
        raise UnsafeDatabase(_sentence(off))


@register(Tags.database)
def check_durability(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Asked by `migrate` and by `check --database default`."""
    if settings.TESTING or "default" not in (databases or []):
        return []
    off = switched_off()
    return [Error(_sentence(off), id="config.E001")] if off else []


def _sentence(off: list[str]) -> str:
    return f"The database may lose what it has acknowledged: switch {' and '.join(off)} on."
