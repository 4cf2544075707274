"""The page on which a reader writes back: what it says, and what comes of its form."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.accounts.models import Organisation
from library.catalogue.models import Feedback
from tests.adaptations import Place
from tests.api.public.editions.feedback_forms import PAGE, UNCLEAR, fill, hidden, look, path_of, send, text_of
from tests.client import Api
from tests.readers import WORDS
from tests.worlds import World


@pytest.mark.parametrize("kind", ["resource", "case_study", "leaflet", "training"])
def test_every_kind_has_a_page_whose_form_is_taken(world: World, kind: str) -> None:
    item = world.published(kind=kind)
    assert look(item).status == 200
    thanked = fill(item)
    assert (thanked.status, thanked.headers["Content-Type"]) == (201, "text/html; charset=utf-8")
    found = Feedback.objects.get()
    assert (found.item, found.about, found.text, found.section) == (item, "unclear", WORDS, "")
    assert (found.language, found.edition) == ("en-GB", 1)


def test_it_says_what_becomes_of_the_words_before_they_are_written(world: World) -> None:
    page = text_of(look(world.published()))
    for said in ("not a help line", "Only people at", "write no names", "deleted 180 days", "never published"):
        assert page.index(said) < page.index("In your own words"), said


def test_it_says_first_where_help_is(world: World) -> None:
    page = look(world.published()).body.decode()
    assert page.index('href="tel:999"') < page.index("What do you want to tell us?")


def test_the_text_s_own_care_cards_are_the_help(world: World) -> None:
    urgent = {"id": "now", "heading": "Ring at once", "care_level": "emergency", "body": "Call [112](tel:112)."}
    item = world.published(sections=[{"id": "what", "heading": "What it is", "body": "Words."}, urgent])
    for page in (look(item), fill(item)):
        assert "Ring at once" in text_of(page)
        assert 'href="tel:112"' in page.body.decode()
        assert 'href="tel:999"' not in page.body.decode()


def test_the_thanks_lead_back_and_say_where_help_is(world: World) -> None:
    item = world.published()
    thanked = fill(item)
    assert "Thank you" in text_of(thanked)
    assert 'href="tel:999"' in thanked.body.decode()
    assert f"/{item.slug}/renditions/page.html" in thanked.body.decode()


def test_that_about_an_adaptation_goes_to_those_who_adapted_it(world: World) -> None:
    item = Place(world).published().item
    owner = Organisation.objects.get(code="norfolk")
    assert f"Only people at \u2068{owner.name}\u2069" in text_of(look(item))
    assert fill(item).status == 201
    assert Feedback.objects.get().item.owner == owner


def test_it_is_in_the_language_of_the_text(world: World) -> None:
    item = world.published()
    world.publish(world.approved(world.translation(item)))
    page = look(item, {"language": "cy"})
    assert b'<html lang="cy" dir="ltr">' in page.body
    assert "Dywedwch wrthym am y testun hwn" in text_of(page)
    assert "Diolch" in text_of(fill(item, query={"language": "cy"}))
    assert Feedback.objects.get().language == "cy"


def test_it_may_be_about_an_older_edition_and_its_sections(world: World) -> None:
    item = world.published(sections=[{"id": "old-part", "heading": "The old part", "body": "Words."}])
    world.republished(item, sections=[{"id": "new-part", "heading": "The new part", "body": "Words."}])
    assert "The old part" in text_of(look(item, {"edition": 1}))
    assert "The old part" not in text_of(look(item))
    assert fill(item, {**UNCLEAR, "section": "old-part"}, {"edition": 1}).status == 201
    found = Feedback.objects.get()
    assert (found.edition, found.section) == (1, "old-part")


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ({"edition": 2}, "no-such-edition"),
        ({"language": "pl"}, "language-not-available"),
        ({"edition": 0}, "invalid-request"),
        ({"edition": "1e3"}, "invalid-request"),
        ({"edition": "1.0"}, "invalid-request"),
        ({"edition": "+1"}, "invalid-request"),
        ({"edition": "1_0"}, "invalid-request"),
        ({"edition": " 1 "}, "invalid-request"),
        ({"edition": "1000000"}, "invalid-request"),
        ({"language": "no tag"}, "invalid-request"),
        ({"section": "what"}, "invalid-request"),
    ],
)
def test_what_there_is_not_has_no_page(world: World, query: dict[str, Any], slug: str) -> None:
    refused = Api().get(path_of(world.published()), query)
    assert (refused.slug, refused.headers["Cache-Control"]) == (slug, "no-store")


def test_a_draft_has_no_page_and_is_as_unknown_as_nothing(world: World) -> None:
    item = world.approved().item
    unpublished, nothing = (
        Api().get(f"/v1/resources/{slug}/feedback", **PAGE, x_request_id="same")
        for slug in (item.slug, "no-such-thing")
    )
    assert (unpublished.status, nothing.status) == (404, 404)
    assert unpublished.body == nothing.body


def test_what_was_withdrawn_says_so_and_where_help_is(world: World) -> None:
    world.crisis_line("Emergency line", "999", "emergency")
    page = look(world.withdrawn())
    assert page.status == 410
    assert "This is no longer published" in text_of(page)
    assert 'href="tel:999"' in page.body.decode()


def test_what_moved_leads_to_the_page_of_what_took_its_place(world: World) -> None:
    successor = world.published()
    moved = look(world.redirected(successor=successor))
    assert moved.status == 308
    assert moved.headers["Location"].endswith(path_of(successor))


def test_it_sets_no_cookie_lets_nothing_in_and_is_kept_by_nobody(world: World) -> None:
    item = world.published()
    for page in (look(item), fill(item), fill(item, {}), look(world.withdrawn())):
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-"), page
        assert "form-action 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "Set-Cookie" not in page.headers
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert b"<script" not in page.body


def test_a_program_gets_no_page_that_it_has_not_asked_for(world: World) -> None:
    refused = Api().get(path_of(world.published()), accept="application/json")
    assert (refused.status, refused.slug) == (406, "not-acceptable")


def test_pages_lead_to_it_in_their_language_and_embeds_in_the_edition_that_they_show(world: World) -> None:
    item = world.published()
    world.publish(world.approved(world.translation(item)))
    world.republished(item, title="Again")
    base = path_of(item).removesuffix("/feedback")
    led = {
        f"{base}/renditions/page.html": "?edition=2",
        f"{base}/renditions/page.html?language=cy": "?edition=1&amp;language=cy",
        f"{base}/renditions/fragment.html": "?edition=2",
        f"/embed/resources/{item.slug}": "?edition=2",
        f"/embed/resources/{item.slug}?edition=1": "?edition=1",
    }
    for address, query in led.items():
        assert f'/feedback{query}"' in Api().get(address, **PAGE).body.decode(), address


def test_a_fragment_in_somebody_s_page_does_not_tell_whose(world: World) -> None:
    item = world.published()
    fragment = Api().get(path_of(item).replace("/feedback", "/renditions/fragment.html")).body.decode()
    assert '/feedback?edition=1" rel="noreferrer">' in fragment


def test_the_item_says_where_it_is(world: World) -> None:
    item = world.published()
    url = Api().get(path_of(item).removesuffix("/feedback")).json()["feedback_url"]
    assert url.endswith(path_of(item))


def test_a_form_that_is_sent_twice_is_taken_once(world: World) -> None:
    item = world.published()
    fields = {**hidden(look(item)), **UNCLEAR}
    first, again = send(item, fields), send(item, fields)
    assert (again.status, again.body) == (201, first.body)
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert Feedback.objects.count() == 1


def test_a_form_that_was_changed_and_sent_again_is_another(world: World) -> None:
    item = world.published()
    fields = {**hidden(look(item)), **UNCLEAR}
    assert send(item, fields).status == 201
    assert send(item, {**fields, "text": f"{WORDS} And this."}).status == 201
    assert Feedback.objects.count() == 2


def test_two_readers_at_one_address_may_say_the_same(world: World) -> None:
    item = world.published()
    for _ in range(2):
        assert fill(item, {"about": "helpful"}).status == 201
    assert Feedback.objects.count() == 2


def test_a_plain_form_of_another_site_is_taken_too(world: World) -> None:
    item = world.published()
    for _ in range(2):
        assert send(item, {"about": "helpful"}).status == 201
    assert Feedback.objects.count() == 2


def test_a_program_that_sends_a_form_gets_json(world: World) -> None:
    answer = send(world.published(), UNCLEAR, accept="*/*")
    assert (answer.status, answer.json()["message"][:9]) == (201, "Thank you")


def test_no_word_of_it_is_logged_or_kept_beside_it(world: World, caplog: pytest.LogCaptureFixture) -> None:
    item = world.published()
    with caplog.at_level(logging.DEBUG):
        fill(item), fill(item, {"text": WORDS}), send(world.withdrawn(), UNCLEAR)
    assert "Canary-rdrs" not in caplog.text
    for path in (path_of(item), path_of(item).removesuffix("/feedback"), "/v1/changes", "/feed.atom", "/v1/export"):
        assert b"Canary-rdrs" not in Api().get(path).body, path


def test_with_a_key_it_is_the_same_page(world: World) -> None:
    item = world.published()
    keyed, open_to_all = (
        re.sub(r'name="sending" value="[^"]+"', "", api.get(path_of(item), **PAGE).body.decode())
        for api in (world.api("ned"), Api())
    )
    assert keyed == open_to_all


@pytest.mark.parametrize(("query", "queries"), [({}, 2), ({"edition": 1}, 3)])
def test_it_asks_little_of_the_database(world: World, query: dict[str, Any], queries: int) -> None:
    item = world.published()
    world.republished(item, title="Again")
    with CaptureQueriesContext(connection) as captured:
        assert look(item, query).status == 200
    # The item; the directory's lines, since the text has no card of its own; the older edition.
    assert len(captured) == queries, [query["sql"][:80] for query in captured]
