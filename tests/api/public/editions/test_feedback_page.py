"""The page on which a reader writes back: what it says, what comes of its form, and that no word of it is lost."""

from __future__ import annotations

import logging
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from api.http.bodies import PAGE_FORM
from api.http.throttling import anonymous
from api.public.editions import feedback
from library.accounts import answers
from library.accounts.models import Organisation
from library.catalogue.addresses import COLLECTIONS
from library.catalogue.models import Feedback, Item
from tests.adaptations import Place
from tests.client import Api, Response
from tests.readers import WORDS
from tests.state import state
from tests.worlds import World

PAGE = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
UNCLEAR = {"about": "unclear", "text": WORDS}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def path_of(item: Item) -> str:
    return f"/v1/{COLLECTIONS[item.kind]}/{item.slug}/feedback"


def look(item: Item, query: dict[str, Any] | None = None, **headers: str) -> Response:
    return Api().get(path_of(item), query, **{**PAGE, **headers})


def hidden(page: Response) -> dict[str, str]:
    return dict(HIDDEN.findall(page.body.decode()))


def send(item: Item, fields: dict[str, str] | bytes, address: str = "203.0.113.7", **headers: str) -> Response:
    body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
    return Api(address=address).request(
        "POST", path_of(item), body=body, content_type=PAGE_FORM, headers={**PAGE, **headers}
    )


def fill(item: Item, fields: dict[str, str] | None = None, query: dict[str, Any] | None = None) -> Response:
    """The form, opened, filled in and sent as a browser does."""
    return send(item, {**hidden(look(item, query)), **(UNCLEAR if fields is None else fields)})


