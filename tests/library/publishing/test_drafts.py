"""Writing: items, drafts, and what a sign-off survives."""

from __future__ import annotations

import pytest

from library.catalogue.actions.items import Governance, SlugTaken
from library.catalogue.models import Item
from library.documents.errors import InvalidDocument
from library.editions.models import Edition
from library.errors import Forbidden, Malformed
from library.history.models import Event
from library.publishing import actions
from library.publishing.actions.drafts import DraftExists
from library.publishing.models import Draft, Review
from library.publishing.queries import missing_sign_offs
from tests.texts import text
from tests.worlds import GOVERNANCE, World


def begin(world: World, title: str = "A title", slug: str | None = None, by: str = "cora") -> Draft:
    return actions.start_item(
        document=text(title=title), governance=GOVERNANCE, slug=slug, by=world.by(by), at=world.now()
    )


def submit(world: World, draft: Draft, **said: str) -> Draft:
    return actions.submit(draft=draft, expected_version=draft.version, by=world.by("cora"), at=world.now(), **said)


def test_an_item_begins_unpublished_with_one_draft(world: World) -> None:
    draft = begin(world)
    item = draft.item
    assert (item.standing, item.owner.code, item.kind, item.original_language) == (
        "unpublished",
        "sun",
        "resource",
        "en-GB",
    )
    assert (draft.state, draft.version, draft.based_on, draft.contributors) == ("draft", 1, None, [world.by("cora").id])


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Caring for someone", "caring-for-someone"), ("  Ünder  50 % ", "under-50"), ("—Why?", "why")],
)
def test_a_slug_is_made_of_the_title(world: World, title: str, slug: str) -> None:
    assert begin(world, title.strip()).item.slug == slug


def test_a_title_that_makes_no_slug_needs_one(world: World) -> None:
    with pytest.raises(Malformed) as refused:
        begin(world, "照護")
    assert [fault.pointer for fault in refused.value.errors] == ["/slug"]
    assert begin(world, "照護", slug="care").item.slug == "care"


def test_a_slug_is_taken_once_per_kind(world: World) -> None:
    world.draft(kind="training", slug="same")
    begin(world, slug="same")
    with pytest.raises(SlugTaken) as refused:
        begin(world, slug="same")
    assert [fault.pointer for fault in refused.value.errors] == ["/slug"]
    assert Item.objects.filter(slug="same").count() == 2


def test_a_slug_is_taken_by_another_publisher_too(world: World) -> None:
    begin(world, slug="same", by="hana")
    with pytest.raises(SlugTaken):
        begin(world, slug="same")


def test_unknown_words_are_all_named(world: World) -> None:
    governance = Governance(
        **{**vars(GOVERNANCE), "topics": ("carers", "eating-disorders"), "audiences": ("x",), "licence": "MIT"}
    )
    with pytest.raises(Malformed) as refused:
        actions.start_item(document=text(), governance=governance, by=world.by("cora"), at=world.now())
    assert [fault.pointer for fault in refused.value.errors] == ["/topics/0", "/audiences/0", "/licence"]


@pytest.mark.parametrize("person", ["petra", "lila", "ada", "rosa", "nell", "nora"])
def test_only_a_curator_begins_an_item(world: World, person: str) -> None:
    with pytest.raises(Forbidden):
        begin(world, by=person)
    assert not Item.objects.exists()


def test_a_language_has_one_draft(world: World) -> None:
    item = world.draft().item
    translation = world.translation(item)
    with pytest.raises(DraftExists) as refused:
        world.translation(item)
    assert refused.value.members == {"draft": str(translation.pk)}


def test_a_draft_stays_of_its_kind_and_language(world: World) -> None:
    draft = world.draft()
    for document, pointer in ((text("leaflet"), "/kind"), (text(language="cy"), "/language")):
        with pytest.raises(InvalidDocument) as refused:
            actions.save_draft(draft=draft, document=document, expected_version=1, by=world.by("cora"), at=world.now())
        assert [fault.pointer for fault in refused.value.errors] == [pointer]


def test_submitting_again_keeps_what_was_said_of_the_change(world: World) -> None:
    draft = submit(world, world.draft(), change_class="safety", change_note="The dose.")
    draft = world.reviewed(draft, "clive", "clinical", decision="changes_requested")
    draft = submit(world, world.edited(draft.item, summary="Clearer."))
    assert (draft.change_class, draft.change_note) == ("safety", "The dose.")
    draft = submit(world, world.edited(draft.item, summary="Clearer still."), change_class="content")
    assert (draft.change_class, draft.change_note) == ("content", "The dose.")


def test_a_later_edit_voids_the_sign_offs(world: World) -> None:
    draft = world.approved()
    draft = world.edited(draft.item, summary="One word more.")
    assert missing_sign_offs(draft) == ["lived_experience", "clinical"]
    assert submit(world, draft).state == "in_review"


def test_a_text_that_comes_back_has_its_sign_offs_back(world: World) -> None:
    draft = world.approved()
    first = draft.document
    world.edited(draft.item, summary="One word more.")
    draft = world.edited(draft.item, **first)
    assert missing_sign_offs(draft) == []
    assert submit(world, draft).state == "approved"


def test_a_recalled_text_needs_no_second_review(world: World) -> None:
    draft = world.approved()
    draft = actions.recall(draft=draft, expected_version=draft.version, by=world.by("cora"), at=world.now())
    assert submit(world, draft).state == "approved"


def test_one_who_helped_to_write_cannot_sign_off(world: World) -> None:
    both = world.join("both", "sun", ["curator", "reviewer"], ["clinical"])
    draft = world.draft()
    draft = actions.save_draft(
        draft=draft, document={**draft.document, "summary": "By both."}, expected_version=1, by=both, at=world.now()
    )
    draft = world.in_review(draft)
    with pytest.raises(Forbidden) as refused:
        world.reviewed(draft, "both", "clinical")
    assert refused.value.slug == "own-work"


def test_an_item_that_never_was_published_goes_with_its_last_draft(world: World) -> None:
    draft = world.draft()
    translation = world.translation(draft.item)
    for each, left in ((draft, True), (translation, False)):
        actions.discard_draft(draft=each, expected_version=1, by=world.by("cora"), at=world.now())
        assert Item.objects.filter(pk=draft.item_id).exists() is left
    assert Event.objects.filter(type="draft.discarded").count() == 2


def test_what_is_published_outlives_its_draft_with_who_signed_it_off(world: World) -> None:
    item = world.published()
    draft = world.in_review(world.edited(item, summary="Never to be."))
    draft = world.reviewed(draft, "lila", "lived_experience")
    actions.discard_draft(draft=draft, expected_version=draft.version, by=world.by("cora"), at=world.now())
    assert not Draft.objects.exists()
    kept = Review.objects.get(kind="lived_experience")
    assert (kept.draft, kept.edition) == (None, Edition.objects.get(item=item))


def test_a_new_draft_starts_from_the_edition_that_is_out(world: World) -> None:
    item = world.published()
    draft = world.edited(item, summary="Never to be.")
    actions.discard_draft(draft=draft, expected_version=draft.version, by=world.by("cora"), at=world.now())
    again = actions.start_draft(item=item, document=text(), by=world.by("cora"), at=world.now())
    assert (again.based_on, again.state) == (1, "draft")
