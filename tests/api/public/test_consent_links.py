"""The personal link by which people look after their own words."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from library.accounts.models import PersonalLink
from library.coproduction import models
from library.editions.actions import issue_consent_link
from tests.client import Api
from tests.post import only_link
from tests.voices import TELLER, Voices
from tests.worlds import World

WORDS = "Canary-quote-kqzx helped me."


@pytest.fixture
def voices(world: World) -> Voices:
    return Voices(world)


@pytest.fixture
def public() -> Api:
    return Api()


def issue(voices: Voices, quote: Any, **how: Any) -> Any:
    return issue_consent_link(
        testimonial=quote, on_paper=how.get("on_paper", False), by=voices.world.by("cora"), at=timezone.now()
    )


def test_the_person_sees_what_they_said_where_it_is_and_until_when(voices: Voices, public: Api) -> None:
    quote = voices.agreed(WORDS)
    item = voices.published(quote)
    issue(voices, quote)
    answer = public.get(only_link())
    facts = {fact["name"]: fact["value"] for fact in answer.json()["facts"]}
    assert (answer.json()["kind"], facts["words"]) == ("consent", WORDS)
    assert item.slug in facts["places"]
    assert "on web pages, in print, in answers of the API and on partners' pages" in facts["places"]
    assert facts["until"].startswith("Until ")
    assert answer.json()["questions"] == []
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_older_edition_that_still_shows_them_is_named(voices: Voices, world: World, public: Api) -> None:
    quote = voices.agreed(WORDS)
    item = voices.published(quote)
    world.republished(item, sections=[{"id": "voices", "heading": "Voices", "body": "Nobody speaks."}])
    issue(voices, quote)
    facts = {fact["name"]: fact["value"] for fact in public.get(only_link()).json()["facts"]}
    assert "in answers of the API and on partners' pages" in facts["places"]
    assert "on web pages" not in facts["places"]
    address = re.search(rf"/v1/resources/{item.slug}/editions/1\S*", facts["places"])
    assert address is not None
    assert "kqzx" in public.get(address[0]).body.decode()


def test_one_step_takes_them_back_without_an_account_or_a_reason(voices: Voices, public: Api) -> None:
    quote = voices.agreed(WORDS)
    item = voices.published(quote)
    issue(voices, quote)
    path = only_link()
    done = public.post(path, {"answers": {}}, idempotency_key=None)
    assert done.status == 200
    assert "printed" in " ".join(done.json()["text"])
    assert models.Testimonial.objects.get(pk=quote.pk).words == ""
    assert b"kqzx" not in public.get(f"/v1/resources/{item.slug}").body
    assert public.get(path).status == 404


def test_looking_changes_nothing(voices: Voices, public: Api) -> None:
    quote = voices.agreed(WORDS)
    issue(voices, quote)
    path = only_link()
    for accept in ("application/json", "text/html"):
        assert public.get(path, accept=accept).status == 200
    assert models.Testimonial.objects.get(pk=quote.pk).words == WORDS


def test_the_page_is_a_page_with_one_button(voices: Voices, public: Api) -> None:
    quote = voices.agreed(WORDS)
    issue(voices, quote)
    page = public.get(only_link(), accept="text/html").body.decode()
    assert page.count("<button>") == 1
    assert "Take my words back" in page
    assert "need not say why" in page


def test_the_letter_holds_neither_the_words_nor_a_name(voices: Voices, mailoutbox: list[Any]) -> None:
    quote = voices.agreed(WORDS)
    issue(voices, quote)
    only_link()
    (letter,) = mailoutbox
    assert letter.to == [TELLER.email]
    assert "kqzx" not in letter.body
    assert TELLER.name not in letter.body


def test_a_new_link_ends_the_one_before(voices: Voices, public: Api) -> None:
    quote = voices.agreed(WORDS)
    first = issue(voices, quote, on_paper=True).address
    second = issue(voices, quote, on_paper=True).address
    assert public.get(re.sub(r"^https?://[^/]+", "", first)).status == 404
    assert public.get(re.sub(r"^https?://[^/]+", "", second)).status == 200


def test_the_link_lasts_as_long_as_the_agreement(voices: Voices) -> None:
    quote = voices.agreed(WORDS)
    issue(voices, quote)
    link = PersonalLink.objects.get(subject=quote.pk)
    assert abs(link.expires_at - quote.consents.get().expires_at) < timedelta(minutes=1)


def test_it_ends_when_a_curator_has_taken_the_words_back(voices: Voices, public: Api) -> None:
    quote = voices.agreed(WORDS)
    issue(voices, quote)
    path = only_link()
    voices.withdraw(quote)
    assert public.get(path).status == 404
    assert "kqzx" not in json.dumps(public.get(path).json())
