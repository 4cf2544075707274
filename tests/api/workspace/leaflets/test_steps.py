"""The steps of an adaptation over HTTP: checked, looked at, handed in, published by a second person, withdrawn."""

from __future__ import annotations

from typing import Any

import pytest

from library.leaflets.models import Adaptation
from tests.adaptations import LOCAL, Place
from tests.api.workspace.leaflets.test_adaptations import path
from tests.client import Api, Response
from tests.state import state


def step(here: Place, adaptation: Adaptation, name: str, by: str, body: Any = None, **how: Any) -> Response:
    api = here.world.api(by)
    return api.post(path(adaptation, name), body, if_match=api.get(path(adaptation)).etag, **how)


def test_checks_say_everything_that_is_missing_at_once(here: Place) -> None:
    found = here.world.api("ned").get(path(here.draft(), "checks")).json()
    assert found["ready"] is False
    blocked = {one["pointer"] for one in found["items"] if one["severity"] == "block"}
    assert blocked >= {"/details/area_name", "/details/service"}
    assert set(found["items"][0]) == {
        *("rule", "severity", "pointer", "span", "excerpt", "message", "suggestion", "source")
    }


def test_checks_show_the_words_that_are_meant_and_what_to_do(here: Place) -> None:
    adaptation = here.saved(signs="Ring 01223 555 010, please.")
    found = here.world.api("ned").get(path(adaptation, "checks")).json()["items"]
    typed = next(one for one in found if one["rule"] == "typed-number")
    assert (typed["pointer"], typed["span"], typed["excerpt"]) == ("/sections/signs", [5, 18], "01223 555 010")
    assert typed["suggestion"].startswith("Name the contact point")
    assert typed["source"] == "domain rule CR-1: contact points are records"


def test_checks_of_what_is_ready(here: Place) -> None:
    found = here.world.api("ned").get(path(here.saved(), "checks")).json()
    assert found["ready"] is True


def test_what_is_not_ready_is_not_handed_in(here: Place) -> None:
    adaptation = here.draft()
    before = state()
    refused = step(here, adaptation, "submit", "nell")
    assert (refused.status, refused.slug) == (422, "adaptation-not-ready")
    assert "/details/area_name" in refused.pointers
    assert state() == before


def test_a_second_person_publishes(here: Place, public: Api) -> None:
    adaptation = here.saved(signs="Our signs.")
    assert step(here, adaptation, "submit", "nell").json()["in_progress"]["state"] == "submitted"
    answer = step(here, adaptation, "publish", "nadia", {"note": "For Norfolk."})
    found = answer.json()
    assert (answer.status, found["in_progress"]["state"], found["standing"]) == (200, "published", "current")
    assert found["approved_by"] == str(here.world.by("nadia").id)
    card = public.get(found["published"]["url"].removeprefix("http://127.0.0.1:8000")).json()
    assert (card["kind"], card["organisation"]["code"], card["standing"]) == ("adaptation", "norfolk", "current")
    assert card["adapted_from"]["edition"] == 1


def test_the_same_publication_twice_publishes_once(here: Place, public: Api) -> None:
    adaptation, api = here.submitted(), here.world.api("nadia")
    etag = api.get(path(adaptation)).etag
    first, again = (
        api.post(path(adaptation, "publish"), {"note": "Out."}, if_match=etag, idempotency_key='"once"')
        for _ in range(2)
    )
    assert (first.status, again.status, first.body) == (200, 200, again.body)
    told = [event for event in public.get("/v1/changes").json()["items"] if event["subject"]["kind"] == "adaptation"]
    assert len(told) == 1


def test_nobody_approves_their_own(here: Place) -> None:
    here.world.join("nina", "norfolk", ["editor", "approver"])
    adaptation = here.submitted(here.saved(by="nina"), by="nina")
    here.world.api("nina")
    before = state()
    refused = step(here, adaptation, "publish", "nina", {"note": "Out."})
    assert (refused.status, refused.slug) == (403, "approval-takes-a-second-person")
    assert state() == before


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["/note"]),
        ({"note": " "}, ["/note"]),
        ({"note": "x", "lived_experience_on": "2099-01-01"}, ["/lived_experience_on"]),
    ],
)
def test_what_a_publication_must_say(here: Place, body: dict[str, str], pointers: list[str]) -> None:
    refused = step(here, here.submitted(), "publish", "nadia", body)
    assert (refused.status, refused.pointers) == (400, pointers)


def test_a_draft_is_not_published(here: Place) -> None:
    refused = step(here, here.saved(), "publish", "nadia", {"note": "Out."})
    assert (refused.status, refused.slug, refused.json()["state"]) == (409, "wrong-adaptation-state", "draft")


@pytest.mark.parametrize("by", ["nell", "nadia"])
def test_it_is_taken_back_from_approval(here: Place, by: str) -> None:
    answer = step(here, here.submitted(), "recall", by)
    assert (answer.status, answer.json()["in_progress"]["state"]) == (200, "draft")


def test_a_withdrawn_adaptation_is_gone_and_its_place_served_by_the_original(here: Place, public: Api) -> None:
    adaptation = here.published()
    order = {"reason": "out_of_date", "explanation": "The service has closed."}
    answer = step(here, adaptation, "withdraw", "nadia", order)
    assert (answer.status, answer.json()["published"]) == (200, None)
    assert public.get(f"/v1/adaptations/{adaptation.item.slug}").status == 410
    local = public.get(f"/v1/leaflets/{here.template.slug}/local", {"postcode": "NR1"}).json()
    assert (local["served_from"], local["item"]["kind"]) == ("national", "leaflet")
    again = step(here, adaptation, "withdraw", "nadia", order)
    assert (again.status, again.slug) == (409, "wrong-standing")


def test_a_preview_is_the_leaflet_as_it_stands(here: Place) -> None:
    adaptation = here.saved(signs="Our signs.", details={"area_name": "Norfolk"})
    answer = here.world.api("ned").get(path(adaptation, "preview"))
    found = answer.json()
    sections = {one["id"]: one for one in found["sections"]}
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert sections["signs"]["markdown"] == "Our signs."
    assert "116 123" in sections["now"]["markdown"]
    assert {one["key"].partition(".")[0] for one in found["missing"]} == {"service", "hint"}


def test_a_preview_is_a_page_or_a_pdf(here: Place) -> None:
    adaptation, api = here.saved(), here.world.api("ned")
    page = api.get(path(adaptation, "preview"), accept="text/html")
    assert (page.status, b"Norfolk Service" in page.body) == (200, True)
    assert "Content-Security-Policy" in page.headers
    pdf = api.get(path(adaptation, "preview"), {"rendition": "a4.pdf"})
    assert (pdf.status, pdf.headers["Content-Type"], pdf.body[:4]) == (200, "application/pdf", b"%PDF")
    assert api.get(path(adaptation, "preview"), accept="image/png").status == 406
    assert api.get(path(adaptation, "preview"), {"rendition": "b5.pdf"}).status == 400


def test_a_detail_that_does_not_fit_keeps_it_from_being_shown(here: Place) -> None:
    adaptation = here.saved(details={**LOCAL, "area_name": "N" * 41})
    refused = here.world.api("ned").get(path(adaptation, "preview"))
    assert (refused.status, refused.slug, refused.pointers) == (422, "invalid-local-version", ["/details/area_name"])
