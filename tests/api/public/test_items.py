"""One item: its whole text, right at the moment a fact changes, and gone at the moment it is withdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from library.catalogue import actions as catalogue
from library.catalogue.models import Topic
from library.coproduction.actions import record_contribution, record_recognition
from library.documents.canonical import document_hash
from library.documents.parse import parse_document
from library.editions.entries import rewrite_stale_entries
from library.editions.models import Edition
from tests.client import Api
from tests.worlds import World


def test_a_case_study_shows_what_was_said_and_done_with_its_licence_and_dates(world: World, public: Api) -> None:
    item = world.published(kind="case_study")
    detail = public.get(f"/v1/case-studies/{item.slug}").json()
    assert {pair["status"] for pair in detail["details"]["said_did"]} <= {"done", "partly", "not_done"}
    assert detail["attribution"]["text"].startswith(
        f"‘{detail['title']}’ by The SUN Network (http://127.0.0.1:8000/v1/case-studies/"
    )
    assert "https://creativecommons.org/licenses/by/4.0/" in detail["attribution"]["html"]
    assert detail["review"]["status"] == "current"
    assert (detail["edition"], detail["current_edition"]) == (1, 1)


def test_sections_come_as_markdown_and_clean_html_with_contacts_printed(world: World, public: Api) -> None:
    item = world.published()
    section = public.get(f"/v1/resources/{item.slug}").json()["sections"][1]
    assert section["markdown"] == "Talk to [116 123](tel:116123)."
    assert 'href="tel:116123"' in section["html"]
    assert section["care_level"] == "urgent"


def test_the_hash_is_that_of_the_published_text(world: World, public: Api) -> None:
    item = world.published()
    edition = Edition.objects.get(item=item)
    import json

    assert public.get(f"/v1/resources/{item.slug}").json()["sha256"] == document_hash(
        parse_document(json.loads(edition.document))
    )


def test_asked_for_again_with_its_etag_it_is_304_with_the_same_validators(world: World, public: Api) -> None:
    path = f"/v1/resources/{world.published().slug}"
    first = public.get(path)
    again = public.get(path, if_none_match=first.etag)
    assert (again.status, again.body, again.etag) == (304, b"", first.etag)
    assert public.get(path, if_modified_since=first.headers["Last-Modified"]).status == 304


def test_an_edit_of_the_draft_moves_neither_the_answer_nor_its_etag(world: World, public: Api) -> None:
    item = world.published()
    before = public.get(f"/v1/resources/{item.slug}")
    world.edited(item, title="Canary of the draft")
    after = public.get(f"/v1/resources/{item.slug}")
    assert (after.body, after.etag) == (before.body, before.etag)


def test_a_language_that_is_not_published_is_404_and_says_which_are(world: World, public: Api) -> None:
    item = world.published()
    answer = public.get(f"/v1/resources/{item.slug}", {"language": "cy"})
    assert (answer.status, answer.slug, answer.json()["languages"]) == (404, "language-not-available", ["en-GB"])


def test_a_translation_is_told_of_at_once_and_read_by_its_language(world: World, public: Api) -> None:
    item = world.published()
    path = f"/v1/resources/{item.slug}"
    public.get(path)
    world.published(world.translation(item, "cy", title="Gofalu am rywun"))
    assert [entry["language"] for entry in public.get(path).json()["languages"]] == ["en-GB", "cy"]
    assert public.get(path, {"language": "cy"}).json()["title"] == "Gofalu am rywun"
    assert public.get(path).json()["language"] == "en-GB"


def test_a_new_name_of_a_topic_shows_at_once_in_card_and_text_and_changes_the_etag(world: World, public: Api) -> None:
    item = world.published()
    before = public.get(f"/v1/resources/{item.slug}")
    topic = Topic.objects.get(slug="eating-disorders")
    catalogue.change_topic(
        topic=topic, name="Eating distress", codes=[], synonyms=[], by=world.by("cora"), at=world.now()
    )
    after = public.get(f"/v1/resources/{item.slug}", if_none_match=before.etag)
    assert after.status == 200
    assert after.json()["topics"] == [{"slug": "eating-disorders", "name": "Eating distress"}]
    assert public.get("/v1/catalogue").json()["items"][0]["topics"][0]["name"] == "Eating distress"
    assert public.get(f"/v1/resources/{item.slug}", if_modified_since=before.headers["Last-Modified"]).status == 200


def test_what_a_job_rewrites_is_what_was_answered_before_it_ran(world: World, public: Api) -> None:
    item = world.published()
    record_contribution(
        item=item,
        group="Carers",
        role="Wrote it",
        stage="design",
        approach="co_production",
        by=world.by("cora"),
        at=world.now(),
    )
    in_memory = public.get(f"/v1/resources/{item.slug}")
    assert rewrite_stale_entries(at=timezone.now()) == 1
    stored = public.get(f"/v1/resources/{item.slug}")
    assert (stored.body, stored.etag) == (in_memory.body, in_memory.etag)
    assert stored.json()["coproduction"]["badge"] == "co-designed"


@pytest.mark.parametrize(
    ("days_before_due", "status"), [(91, "current"), (90, "due_soon"), (0, "due_soon"), (-1, "overdue")]
)
def test_review_status_follows_the_date_without_any_job(
    world: World, public: Api, days_before_due: int, status: str
) -> None:
    item = world.published()
    due = item.next_review_due
    with time_machine.travel(
        timezone.now().replace(year=due.year, month=due.month, day=due.day, hour=12) - timedelta(days=days_before_due),
        tick=False,
    ):
        assert public.get(f"/v1/resources/{item.slug}").json()["review"]["status"] == status
        assert [card["slug"] for card in public.get("/v1/catalogue", {"review_status": status}).json()["items"]] == [
            item.slug
        ]


def test_caching_ends_when_a_fact_changes_by_time(world: World, public: Api) -> None:
    item = world.published()
    due = item.next_review_due
    moment = timezone.now().replace(
        year=due.year, month=due.month, day=due.day, hour=23, minute=59, second=30, microsecond=0
    )
    with time_machine.travel(moment, tick=False):
        age = int(public.get(f"/v1/resources/{item.slug}").headers["Cache-Control"].rpartition("=")[2])
    assert age <= 60


def test_recognition_goes_stale_after_the_announced_day(world: World, public: Api) -> None:
    item = world.published()
    today = timezone.now().date()
    record_recognition(
        item=item,
        award="An award",
        body="A body",
        status="finalist",
        as_of=today,
        result_expected=today,
        by=world.by("cora"),
        at=world.now(),
    )
    assert public.get(f"/v1/resources/{item.slug}").json()["recognition"][0]["stale"] is False
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert public.get(f"/v1/resources/{item.slug}").json()["recognition"][0]["stale"] is True


def test_a_withdrawn_item_is_410_with_reason_successor_and_help_and_leaves_no_trace(world: World, public: Api) -> None:
    successor, item = world.published(), world.published(title="Canary of yesterday")
    path = f"/v1/resources/{item.slug}"
    held = public.get(path)
    world.withdrawn(item, successor=successor)
    for answer in (
        public.get(path),
        public.get(path, if_none_match=held.etag),
        public.get(f"{path}/editions/1"),
        public.get(f"{path}/editions"),
    ):
        problem = answer.json()
        assert (answer.status, problem["reason"], problem["successor"]["slug"]) == (410, "out_of_date", successor.slug)
        assert problem["detail"] == "It has been overtaken by events."
        assert b"Canary" not in answer.body
    assert [card["slug"] for card in public.get("/v1/catalogue", {"q": "canary"}).json()["items"]] == []


def test_help_in_a_410_names_contact_points_in_use(world: World, public: Api) -> None:
    item = world.withdrawn()
    world.retire("urgent-help")
    shown = [contact["purpose"] for contact in public.get(f"/v1/resources/{item.slug}").json()["help"]]
    assert shown == ["emergency", "listening", "condition"]


def test_a_redirected_item_sends_readers_to_its_successor(world: World, public: Api) -> None:
    successor = world.published()
    item = world.redirected(successor=successor)
    answer = public.get(f"/v1/resources/{item.slug}")
    assert (answer.status, answer.headers["Location"]) == (308, f"http://127.0.0.1:8000/v1/resources/{successor.slug}")


def test_a_restored_item_is_read_as_before(world: World, public: Api) -> None:
    from library.editions.actions import restore

    item = world.published()
    before = public.get(f"/v1/resources/{item.slug}").json()
    restore(item=world.withdrawn(item), by=world.by("petra"), at=world.now())
    assert public.get(f"/v1/resources/{item.slug}").json() == before


@pytest.mark.parametrize(
    "path",
    ["/v1/resources/no-such", "/v1/resources/a%00b", "/v1/pamphlets/x", "/v1/resources/..%2f..", "/v1/resources/x/y"],
)
def test_what_is_not_there_is_the_same_404(world: World, public: Api, path: str) -> None:
    answer = public.get(path)
    assert (answer.status, answer.slug) == (404, "not-found")


def test_a_key_changes_no_byte_of_a_public_answer(world: World, public: Api) -> None:
    path = f"/v1/resources/{world.published().slug}"
    with_key, without = world.api("cora").get(path), public.get(path)
    assert (with_key.body, with_key.etag) == (without.body, without.etag)
    assert "private" in with_key.headers["Cache-Control"]


def test_head_is_get_without_a_body(world: World, public: Api) -> None:
    path = f"/v1/resources/{world.published().slug}"
    got, head = public.get(path), public.head(path)
    assert (head.status, head.body, head.etag, head.headers["Content-Length"]) == (
        200,
        b"",
        got.etag,
        got.headers["Content-Length"],
    )
