"""A number that changed reaches what prints it by one call."""

from __future__ import annotations

from typing import Any

import pytest

from library.directory.models import ContactPoint
from library.editions.models import Edition
from tests.adaptations import Place, edition_of, shown
from tests.client import Response


def republish(here: Place, by: str = "nadia", **how: Any) -> Response:
    contact = ContactPoint.objects.get(slug="norfolk-line")
    return here.world.api(by).post(f"/v1/workspace/contact-points/{contact.pk}/republish", **how)


@pytest.fixture
def changed(here: Place) -> Any:
    """Published with one number; then it gets another."""
    adaptation = here.published()
    here.world.changed_contact("norfolk-line", proposed_by="nell", confirmed_by="nadia", value="+441603421422")
    return adaptation


def test_what_prints_it_is_published_again(here: Place, changed: Any) -> None:
    assert "01603 421421" in shown(changed)["ask"]
    answer = republish(here)
    (row,) = answer.json()["published"]
    assert (answer.status, row["slug"], row["edition"]) == (200, changed.item.slug, 2)
    assert "01603 421422" in shown(changed)["ask"]
    assert edition_of(changed).change_class == "contact"


def test_asking_twice_publishes_once(here: Place, changed: Any) -> None:
    assert len(republish(here).json()["published"]) == 1
    again = republish(here).json()
    assert (again["published"], [row["slug"] for row in again["unchanged"]]) == ([], [changed.item.slug])
    assert Edition.objects.filter(item=changed.item).count() == 2


def test_the_same_request_twice_is_answered_once(here: Place, changed: Any) -> None:
    first, again = (republish(here, idempotency_key='"once"') for _ in range(2))
    assert (first.body, Edition.objects.filter(item=changed.item).count()) == (again.body, 2)


def test_whoever_only_writes_does_not_publish(here: Place, changed: Any) -> None:
    refused = republish(here, by="nell")
    assert (refused.status, refused.slug) == (403, "not-allowed")
    assert Edition.objects.filter(item=changed.item).count() == 1
