"""How it was made, from the ledger to what readers hold in their hands; and where an organisation stands."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adaptations import Place
from tests.client import Api
from tests.worlds import World

LEDGER = "/v1/workspace/contributions"
DESIGN: dict[str, Any] = {
    "group": "carers with lived experience",
    "people": "carers",
    "count": 6,
    "role": "Shaped what it says",
    "stage": "design",
    "approach": "co_production",
    "recompense_type": "fee",
    "recompense_policy": "Our involvement policy",
    "recompense_amount": "CANARY 137 pounds",
    "what_changed": "It speaks to the carer first.",
}
DELIVERY = {**DESIGN, "stage": "deliver", "role": "Wrote it with staff"}
CO_DESIGNED = "Co-designed with carers with lived experience, sharing power in design."
CO_PRODUCED = "Co-produced with carers with lived experience, sharing power in design and delivery."
BASED_ON = "Based on work co-produced by carers with lived experience, sharing power in design and delivery."


def made(public: Api, path: str, **query: str) -> dict[str, Any]:
    found: dict[str, Any] = public.get(path, query).json()["coproduction"]
    return found


def print_of(public: Api, path: str, name: str, **query: str) -> str:
    return public.get(f"{path}/renditions/{name}", query).body.decode()


def test_the_sentence_follows_the_record_into_the_leaflet_its_adaptations_and_their_prints(
    world: World, public: Api
) -> None:
    here, cora = Place(world), world.api("cora")
    adaptation = here.published().item
    leaflet, local = f"/v1/leaflets/{here.template.slug}", f"/v1/adaptations/{adaptation.slug}"
    item = {"item": str(here.template.pk)}

    cora.post(LEDGER, {**item, **DESIGN})
    first = made(public, leaflet)
    assert (first["badge"], first["statement"]) == ("co-designed", CO_DESIGNED)
    assert "no shared power in delivery or evaluation" in first["reason"]

    kept = cora.post(LEDGER, {**item, **DELIVERY})
    whole = made(public, leaflet)
    assert (whole["badge"], whole["statement"]) == ("co-produced", CO_PRODUCED)
    assert whole["account"] == "Carers with lived experience: sharing power in design and delivery."
    assert CO_PRODUCED in print_of(public, leaflet, "text.txt")
    assert CO_PRODUCED in print_of(public, leaflet, "page.html")

    assert made(public, local)["statement"] == BASED_ON
    assert BASED_ON in print_of(public, local, "text.txt")
    assert BASED_ON in public.get(local).json()["attribution"]["text"]

    cora.delete(kept.headers["Location"].removeprefix("http://127.0.0.1:8000"), if_match=kept.etag)
    assert made(public, leaflet)["badge"] == made(public, local)["badge"] == "co-designed"
    assert "co-produced" not in print_of(public, local, "text.txt").lower()


def test_what_single_people_were_given_is_nowhere_public(world: World, public: Api) -> None:
    item = world.published()
    world.api("cora").post(LEDGER, {"item": str(item.pk), **DESIGN})
    path = f"/v1/resources/{item.slug}"
    bodies = [public.get(path).body, public.get("/v1/catalogue").body, public.get("/v1/changes").body]
    bodies += [public.get(f"{path}/renditions/{name}").body for name in ("text.txt", "page.html")]
    assert b"Our involvement policy" in bodies[0]
    assert not [body for body in bodies if b"CANARY" in body]


@pytest.mark.parametrize(
    ("people", "language", "is_marked"), [("carers", "cy", False), ("", "en", True)], ids=["words", "no words"]
)
def test_a_translation_says_it_in_its_language_or_marks_that_it_does_not(
    world: World, public: Api, people: str, language: str, is_marked: bool
) -> None:
    item = world.published()
    world.publish(world.approved(world.translation(item, "cy", title="Cymorth")))
    world.api("cora").post(LEDGER, {"item": str(item.pk), **DESIGN, "people": people})
    path = f"/v1/resources/{item.slug}"
    said = made(public, path, language="cy")
    assert (said["statement_language"], said["statement"] == CO_DESIGNED) == (language, is_marked)
    page = print_of(public, path, "page.html", language="cy")
    assert (f'lang="en">{said["statement"]}' in page) is is_marked
    assert said["statement"] in page


def test_an_organisation_sees_where_it_stands_and_what_would_bring_it_further(public: Api, db: None) -> None:
    ladder = public.get("/v1/ladders/tlap").json()
    lowest = {question["id"]: question["options"][0]["id"] for question in ladder["questions"]}
    address = ladder["assessment_url"].removeprefix("http://127.0.0.1:8000")
    names, answers = [], lowest
    while True:
        stages = public.post(address, {"answers": answers}, idempotency_key=None).json()["stages"]
        names.append(stages[1]["rung"]["name"])
        steps = {step["question"]: step["option"] for stage in stages for step in stage["next_steps"]}
        if not steps:
            break
        answers = {**answers, **steps}
    assert names == [rung["name"] for rung in ladder["rungs"]]
