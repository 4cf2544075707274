"""Testimonials and consent over HTTP: for curators of their owner, and nobody else."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest

from library.accounts.models import StoredAnswer
from library.catalogue.models import Item
from library.coproduction import models
from tests.adaptations import Place, sections
from tests.client import Api
from tests.voices import Voices, section
from tests.worlds import World

TESTIMONIALS = "/v1/workspace/testimonials"
WORDS = "Canary-quote-kqzx helped me."
NEW = {"words": WORDS, "language": "en-GB", "identity": {"name": "Robin Example", "email": "robin@example.org"}}


@pytest.fixture
def voices(world: World) -> Voices:
    return Voices(world)


@pytest.fixture
def cora(world: World) -> Api:
    return world.api("cora")


def consent(voices: Voices, **changes: Any) -> dict[str, Any]:
    return {
        "controllers": ["sun"],
        "purposes": ["So that others see that they are not alone."],
        "channels": ["web", "print", "api"],
        "attribution": "first_name",
        "shown_name": "Robinkqzx",
        "wording": str(voices.wording().pk),
        "special_category": True,
        "given_at": "2026-03-01T10:00:00Z",
        "how": "written",
        "support_during": True,
        "support_after": True,
        "saw_final_words": True,
        "told_may_withdraw": True,
        **changes,
    }


def test_from_words_to_a_quote_that_may_be_shown(voices: Voices, world: World, cora: Api) -> None:
    made = cora.post(TESTIMONIALS, NEW)
    assert (made.status, made.json()["words"], made.json()["approved_at"]) == (201, WORDS, None)
    path = f"{TESTIMONIALS}/{made.json()['id']}"
    digest = hashlib.sha256(WORDS.encode()).hexdigest()
    assert made.json()["words_sha256"] == digest
    approved = cora.post(f"{path}/approve", {"words_sha256": digest}, if_match=made.etag)
    assert approved.json()["approved_at"] is not None
    agreed = cora.post(f"{path}/consents", consent(voices), if_match=approved.etag)
    assert (agreed.status, agreed.json()["standing"]) == (201, "in_force")
    item = voices.published(models.Testimonial.objects.get())
    assert WORDS in Api().get(f"/v1/resources/{item.slug}").json()["testimonials"][0]["text"]
    assert [one["id"] for one in cora.get(f"{path}/consents").json()["items"]] == [agreed.json()["id"]]


def test_withdrawing_answers_with_the_proof(voices: Voices, cora: Api) -> None:
    quote = voices.agreed(WORDS)
    item = voices.published(quote)
    done = cora.post(f"{TESTIMONIALS}/{quote.pk}/withdraw-consent")
    assert done.status == 200
    assert [place["slug"] for place in done.json()["places"]] == [item.slug]
    assert done.json()["withdrawn_at"] is not None
    assert cora.get(f"{TESTIMONIALS}/{quote.pk}").json()["words"] == ""
    assert cora.get(f"{TESTIMONIALS}/{quote.pk}/proof").json() == done.json()


def test_a_stored_answer_does_not_outlive_the_withdrawal(voices: Voices, cora: Api) -> None:
    made = cora.post(TESTIMONIALS, NEW)
    path = f"{TESTIMONIALS}/{made.json()['id']}"
    digest = made.json()["words_sha256"]
    approved = cora.post(f"{path}/approve", {"words_sha256": digest}, if_match=made.etag)
    cora.post(f"{path}/consents", consent(voices), if_match=approved.etag)
    kept = b"".join(bytes(row.body) for row in StoredAnswer.objects.all())
    assert kept
    assert b"kqzx" not in kept


def test_words_change_under_their_version(voices: Voices, cora: Api) -> None:
    quote = voices.approved(WORDS)
    path = f"{TESTIMONIALS}/{quote.pk}"
    assert cora.patch(path, {"words": "Other words."}).status == 428
    assert cora.patch(path, {"words": "Other words."}, if_match='"1"').status == 412
    changed = cora.patch(path, {"words": "Other words."}, if_match=cora.get(path).etag)
    assert (changed.json()["words"], changed.json()["approved_at"]) == ("Other words.", None)


def test_consent_that_does_not_inform_is_refused_with_pointers(voices: Voices, cora: Api) -> None:
    quote = voices.approved(WORDS)
    refused = cora.post(
        f"{TESTIMONIALS}/{quote.pk}/consents",
        consent(voices, special_category=False, told_may_withdraw=False),
        if_match=cora.get(f"{TESTIMONIALS}/{quote.pk}").etag,
    )
    assert (refused.status, refused.slug) == (422, "consent-not-informed")
    assert refused.pointers == ["/special_category", "/told_may_withdraw"]


def test_reading_who_it_is_takes_a_reason(voices: Voices, cora: Api) -> None:
    quote = voices.said(WORDS)
    path = f"{TESTIMONIALS}/{quote.pk}/identity"
    assert cora.post(path, {}, idempotency_key=None).status == 400
    told = cora.post(path, {"why": "To ask again."}, idempotency_key=None)
    assert told.json()["email"] == "teller-canary@example.org"
    assert models.SealedRead.objects.get().why == "To ask again."
    assert "teller-canary" not in json.dumps(cora.get(f"{TESTIMONIALS}/{quote.pk}").json())


def test_a_link_on_paper_is_shown_once(voices: Voices, cora: Api) -> None:
    quote = voices.agreed(WORDS)
    made = cora.post(f"{TESTIMONIALS}/{quote.pk}/link", {"how": "paper"}, idempotency_key='"paper-1"')
    again = cora.post(f"{TESTIMONIALS}/{quote.pk}/link", {"how": "paper"}, idempotency_key='"paper-1"')
    assert "/links/" in made.json()["address"]
    assert again.json()["address"] is None


def test_without_an_address_it_cannot_be_sent(voices: Voices, cora: Api) -> None:
    made = cora.post(TESTIMONIALS, {**NEW, "identity": {"name": "Robin Example"}})
    refused = cora.post(f"{TESTIMONIALS}/{made.json()['id']}/link", {"how": "mail"})
    assert (refused.status, refused.slug) == (409, "no-address-on-record")


READS = ["", "/consents", "/proof"]
STEPS = [
    ("patch", "", {"words": "Other."}),
    ("post", "/approve", {"words_sha256": "0" * 64}),
    ("post", "/withdraw-consent", None),
    ("post", "/link", {"how": "paper"}),
    ("post", "/identity", {"why": "Curious."}),
]


@pytest.mark.parametrize("name", ["hana"])
def test_to_another_organisation_it_does_not_exist(voices: Voices, world: World, name: str) -> None:
    quote, other = voices.agreed(WORDS), world.api(name)
    for read in READS:
        assert other.get(f"{TESTIMONIALS}/{quote.pk}{read}").status == 404
    for method, step, body in STEPS:
        answer = getattr(other, method)(f"{TESTIMONIALS}/{quote.pk}{step}", body, if_match='"3"')
        assert answer.status == 404, (step, answer)
    assert other.get(TESTIMONIALS).json()["items"] == []
    assert models.Testimonial.objects.get(pk=quote.pk).words == WORDS


@pytest.mark.parametrize("name", ["rosa", "petra", "lila", "ada", "nell", "ned"])
def test_nobody_but_a_curator_reads_or_does_anything(voices: Voices, world: World, name: str) -> None:
    quote, other = voices.agreed(WORDS), world.api(name)
    for read in READS:
        assert other.get(f"{TESTIMONIALS}/{quote.pk}{read}").status == 403
    for method, step, body in STEPS:
        assert getattr(other, method)(f"{TESTIMONIALS}/{quote.pk}{step}", body, if_match='"3"').status == 403
    assert models.Testimonial.objects.get(pk=quote.pk).words == WORDS


# Packages, and what may be done


def files_of(api: Api, item: Item) -> dict[str, str]:
    answer = api.get(f"/v1/workspace/packages/leaflets/{item.slug}")
    assert answer.status == 200, answer
    with zipfile.ZipFile(io.BytesIO(answer.body)) as packed:
        return {name: packed.read(name).decode(errors="replace") for name in packed.namelist()}


def test_a_package_holds_the_quotes_that_name_its_organisation(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS)
    item = voices.published(quote, kind="leaflet")
    without = files_of(world.api("nell"), item)
    assert "TESTIMONIALS.json" not in without
    assert "kqzx" not in "".join(without.values())
    voices.agree(quote, controllers=("norfolk",), channels=("print",))
    files = files_of(world.api("nell"), item)
    (row,) = json.loads(files["TESTIMONIALS.json"])
    assert (row["text"], row["channels"]) == (WORDS, ["print"])
    assert "kqzx" in files["text.md"]
    assert "For Norfolk and Waveney alone" in files["README.txt"]
    assert "kqzx" not in "".join(files_of(world.api("sadie"), item).values())


def test_a_package_names_somebody_only_where_they_want_to_be_named(voices: Voices, world: World) -> None:
    both = ("sun", "norfolk")
    named = {"attribution": "full_name", "shown_name": "Jane Canary Smith"}
    quote = voices.agreed(WORDS, controllers=both, channels=("web", "social"), **named)
    voices.agree(quote, controllers=both, channels=("print",), attribution="anonymous", shown_name="")
    files = files_of(world.api("nell"), voices.published(quote, kind="leaflet"))
    rows = [(row["attribution"], row["channels"]) for row in json.loads(files["TESTIMONIALS.json"])]
    assert rows == [(None, ["print"]), ("Jane Canary Smith", ["web", "social"])]
    assert "kqzx" in files["text.md"]
    assert "Jane" not in files["text.md"]


def test_a_packages_text_has_no_quote_that_may_not_be_printed(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS)
    voices.agree(quote, controllers=("norfolk",), channels=("social", "training"))
    files = files_of(world.api("nell"), voices.published(quote, kind="leaflet"))
    assert json.loads(files["TESTIMONIALS.json"])[0]["channels"] == ["social", "training"]
    assert "kqzx" not in files["text.md"]


def test_the_public_package_never_holds_them(voices: Voices) -> None:
    item = voices.published(voices.agreed(WORDS), kind="leaflet")
    packed = Api().get(f"/v1/leaflets/{item.slug}/renditions/package.zip").body
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        assert not any(b"kqzx" in files.read(name) for name in files.namelist())


def test_permissions_explain_a_quote(voices: Voices) -> None:
    quote = voices.agreed(WORDS, controllers=("sun", "norfolk"), channels=("web", "print"))
    item = voices.published(quote, kind="leaflet")

    def ask(action: str, organisation: str) -> tuple[bool, str]:
        query = {"item": f"leaflets/{item.slug}", "action": action, "organisation": organisation}
        (told,) = Api().get("/v1/permissions", query).json()["testimonials"]
        assert told["id"] == str(quote.pk)
        return told["allowed"], told["reason"]

    assert ask("print", "norfolk")[0]
    assert ask("print", "suffolk") == (False, "Its owner has not named Suffolk and North East Essex.")
    assert ask("embed", "norfolk")[0] is False


def test_an_adaptation_takes_the_quote_with_the_organisation_that_is_named(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS, controllers=("sun", "norfolk"))
    adaptation = Place(world, sections=[*sections(), {**section(quote), "policy": "locked"}]).published()
    answer = Api().get(f"/v1/adaptations/{adaptation.item.slug}")
    assert answer.json()["testimonials"][0]["text"] == WORDS
