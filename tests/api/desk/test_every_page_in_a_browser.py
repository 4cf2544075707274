"""Every page of the desk as axe sees it, at a desk's width and on a phone: lists, one thing of each kind with its steps, and forms."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Browser

from api.desk.site import desk
from library.accounts.roles import Role
from tests.api.desk.browser import somebody
from tests.api.desk.sitting import PASSWORD, address, let_in
from tests.api.desk.test_every_page import MODELS, list_page, names, one_of_each, some
from tests.worlds import World

PARTS = 4
ALONE = ("index", "reach", "hazards", "reminders", "password_change", "act_for_page")
WIDTHS = (1360, 390)


def pages(world: World, client: Client, part: int) -> list[str]:
    """Of this part of the kinds of things; the pages that are about none come with the first."""
    found = [reverse(f"admin:{name}") for name in ALONE] if part == 0 else []
    for model in MODELS[part::PARTS]:
        there = desk._registry[model]
        found.append(list_page(model))
        if there.adding:
            found.append(reverse(f"admin:{names(model)}_add"))
        for thing in some(model, world):
            found.append(address(thing))
            found += [url for _, url in client.get(address(thing)).context["steps"]]
            for page in ("preview", "compare"):
                try:
                    found.append(there.url(page, thing.pk))
                except NoReverseMatch:
                    continue
    return [page for page in dict.fromkeys(found) if client.get(page).status_code == 200]


@pytest.mark.browser
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_stands_in_the_way_on_any_page(
    transactional_db: None, live_server: Any, browser: Browser, settings: Any, tmp_path: Any, part: int
) -> None:
    settings.MEDIA_ROOT = tmp_path
    world = one_of_each(World())
    world.join("everybody", "sun", [role.value for role in Role], ["clinical", "lived_experience"])
    client = Client()
    client.force_login(let_in(world, "everybody"), backend="django.contrib.auth.backends.ModelBackend")
    walked = pages(world, client, part)
    assert len(walked) > len(MODELS) // PARTS
    barriers: dict[str, Any] = {}
    with somebody(browser, str(live_server.url)) as person:
        person.sign_in("everybody", PASSWORD)
        for page in walked:
            person.go(page)
            for width in WIDTHS:
                person.page.set_viewport_size({"width": width, "height": 900})
                person.look(f"every{page.replace('/', '-')}{width}")
                found = person.barriers()
                if person.page.evaluate("document.documentElement.scrollWidth") > width:
                    found.append("it scrolls sideways")
                if found:
                    barriers[f"{page} at {width}"] = found
        assert (barriers, person.foreign, person.broken) == ({}, [], [])
    connection.close()
