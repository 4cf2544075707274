"""A form that is refused: each fault beside its field, and no word of a reader lost."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.client import FakePayload
from django.test.utils import CaptureQueriesContext

from api.http.bodies import PAGE_FORM
from api.http.throttling import anonymous
from api.public.editions import feedback
from library.accounts import answers
from library.catalogue.models import Feedback
from tests.api.public.editions.feedback_forms import PAGE, UNCLEAR, fill, hidden, path_of, send, text_of
from tests.client import Api
from tests.readers import WORDS
from tests.state import state
from tests.worlds import World

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


def test_while_the_first_sending_is_worked_on_for_long_the_second_loses_no_word(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = world.published()
    monkeypatch.setattr(answers, "lock", lambda *_: False)
    monkeypatch.setattr(feedback, "PAUSE", 0)
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


class BrokenOff(FakePayload):
    """The connection of a reader, lost while the form is sent."""

    def read(self, *_: Any) -> bytes:
        raise OSError("connection lost")


def test_an_upload_that_breaks_off_is_refused(world: World) -> None:
    item = world.published()
    before = state()
    refused = Client().post(
        path_of(item),
        content_type=PAGE_FORM,
        headers=PAGE,
        CONTENT_LENGTH="100",
        **{"wsgi.input": BrokenOff()},
    )
    assert (refused.status_code, refused["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert state() == before
