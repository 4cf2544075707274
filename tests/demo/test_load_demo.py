"""The demo, loaded into an empty library: once, wholly, and never over somebody else's."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from demo import loading
from demo.contacts import VERIFIED_BY
from demo.content import ITEMS
from demo.credentials import FILE_NAME
from library.accounts import actions as accounts
from library.accounts.actors import SYSTEM
from library.accounts.models import OrganisationCode, Succession, User
from library.accounts.queries import caller_for_key
from library.catalogue.models import Asset, Entry, Item
from library.coproduction.claims import Part, claim
from library.coproduction.models import Recognition
from library.directory.models import ContactPoint
from library.editions.models import Edition
from library.editions.review_status import review_status, uk_day
from library.history.models import Event
from library.publishing.models import Draft

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
AREAS = ("accounts", "catalogue", "coproduction", "directory", "editions", "history", "publishing")
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


@pytest.fixture(scope="module")
def in_memory_files() -> Iterator[None]:
    with override_settings(STORAGES={"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}):
        yield


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, in_memory_files: None) -> Iterator[None]:
    """The demo as it is after one load, for every test of this module that asks; undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        loading.load(base_url="http://127.0.0.1:8000", now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def run(settings: Any, tmp_path: Path, in_memory_files: None) -> Any:
    """Runs the command with files in a folder of the test; gives what it printed."""
    settings.DATA_DIR = tmp_path

    def run(*arguments: str) -> str:
        out = StringIO()
        call_command("load_demo", *arguments, stdout=out)
        return out.getvalue()

    return run


def state() -> str:
    """A hash of every row of every area."""
    rows = [
        (model._meta.label, [repr(row) for row in model.objects.order_by("pk").values_list()])
        for area in AREAS
        for model in sorted(apps.get_app_config(area).get_models(), key=lambda model: model._meta.label)
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.mark.usefixtures("demo", "db")
class TestLoaded:
    def test_every_published_item_can_be_read(self) -> None:
        live = set(Entry.objects.filter(state=Entry.State.LIVE).values_list("kind", "slug", "language"))
        assert live == {
            (item.kind, item.slug, told.document["language"])
            for item in ITEMS
            if item.is_published
            for told in item.editions
        }

    def test_drafts_in_progress_and_in_review_are_not_public(self) -> None:
        assert dict(Draft.objects.exclude(state="published").values_list("item__slug", "state")) == {
            "sharing-your-story": "draft",
            "your-first-appointment": "in_review",
        }
        assert not Edition.objects.filter(item__slug__in=["sharing-your-story", "your-first-appointment"]).exists()

    def test_the_older_carers_page_is_withdrawn_for_the_newer_one(self) -> None:
        page = Item.objects.get(slug="help-for-carers")
        assert (page.standing, page.withdrawal_reason, page.successor.slug) == (
            "withdrawn",
            "superseded",
            "support-for-carers",
        )

    def test_the_sanctuary_has_an_older_edition_to_fetch(self) -> None:
        editions = Edition.objects.filter(item__slug="the-sanctuary").order_by("number")
        assert list(editions.values_list("number", "change_class")) == [(1, "content"), (2, "content")]
        assert "which claim has no evidence" in editions[1].note

    def test_nothing_is_overdue_and_one_item_is_due_soon(self) -> None:
        published = Item.objects.filter(standing="published")
        by_status = {item.slug: review_status(item.next_review_due, uk_day(NOW)) for item in published}
        assert [slug for slug, status in by_status.items() if status != "current"] == [
            "getting-help-in-short-sentences"
        ]
        assert by_status["getting-help-in-short-sentences"] == "due_soon"

    def test_the_feed_tells_the_past_in_order(self) -> None:
        events = list(Event.objects.filter(position__isnull=False).order_by("position"))
        assert [event.position for event in events] == list(range(1, len(events) + 1))
        assert [event.occurred_at for event in events] == sorted(event.occurred_at for event in events)
        assert events[-1].occurred_at < NOW

    def test_entries_are_fresh(self) -> None:
        assert not Entry.objects.filter(state=Entry.State.LIVE, fresh_until__lte=NOW).exists()

    def test_no_stand_in_was_published(self) -> None:
        stored = {
            str(id)
            for id in [*Asset.objects.values_list("pk", flat=True), *Recognition.objects.values_list("pk", flat=True)]
        }
        documents = [json.loads(edition.document) for edition in Edition.objects.all()]
        named = {image["asset"] for document in documents for image in document["images"]}
        named |= {id for document in documents for id in document["details"].get("recognitions", ())}
        assert len(named) == 4
        assert named <= stored

    def test_no_number_is_shown_as_checked(self) -> None:
        assert set(ContactPoint.objects.values_list("verified_by", flat=True)) == {VERIFIED_BY}

    def test_a_code_that_ended_leads_to_the_one_that_holds(self) -> None:
        ended = OrganisationCode.objects.get(scheme="ods", value="QUE")
        assert ended.valid_to == date(2026, 3, 31)
        after = Succession.objects.get(predecessor=ended.organisation)
        codes = set(after.successor.codes.values_list("scheme", "value"))
        assert (after.on, after.type, codes) == (date(2026, 4, 1), "merger", {("ods", "S1Y5D"), ("gss", "E54000065")})

    def test_a_body_that_was_split_has_two_successors(self) -> None:
        split = OrganisationCode.objects.get(scheme="ods", value="QM7").organisation
        successors = [succession.successor for succession in split.successions.all()]
        assert {body.codes.get(scheme="ods").value for body in successors} == {"D7T5G", "S1Y5D"}

    def test_people_are_roles(self) -> None:
        assert [user.username for user in User.objects.all() if not user.get_full_name().startswith("Demo ")] == []

    @pytest.mark.parametrize(
        ("slug", "badge"),
        [("the-sanctuary", "co-produced"), ("eating-disorder-resources", "co-produced"), ("help-for-carers", None)],
    )
    def test_the_record_supports_what_an_item_is_called(self, slug: str, badge: str | None) -> None:
        parts = [
            Part(part.group, part.stage, part.approach) for part in Item.objects.get(slug=slug).contributions.all()
        ]
        assert claim(parts).badge == badge

    def test_the_award_is_a_place_among_the_finalists_and_no_more(self) -> None:
        award = Recognition.objects.get(award="General Practice Award")
        assert (award.status, award.result_expected) == ("finalist", date(2026, 12, 31))


@pytest.mark.django_db
class TestCommand:
    def test_it_writes_credentials_that_only_the_owner_can_read(self, run: Any, tmp_path: Path) -> None:
        printed = run()
        path = tmp_path / FILE_NAME
        known = json.loads(path.read_text())
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert set(known) == {"base_url", "keys", "desk"}
        assert set(known["keys"]) == KEYS
        assert all(key in printed for key in [*known["keys"].values(), *known["desk"].values()])

    def test_each_key_is_its_persons_and_carries_their_roles(self, run: Any, tmp_path: Path) -> None:
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

    def test_the_desk_login_works(self, run: Any, tmp_path: Path) -> None:
        run()
        desk = json.loads((tmp_path / FILE_NAME).read_text())["desk"]
        user = User.objects.get(username=desk["username"])
        assert (user.check_password(desk["password"]), user.is_staff) == (True, True)

    def test_a_second_run_changes_nothing(self, run: Any, tmp_path: Path) -> None:
        run()
        before, file = state(), (tmp_path / FILE_NAME).read_bytes()
        assert "Nothing was changed" in run()
        assert (state(), (tmp_path / FILE_NAME).read_bytes()) == (before, file)

    def test_a_lost_file_is_pointed_out_and_not_replaced_unasked(self, run: Any, tmp_path: Path) -> None:
        run()
        (tmp_path / FILE_NAME).unlink()
        before = state()
        assert "--new-keys" in run()
        assert state() == before
        assert not (tmp_path / FILE_NAME).exists()

    def test_new_keys_end_the_old_ones(self, run: Any, tmp_path: Path) -> None:
        run()
        old = json.loads((tmp_path / FILE_NAME).read_text())
        run("--new-keys")
        new = json.loads((tmp_path / FILE_NAME).read_text())
        later = datetime.now(UTC) + timedelta(minutes=1)
        assert all(caller_for_key(key, at=later) is None for key in old["keys"].values())
        assert all(caller_for_key(key, at=later) for key in new["keys"].values())
        assert User.objects.get(username=old["desk"]["username"]).check_password(new["desk"]["password"])

    def test_it_does_not_mix_with_somebody_elses_library(self, run: Any, tmp_path: Path) -> None:
        accounts.create_organisation(code="somebody", name="Somebody", kind="charity", by=SYSTEM, at=NOW)
        before = state()
        with pytest.raises(CommandError, match="not the demo's"):
            run()
        assert state() == before
        assert list(tmp_path.iterdir()) == []

    def test_new_keys_without_the_demo_are_refused(self, run: Any) -> None:
        with pytest.raises(CommandError, match="not loaded"):
            run("--new-keys")

    def test_a_run_that_breaks_off_leaves_nothing(
        self, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def break_off(**_: Any) -> None:
            raise KeyboardInterrupt

        before = state()
        monkeypatch.setattr(loading, "issue", break_off)
        with pytest.raises(KeyboardInterrupt):
            run()
        assert state() == before
        assert list(tmp_path.iterdir()) == []