def text_of(page: Response) -> str:
    shown = re.sub(r"<style>.*?</style>", "", page.body.decode(), flags=re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", shown).split()))


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


LACKS = [
    ({"text": WORDS}, {"about": "Choose one of these."}),
    ({"about": "", "text": WORDS}, {"about": "Choose one of these."}),
    ({"about": "angry", "text": WORDS}, {"about": "Choose one of these."}),
    ({}, {"about": "Choose one of these.", "text": "Write a few words"}),
    ({"about": "wrong"}, {"text": "Write a few words"}),
    ({"about": "wrong", "text": " \r\n "}, {"text": "Write a few words"}),
    ({"about": "wrong", "text": "x" * 2001}, {"text": "This has 2001 characters. At most 2000 fit"}),
    ({"about": "wrong", "text": "bell\u0007"}, {"text": "There is a character"}),
]


@pytest.mark.parametrize(("fields", "faults"), LACKS)
def test_a_refused_form_comes_back_filled_in_with_each_fault_beside_its_field(
    world: World, fields: dict[str, str], faults: dict[str, str]
) -> None:
    item = world.published()
    before = state()
    refused = fill(item, fields)
    page = refused.body.decode()
    assert refused.status == 400
    assert state() == before
    assert "<title>Not sent yet: " in page
    assert 'class="summary-of-faults" role="alert" tabindex="-1" autofocus' in page
    for name in ("about", "text"):
        assert (f'id="_{name}-fault">{faults.get(name, "-")}' in page) is (name in faults)
        assert (f'<a href="#_{name}">' in page) is (name in faults)
    assert f'">\n{fields.get("text", "").replace(chr(13), "")}</textarea>' in page
    assert ('value="wrong" checked' in page) is (fields.get("about") == "wrong")


def test_a_hostile_word_comes_back_as_a_word(world: World) -> None:
    hostile = "</textarea><script>alert(1)</script>\"'&"
    page = fill(world.published(), {"text": hostile, "section": '"><b>', "about": '"><i>'}).body.decode()
    assert hostile not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page
    assert "<script" not in page
    assert "<b>" not in page


@pytest.mark.parametrize(
    "stale", [{"section": "nowhere"}, {"edition": "7"}, {"edition": "x"}, {"language": "pl"}, {"language": "no tag"}]
)
def test_what_the_page_named_and_is_not_there_any_more_costs_no_word(world: World, stale: dict[str, str]) -> None:
    item = world.published()
    refused = fill(item, {**UNCLEAR, **stale})
    assert refused.status in (400, 404)
    assert WORDS in unescape(refused.body.decode())
    assert "The text has changed meanwhile" in text_of(refused)
    again = send(item, {**hidden(refused), **UNCLEAR})
    assert again.status == 201


def test_what_was_withdrawn_meanwhile_gives_the_words_back(world: World) -> None:
    refused = send(world.withdrawn(), {**UNCLEAR, "language": "en-GB", "edition": "1", "sending": "one"})
    assert refused.status == 410
    assert "What you wrote was not sent" in text_of(refused)
    assert WORDS in text_of(refused)


def test_while_the_first_sending_is_worked_on_the_second_loses_no_word(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = world.published()
    monkeypatch.setattr(answers, "lock", lambda *_: False)
    refused = fill(item)
    assert refused.status == 409
    assert "This did not work just now" in text_of(refused)
    assert f"{WORDS}</textarea>" in refused.body.decode()
    monkeypatch.undo()
    assert send(item, {**hidden(refused), **UNCLEAR}).status == 201


def test_a_fault_of_ours_loses_no_word(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: Any) -> None:
        raise RuntimeError("out of order")

    item = world.published()
    monkeypatch.setattr(feedback, "give_feedback", fails)
    refused = Api(raises=False).request(
        "POST", path_of(item), body=urlencode(UNCLEAR).encode(), content_type=PAGE_FORM, headers=PAGE
    )
    assert refused.status == 500
    assert WORDS in text_of(refused)
    assert "out of order" not in text_of(refused)


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


def test_the_item_says_where_it_is(world: World) -> None:
    item = world.published()
    url = Api().get(path_of(item).removesuffix("/feedback")).json()["feedback_url"]
    assert url.endswith(path_of(item))


def test_lines_come_back_as_lines(world: World) -> None:
    assert "One.\n\nTwo.</textarea>" in fill(world.published(), {"text": "One.\r\n\r\nTwo."}).body.decode()


@override_settings(COSTLY_POSTS_PER_HOUR=1)
def test_whoever_sends_too_often_keeps_the_words_and_hears_when(world: World) -> None:
    item = world.published()
    assert fill(item).status == 201
    refused = fill(item, {**UNCLEAR, "text": f"{WORDS} Again."})
    assert refused.status == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert re.search(r"send it again after \u2068[0-2]\d:[0-5]\d\u2069, UK time", text_of(refused))
    assert f"{WORDS} Again.</textarea>" in refused.body.decode()
    assert 'value="unclear" checked' in refused.body.decode()
    assert Feedback.objects.count() == 1


@override_settings(PUBLIC_READS_PER_MINUTE=1)
def test_in_a_flood_the_words_come_back_and_nothing_is_read(world: World) -> None:
    item = world.published()
    anonymous.clear()
    assert send(item, {**UNCLEAR, "sending": "one"}).status == 201
    with CaptureQueriesContext(connection) as queries:
        refused = send(item, {**UNCLEAR, "sending": "two"})
    anonymous.clear()
    assert (refused.status, len(queries)) == (429, 0)
    assert WORDS in text_of(refused)


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


@pytest.mark.parametrize(
    "body", [b"about=other&about=wrong&text=x", b"about=other&text=%00", b"about=other&text=%ff", b"&", b"a=b&" * 200]
)
def test_what_is_no_form_of_ours_is_refused(world: World, body: bytes) -> None:
    item = world.published()
    before = state()
    assert send(item, body).status == 400
    assert state() == before


@pytest.mark.parametrize("name", ["name", "email", "status", "item", "assigned_to"])
def test_a_field_that_is_not_asked_for_is_refused(world: World, name: str) -> None:
    item = world.published()
    before = state()
    refused = fill(item, {**UNCLEAR, name: "x"})
    assert (refused.status, state()) == (400, before)
    assert WORDS in text_of(refused)


def test_a_form_larger_than_any_reader_s_is_refused(world: World) -> None:
    assert send(world.published(), b"about=other&text=" + b"x" * 600_000).status == 413


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
