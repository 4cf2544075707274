"""The demo library as the public and the workshop find it once it is loaded."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client

from demo.adaptations import ADAPTATIONS
from demo.contacts import VERIFIED_BY
from demo.content import ITEMS
from demo.shapes import DemoItem
from demo.theme import COLOURS
from library.accounts.models import Organisation, OrganisationCode, Succession, User
from library.catalogue.addresses import COLLECTIONS
from library.catalogue.models import Asset, Entry, Item
from library.catalogue.themes import theme_of
from library.coproduction.claims import Part, claim
from library.coproduction.models import Recognition
from library.coproduction.models import Testimonial as Quote
from library.directory.models import ContactPoint
from library.editions.models import Edition
from library.editions.review_status import review_status, uk_day
from library.history.models import Event
from library.publishing.models import Draft
from library.rendering import sheet
from tests.demo.conftest import NOW

pytestmark = pytest.mark.usefixtures("demo", "db")


def test_every_published_item_can_be_read() -> None:
    live = set(Entry.objects.filter(state=Entry.State.LIVE).values_list("kind", "slug", "language"))
    adaptations = {(kind, slug) for kind, slug, _ in live if kind == "adaptation"}
    assert len(adaptations) == sum(bool(made.approver) for made in ADAPTATIONS)
    assert {row for row in live if row[0] != "adaptation"} == {
        (item.kind, item.slug, told.document["language"])
        for item in ITEMS
        if item.is_published
        for told in item.editions
    }


def test_drafts_in_progress_and_in_review_are_not_public() -> None:
    assert dict(Draft.objects.exclude(state="published").values_list("item__slug", "state")) == {
        "sharing-your-story": "draft",
        "your-first-appointment": "in_review",
    }
    assert not Edition.objects.filter(item__slug__in=["sharing-your-story", "your-first-appointment"]).exists()


def test_the_case_study_shows_the_example_testimonial_and_nobody_is_quoted() -> None:
    (quote,) = Quote.objects.all()
    assert quote.words.startswith("Example testimonial, written for the demo")
    shown = json.loads(Entry.objects.get(slug="the-sanctuary").document)["testimonials"]
    assert [(one["text"], one["attribution"]) for one in shown] == [(quote.words, "Example guest")]


def test_the_older_carers_page_is_withdrawn_for_the_newer_one() -> None:
    page = Item.objects.get(slug="help-for-carers")
    assert (page.standing, page.withdrawal_reason, page.successor.slug) == (
        "withdrawn",
        "superseded",
        "support-for-carers",
    )


def test_the_sanctuary_has_an_older_edition_to_fetch() -> None:
    editions = Edition.objects.filter(item__slug="the-sanctuary").order_by("number")
    assert list(editions.values_list("number", "change_class")) == [(1, "content"), (2, "content")]
    assert "which claim has no evidence" in editions[1].note


def test_nothing_is_overdue_and_one_item_is_due_soon() -> None:
    published = Item.objects.filter(standing="published")
    by_status = {item.slug: review_status(item.next_review_due, uk_day(NOW)) for item in published}
    assert [slug for slug, status in by_status.items() if status != "current"] == ["getting-help-in-short-sentences"]
    assert by_status["getting-help-in-short-sentences"] == "due_soon"


def test_the_feed_tells_the_past_in_order() -> None:
    events = list(Event.objects.filter(position__isnull=False).order_by("position"))
    assert [event.position for event in events] == list(range(1, len(events) + 1))
    assert [event.occurred_at for event in events] == sorted(event.occurred_at for event in events)
    assert events[-1].occurred_at < NOW


def test_entries_are_fresh() -> None:
    assert not Entry.objects.filter(state=Entry.State.LIVE, fresh_until__lte=NOW).exists()


def test_no_stand_in_was_published() -> None:
    stored = {
        str(id)
        for id in [*Asset.objects.values_list("pk", flat=True), *Recognition.objects.values_list("pk", flat=True)]
    }
    documents = [json.loads(edition.document) for edition in Edition.objects.all()]
    named = {image["asset"] for document in documents for image in document["images"]}
    named |= {id for document in documents for id in document["details"].get("recognitions", ())}
    assert len(named) == 4
    assert named <= stored


def test_no_number_is_shown_as_checked() -> None:
    assert set(ContactPoint.objects.values_list("verified_by", flat=True)) == {VERIFIED_BY}


def test_a_code_that_ended_leads_to_the_one_that_holds() -> None:
    ended = OrganisationCode.objects.get(scheme="ods", value="QUE")
    assert ended.valid_to == date(2026, 3, 31)
    after = Succession.objects.get(predecessor=ended.organisation)
    codes = set(after.successor.codes.values_list("scheme", "value"))
    assert (after.on, after.type, codes) == (date(2026, 4, 1), "merger", {("ods", "S1Y5D"), ("gss", "E54000065")})


def test_a_body_that_was_split_has_two_successors() -> None:
    split = OrganisationCode.objects.get(scheme="ods", value="QM7").organisation
    successors = [succession.successor for succession in split.successions.all()]
    assert {body.codes.get(scheme="ods").value for body in successors} == {"D7T5G", "S1Y5D"}


def test_people_are_roles() -> None:
    assert [user.username for user in User.objects.all() if not user.get_full_name().startswith("Demo ")] == []


@pytest.mark.parametrize(
    ("slug", "badge"),
    [("the-sanctuary", "co-produced"), ("eating-disorder-resources", "co-produced"), ("help-for-carers", None)],
)
def test_the_record_supports_what_an_item_is_called(slug: str, badge: str | None) -> None:
    parts = [Part(part.group, part.stage, part.approach) for part in Item.objects.get(slug=slug).contributions.all()]
    assert claim(parts).badge == badge


def test_the_award_is_a_place_among_the_finalists_and_no_more() -> None:
    award = Recognition.objects.get(award="General Practice Award")
    assert (award.status, award.result_expected) == ("finalist", date(2026, 12, 31))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.slug)
def test_the_public_gets_what_is_published_and_nothing_else(client: Client, item: DemoItem) -> None:
    answer = client.get(f"/v1/{COLLECTIONS[item.kind]}/{item.slug}")
    assert answer.status_code == (410 if item.withdrawn else 200 if item.is_published else 404)


def test_a_search_for_crisis_support_as_a_carer_finds_the_sanctuary_first(client: Client) -> None:
    found = client.get("/v1/catalogue?q=crisis+support&audience=carers&facets=topic,format").json()
    assert found["items"][0]["slug"] == "the-sanctuary"


def test_the_feed_can_be_read_from_its_beginning_to_its_end(client: Client) -> None:
    address, positions = "/v1/changes?after=0", []
    while address:
        page = client.get(address).json()
        positions += [event["position"] for event in page["items"]]
        address = page["next"]
    assert positions == list(range(1, Event.objects.filter(position__isnull=False).count() + 1))


def test_the_steward_has_a_theme_and_nobody_else_has() -> None:
    steward, other = (Organisation.objects.get(code=code) for code in ("sun-network", "nhs-essex"))
    assert (theme_of(steward), theme_of(other)) == (COLOURS, sheet.Theme())


def test_the_training_leads_to_the_ladder_and_its_self_assessment() -> None:
    api = Client()
    details = api.get("/v1/training/co-production-training").json()["details"]
    link = details["ladder_link"]
    assert details["ladder"] == "tlap"
    assert link["source_url"].startswith("https://www.thinklocalactpersonal.org.uk/")
    assert api.get(link["drawing_url"].partition("8000")[2] or link["drawing_url"]).status_code == 200
    assert link["assessment_url"].endswith("/v1/ladders/tlap/assessment")


def test_a_welsh_text_never_has_an_english_statement_unmarked() -> None:
    for entry in Entry.objects.filter(state=Entry.State.LIVE).exclude(language__startswith="en"):
        made = json.loads(bytes(entry.document))["coproduction"]
        if made["statement"]:
            assert made["statement_language"] in {"en", entry.language}


@pytest.mark.parametrize("name", ["trifold.pdf", "a4.pdf", "poster.pdf"])
def test_finding_support_fits_on_every_sheet(client: Client, name: str) -> None:
    answer = client.get(f"/v1/leaflets/finding-support/renditions/{name}")
    assert answer.status_code == 200, answer.content[:500]
