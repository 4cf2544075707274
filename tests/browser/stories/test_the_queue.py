"""Cora begins her day on the start page: what is due, by when, whose it is, and who else hears of it. She sees to one thing, and it is
gone.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from library.accounts.letters import day_words
from library.directory.models import ContactPoint
from library.editions.review_status import uk_day
from tests.browser.stories.conftest import Arrive, Colleague
from tests.readers import taken, wrote
from tests.watching import verified
from tests.worlds import World

SOURCE = "https://www.samaritans.org/how-we-can-help/"
LONG_AGO = timedelta(days=200)


@pytest.fixture
def samaritans(world: World) -> ContactPoint:
    """Its number was last looked at 200 days ago, and is to be looked at every 90; another is hers by name."""
    item = world.published(title="Help for carers")
    taken(world, wrote(world, item), to="cora")
    world.in_review(title="Waiting for an appointment")
    return verified(world, "samaritans", SOURCE, timezone.now() - LONG_AGO)


def test_what_is_due_is_seen_to_from_the_start_page_and_goes(samaritans: ContactPoint, arrive: Arrive) -> None:
    cora = arrive("cora")
    due = uk_day(timezone.now()) - LONG_AGO + timedelta(days=samaritans.verify_interval_days)
    to_verify = cora.queue("Contact points to verify")
    overdue = to_verify.get_by_role("listitem").filter(has_text=samaritans.name)
    expect(overdue).to_contain_text(f"was due {day_words(due)}, for curators")
    expect(overdue).to_contain_text("Now also for administrators.")
    expect(cora.queue("Feedback of readers")).to_contain_text("for Cora Example")
    expect(cora.queue("With reviewers")).to_contain_text("for reviewers")
    cora.stop("start")
    verify(cora, samaritans.name)
    cora.choose("Today")
    expect(cora.page.get_by_role("heading", name="For you")).to_be_visible()
    expect(to_verify.get_by_role("link", name=samaritans.name)).to_have_count(0)


def verify(cora: Colleague, name: str) -> None:
    cora.queue("Contact points to verify").get_by_role("link", name=name).click()
    cora.page.get_by_label("Where you looked").fill(SOURCE)
    cora.stop("verify")
    cora.press("It is right")
    cora.is_told("Verified.")
