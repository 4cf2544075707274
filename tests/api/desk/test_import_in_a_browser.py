"""A file is dropped at the desk: a real browser, a mouse or a keyboard, a wide window and a phone."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser

from library.publishing.models import Draft, Import
from tests.api.desk.browser import Person, somebody
from tests.api.desk.sitting import PASSWORD, address, let_in
from tests.imports.brought_in import brought_in
from tests.imports.word import WordMaker
from tests.worlds import World

pytestmark = pytest.mark.browser
DROP = """([field, name, data]) => {
  const bytes = Uint8Array.from(atob(data), sign => sign.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], name));
  const input = document.querySelector(field);
  input.files = dropped.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}"""


@pytest.fixture
def world(transactional_db: None, settings: Any, tmp_path: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    world = World()
    let_in(world, "cora")
    return world


@pytest.fixture
def home(live_server: Any) -> str:
    return str(live_server.url)


def leaflet() -> bytes:
    maker = WordMaker()
    maker.margins("The SUN Network", "Page 1 of 2")
    maker.title("Waiting for an appointment")
    maker.heading(1, "While you wait")
    maker.para(
        "You are not alone", ("comment", "Is this too soft?"), ". Eat with somebody you trust", ("del", " always"), "."
    )
    maker.listed(["Go for a walk", "Call a friend", ["or write to one"]])
    maker.para(("img", "Two friends walk by a river"), ("img", ""))
    maker.para("Beside", ("box", "Ask your GP for help if you get worse."), " this.")
    maker.heading(1, "Who helps")
    maker.table([["Who", "When"], ["Samaritans, 116 123", "At any time"]])
    maker.para(("b", "Only bold"))
    return maker.made()


def fill_in(person: Person) -> None:
    page = person.page
    page.evaluate(DROP, ["input[type=file]", "Waiting for an appointment.docx", b64encode(leaflet()).decode()])
    assert page.get_by_label("Title").input_value() == ""
    page.get_by_label("Resource", exact=True).check()
    page.get_by_label("Licence (needed)").select_option("CC-BY-4.0")
    page.get_by_label("Funding (needed)").fill("None")
    page.get_by_label("Conflicts of interest (needed)").fill("None declared")


def kept() -> dict[str, Any]:
    try:
        draft = Draft.objects.get(item__slug="waiting-for-an-appointment")
        return {"document": draft.document, "reports": Import.objects.count()}
    finally:
        connection.close()


def test_a_dropped_file_becomes_a_draft_and_what_is_missing_is_asked_for(
    world: World, browser: Browser, home: str
) -> None:
    with somebody(browser, home) as person:
        page = person.page
        person.sign_in("cora", PASSWORD)
        person.follow("Import")
        fill_in(person)
        person.look("import-form")
        assert person.barriers() == []
        person.press("Bring it in")
        assert person.reads("What became of waiting-for-an-appointment.docx")
        assert person.reads("Is this too soft?")
        person.look("import-draft")
        assert person.barriers() == []

        person.follow("Describe the pictures")
        page.get_by_label("What picture-2 shows").fill("A cup of tea on a window sill")
        person.look("import-pictures")
        assert person.barriers() == []
        person.press("Put them in")

        person.follow("Put in contact points")
        person.look("import-contacts")
        assert person.barriers() == []
        person.press("Put them in")
        assert person.reads("When one of these numbers changes")

        person.follow("Dismiss the report of the import")
        person.press("Dismiss it")
        assert not person.reads("What became of")
        assert (person.foreign, person.broken) == ([], [])
    stored = kept()
    text = "\n".join(section["body"] for section in stored["document"]["sections"])
    assert "![](asset:picture-1)![](asset:picture-2)" in text
    assert "| Samaritans, {{contact:samaritans}} | At any time |" in text
    assert stored["reports"] == 0


def test_it_is_all_done_by_keyboard_on_a_phone(world: World, browser: Browser, home: str) -> None:
    draft = brought_in(world, leaflet(), "a.docx").draft
    with somebody(browser, home) as person:
        person.page.set_viewport_size({"width": 390, "height": 844})
        person.sign_in("cora", PASSWORD)
        for name, path in {
            "form": "/desk/publishing/import/add/",
            "list": "/desk/publishing/import/",
            "report": address(draft),
            "pictures": address(draft, "describe"),
            "contacts": address(draft, "contacts"),
            "into": address(draft, "import"),
        }.items():
            person.go(path)
            person.look(f"import-{name}-390")
            assert person.barriers() == []
            assert person.page.evaluate("document.documentElement.scrollWidth") <= 390, f"{name} scrolls sideways"
        person.go(address(draft))
        person.page.locator(".d-remarks > summary").last.focus()
        person.page.keyboard.press("Enter")
        assert person.page.locator(".d-remarks").last.get_attribute("open") is not None
