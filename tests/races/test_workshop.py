"""Two people at the same moment: one is first, the other is told, and nothing is half done."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from library.catalogue.models import Entry, Item
from library.editions.models import Edition
from library.history.models import Event
from library.publishing.models import Draft
from library.publishing.queries import missing_sign_offs
from tests.client import Api, Response
from tests.races.together import statuses, together
from tests.texts import text
from tests.worlds import World

ROUNDS = 5
DRAFTS, ITEMS = "/v1/workspace/drafts", "/v1/workspace/items"
RELEASE = {"change_class": "content", "note": "New."}
WHY = {"reason": "unsafe", "explanation": "It is not safe."}


def publishing(api: Api, draft: Draft, **how: Any) -> partial[Response]:
    return partial(api.post, f"{DRAFTS}/{draft.pk}/publish", RELEASE, if_match=f'"v{draft.version}"', **how)


def feed_is_gapless() -> bool:
    positions = Event.objects.filter(position__isnull=False).order_by("position").values_list("position", flat=True)
    return list(positions) == list(range(1, len(positions) + 1))


@pytest.fixture
def publishers(world: World) -> tuple[Api, Api]:
    world.join("paul", "sun", ["publisher"])
    return world.api("petra"), world.api("paul")


def test_of_two_publishers_one_wins(world: World, publishers: tuple[Api, Api]) -> None:
    for _ in range(ROUNDS):
        draft = world.approved()
        answers = together(*(publishing(api, draft) for api in publishers))
        assert statuses(answers) in ([200, 409], [200, 412])
        assert Edition.objects.filter(item=draft.item).count() == 1
    assert feed_is_gapless()


def test_one_key_sent_twice_at_once_publishes_once(world: World) -> None:
    for number in range(ROUNDS):
        draft, api = world.approved(), world.api("petra")
        again = publishing(api, draft, idempotency_key=f'"round-{number}"')
        answers = together(again, again)
        assert statuses(answers) in ([200, 200], [200, 409])
        assert {answer.slug for answer in answers if answer.status == 409} <= {"request-in-flight"}
        assert again().headers["Idempotency-Replayed"] == "true"
        assert Edition.objects.filter(item=draft.item).count() == 1


def test_two_languages_of_an_item_go_out_at_once(world: World, publishers: tuple[Api, Api]) -> None:
    for _ in range(ROUNDS):
        item = world.published()
        ours = [world.approved(world.edited(item, summary="New.")), world.approved(world.translation(item))]
        answers = together(*(publishing(api, draft) for api, draft in zip(publishers, ours, strict=True)))
        assert statuses(answers) == [200, 200]
        entries = set(Entry.objects.filter(item=item).values_list("language", "edition", "state"))
        assert entries == {("en-GB", 2, "live"), ("cy", 1, "live")}
        assert all(entry.languages == ["cy", "en-GB"] for entry in Entry.objects.filter(item=item))
    assert feed_is_gapless()


def test_a_withdrawal_beats_a_publication(world: World, publishers: tuple[Api, Api]) -> None:
    """Whoever comes first, the item is withdrawn in the end: nothing that was published goes on being read."""
    petra, paul = publishers
    for _ in range(ROUNDS):
        item = Item.objects.get(pk=world.published().pk)
        draft = world.approved(world.edited(item, summary="New."), scope="change")
        withdrawing = partial(
            paul.post, f"{ITEMS}/{item.pk}/withdraw", WHY, if_match=f'"v{item.version}"', idempotency_key=None
        )
        published, withdrawn = together(publishing(petra, draft), withdrawing)
        assert withdrawn.status == 200
        assert (published.status, Edition.objects.filter(item=item).count()) in {(200, 2), (409, 1)}
        entry = Entry.objects.get(item=item)
        assert (entry.state, bytes(entry.document), entry.text) == ("withdrawn", b"", "")
        assert Api().get(f"/v1/resources/{item.slug}").status == 410
    assert feed_is_gapless()


def test_of_two_writers_with_one_tag_one_is_told(world: World) -> None:
    world.join("carl", "sun", ["curator"])
    for _ in range(ROUNDS):
        draft = world.draft()
        saving = [
            partial(world.api(name).put, f"{DRAFTS}/{draft.pk}", {"document": text(title=name)}, if_match='"v1"')
            for name in ("cora", "carl")
        ]
        answers = together(*saving)
        assert statuses(answers) == [200, 412]
        (saved,) = [answer.json() for answer in answers if answer.status == 200]
        now = Draft.objects.get(pk=draft.pk)
        assert (now.document["title"], now.version) == (saved["title"], 2)


def test_no_sign_off_lands_on_a_text_that_was_just_changed(world: World) -> None:
    for _ in range(ROUNDS):
        draft = world.reviewed(world.in_review(), "lila", "lived_experience")
        said = {"draft": str(draft.pk), "kind": "clinical", "scope": "whole", "decision": "approved"}
        reviewing = partial(
            world.api("clive").post, "/v1/workspace/reviews", {**said, "document_hash": draft.document_hash}
        )
        saving = partial(
            world.api("cora").put,
            f"{DRAFTS}/{draft.pk}",
            {"document": text(title="Changed")},
            if_match=f'"v{draft.version}"',
        )
        answers = together(reviewing, saving)
        assert statuses(answers) in ([200, 409], [201, 412])
        now = Draft.objects.select_related("item").get(pk=draft.pk)
        assert (now.state == "approved") == (missing_sign_offs(now) == [])


def test_two_items_do_not_become_each_other_s_successor(world: World, publishers: tuple[Api, Api]) -> None:
    for _ in range(ROUNDS):
        one, other = (Item.objects.get(pk=world.published().pk) for _ in range(2))
        sending = [
            partial(
                api.post,
                f"{ITEMS}/{item.pk}/redirect",
                {"successor": str(successor.pk)},
                if_match=f'"v{item.version}"',
                idempotency_key=None,
            )
            for api, item, successor in zip(publishers, (one, other), (other, one), strict=True)
        ]
        assert statuses(together(*sending)) == [200, 400]


def test_of_two_items_with_one_slug_one_is_made(world: World) -> None:
    body = {
        "licence": "CC-BY-4.0",
        "rights_holder": "The SUN Network",
        "funding": "None",
        "conflicts_of_interest": "None declared",
    }
    for number in range(ROUNDS):
        wanted = {**body, "document": text(), "slug": f"wanted-{number}"}
        answers = together(*(partial(world.api(name).post, ITEMS, wanted) for name in ("cora", "hana")))
        assert statuses(answers) == [201, 409]
        assert {answer.slug for answer in answers if answer.status == 409} == {"slug-taken"}
        assert Draft.objects.filter(item__slug=f"wanted-{number}").count() == 1
