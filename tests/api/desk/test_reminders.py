"""Turning one's own letters off at the desk."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from library.upkeep.models import LettersOff
from tests.worlds import World


def test_letters_are_turned_off_and_on_again(world: World, cora: Client) -> None:
    page = reverse("admin:reminders")
    assert cora.get(page).context["form"].initial == {"letters": True}
    cora.post(page, {})
    assert LettersOff.objects.get().user == world.cast.members["cora"].user
    cora.post(page, {"letters": "on"})
    assert not LettersOff.objects.exists()


def test_the_menu_of_one_s_account_leads_there(cora: Client) -> None:
    assert reverse("admin:reminders") in cora.get(reverse("admin:index")).content.decode()


def test_a_stranger_is_sent_to_the_door(client: Client, db: None) -> None:
    assert client.get(reverse("admin:reminders")).status_code == 302
