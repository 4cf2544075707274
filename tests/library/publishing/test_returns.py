"""A withdrawn item comes back with a corrected text: what was withdrawn is live at no moment."""

from __future__ import annotations

from typing import Any

import pytest

from library.catalogue.models import Entry, Item
from library.editions.actions import restore
from library.editions.actions.standing import NotInThatStanding
from library.editions.models import Edition
from library.history.models import Event
from library.publishing.actions import publish
from library.publishing.actions.release import NotReadyToPublish
from library.publishing.models import Draft
from tests.client import Api
from tests.worlds import World


@pytest.fixture
def public() -> Api:
    """Nobody in particular."""
    return Api()


def publish_again(world: World, draft: Draft, **how: Any) -> Edition:
    return publish(
        draft=draft,
        expected_version=draft.version,
        note="Corrected.",
        by=world.by("petra"),
        at=world.now(),
        **{"change_class": "safety", "restores": True, **how},
    )


def test_it_is_back_with_the_corrected_text_and_no_other(world: World, public: Api) -> None:
    item = world.withdrawn(world.published(title="Old words"), reason="unsafe")
    last = Event.objects.latest("id").pk
    publish_again(world, world.approved(world.edited(item, title="New words")))
    answer = public.get(f"/v1/resources/{item.slug}")
    assert (answer.status, answer.json()["title"], answer.json()["edition"]) == (200, "New words", 2)
    item.refresh_from_db()
    assert (item.standing, item.withdrawal_reason, item.withdrawn_at) == ("published", "", None)
    told = Event.objects.filter(pk__gt=last, position__isnull=False).order_by("position")
    assert list(told.values_list("type", "subject_language")) == [("item.updated", "en-GB"), ("item.restored", "en-GB")]


def test_its_translations_stay_withdrawn_and_say_why_until_they_are_corrected(world: World, public: Api) -> None:
    item = world.published()
    world.publish(world.approved(world.translation(item, title="Hen eiriau")))
    world.withdrawn(item, reason="unsafe")
    publish_again(world, world.approved(world.edited(item, title="New words")))
    gone = public.get(f"/v1/resources/{item.slug}", {"language": "cy"})
    assert (gone.status, gone.json()["reason"]) == (410, "unsafe")
    back = public.get(f"/v1/resources/{item.slug}").json()
    assert [one["language"] for one in back["languages"]] == ["en-GB"]
    world.publish(world.approved(world.edited(item, "cy", title="Geiriau newydd")), change_class="safety")
    assert public.get(f"/v1/resources/{item.slug}", {"language": "cy"}).json()["title"] == "Geiriau newydd"
    back = public.get(f"/v1/resources/{item.slug}").json()
    assert [one["language"] for one in back["languages"]] == ["en-GB", "cy"]


def test_nothing_is_read_of_a_translation_that_did_not_come_back(world: World, public: Api) -> None:
    item = world.published(kind="leaflet")
    world.publish(world.approved(world.translation(item, title="Hen eiriau")))
    world.withdrawn(item, reason="unsafe")
    publish_again(world, world.approved(world.edited(item, title="New words")))
    path, welsh = f"/v1/leaflets/{item.slug}", {"language": "cy"}
    answers = [
        public.get(f"{path}/editions", welsh),
        public.get(f"{path}/editions/1", welsh),
        public.get(f"{path}/editions/1/changes", {"from": 1, **welsh}),
        public.get(f"{path}/form", welsh),
        public.post(f"{path}/preview?language=cy", {}, idempotency_key=None),
        public.get("/v1/permissions", {"item": f"leaflets/{item.slug}", "action": "adapt", **welsh}),
        world.api("nell").get(f"/v1/workspace/packages/leaflets/{item.slug}", welsh),
    ]
    assert [(answer.status, answer.json().get("reason")) for answer in answers] == [(410, "unsafe")] * len(answers)


def test_a_refusal_leaves_it_withdrawn(world: World) -> None:
    item = world.withdrawn(world.published())
    draft = world.approved(world.edited(item, title="New words"))
    world.retire("samaritans")
    with pytest.raises(Exception, match="Something is missing"):
        publish_again(world, draft)
    assert Item.objects.get(pk=item.pk).standing == "withdrawn"
    assert not Entry.objects.filter(item=item, state=Entry.State.LIVE).exists()


@pytest.mark.parametrize("change_class", ["minor", "content"])
@pytest.mark.parametrize("language", ["en-GB", "cy"])
def test_what_was_not_safe_comes_back_for_safety_alone(world: World, language: str, change_class: str) -> None:
    item = world.published()
    world.publish(world.approved(world.translation(item)))
    world.withdrawn(item, reason="unsafe")
    if language == "cy":
        publish_again(world, world.approved(world.edited(item, title="New words")))
    draft = world.approved(world.edited(item, language, title="Other words"))
    with pytest.raises(NotReadyToPublish) as refused:
        publish_again(world, draft, change_class=change_class, restores=language == "en-GB")
    assert [fault.pointer for fault in refused.value.errors] == ["/change_class"]
    assert not Entry.objects.filter(item=item, language=language, state=Entry.State.LIVE).exists()


