"""Files at the desk: brought in by curators, with their report beside the draft, and what it asks for done step by step."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from library.publishing.models import Draft, Import
from tests.api.desk.sitting import address, sit_down
from tests.imports.brought_in import MARKDOWN, brought_in
from tests.imports.hostile import docx
from tests.imports.ten import made
from tests.state import state
from tests.worlds import World

ADD = reverse("admin:publishing_import_add")
FORM = {
    "kind": "resource",
    "licence": "CC-BY-4.0",
    "rights_holder": "The SUN Network",
    "funding": "None",
    "conflicts_of_interest": "None declared",
    "is_health_content": "on",
    "review_cycle_months": "36",
}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def file(data: bytes = MARKDOWN, name: str = "waiting.md") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_curator_goes_straight_to_the_draft_with_its_report(cora: Client) -> None:
    answer = cora.post(ADD, {**FORM, "file": file()})
    draft = Draft.objects.get(item__slug="waiting-well")
    assert answer.headers["Location"] == address(draft)
    page = cora.get(address(draft)).content.decode()
    assert "What became of waiting.md" in page
    assert "Words that were struck through were left out." in page


def test_the_sidebar_leads_curators_and_nobody_else_to_the_form(world: World, cora: Client) -> None:
    assert ADD in cora.get(reverse("admin:index")).content.decode()
    for other in ("petra", "lila", "nell"):
        page = sit_down(world, other)
        assert ADD not in page.get(reverse("admin:index")).content.decode()
        assert page.get(ADD).status_code == 404


def test_a_refused_file_says_why_at_its_field_and_leaves_no_trace(cora: Client) -> None:
    before = state()
    macro = file(docx(**{"word/vbaProject.bin": b"x"}), "leaflet.docx")
    page = cora.post(ADD, {**FORM, "file": macro, "title": "What I typed"})
    assert page.status_code == 409
    assert "The document holds a macro" in page.content.decode()
    assert 'value="What I typed"' in page.content.decode()
    assert state() == before


def test_what_is_wrong_with_a_file_is_said_above_the_form_and_at_its_field_and_no_third_time(cora: Client) -> None:
    page = cora.post(ADD, {**FORM, "file": file(b"%PDF-1.7", "leaflet.pdf")}).content.decode()
    assert page.count("Send the document that it was made from") == 2


def test_whoever_brings_in_a_newer_version_as_a_new_item_is_told_where_it_belongs(cora: Client) -> None:
    cora.post(ADD, {**FORM, "file": file()})
    page = cora.post(ADD, {**FORM, "file": file()}).content.decode()
    assert "If the file is a newer version of that one, bring it into its draft." in page


def test_pictures_get_their_words_and_stand_in_the_text(world: World, cora: Client) -> None:
    draft = brought_in(world, made("docx", "pictures")[1], "a.docx").draft
    cora.post(address(draft, "describe"), {"version": draft.version, "picture-2": "A lake in the morning"})
    draft.refresh_from_db()
    assert draft.document["sections"][0]["body"].endswith("Between ![](asset:picture-2) words.")
    assert draft.document["images"][1]["alt"] == "A lake in the morning"
    assert Import.objects.get(draft=draft).pictures == []


def test_a_picture_that_says_nothing_is_decoration(world: World, cora: Client) -> None:
    draft = brought_in(world, made("docx", "pictures")[1], "a.docx").draft
    cora.post(
        address(draft, "describe"), {"version": draft.version, "nothing_picture-2": "on", "body_picture-2": "none"}
    )
    draft.refresh_from_db()
    image = draft.document["images"][1]
    assert (image["alt"], image["decorative"], image["depicts_body"]) == ("", True, "none")


@pytest.mark.parametrize("words", [{}, {"picture-2": "A lake", "nothing_picture-2": "on"}])
def test_words_are_never_invented_for_a_picture(world: World, cora: Client, words: dict[str, str]) -> None:
    draft = brought_in(world, made("docx", "pictures")[1], "a.docx").draft
    before = state()
    assert cora.post(address(draft, "describe"), {"version": draft.version, **words}).status_code == 200
    assert state() == before


def test_numbers_become_contact_points_when_the_curator_says_so(world: World, cora: Client) -> None:
    draft = brought_in(world).draft
    page = cora.get(address(draft, "contacts")).content.decode()
    assert "116 123 in “Who listens”: Samaritans" in page
    choice = page.split('name="contacts" value="')[1].split('"')[0]
    cora.post(address(draft, "contacts"), {"version": draft.version, "contacts": [choice]})
    draft.refresh_from_db()
    assert "Call Samaritans on {{contact:samaritans}}." in draft.document["sections"][1]["body"]


def test_contacts_are_not_put_into_a_text_that_somebody_has_changed(world: World, cora: Client) -> None:
    draft = brought_in(world).draft
    choice = cora.get(address(draft, "contacts")).content.decode().split('name="contacts" value="')[1].split('"')[0]
    world.edited(draft.item, title="Another title")
    page = cora.post(address(draft, "contacts"), {"version": draft.version, "contacts": [choice]})
    assert page.status_code == 409
    assert "116 123" in Draft.objects.get(pk=draft.pk).document["sections"][1]["body"]


def test_a_file_takes_the_place_of_a_draft_s_text(world: World, cora: Client) -> None:
    draft = world.draft()
    cora.post(address(draft, "import"), {"version": draft.version, "file": file()})
    draft.refresh_from_db()
    assert draft.document["title"] == "Waiting well"


def test_a_report_that_was_read_goes(world: World, cora: Client) -> None:
    draft = brought_in(world).draft
    cora.post(address(draft, "dismiss"), {})
    assert not Import.objects.exists()
    assert "What became of" not in cora.get(address(draft)).content.decode()


def test_nobody_else_s_draft_is_imported_into(world: World) -> None:
    draft = world.draft()
    hana = sit_down(world, "hana")
    assert hana.post(address(draft, "import"), {"version": draft.version, "file": file()}).status_code == 404
    assert Draft.objects.get(pk=draft.pk).version == draft.version


def test_reports_show_words_as_words(world: World, cora: Client) -> None:
    draft = brought_in(world, b"# T\n\nWords ~~<script>canary()</script>~~ [x](javascript:canary()).").draft
    page = cora.get(address(draft)).content.decode()
    assert "<script>canary" not in page
    assert "javascript:canary()" in page
    assert 'href="javascript' not in page
