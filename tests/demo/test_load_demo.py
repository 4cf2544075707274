"""`load_demo`: once, wholly, and never over somebody else's library."""

from __future__ import annotations

import hashlib
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError

from demo import loading
from demo.credentials import FILE_NAME
from library.accounts import actions as accounts
from library.accounts.actors import SYSTEM
from library.accounts.models import User
from library.accounts.queries import caller_for_key
from library.catalogue.models import Item
from tests.demo.conftest import NOW

AREAS = ("accounts", "catalogue", "coproduction", "directory", "editions", "history", "leaflets", "publishing")
KEYS = {
    "curator",
    "lived_experience_reviewer",
    "clinical_reviewer",
    "publisher",
    "norfolk_editor",
    "norfolk_approver",
    "second_region_editor",
    "read_only",
}


def state() -> str:
    """A hash of every row of every area."""
    rows = [
        (model._meta.label, [repr(row) for row in model.objects.order_by("pk").values_list()])
        for area in AREAS
        for model in sorted(apps.get_app_config(area).get_models(), key=lambda model: model._meta.label)
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


pytestmark = pytest.mark.django_db


def test_it_writes_credentials_that_only_the_owner_can_read(run: Any, tmp_path: Path) -> None:
    printed = run()
    path = tmp_path / FILE_NAME
    known = json.loads(path.read_text())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(known) == {"base_url", "keys", "desk"}
    assert set(known["keys"]) == KEYS
    assert all(key in printed for key in [*known["keys"].values(), *known["desk"].values()])


def test_each_key_is_its_persons_and_carries_their_roles(run: Any, tmp_path: Path) -> None:
    run()
    keys = json.loads((tmp_path / FILE_NAME).read_text())["keys"]
    roles = {name: sorted(caller_for_key(key, at=NOW).actor.roles) for name, key in keys.items()}
    assert roles == {
        "curator": ["curator"],
        "lived_experience_reviewer": ["reviewer"],
        "clinical_reviewer": ["reviewer"],
        "publisher": ["publisher"],
        "norfolk_editor": ["editor"],
        "norfolk_approver": ["approver"],
        "second_region_editor": ["editor"],
        "read_only": ["reader"],
    }


def test_the_desk_login_works(run: Any, tmp_path: Path) -> None:
    run()
    desk = json.loads((tmp_path / FILE_NAME).read_text())["desk"]
    user = User.objects.get(username=desk["username"])
    assert (user.check_password(desk["password"]), user.is_staff) == (True, True)


def test_a_second_run_changes_nothing(run: Any, tmp_path: Path) -> None:
    run()
    before, file = state(), (tmp_path / FILE_NAME).read_bytes()
    assert "Nothing was changed" in run()
    assert (state(), (tmp_path / FILE_NAME).read_bytes()) == (before, file)


def test_a_lost_file_is_pointed_out_and_not_replaced_unasked(run: Any, tmp_path: Path) -> None:
    run()
    (tmp_path / FILE_NAME).unlink()
    before = state()
    assert "--new-keys" in run()
    assert state() == before
    assert not (tmp_path / FILE_NAME).exists()


def test_new_keys_end_the_old_ones(run: Any, tmp_path: Path) -> None:
    run()
    old = json.loads((tmp_path / FILE_NAME).read_text())
    run("--new-keys")
    new = json.loads((tmp_path / FILE_NAME).read_text())
    later = datetime.now(UTC) + timedelta(minutes=1)
    assert all(caller_for_key(key, at=later) is None for key in old["keys"].values())
    assert all(caller_for_key(key, at=later) for key in new["keys"].values())
    assert User.objects.get(username=old["desk"]["username"]).check_password(new["desk"]["password"])


def test_it_does_not_mix_with_somebody_elses_library(run: Any, tmp_path: Path) -> None:
    accounts.create_organisation(code="somebody", name="Somebody", kind="charity", by=SYSTEM, at=NOW)
    before = state()
    with pytest.raises(CommandError, match="not the demo's"):
        run()
    assert state() == before
    assert list(tmp_path.iterdir()) == []


def test_new_keys_without_the_demo_are_refused(run: Any) -> None:
    with pytest.raises(CommandError, match="not loaded"):
        run("--new-keys")


def test_a_run_that_breaks_off_leaves_nothing(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(**_: Any) -> None:
        raise KeyboardInterrupt

    before = state()
    monkeypatch.setattr(loading, "issue", break_off)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert state() == before
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_loaded_in_any_later_year(own_media: None) -> None:
    later = datetime(2029, 2, 28, 3, tzinfo=UTC)
    loading.load(base_url="http://127.0.0.1:8000", now=later)
    due = Item.objects.filter(standing="published").values_list("next_review_due", flat=True)
    assert min(due) >= later.date()
