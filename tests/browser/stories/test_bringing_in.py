"""Cora has a Word file of a leaflet. She brings it in, says what its picture shows, takes the contact point that is offered for a number,
and goes on writing beside the page that readers will see. What would harm a reader is said while she types it, and she mends it.
"""

from __future__ import annotations

from playwright.sync_api import expect

from library.publishing.models import Draft
from tests.browser.stories.conftest import Arrive, Colleague, Meanwhile
from tests.imports.word import WordMaker
from tests.worlds import World

FILE = "Waiting for an appointment.docx"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NUMBER, HARMFUL = "01603 421421", "She weighed 38 kg when help came."
KINDER = "She was very ill when help came."


def leaflet() -> bytes:
    maker = WordMaker()
    maker.title("Waiting for an appointment")
    maker.heading(1, "While you wait")
    maker.para("You are not alone. Eat with somebody you trust.")
    maker.listed(["Go for a walk", "Call a friend", ["or write to one"]])
    maker.para(("img", ""))
    maker.para("Beside", ("box", "Ask your GP for help if you get worse."), " this.")
    maker.heading(1, "Who helps")
    maker.table([["Who", "When"], ["Samaritans, 116 123", "At any time"]])
    return maker.made()


def test_a_word_file_is_brought_in_and_mended_while_it_is_written(
    world: World, arrive: Arrive, meanwhile: Meanwhile
) -> None:
    cora = arrive("cora")
    bring_in(cora)
    describe_the_picture(cora)
    take_the_contact_point(cora)
    write_beside_the_page(cora)

    document = meanwhile(lambda: Draft.objects.get(item__slug="waiting-for-an-appointment").document)
    first, second = (section["body"] for section in document["sections"])
    for kept in ("or write to one", "Ask your GP for help if you get worse.", "![](asset:picture-1)", KINDER):
        assert kept in first
    assert "| Samaritans, {{contact:samaritans}} | At any time |" in second
    assert not any(words in first for words in (NUMBER, HARMFUL))
    assert document["images"][0]["alt"] == "A cup of tea on a window sill"


def bring_in(cora: Colleague) -> None:
    page = cora.page
    cora.choose("Import")
    page.get_by_label("File (needed)").set_input_files({"name": FILE, "mimeType": WORD, "buffer": leaflet()})
    page.get_by_label("Resource", exact=True).check()
    page.get_by_label("Licence (needed)").select_option("CC-BY-4.0")
    page.get_by_label("Funding (needed)").fill("None")
    page.get_by_label("Conflicts of interest (needed)").fill("None declared")
    page.get_by_label("Eating disorders").check()
    page.get_by_label("Carers").check()
    cora.stop("import")
    cora.press("Bring it in")
    expect(page.get_by_role("heading", name="What became of waiting-for-an-appointment.docx")).to_be_visible()
    expect(page.get_by_text("Ask your GP for help if you get worse.").first).to_be_attached()
    cora.stop("brought-in")


def describe_the_picture(cora: Colleague) -> None:
    cora.follow("Describe the pictures")
    cora.page.get_by_label("What picture-1 shows").fill("A cup of tea on a window sill")
    cora.page.get_by_label("Whether picture-1 shows a body").select_option("No body")
    cora.stop("describe")
    cora.press("Put them in")
    cora.is_told("Saved. The pictures stand in the text.")


def take_the_contact_point(cora: Colleague) -> None:
    cora.follow("Put in contact points")
    expect(cora.page.get_by_label("116 123 in “Who helps”: Samaritans")).to_be_checked()
    cora.stop("contacts")
    cora.press("Put them in")
    cora.is_told("Saved. When one of these numbers changes, the text will have the new one.")


def write_beside_the_page(cora: Colleague) -> None:
    page = cora.page
    page.get_by_role("button", name="Open all").first.click()
    page.get_by_label("The web page").check()
    shown = page.frame_locator("iframe[name=d-typed]")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Waiting for an appointment")
    expect(shown.get_by_role("img", name="A cup of tea on a window sill")).to_be_visible()

    text = page.get_by_label("Text", exact=True).first
    before = text.input_value()
    text.fill(f"{before}\n\nRing us on {NUMBER}. {HARMFUL}")
    expect(shown.get_by_text(HARMFUL)).to_be_visible()
    cora.stop("live")
    page.get_by_label("What to do").check()
    findings = page.get_by_role("complementary", name="About this draft")
    for words in (NUMBER, "weighed 38"):
        expect(findings.get_by_text(words).first).to_be_visible()
    cora.stop("findings")
    findings.get_by_role("listitem").filter(has_text="weighed 38").get_by_role("link").click()
    expect(text).to_be_focused()

    text.fill(f"{before}\n\nTalk to {{{{contact:samaritans}}}}. {KINDER}")
    expect(findings.get_by_text("weighed 38")).to_have_count(0)
    expect(findings.get_by_text(NUMBER)).to_have_count(0)
    cora.press("Save the draft")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
