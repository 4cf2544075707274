"""While somebody writes: what is in the form as readers would see it, and what is to be looked at in it, with nothing saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser, expect

from library.publishing.models import Draft
from tests.api.desk.browser import somebody
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import PASSWORD, address, let_in, sit_down
from tests.worlds import World

HARMFUL = "She weighed 38 kg when help came."


def typed(client: Client, draft: Draft, page: str = "", **changes: str) -> Any:
    """What the desk says of a draft's form with these changes."""
    return fill_in(client, address(draft), address(draft).replace("change/", f"typed/{page}"), **changes)


def test_what_is_typed_is_shown_as_readers_would_see_it_and_not_saved(cora: Client, world: World) -> None:
    draft = world.draft()
    page = typed(cora, draft, "page/", **{"document/title": "Typed <and> not saved"})
    told = page.content.decode()
    assert "Typed &lt;and&gt; not saved</h1>" in told
    assert ("Preview, not published" in told, "This is a draft." in told) == (True, True)
    assert (page["X-Frame-Options"], "frame-ancestors 'self'" in page["Content-Security-Policy"]) == (
        "SAMEORIGIN",
        True,
    )
    assert "no-store" in page["Cache-Control"]
    assert Draft.objects.get(pk=draft.pk).document == draft.document


@pytest.mark.parametrize("size", ["a4", "large-print"])
def test_what_is_typed_is_set_on_paper(cora: Client, world: World, size: str) -> None:
    paper = typed(cora, world.draft(kind="leaflet"), f"page/?as={size}", **{"document/title": "On paper"})
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert paper["Content-Disposition"].startswith("inline; ")


def test_what_is_to_be_looked_at_follows_what_is_typed(cora: Client, world: World) -> None:
    draft = world.draft()
    before, after = (
        typed(cora, draft, **changes).content.decode() for changes in ({}, {"document/sections/0/body": HARMFUL})
    )
    assert "weighed 38" not in before
    assert 'data-pointer="/sections/0/body"' in after
    assert "weighed 38" in after
    assert "How it reads" in after


@pytest.mark.parametrize("page", ["", "page/"])
def test_what_can_not_be_saved_is_told_by_its_place(cora: Client, world: World, page: str) -> None:
    answer = typed(cora, world.draft(), page, **{"document/sections/0/body": "Ring {{contact:}} now"})
    assert answer.status_code == 200
    assert "Sections 1, body" in answer.content.decode()
    assert ("frame-ancestors 'self'" in answer.headers.get("Content-Security-Policy", "")) is (page == "page/")


@pytest.mark.parametrize("page", ["", "page/"])
def test_only_who_may_write_in_a_draft_tries_a_text_on_it(world: World, page: str) -> None:
    draft = world.draft()
    there = address(draft).replace("change/", f"typed/{page}")
    assert sit_down(world, "nell").post(there).status_code == 404
    assert sit_down(world, "lila").post(there).status_code == 302
    assert sit_down(world, "cora").get(there).status_code == 302
    assert Client().post(there)["Location"].startswith("/desk/login/")


def test_trying_a_text_takes_as_many_queries_however_long_it_is(cora: Client, world: World) -> None:
    counts = []
    for paragraphs in (1, 40):
        draft = world.draft()
        with CaptureQueriesContext(connection) as captured:
            typed(cora, draft, **{"document/sections/0/body": "Talk to somebody.\n\n" * paragraphs})
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1360, 390])
def test_a_writer_sees_what_she_does_while_she_types(
    transactional_db: None, live_server: Any, browser: Browser, width: int
) -> None:
    world = World()
    draft = world.draft(kind="leaflet", title="Finding support")
    let_in(world, "cora")
    with somebody(browser, str(live_server.url)) as person:
        page = person.page
        person.sign_in("cora", PASSWORD)
        page.set_viewport_size({"width": width, "height": 900})
        person.go(address(draft))
        page.get_by_role("button", name="Open all").first.click()
        page.get_by_label("The web page").check()
        shown = page.frame_locator("iframe[name=d-typed]")
        expect(shown.get_by_role("heading", level=1)).to_have_text("Finding support")

        text = page.get_by_label("Text", exact=True).first
        text.fill(f"One evening. {HARMFUL}")
        expect(shown.get_by_text(HARMFUL)).to_be_visible()
        expect(page.locator("[data-look]")).to_contain_text("weighed 38")
        page.locator("[data-look] a", has_text="Sections 1, body").first.click()
        expect(page.locator("[name='document/sections/0/body']")).to_be_focused()

        page.get_by_role("button", name="Add section").click()
        page.keyboard.type("Added while typing")
        expect(shown.get_by_role("heading", name="Added while typing")).to_be_visible()
        person.look(f"live-{width}", whole=False)
        page.get_by_label("What to do").check()
        expect(page.locator("aside [data-look]")).to_contain_text("weighed 38")
        assert person.barriers() == []
        person.press("Save the draft")
        expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
        assert (person.foreign, person.broken) == ([], [])
    connection.close()


STYLE = "() => ['color', 'fontSize', 'fontFamily', 'marginTop'].map((name) => getComputedStyle(document.querySelector('h1'))[name]).join()"


@pytest.mark.browser
def test_after_a_refusal_the_page_looks_again_as_readers_would_see_it(
    transactional_db: None, live_server: Any, browser: Browser
) -> None:
    world = World()
    draft = world.draft(kind="leaflet", title="Finding support")
    let_in(world, "cora")
    with somebody(browser, str(live_server.url)) as person:
        page = person.page
        person.sign_in("cora", PASSWORD)
        person.go(address(draft))
        page.get_by_role("button", name="Open all").first.click()
        page.get_by_label("The web page").check()
        shown = page.frame_locator("iframe[name=d-typed]")
        title, refused = shown.get_by_role("heading", name="Finding support"), shown.get_by_text("It can't be shown")
        expect(title).to_be_visible()
        style = title.evaluate(STYLE)

        page.get_by_label("What to do").check()
        text = page.get_by_label("Text", exact=True).first
        text.fill("Ring {{contact:}} now.")
        page.get_by_label("The web page").check()
        expect(refused).to_be_visible()
        assert refused.evaluate(STYLE) != style
        page.get_by_role("button", name="Show it again").click()
        expect(refused).to_be_visible()
        text.fill("Talk to somebody.")
        expect(shown.get_by_text("Talk to somebody.")).to_be_visible()
        assert title.evaluate(STYLE) == style
        assert (person.foreign, person.broken) == ([], [])
    connection.close()


@pytest.mark.browser
def test_a_browser_of_before_2022_shows_the_page_beside_the_form_too(
    transactional_db: None, live_server: Any, browser: Browser
) -> None:
    """Safari before version 16 has no `requestSubmit`."""
    world = World()
    draft = world.draft(kind="leaflet", title="Finding support")
    let_in(world, "cora")
    with somebody(browser, str(live_server.url)) as person:
        page = person.page
        page.add_init_script("delete HTMLFormElement.prototype.requestSubmit")
        person.sign_in("cora", PASSWORD)
        person.go(address(draft))
        page.get_by_label("The web page").check()
        shown = page.frame_locator("iframe[name=d-typed]")
        expect(shown.get_by_role("heading", level=1)).to_have_text("Finding support")
        assert (person.foreign, person.broken) == ([], [])
    connection.close()
