"""While a place writes its version: how it would look, and what is to be looked at in it, with nothing saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser, expect

from library.leaflets.models import Adaptation
from tests.adaptations import Place
from tests.api.desk.browser import somebody
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import PASSWORD, address, let_in, sit_down
from tests.worlds import World

HARMFUL = "She weighed 38 kg when help came."


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


@pytest.fixture
def nell(here: Place) -> Client:
    return sit_down(here.world, "nell")


def typed(client: Client, adaptation: Adaptation, page: str = "", **changes: str) -> Any:
    """What the desk says of an adaptation's form with these changes."""
    there = address(adaptation)
    return fill_in(client, there, there.replace("change/", f"typed/{page}"), **changes)


def test_what_is_typed_is_shown_with_what_is_still_blank_and_not_saved(here: Place, nell: Client) -> None:
    adaptation = here.draft()
    page = typed(nell, adaptation, "page/", **{"detail-area_name": "Norfolk <&> coast"})
    assert "In Norfolk &lt;&amp;&gt; coast call" in page.content.decode()
    assert "Community service" in page.content.decode()
    assert (page["X-Frame-Options"], "frame-ancestors 'self'" in page["Content-Security-Policy"]) == (
        "SAMEORIGIN",
        True,
    )
    assert "no-store" in page["Cache-Control"]
    assert here.now(adaptation).recipe == adaptation.recipe


@pytest.mark.parametrize("size", ["a4", "large-print"])
def test_what_is_typed_is_set_on_paper(here: Place, nell: Client, size: str) -> None:
    paper = typed(nell, here.draft(), f"page/?as={size}", **{"detail-area_name": "Norfolk"})
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_what_is_to_be_looked_at_follows_what_is_typed_and_leads_to_its_control(here: Place, nell: Client) -> None:
    adaptation = here.draft()
    before, after = (
        typed(nell, adaptation, **changes).content.decode()
        for changes in ({}, {"detail-area_name": "Norfolk", "section-signs": HARMFUL})
    )
    assert 'data-control="id_detail-area_name"' in before
    assert ">Name of the area</a>" in before
    assert 'data-control="id_detail-area_name"' not in after
    assert 'data-control="id_section-signs" data-words="weighed 38' in after
    assert "How it reads" in after


@pytest.mark.parametrize(
    ("changes", "control", "sentence"),
    [
        ({"detail-area_name": "x" * 41}, "id_detail-area_name", "at most 40 characters"),
        ({"next_review_due": "never"}, "id_next_review_due", "Enter a valid date"),
        ({"section-signs": "x" * 65_537}, "id_section-signs", "bytes"),
        ({"left-out-groups": "We have {{contact:samaritans}}"}, "id_left-out-groups", "Placeholders"),
        ({"detail-area_name": "See {{contact:x}}"}, "id_detail-area_name", "Placeholders"),
    ],
)
def test_what_can_not_be_saved_is_told_by_its_place(
    here: Place, nell: Client, changes: dict[str, str], control: str, sentence: str
) -> None:
    adaptation = here.draft()
    told = typed(nell, adaptation, **changes).content.decode()
    assert f'data-control="{control}"' in told
    assert sentence in told
    assert "Input should be" not in told
    assert typed(nell, adaptation, "page/", **changes)["X-Frame-Options"] == "SAMEORIGIN"
    saved = fill_in(nell, address(adaptation), **changes)
    assert saved.status_code in {200, 409}
    assert sentence in saved.content.decode()
    assert here.now(adaptation).recipe == adaptation.recipe


@pytest.mark.parametrize("page", ["", "page/"])
def test_only_who_may_write_in_it_tries_words_on_it(here: Place, page: str) -> None:
    adaptation = here.draft()
    there = address(adaptation).replace("change/", f"typed/{page}")
    assert sit_down(here.world, "cora").post(there).status_code == 404
    assert sit_down(here.world, "nadia").post(there).status_code == 302
    assert sit_down(here.world, "nell").get(there).status_code == 302
    assert Client().post(there)["Location"].startswith("/desk/login/")


def test_trying_words_takes_as_many_queries_however_long_they_are(here: Place, nell: Client) -> None:
    adaptation, counts = here.draft(), []
    for paragraphs in (1, 40):
        with CaptureQueriesContext(connection) as captured:
            typed(nell, adaptation, **{"section-signs": "Talk to somebody.\n\n" * paragraphs})
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1360, 390])
def test_a_place_sees_its_version_while_it_writes(
    transactional_db: None, live_server: Any, browser: Browser, width: int
) -> None:
    here = Place(World())
    adaptation = here.draft()
    let_in(here.world, "nell")
    with somebody(browser, str(live_server.url)) as person:
        page = person.page
        person.sign_in("nell", PASSWORD)
        page.set_viewport_size({"width": width, "height": 900})
        person.go(address(adaptation))
        missing = page.locator("[data-look]")
        expect(missing).to_contain_text("Name of the area")
        missing.get_by_role("link", name="Name of the area").first.click()
        expect(page.locator("[name='detail-area_name']")).to_be_focused()

        page.get_by_label("The web page").check()
        shown = page.frame_locator("iframe[name=d-typed]")
        expect(shown.get_by_text("Eating disorders are illnesses.")).to_be_visible()
        page.get_by_label("Name of the area").fill("Norfolk")
        expect(shown.get_by_text("In Norfolk call")).to_be_visible()
        page.get_by_label("Signs", exact=True).fill(HARMFUL)
        expect(shown.get_by_text(HARMFUL)).to_be_visible()
        expect(missing).to_contain_text("weighed 38")
        person.look(f"live-adaptation-{width}", whole=False)
        page.get_by_label("What to do").check()
        assert person.barriers() == []
        person.press("Save")
        expect(page.get_by_text("Saved. What is published stays")).to_be_visible()
        assert (person.foreign, person.broken) == ([], [])
    connection.close()