def test_for_another_reason_it_comes_back_as_whatever_it_is(world: World) -> None:
    item = world.withdrawn(world.published(), reason="error")
    publish_again(world, world.approved(world.edited(item, title="New words")), change_class="content")
    assert Item.objects.get(pk=item.pk).standing == "published"


@pytest.mark.parametrize("situation", ["published", "redirected"])
def test_only_what_is_withdrawn_comes_back_so(world: World, situation: str) -> None:
    item = world.published()
    if situation == "redirected":
        world.redirected(item)
    draft = world.approved(world.edited(item, title="New words"))
    with pytest.raises(NotInThatStanding):
        publish_again(world, draft)


def test_over_http_it_has_to_be_asked_for(world: World, public: Api) -> None:
    item = world.withdrawn(world.published())
    draft = world.approved(world.edited(item, title="New words"))
    petra, path = world.api("petra"), f"/v1/workspace/drafts/{draft.pk}"
    body = {"change_class": "content", "note": "Corrected."}
    refused = petra.post(f"{path}/publish", body, if_match=petra.get(path).etag)
    assert (refused.status, refused.slug) == (409, "wrong-standing")
    assert public.get(f"/v1/resources/{item.slug}").status == 410
    assert petra.post(f"{path}/publish", {**body, "restore": True}, if_match=petra.get(path).etag).status == 200
    assert public.get(f"/v1/resources/{item.slug}").json()["title"] == "New words"


@pytest.fixture
def half_back(world: World) -> Item:
    """Unsafe in two languages, corrected in the original alone."""
    item = world.published(title="Old words")
    world.publish(world.approved(world.translation(item, title="Hen eiriau")))
    world.withdrawn(item, reason="unsafe")
    publish_again(world, world.approved(world.edited(item, title="New words")))
    return Item.objects.get(pk=item.pk)


def reasons(public: Api, item: Item) -> dict[str, Any]:
    """What a reader of each language gets: the title, or why it is gone."""
    found = {}
    for language in ("en-GB", "cy"):
        answer = public.get(f"/v1/resources/{item.slug}", {"language": language})
        found[language] = answer.json().get("reason") or answer.json().get("title") or answer.status
    return found


@pytest.mark.parametrize("step", ["out_of_date", "unsafe", "redirected"])
def test_undoing_a_second_step_brings_back_no_more_than_it_took(
    world: World, public: Api, half_back: Item, step: str
) -> None:
    before = reasons(public, half_back)
    assert before == {"en-GB": "New words", "cy": "unsafe"}
    if step == "redirected":
        world.redirected(half_back)
    else:
        world.withdrawn(half_back, reason=step)
    last = Event.objects.latest("id").pk
    restore(item=Item.objects.get(pk=half_back.pk), by=world.by("petra"), at=world.now())
    assert reasons(public, half_back) == before
    told = Event.objects.filter(pk__gt=last, position__isnull=False).order_by("position")
    heard = [("item.restored", "en-GB", ""), ("item.withdrawn", "cy", "unsafe")]
    assert list(told.values_list("type", "subject_language", "reason")) == heard
    world.publish(world.approved(world.edited(half_back, "cy", title="Geiriau newydd")), change_class="safety")
    assert reasons(public, half_back) == {"en-GB": "New words", "cy": "Geiriau newydd"}
    item = Item.objects.get(pk=half_back.pk)
    assert (item.withdrawal_reason, item.withheld) == ("", None)


def test_after_a_second_withdrawal_an_unsafe_translation_still_comes_back_for_safety_alone(
    world: World, public: Api, half_back: Item
) -> None:
    world.withdrawn(half_back, reason="out_of_date")
    publish_again(world, world.approved(world.edited(half_back, title="Newer words")), change_class="content")
    assert reasons(public, half_back) == {"en-GB": "Newer words", "cy": "unsafe"}
    draft = world.approved(world.edited(half_back, "cy", title="Geiriau newydd"))
    with pytest.raises(NotReadyToPublish) as refused:
        publish_again(world, draft, change_class="content", restores=False)
    assert [fault.pointer for fault in refused.value.errors] == ["/change_class"]
    publish_again(world, draft, restores=False)
    assert reasons(public, half_back) == {"en-GB": "Newer words", "cy": "Geiriau newydd"}


def test_a_third_withdrawal_forgets_neither(world: World, public: Api, half_back: Item) -> None:
    world.publish(world.approved(world.translation(half_back, "pl", title="Nowe")))
    world.withdrawn(half_back, reason="out_of_date")
    publish_again(world, world.approved(world.edited(half_back, title="Newer words")), change_class="content")
    world.withdrawn(half_back, reason="error")
    restore(item=Item.objects.get(pk=half_back.pk), by=world.by("petra"), at=world.now())
    assert reasons(public, half_back) == {"en-GB": "Newer words", "cy": "unsafe"}
    assert public.get(f"/v1/resources/{half_back.slug}", {"language": "pl"}).status == 410
