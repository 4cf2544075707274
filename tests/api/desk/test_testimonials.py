"""Testimonials at the desk: for curators of their owner alone, by actions alone, and gone for good once taken back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from library.coproduction import models
from library.coproduction.models import Consent
from library.editions.proofs import NOT_RECALLED, positions_of
from library.syndication.actions import pause
from tests.api.desk.sitting import address, list_of, sit_down
from tests.client import Api
from tests.following import Following
from tests.library.syndication.counting import count_reads
from tests.receivers import receiving
from tests.voices import WORDING, Voices
from tests.worlds import World

PAUSED = "http://127.0.0.1:1/"
LIST = "coproduction_testimonial"
CANARY = "The canary sang at half past seven."


@pytest.fixture
def voices(world: World) -> Voices:
    return Voices(world)


def fresh(quote: models.Testimonial) -> models.Testimonial:
    return models.Testimonial.objects.get(pk=quote.pk)


def test_a_curator_takes_somebodys_words_all_the_way(world: World, voices: Voices, cora: Client) -> None:
    wording = voices.wording()
    told = {"words": CANARY, "language": "en-GB", "given_as": "text", "name": "Robin Example"}
    assert cora.post(reverse(f"admin:{LIST}_add"), told).status_code == 302
    quote = models.Testimonial.objects.get()
    cora.post(address(quote), {"words": f"{CANARY} Twice.", "version": quote.version})
    cora.post(address(quote, "approve"), {"seen": "on", "version": fresh(quote).version})
    assert fresh(quote).approved_final_at is not None
    answer = cora.post(address(quote, "consent"), agreement(world, wording.pk, fresh(quote).version))
    assert answer.status_code == 302, answer.context["form"].errors
    consent = Consent.objects.get()
    assert (consent.channels, consent.shown_name, consent.wording) == (["print", "web"], "Robin", wording)


def test_a_consent_that_was_not_informed_is_refused_with_everything_that_lacks(
    world: World, voices: Voices, cora: Client
) -> None:
    quote, wording = voices.approved(), voices.wording()
    told = agreement(world, wording.pk, quote.version)
    del told["special_category"], told["told_may_withdraw"]
    answer = cora.post(address(quote, "consent"), told)
    assert {"special_category", "told_may_withdraw"} <= set(answer.context["form"].errors)
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("words", "w" * 2001),
        ("language", "no language"),
        ("phone", "0" * 41),
        ("email", f"{'e' * 60}@{'n' * 60}.example"),
    ],
)
def test_what_has_no_room_is_refused_and_what_was_typed_stays(cora: Client, name: str, value: str) -> None:
    told = {"words": CANARY, "language": "en-GB", "given_as": "text", "name": "Robin Example", name: value}
    answer = cora.post(reverse(f"admin:{LIST}_add"), told)
    assert list(answer.context["form"].errors) in ([name], [name, "__all__"], ["__all__", name])
    assert told["words"] in answer.content.decode()


def test_a_purpose_that_is_too_long_is_named(world: World, voices: Voices, cora: Client) -> None:
    quote, wording = voices.approved(), voices.wording()
    told = {**agreement(world, wording.pk, quote.version), "purposes": "w" * 201}
    assert "purposes" in cora.post(address(quote, "consent"), told).context["form"].errors


def test_what_is_not_approved_yet_has_no_consent(voices: Voices, cora: Client) -> None:
    assert cora.get(address(voices.said(), "consent")).status_code == 302


def test_names_and_claims_stand_beside_the_words(voices: Voices, cora: Client) -> None:
    page = cora.get(address(voices.said("Dr Sarah Jones listened. It works for everyone.")))
    found = next(panel for panel in page.context["panels"] if panel.title == "Checks")
    assert "Sarah Jones" in str(found.rows)
    assert "everyone" in str(found.rows)


def test_the_placeholder_is_there_to_copy(voices: Voices, cora: Client) -> None:
    quote = voices.agreed()
    assert f"{{{{quote:{quote.pk}}}}}" in cora.get(address(quote)).content.decode()


def test_taking_it_back_is_one_step_and_leaves_the_words_on_no_page(world: World, voices: Voices, cora: Client) -> None:
    quote = voices.agreed(CANARY)
    item = voices.published(quote)
    assert CANARY in cora.get(address(quote)).content.decode()
    done = cora.post(address(quote, "withdraw"), {}, follow=True)
    pages = [
        done,
        cora.get(list_of(LIST)),
        cora.get(address(item)),
        cora.get("/desk/"),
        cora.get(list_of("history_event")),
    ]
    assert [page.status_code for page in pages] == [200] * len(pages)
    assert not [page for page in pages if CANARY in page.content.decode() or "Robin" in page.content.decode()]
    was = next(panel for panel in done.context["panels"] if panel.title == "Where it was")
    assert [item.slug in row[0] for row in was.rows] == [True]


@pytest.mark.parametrize("name", ["petra", "lila", "ada"])
def test_who_is_no_curator_sees_none_of_it(world: World, voices: Voices, name: str) -> None:
    quote, client = voices.said(CANARY), sit_down(world, name)
    answers = [client.get(address(quote)), client.get(address(quote, "withdraw")), client.get(list_of(LIST))]
    assert [answer.status_code for answer in answers] == [404, 404, 403]
    assert "words-to-approve" not in client.get("/desk/").content.decode()


def test_a_curator_of_another_organisation_takes_nothing_back(world: World, voices: Voices) -> None:
    quote = voices.agreed()
    assert sit_down(world, "hana").post(address(quote, "withdraw")).status_code == 404
    assert fresh(quote).withdrawn_at is None


@pytest.mark.parametrize(
    ("days", "queue"),
    [(1, None), (100, "Consents that end soon"), (181, "Consents that have ended")],
    ids=["far", "soon", "over"],
)
def test_the_start_page_says_in_time_that_a_consent_ends(
    world: World, voices: Voices, cora: Client, days: int, queue: str | None
) -> None:
    voices.agreed(said=None, expires_at=world.now() + timedelta(days=180))
    with time_machine.travel(world.now() + timedelta(days=days)):
        sit = sit_down(world, "cora")
        found = [one.title for one in sit.get("/desk/").context["mine"] if one.id.startswith("consents")]
    assert found == ([queue] if queue else [])


def test_words_that_nobody_has_approved_wait_on_the_start_page(voices: Voices, cora: Client) -> None:
    voices.said()
    assert "words-to-approve" in [queue.id for queue in cora.get("/desk/").context["mine"]]


def test_the_list_costs_the_same_for_one_and_for_many(voices: Voices, cora: Client) -> None:
    voices.agreed()
    cora.get(list_of(LIST))
    with CaptureQueriesContext(
        connection,
    ) as one:
        cora.get(list_of(LIST))
    for number in range(4):
        voices.agreed(f"More {number}.")
    with CaptureQueriesContext(connection) as many:
        cora.get(list_of(LIST))
    assert len(one) == len(many)


def test_a_wording_is_added_and_stays_as_it_is(cora: Client, voices: Voices) -> None:
    cora.post(reverse("admin:coproduction_consentwording_add"), {"text": WORDING, "language": "en-GB"})
    wording = voices.wording()
    cora.post(address(wording), {"text": "Other"})
    wording.refresh_from_db()
    assert wording.text == WORDING


def agreement(world: World, wording: object, version: int) -> dict[str, object]:
    return {
        "controllers": [str(world.by("cora").organisation_id)],
        "channels": ["web", "print"],
        "purposes": "So that others are less alone.",
        "attribution": "first_name",
        "shown_name": "Robin",
        "wording": str(wording),
        "how": "written",
        "given_at": "2020-01-01T10:00",
        "expires_at": "",
        "special_category": "on",
        "saw_final_words": "on",
        "told_may_withdraw": "on",
        "support_during": "on",
        "support_after": "on",
        "version": version,
    }


def test_a_link_on_paper_is_shown_once_and_takes_the_words_back(voices: Voices, cora: Client) -> None:
    quote = voices.approved()
    made = cora.post(address(quote, "link"), {"how": "paper"})
    link = re.search(r'value="http://127\.0\.0\.1:8000(/links/[^"]+)"', made.content.decode())
    assert link is not None
    assert link[1] not in cora.get(address(quote)).content.decode()
    Api().post(link[1], {"answers": {}}, idempotency_key=None)
    assert fresh(quote).withdrawn_at is not None


def test_the_proof_says_what_can_t_be_called_back_and_who_was_told(voices: Voices, cora: Client) -> None:
    quote = voices.approved()
    cora.post(address(quote, "withdraw"), {})
    page = cora.get(address(quote)).content.decode()
    assert [words in page for words in ("Partners told", "Websites that embedded it", NOT_RECALLED[0])] == [True] * 3


def test_the_proof_names_partners_and_websites_but_neither_their_addresses_nor_small_numbers(
    world: World, voices: Voices, cora: Client, settings: object
) -> None:
    settings.WEBHOOKS_TO_THIS_MACHINE = True  # type: ignore[attr-defined]
    item = voices.published(quote := voices.agreed())
    with receiving() as receiver:
        follow = Following(world)
        follow.subscribed(receiver)
        pause(subscription=follow.subscribed(PAUSED), by=world.by("nora"), at=follow.at)
        cora.post(address(quote, "withdraw"), {})
        follow.look()
    for host, times in (("partner.example", 5), ("small.example", 1)):
        count_reads(item, times, channel="embed", format="page", host=host)
    page = re.sub(r"\s+", " ", cora.get(address(quote)).content.decode())
    assert page.count("norfolk") == 2 * len(positions_of(quote))
    assert page.count("Not yet") == 2 * len(positions_of(quote))  # told and confirmed, of the one that is paused
    assert [said in page for said in ("partner.example", "April 2026", "other websites")] == [True] * 3
    assert [said in page for said in ("small.example", "127.0.0.1:1/", f":{receiver.port}")] == [False] * 3
