"""Reviews: bound to the exact text, by people who can judge it and have not written it (domain.md, HQ-2, HQ-6)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from library.catalogue.models import Entry, Item
from library.catalogue.review_cycle import months_later
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.errors import Forbidden, Malformed
from library.history.models import Event
from library.publishing.actions import review_edition
from library.publishing.actions.reviews import TextHasMovedOn
from tests.worlds import World


def review(world: World, item: Item, by: str = "lila", kind: str = "lived_experience", **changes: Any) -> Any:
    edition = Edition.objects.filter(item=item).order_by("-published_at").first()
    said = {
        "language": edition.language,
        "kind": kind,
        "decision": "approved",
        "document_hash": edition.sha256,
        "comment": "",
    }
    return review_edition(item=item, **{**said, **changes}, by=world.by(by), at=world.now())


def dates(item: Item) -> tuple[date | None, date | None]:
    item = Item.objects.get(pk=item.pk)
    return item.last_reviewed, item.next_review_due


def test_with_the_last_missing_sign_off_it_is_approved(world: World) -> None:
    draft = world.in_review()
    assert world.reviewed(draft, "clive", "clinical").state == "in_review"
    assert world.reviewed(draft, "lila", "lived_experience").state == "approved"


def test_one_person_is_not_two(world: World) -> None:
    draft = world.in_review()
    world.reviewed(draft, "max", "clinical")
    assert world.reviewed(draft, "max", "lived_experience").state == "in_review"
    assert world.reviewed(draft, "lila", "lived_experience").state == "approved"


def test_a_kind_that_nobody_asked_for_is_welcome_and_not_enough(world: World) -> None:
    draft = world.reviewed(world.in_review(), "edie", "editorial")
    assert draft.state == "in_review"


def test_any_reviewer_may_still_stop_an_approved_draft(world: World) -> None:
    draft = world.reviewed(world.approved(), "edie", "editorial", decision="changes_requested")
    assert draft.state == "changes_requested"


def test_one_judges_what_one_can(world: World) -> None:
    with pytest.raises(Forbidden) as refused:
        world.reviewed(world.in_review(), "lila", "clinical")
    assert refused.value.members == {"needs": ["clinical"]}


def test_a_review_is_of_the_text_that_was_read(world: World) -> None:
    draft = world.in_review()
    draft.document_hash, now = "0" * 64, draft.document_hash
    with pytest.raises(TextHasMovedOn) as refused:
        world.reviewed(draft, "clive", "clinical")
    assert refused.value.members == {"document_hash": now}


@pytest.mark.parametrize("comment", ["", "  \n"])
def test_who_asks_for_changes_says_which(world: World, comment: str) -> None:
    with pytest.raises(Malformed) as refused:
        world.reviewed(world.in_review(), "clive", "clinical", decision="changes_requested", comment=comment)
    assert [fault.pointer for fault in refused.value.errors] == ["/comment"]


def test_the_event_of_a_review_has_codes_and_no_words(world: World) -> None:
    draft = world.reviewed(world.in_review(), "clive", "clinical", comment="canary-words")
    data = Event.objects.filter(type="draft.reviewed").get().data
    assert (data["kind"], data["decision"], data["document_hash"]) == ("clinical", "approved", draft.document_hash)
    assert "canary-words" not in str(data)


# Review dates: moved by reviews of the whole, never by an edit


def test_the_first_edition_was_reviewed_when_the_last_sign_off_was_given(world: World) -> None:
    item = world.published()
    day = uk_day(item.reviews.latest("created_at").created_at)
    assert dates(item) == (day, months_later(day, 36))


def test_an_edit_does_not_move_the_review_dates(world: World) -> None:
    item = world.published()
    before = dates(item)
    world.clock += timedelta(days=10)
    world.republished(item, summary="New words.", scope="change")
    assert dates(item) == before


def test_a_new_edition_that_was_reviewed_as_a_whole_moves_them(world: World) -> None:
    item = world.published()
    world.clock += timedelta(days=10)
    edition = world.republished(item, summary="New words.", scope="whole")
    assert dates(item)[0] == uk_day(edition.published_at)


def test_both_must_have_looked_at_the_whole(world: World) -> None:
    item = world.published()
    before = dates(item)
    world.clock += timedelta(days=10)
    draft = world.in_review(world.edited(item, summary="New words."))
    world.reviewed(draft, "lila", "lived_experience", scope="whole")
    world.publish(world.reviewed(draft, "clive", "clinical", scope="change"))
    assert dates(item) == before


def test_a_review_of_what_is_out_moves_them_without_an_edition(world: World) -> None:
    item = world.published()
    world.clock += timedelta(days=10)
    etag = Entry.objects.get(item=item).etag
    review(world, item)
    assert dates(item) == (uk_day(world.clock), months_later(uk_day(world.clock), 36))
    entry = Entry.objects.get(item=item)
    assert (entry.edition, entry.next_review_due) == (1, dates(item)[1])
    assert (entry.etag, entry.fresh_until) == (etag, world.clock)  # stale from this moment on
    assert Event.objects.filter(type="item.reviewed", position__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("by", "kind", "decision"),
    [("edie", "editorial", "approved"), ("lila", "lived_experience", "changes_requested")],
)
def test_what_does_not_vouch_for_the_whole_does_not_move_them(world: World, by: str, kind: str, decision: str) -> None:
    item = world.published()
    before = dates(item)
    world.clock += timedelta(days=10)
    review(world, item, by, kind, decision=decision, comment="Look at the second section.")
    assert dates(item) == before


def test_a_review_of_what_is_out_is_of_the_edition_that_was_read(world: World) -> None:
    item = world.published()
    old = Edition.objects.get(item=item)
    world.republished(item, summary="New words.")
    with pytest.raises(TextHasMovedOn):
        review(world, item, document_hash=old.sha256)


def test_nothing_is_reviewed_that_is_not_out(world: World) -> None:
    item = world.withdrawn()
    with pytest.raises(Malformed) as refused:
        review(world, item)
    assert [fault.pointer for fault in refused.value.errors] == ["/language"]


def test_who_wrote_the_edition_does_not_review_it(world: World) -> None:
    both = world.join("both", "sun", ["curator", "reviewer"], ["lived_experience"])
    item = world.published()
    world.publish(world.approved(world.edited(item, by="both", summary="By both."), scope="change"))
    with pytest.raises(Forbidden) as refused:
        review(world, item, "both")
    assert refused.value.slug == "own-work"
    world.republished(item, summary="By Cora.")
    assert review(world, item, "both").reviewer_id == both.id
