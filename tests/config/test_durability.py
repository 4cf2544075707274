"""A database that may lose what it has acknowledged is refused at the start (safety.md rule 8)."""

import pytest
from django.conf import LazySettings
from django.db import connection

from config import durability


@pytest.mark.django_db
def test_a_database_that_may_forget_is_refused(settings: LazySettings) -> None:
    settings.TESTING = False
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    (error,) = durability.check_durability(databases=["default"])
    assert error.id == "config.E001"
    assert "synchronous_commit" in error.msg


@pytest.mark.django_db
def test_what_was_never_asked_about_is_not_asked(settings: LazySettings) -> None:
    settings.TESTING = False
    assert durability.check_durability(databases=None) == []


@pytest.mark.django_db
def test_a_name_that_is_on_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durability, "MUST_BE_ON", ("track_counts",))
    assert durability.switched_off() == []
