"""Readers write back: what is taken, what is refused, and that nobody outside reads it."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from api.http.places import costly
from library.catalogue.addresses import COLLECTIONS
from library.catalogue.models import Feedback, Item
from tests.adaptations import Place
from tests.client import Api, Response
from tests.post import deliver
from tests.readers import WORDS, wrote
from tests.state import state
from tests.worlds import World

UNCLEAR = {"about": "unclear", "text": WORDS}


def path_of(item: Item) -> str:
    return f"/v1/{COLLECTIONS[item.kind]}/{item.slug}/feedback"


def give(item: Item, body: Any = None, **how: Any) -> Response:
    return Api().post(path_of(item), UNCLEAR if body is None else body, **how)


@pytest.mark.parametrize("kind", ["resource", "case_study", "leaflet", "training"])
def test_every_kind_takes_it(world: World, kind: str) -> None:
    item = world.published(kind=kind)
    assert give(item).status == 201
    found = Feedback.objects.get()
    assert (found.item, found.about, found.text, found.status) == (item, "unclear", WORDS, "new")
    assert (found.language, found.edition, found.section) == ("en-GB", 1, "")


def test_that_about_an_adaptation_goes_to_those_who_adapted_it(world: World) -> None:
    here = Place(world)
    assert give(here.published().item).status == 201
    assert Feedback.objects.get().item.owner.code == "norfolk"


def test_the_answer_thanks_and_says_where_help_is(world: World) -> None:
    world.crisis_line("Emergency", "999", "emergency")
    answer = give(world.published())
    assert answer.json()["help"][0]["display"] == "999"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Location" not in answer.headers


def test_that_it_helped_needs_no_words(world: World) -> None:
    assert give(world.published(), {"about": "helpful"}).status == 201


def test_it_may_be_about_an_older_edition(world: World) -> None:
    item = world.published()
    world.republished(item, title="Another title")
    assert give(item, {**UNCLEAR, "edition": 1}).status == 201
    assert Feedback.objects.get().edition == 1


def test_it_may_be_about_a_translation(world: World) -> None:
    item = world.published()
    world.publish(world.approved(world.translation(item)))
    assert give(item, {**UNCLEAR, "language": "cy"}).status == 201
    assert Feedback.objects.get().language == "cy"
    refused = give(item, {**UNCLEAR, "language": "pl"})
    assert (refused.status, refused.slug) == (404, "language-not-available")


def test_lines_of_a_browser_are_lines(world: World) -> None:
    give(world.published(), {**UNCLEAR, "text": "One.\r\n\r\nTwo.\t"})
    assert Feedback.objects.get().text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"about": "angry"}, "/about"),
        ({"about": None}, "/about"),
        ({"text": ""}, "/text"),
        ({"text": " \n "}, "/text"),
        ({"text": "x" * 2001}, "/text"),
        ({"text": "bell\u0007"}, "/text"),
        ({"text": ["a"]}, "/text"),
        ({"section": "nowhere"}, "/section"),
        ({"section": "../etc"}, "/section"),
        ({"edition": 2}, "/edition"),
        ({"edition": 0}, "/edition"),
        ({"edition": "1"}, "/edition"),
        ({"language": "not a tag"}, "/language"),
        ({"name": "Robin"}, "/name"),
        ({"email": "robin@example.org"}, "/email"),
        ({"status": "settled"}, "/status"),
        ({"assigned_to": "cora"}, "/assigned_to"),
        ({"item": "another"}, "/item"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(world: World, body: dict[str, Any], pointer: str) -> None:
    item = world.published()
    before = state()
    refused = give(item, {**UNCLEAR, **body})
    assert (refused.status, refused.pointers) == (400, [pointer]), refused
    assert state() == before


@pytest.mark.parametrize(
    "body", [b"[" * 200_000, b'{"about": "other", "text": "\\u0000"}', b'{"about": "other", "about": "other"}']
)
def test_what_is_no_body_is_refused(world: World, body: bytes) -> None:
    item = world.published()
    before = state()
    assert give(item, body).status == 400
    assert state() == before


def test_what_was_withdrawn_says_so_and_where_help_is(world: World) -> None:
    world.crisis_line("Emergency", "999", "emergency")
    item = world.withdrawn()
    before = state()
    refused = give(item)
    assert (refused.status, refused.slug) == (410, "withdrawn")
    assert refused.json()["help"][0]["display"] == "999"
    assert state() == before


def test_what_moved_leads_to_the_feedback_of_what_took_its_place(world: World) -> None:
    successor = world.published()
    item = world.redirected(successor=successor)
    moved = give(item)
    assert (moved.status, moved.slug) == (308, "moved")
    assert moved.headers["Location"].endswith(path_of(successor))
    assert Feedback.objects.count() == 0


def test_a_draft_is_as_unknown_as_nothing(world: World) -> None:
    item = world.approved().item
    unpublished, nothing = (
        Api().post(f"/v1/resources/{slug}/feedback", UNCLEAR, x_request_id="same")
        for slug in (item.slug, "no-such-thing")
    )
    assert (unpublished.status, nothing.status) == (404, 404)
    assert unpublished.body == nothing.body


def test_what_is_sent_twice_is_taken_once(world: World) -> None:
    item = world.published()
    first, again = (give(item, idempotency_key='"one"') for _ in range(2))
    assert first.body == again.body
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Feedback.objects.count() == 1
    other = give(item, {**UNCLEAR, "text": "Another."}, idempotency_key='"one"')
    assert (other.status, other.slug) == (422, "idempotency-key-reused")


def test_two_addresses_may_use_one_key(world: World) -> None:
    item = world.published()
    for address in ("203.0.113.7", "203.0.113.8"):
        answer = Api(address=address).post(path_of(item), UNCLEAR, idempotency_key='"one"')
        assert (answer.status, "Idempotency-Replayed" in answer.headers) == (201, False)
    assert Feedback.objects.count() == 2


def test_without_a_key_of_its_own_it_is_refused(world: World) -> None:
    refused = give(world.published(), idempotency_key=None)
    assert refused.slug == "idempotency-key-missing"
    assert Feedback.objects.count() == 0


def test_with_a_key_it_is_the_same(world: World) -> None:
    item = world.published()
    keyed = world.api("ned").post(path_of(item), UNCLEAR)
    assert (keyed.status, keyed.body) == (201, give(item).body)


@override_settings(COSTLY_POSTS_PER_HOUR=2)
def test_one_address_writes_a_few_times_an_hour(world: World) -> None:
    item = world.published()
    assert [give(item).status for _ in range(3)] == [201, 201, 429]
    assert Feedback.objects.count() == 2


def test_nobody_is_turned_away_because_others_ask_for_much(world: World) -> None:
    item = world.published()
    with costly.held():
        assert give(item).status == 201


def test_nothing_of_it_is_public(world: World) -> None:
    item = world.published()
    give(item, {**UNCLEAR, "about": "wrong"})
    page = path_of(item)
    for path in (page, page.removesuffix("/feedback"), "/v1/changes", "/v1/catalogue", "/feed.atom", "/v1/export"):
        assert b"Canary-rdrs" not in Api().get(path).body, path


def test_no_word_of_it_is_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    item = world.published()
    with caplog.at_level(logging.DEBUG):
        give(item)
        give(item, {**UNCLEAR, "about": "nothing"})
    assert "Canary-rdrs" not in caplog.text


def test_letters_tell_of_the_first_that_upset_until_it_is_read(world: World) -> None:
    item = world.published()
    wrote(world, item, "unclear")
    assert deliver() == []
    wrote(world, item, "upsetting")
    assert len(deliver()) > 0
    wrote(world, item, "upsetting")
    assert deliver() == []


def test_it_asks_little_of_the_database(world: World) -> None:
    item = world.published()
    give(item)
    with CaptureQueriesContext(connection) as queries:
        give(item)
    # The quota; savepoint, the key's lock and answer; entry, edition, feedback, event; help; keeping the answer.
    assert len(queries) <= 16, [query["sql"][:80] for query in queries]
