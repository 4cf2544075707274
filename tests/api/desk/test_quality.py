"""Evidence of quality and certificates at the desk."""

from __future__ import annotations

from django.test import Client

from library.accounts.models import Organisation
from library.catalogue.models import QualityEvidence
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import address, sit_down
from tests.worlds import World


def test_evidence_is_given_corrected_and_removed(world: World, cora: Client) -> None:
    item = world.published()
    assert fill_in(cora, address(item, "evidence"), criterion="need", statement="A survey.")["Location"] == address(
        item
    )
    given = QualityEvidence.objects.get()
    assert "A survey." in cora.get(address(item)).content.decode()
    fill_in(cora, address(given), statement="Two surveys.")
    given.refresh_from_db()
    assert given.statement == "Two surveys."
    fill_in(cora, address(given, "remove"))
    assert not QualityEvidence.objects.exists()


def test_nothing_said_is_refused_at_its_place(world: World, cora: Client) -> None:
    page = fill_in(cora, address(world.published(), "evidence"), criterion="need")
    assert "statement" in page.context["form"].errors
    assert not QualityEvidence.objects.exists()


def test_what_promotes_something_is_said_so(world: World, cora: Client) -> None:
    item = world.published()
    fill_in(cora, address(item, "promotional"), is_promotional="on")
    assert "never bears the mark" in cora.get(address(item)).content.decode()


def test_the_steward_records_a_certificate_and_takes_it_back(world: World) -> None:
    ada, norfolk = sit_down(world, "ada"), world.cast.organisations["norfolk"]
    fill_in(ada, address(norfolk, "certificate"), number="PIF-1", valid_until="2020-01-31")
    assert "PIF-1, until 31 January 2020: over" in ada.get(address(norfolk)).content.decode()
    fill_in(ada, address(norfolk, "certificate"), number="", valid_until="")
    assert Organisation.objects.get(pk=norfolk.pk).certificate_valid_until is None
