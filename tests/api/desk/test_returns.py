"""What was withdrawn for the safety of readers comes back at the desk with a corrected text, and as that."""

from __future__ import annotations

from django.test import Client

from library.catalogue.models import Item
from library.editions.models import Edition
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import address
from tests.worlds import World


def test_it_is_offered_as_a_change_for_safety_alone(petra: Client, world: World) -> None:
    item = world.withdrawn(world.published(), reason="unsafe")
    draft = world.approved(world.edited(item, title="New words"))
    form = petra.get(address(draft, "publish")).context["form"]
    assert [value for value, _ in form.fields["change_class"].choices] == ["safety"]
    fill_in(petra, address(draft, "publish"), note="Corrected.", restores="on")
    assert Item.objects.get(pk=item.pk).standing == "published"
    assert Edition.objects.filter(item=item).latest("number").change_class == "safety"


def test_the_desk_does_not_say_that_it_cannot_go_out_when_it_comes_back_so(petra: Client, world: World) -> None:
    item = world.withdrawn(world.published(), reason="unsafe")
    draft = world.approved(world.edited(item, title="New words"))
    page = petra.get(address(draft, "publish"))
    assert (page.context["missing"], "restores" in page.context["form"].fields) == ([], True)
    (planned,) = petra.get(address(draft, "schedule")).context["missing"]
    assert "restore it first" not in planned.detail
    assert "with `restore`" in planned.detail


def test_a_translation_does_not_bring_it_back(petra: Client, world: World) -> None:
    item = world.published()
    draft = world.approved(world.translation(item))
    world.withdrawn(item)
    page = petra.get(address(draft, "publish"))
    assert "restores" not in page.context["form"].fields
    assert [place.detail for place in page.context["missing"]] == [
        "The item was withdrawn: publish its original language with `restore`, and it comes back with that text."
    ]
