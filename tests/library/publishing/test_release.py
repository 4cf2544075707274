"""Through the door: what is asked for, all at once, and what comes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from library.catalogue.actions import change_item
from library.catalogue.models import Entry, Item
from library.editions.models import Edition
from library.errors import Malformed
from library.history.models import Event
from library.publishing.actions import publish, schedule
from library.publishing.actions.release import NotReadyToPublish
from library.publishing.conditions import unmet
from library.publishing.models import Draft, Review
from library.publishing.queries import get_draft
from tests.texts import SECTIONS, text
from tests.worlds import World

A_FILE = "01996a10-0000-7000-8000-000000000051"
INCOMPLETE: dict[str, Any] = {
    "summary": "",
    "citations": [],
    "sections": [
        {"id": "talk", "heading": "Talk", "body": "To {{contact:nobody-here}} or {{contact:samaritans}}."},
        {"id": "words", "heading": "Words", "body": "{{quote:01996a10-0000-7000-8000-000000000061}}"},
    ],
    "images": [{"key": "sofa", "asset": A_FILE, "alt": "A sofa."}],
    "details": {"medium": "video"},
}
ALL_THAT_IS_MISSING = {
    "/summary",
    "/citations",
    "/sections/0/body",
    "/sections/1/body",
    "/images/0/asset",
    "/images/0/depicts_body",
    "/details/captions",
    "/details/transcript",
    "/details/media_last_reviewed",
    "/details/media_next_review_due",
}


def pointers(refusal: Any) -> set[str]:
    return {fault.pointer for fault in refusal.value.errors}


def change_governance(world: World, item: Item, **changes: Any) -> Item:
    item = Item.objects.get(pk=item.pk)
    return change_item(item=item, changes=changes, expected_version=item.version, by=world.by("petra"), at=world.now())


def test_everything_that_is_missing_is_named_at_once(world: World) -> None:
    draft = world.approved(sections=[*SECTIONS[:1], *INCOMPLETE["sections"]], **_without(INCOMPLETE, "sections"))
    with pytest.raises(NotReadyToPublish) as refused:
        world.publish(draft, change_class="contact", note="  ")
    shifted = {
        pointer.replace("/sections/1", "/sections/2").replace("/sections/0", "/sections/1")
        for pointer in ALL_THAT_IS_MISSING
    }
    assert pointers(refused) == shifted | {"/note", "/change_class"}
    assert not Edition.objects.exists()


def _without(members: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in members.items() if name not in names}


def test_what_is_missing_is_known_before_anybody_asks(world: World) -> None:
    draft = world.draft(**INCOMPLETE)
    found = {fault.pointer for fault in unmet(draft, at=world.now())}
    assert found == ALL_THAT_IS_MISSING | {"/sign_offs", "/review"}


def test_an_approved_draft_lacks_nothing(world: World) -> None:
    assert unmet(world.approved(), at=world.now()) == []


def test_a_made_up_number_is_never_published(world: World) -> None:
    draft = world.approved(world.draft(summary="Call 020 7946 0123, or see www.example.org."))
    with pytest.raises(NotReadyToPublish) as refused:
        world.publish(draft)
    assert [fault.pointer for fault in refused.value.errors] == ["/summary", "/summary"]
    assert not Edition.objects.exists()


def test_a_first_edition_needs_a_review_of_the_whole(world: World) -> None:
    draft = world.approved(scope="change")
    with pytest.raises(NotReadyToPublish) as refused:
        world.publish(draft)
    assert pointers(refused) == {"/review"}


def test_a_later_edition_needs_a_review_of_the_change(world: World) -> None:
    assert world.republished(world.published(), summary="Shorter.", scope="change").number == 2


def test_what_becomes_health_content_needs_both_sign_offs(world: World) -> None:
    draft = world.approved(is_health_content=False)
    change_governance(world, draft.item, is_health_content=True)
    with pytest.raises(NotReadyToPublish) as refused:
        world.publish(draft)
    assert [fault.pointer for fault in refused.value.errors] == ["/sign_offs", "/sign_offs", "/review"]


def test_a_contact_point_that_was_retired_meanwhile(world: World) -> None:
    draft = world.approved()
    world.retire("samaritans")
    with pytest.raises(NotReadyToPublish) as refused:
        world.publish(draft)
    assert pointers(refused) == {"/sections/1/body", "/sections/2/body", "/sections"}


def test_the_original_comes_before_its_translations(world: World) -> None:
    item = world.draft().item
    draft = world.approved(world.translation(item))
    with pytest.raises(NotReadyToPublish) as refused:
        world.publish(draft)
    assert pointers(refused) == {"/language"}


def test_a_translation_is_an_edition_of_its_own_language(world: World) -> None:
    item = world.published()
    world.republished(item, summary="The second.")
    edition = world.publish(world.approved(world.translation(item, "cy", title="Teitl")))
    assert (edition.language, edition.number) == ("cy", 1)
    assert set(Entry.objects.filter(item=item).values_list("language", "edition")) == {("en-GB", 2), ("cy", 1)}
    assert all(entry.languages == ["cy", "en-GB"] for entry in Entry.objects.filter(item=item))


@pytest.mark.parametrize(
    ("taken_back", "way_out"), [("withdrawn", "with `restore`"), ("redirected", "redirected: restore it first")]
)
def test_nothing_is_published_of_an_item_that_was_taken_back(world: World, taken_back: str, way_out: str) -> None:
    item = world.published()
    draft = world.approved(world.edited(item, summary="Corrected."))
    getattr(world, taken_back)(item)
    for step, more in ((publish, {}), (schedule, {"publish_at": world.clock + timedelta(hours=2)})):
        with pytest.raises(Exception, match=way_out) as refused:
            step(
                draft=draft,
                expected_version=draft.version,
                change_class="safety",
                note="Corrected.",
                by=world.by("petra"),
                at=world.now(),
                **more,
            )
        assert refused.value.slug == "wrong-standing"
    again = get_draft(draft.pk, by=world.by("petra"))
    assert [fault.pointer for fault in unmet(again, at=world.now())] == ["/standing"]
    assert Edition.objects.filter(item=item).count() == 1


def test_publishing_sets_the_draft_down_as_published(world: World) -> None:
    draft = world.approved()
    edition = world.publish(draft, change_class="minor", note="A typing error.")
    draft.refresh_from_db()
    assert (draft.state, draft.based_on, draft.change_class) == ("published", 1, "minor")
    assert (edition.published_by, edition.source_sha256) == (world.by("petra").id, draft.document_hash)


def test_an_edition_says_that_it_was_signed_off_and_never_by_whom(world: World) -> None:
    edition = world.publish(world.approved())
    assert edition.sign_offs == [
        {"kind": "clinical", "scope": "whole", "on": edition.published_at.date().isoformat()},
        {"kind": "lived_experience", "scope": "whole", "on": edition.published_at.date().isoformat()},
    ]


def test_who_signed_it_off_is_kept_with_the_edition(world: World) -> None:
    edition = world.publish(world.approved())
    kept = set(Review.objects.filter(edition=edition).values_list("kind", "reviewer"))
    assert kept == {("clinical", world.by("clive").id), ("lived_experience", world.by("lila").id)}


def test_the_events_of_a_publication(world: World) -> None:
    edition = world.publish(world.approved())
    events = Event.objects.order_by("-id").values_list("type", "position", "edition", "sha256")[:2]
    assert set(events) == {("draft.published", None, None, ""), ("item.published", 1, 1, edition.sha256)}


def test_an_edit_of_a_published_draft_begins_a_new_round(world: World) -> None:
    item = world.published()
    draft = world.edited(item, by="cora", summary="The next.")
    assert (draft.state, draft.change_class, draft.based_on) == ("draft", "", 1)
    assert draft.contributors == [world.by("cora").id]
    assert Draft.objects.filter(item=item).count() == 1


def test_publication_at_a_time_in_the_past_is_refused(world: World) -> None:
    draft = world.approved()
    with pytest.raises(Malformed) as refused:
        schedule(
            draft=draft,
            expected_version=draft.version,
            publish_at=world.clock,
            change_class="content",
            note="New.",
            by=world.by("petra"),
            at=world.now(),
        )
    assert pointers(refused) == {"/publish_at"}


def test_a_text_that_later_rules_refuse_can_still_be_read_and_mended(world: World) -> None:
    draft = world.draft()
    # By hand: no verb lets such a text in. The rule that refuses it came later.
    Draft.objects.filter(pk=draft.pk).update(document={**draft.document, "title": "Two\nlines"})
    draft.refresh_from_db()
    assert "/title" in {fault.pointer for fault in unmet(draft, at=world.now())}
    saved = world.edited(draft.item, title="One line", sections=text()["sections"])
    assert saved.state == "draft"
