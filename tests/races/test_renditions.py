"""A rendition is asked for at the very moment at which it may not be there any more."""

from __future__ import annotations

from functools import partial

from library.catalogue.models import Item
from library.editions import actions as editions
from library.editions.models import Edition, Rendition
from tests.client import Api
from tests.races.together import statuses, together
from tests.worlds import World

ROUNDS = 5


def reading(item: Item) -> partial:
    return partial(Api().get, f"/v1/resources/{item.slug}/renditions/text.txt")


def test_nothing_is_kept_of_what_is_withdrawn_while_it_is_made(world: World) -> None:
    for _ in range(ROUNDS):
        item = world.published()
        withdrawing = partial(
            editions.withdraw,
            item=item,
            reason="unsafe",
            explanation="It is not safe.",
            by=world.by("petra"),
            at=world.now(),
        )
        together(reading(item), reading(item), withdrawing)
        assert not Rendition.objects.filter(edition__item=item).exists()
        assert reading(item)().status == 410


def test_nothing_is_kept_of_an_edition_that_is_overtaken_while_it_is_made(world: World) -> None:
    for number in range(ROUNDS):
        item = world.published()
        draft = world.approved(world.edited(item, title=f"Edition after {number}"))
        together(reading(item), reading(item), partial(world.publish, draft))
        current = Edition.objects.filter(item=item).order_by("-number").first()
        assert not Rendition.objects.filter(edition__item=item).exclude(edition=current).exists()
        assert reading(item)().body.startswith(f"Edition after {number}".encode())


def test_many_who_ask_at_once_are_sent_the_same(world: World) -> None:
    for _ in range(ROUNDS):
        item = world.published()
        answers = together(*[reading(item)] * 4)
        assert statuses(answers) == [200] * 4
        assert len({answer.body for answer in answers}) == 1
        assert Rendition.objects.filter(edition__item=item).count() == 1
