"""Curating items at the desk: everything goes through the library's actions, and a refusal loses nothing."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from library.catalogue.actions import change_item
from library.catalogue.models import Item
from library.coproduction.models import Contribution, PrincipleNote, Recognition
from library.history.models import Event
from library.publishing.models import Draft
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import address, list_of, newest_event
from tests.client import Api
from tests.worlds import World

ADD = "/desk/catalogue/item/add/"
NEW = {
    "kind": "case_study",
    "title": "The Sanctuary",
    "licence": "CC-BY-4.0",
    "funding": "None",
    "conflicts_of_interest": "None declared",
    "topics": ["eating-disorders"],
    "format_easy_read": "planned",
    "format_easy_read_note": "In spring",
}


def test_an_item_is_added_with_its_first_draft(cora: Client, world: World) -> None:
    answer = fill_in(cora, ADD, **NEW)
    item = Item.objects.get(slug="the-sanctuary")
    draft = Draft.objects.get(item=item)
    assert answer["Location"] == address(draft), "on to writing its text"
    assert draft.document["title"] == "The Sanctuary"
    assert [topic.slug for topic in item.topics.all()] == ["eating-disorders"]
    assert item.accessible_formats == [{"format": "easy_read", "status": "planned", "note": "In spring"}]
    assert [event.type for event in Event.objects.filter(subject=item.pk).order_by("id")] == [
        "item.created",
        "draft.started",
    ]


def test_every_kind_can_be_started(cora: Client, world: World) -> None:
    kinds = {"resource": {"medium": "leaflet"}, "training": {"delivery": "online"}, "leaflet": {}, "case_study": {}}
    for kind, extra in kinds.items():
        fill_in(cora, ADD, **{**NEW, "kind": kind, **extra})
    assert set(Item.objects.filter(slug="the-sanctuary").values_list("kind", flat=True)) == set(kinds)


def test_a_slug_that_is_taken_is_said_at_its_field_and_nothing_typed_is_lost(cora: Client, world: World) -> None:
    world.draft(kind="case_study", slug="the-sanctuary")
    before = Event.objects.count()
    page = fill_in(cora, ADD, **{**NEW, "slug": "the-sanctuary", "funding": "A charity of its own"})
    assert list(page.context["form"].errors) == ["slug", "__all__"]
    assert "A charity of its own" in page.content.decode()
    assert Event.objects.count() == before


def test_a_resource_without_a_medium_is_asked_for_it(cora: Client, world: World) -> None:
    page = fill_in(cora, ADD, **{**NEW, "kind": "resource"})
    assert page.context["form"].errors["medium"] == ["Say what readers get."]
    assert not Item.objects.exists()


def test_a_publisher_who_does_not_curate_adds_nothing(petra: Client, world: World) -> None:
    assert petra.get(ADD).status_code == 404
    assert petra.post(ADD, NEW).status_code == 404


def test_governance_is_changed_by_its_action(cora: Client, world: World) -> None:
    item = world.draft().item
    assert fill_in(cora, address(item), funding="A charity", topics=["mental-health"]).status_code == 302
    item.refresh_from_db()
    assert (item.funding, item.version) == ("A charity", 2)
    assert [topic.slug for topic in item.topics.all()] == ["mental-health"]
    assert newest_event().type == "item.changed"


def test_a_form_that_is_stale_is_refused_and_keeps_what_was_typed(cora: Client, world: World) -> None:
    item = world.draft().item
    change_item(item=item, changes={"funding": "Theirs"}, expected_version=1, by=world.by("cora"), at=world.now())
    page = fill_in(cora, address(item), funding="Mine", version="1")
    text = page.content.decode()
    item.refresh_from_db()
    assert (page.status_code, item.funding) == (409, "Theirs")
    assert 'value="Mine"' in text
    assert "Saved now: Theirs" in text
    assert 'name="version" value="2"' in text, "saving again is a decision"


def test_what_is_published_takes_a_publisher_to_change(cora: Client, petra: Client, world: World) -> None:
    item = world.published()
    assert cora.get(address(item)).context["form"] is None
    cora.post(address(item), {"funding": "Mine", "version": str(item.version)})
    item.refresh_from_db()
    assert item.funding == "None"
    fill_in(petra, address(item), funding="A grant")
    item.refresh_from_db()
    assert item.funding == "A grant"


def test_a_publisher_withdraws_and_restores(petra: Client, world: World) -> None:
    item = world.published()
    fill_in(petra, address(item, "withdraw"), reason="unsafe", explanation="It names a closed service.")
    item.refresh_from_db()
    assert (item.standing, item.withdrawal_reason) == ("withdrawn", "unsafe")
    assert newest_event().type == "item.withdrawn"
    fill_in(petra, address(item, "restore"))
    item.refresh_from_db()
    assert item.standing == "published"


def test_withdrawing_needs_a_reason_and_an_explanation(petra: Client, world: World) -> None:
    item = world.published()
    page = fill_in(petra, address(item, "withdraw"))
    assert set(page.context["form"].errors) == {"reason", "explanation"}
    item.refresh_from_db()
    assert item.standing == "published"


def test_a_publisher_redirects_to_a_successor(petra: Client, world: World) -> None:
    item, successor = world.published(), world.published()
    fill_in(petra, address(item, "redirect"), successor=str(successor.pk))
    item.refresh_from_db()
    assert (item.standing, item.successor) == ("redirected", successor)


def test_a_curator_neither_sees_nor_takes_a_publishers_step(cora: Client, world: World) -> None:
    item = world.published()
    names = [step.name for step, _ in cora.get(address(item)).context["steps"]]
    answer = cora.post(address(item, "withdraw"), {"reason": "unsafe", "explanation": "x"})
    item.refresh_from_db()
    assert "withdraw" not in names
    assert (answer.status_code, item.standing) == (302, "published")


def test_a_contribution_and_an_award_are_recorded_and_taken_back(cora: Client, world: World) -> None:
    item = world.published()
    fill_in(
        cora, address(item, "contribution"), group="Carers", role="Wrote it", stage="design", approach="co_production"
    )
    fill_in(cora, address(item, "recognition"), award="A prize", body="A jury", status="nominated")
    award = Recognition.objects.get(item=item)
    fill_in(cora, address(award), status="finalist", detail="One of six finalists")
    award.refresh_from_db()
    assert (award.status, award.detail) == ("finalist", "One of six finalists")
    fill_in(cora, address(Contribution.objects.get(item=item), "remove"))
    fill_in(cora, address(award, "remove"))
    assert not Contribution.objects.exists()
    types = Event.objects.filter(subject=item.pk, subject_language="").order_by("-id").values_list("type", flat=True)
    assert list(types[:3]) == ["recognition.removed", "contribution.removed", "recognition.changed"]


def test_a_day_that_nobody_can_mean_is_refused_and_the_item_stays_readable(cora: Client, world: World) -> None:
    item = world.published()
    told = {"award": "A prize", "body": "A jury", "status": "nominated", "as_of": "2026-01-01"}
    answer = cora.post(address(item, "recognition"), {**told, "result_expected": "9999-12-31"})
    assert "result_expected" in answer.context["form"].errors
    assert Api().get(f"/v1/resources/{item.slug}").status == 200


def test_a_contribution_is_corrected_and_the_page_says_what_readers_are_told(cora: Client, world: World) -> None:
    item = world.published()
    told = {"group": "carers", "role": "Wrote it", "stage": "design", "recompense_amount": "137 pounds"}
    fill_in(cora, address(item, "contribution"), **told, approach="collaboration")
    row = Contribution.objects.get(item=item)
    assert "Made with carers, working together in design." in cora.get(address(item)).content.decode()
    fill_in(cora, address(row), approach="co_production", people="carers", evidence="Notes")
    row.refresh_from_db()
    assert (row.version, row.people, row.evidence, row.recompense_amount) == (2, "carers", "Notes", "137 pounds")
    page = cora.get(address(item)).content.decode()
    assert "Co-designed with carers, sharing power in design." in page
    assert "137 pounds" not in page


def test_a_principle_is_noted_corrected_and_taken_back(cora: Client, world: World) -> None:
    item = world.published()
    fill_in(cora, address(item, "principle"), principle="scie/equality", note="A vote each.")
    note = PrincipleNote.objects.get(item=item)
    fill_in(cora, address(note), note="A vote each, mostly.")
    assert "A vote each, mostly." in cora.get(address(item)).content.decode()
    fill_in(cora, address(note, "remove"))
    assert not PrincipleNote.objects.exists()


def test_a_translation_starts_from_the_original_text(cora: Client, world: World) -> None:
    item = world.published(title="Help for carers")
    fill_in(cora, address(item, "write"), language="cy")
    draft = Draft.objects.get(item=item, language="cy")
    assert (draft.document["title"], draft.document["language"], draft.based_on) == ("Help for carers", "cy", None)


def test_a_second_draft_in_a_language_is_refused_in_words(cora: Client, world: World) -> None:
    item = world.draft().item
    page = fill_in(cora, address(item, "write"), language="en-GB")
    assert "There is a draft in en-GB." in page.content.decode()


FOUND = (
    ("q=carers", ["Help for carers"]),
    ("q=HELP-FOR", ["Help for carers"]),
    ("kind__exact=training", ["A training"]),
    ("standing__exact=published", ["Help for carers"]),
    ("draft=in_review", ["A training"]),
    ("review=current", ["Help for carers"]),
    ("review=overdue", []),
    ("topic=mental-health", ["A training", "Help for carers"]),
    ("topic=nothing", []),
    ("language=cy", []),
    ("language=en-GB", ["A training", "Help for carers"]),
)


def test_finding_items(cora: Client, world: World) -> None:
    world.published(title="Help for carers", slug="help-for-carers")
    world.in_review(kind="training", title="A training")
    for query, found in FOUND:
        page = cora.get(f"{list_of('catalogue_item')}?{query}").content.decode()
        assert [title for title in ("A training", "Help for carers") if f">{title}</a>" in page] == found, query


def test_the_list_of_items_takes_as_many_queries_for_many_as_for_few(cora: Client, world: World) -> None:
    counts = []
    for _ in range(2):
        world.published()
        world.draft()
        with CaptureQueriesContext(connection) as queries:
            cora.get(list_of("catalogue_item"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
