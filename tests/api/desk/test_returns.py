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
