"""A reader finds a leaflet upsetting and says so on a partner's page. At the desk it stands first; Cora reads it, looks after it, and
settles it once the text is being changed.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from library.catalogue.models import Item
from tests.browser.stories.conftest import Arrive
from tests.worlds import World

WORDS = "My daughter read the part about meals and cried.\n\nPlease look at it."


@pytest.fixture
def leaflet(world: World) -> Item:
    world.in_review(title="Waiting for an appointment")
    return world.published(kind="leaflet", title="Finding support")


def test_what_a_reader_wrote_is_read_taken_and_settled(leaflet: Item, arrive: Arrive, home: str) -> None:
    cora = arrive("cora")
    page, queues = cora.page, cora.page.get_by_role("region")
    sent = page.request.post(
        f"{home}/v1/leaflets/{leaflet.slug}/feedback",
        data={"about": "upsetting", "text": WORDS, "section": "help"},
        headers={"Idempotency-Key": '"a-reader"'},
    )
    assert sent.status == 201, sent.text()

    cora.choose("Today")
    upset = cora.queue("Readers who were upset")
    expect(queues.first).to_contain_text("Readers who were upset")
    expect(page.get_by_text("daughter")).to_have_count(0)
    upset.get_by_role("link", name="Finding support").click()
    expect(page.get_by_text("Please look at it.")).to_be_visible()
    expect(page.get_by_text("You can't answer them.")).to_be_visible()
    cora.stop("upset")

    cora.follow("Look after it")
    page.get_by_label("Who looks after it").select_option("Cora Example")
    cora.press("They look after it")
    cora.is_told("Cora Example looks after it.")
    cora.follow("Settle it")
    page.get_by_label("The text was or will be changed").check()
    cora.stop("settle")
    cora.press("Settle it")
    cora.is_told("Settled. The words are deleted in")
    cora.choose("Today")
    expect(page.get_by_role("heading", name="For you")).to_be_visible()
    expect(upset).to_have_count(0)
