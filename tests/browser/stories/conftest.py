"""What a person does at the desk, from the first page to the last, by what she sees and clicks: at a desk's width and on a phone.

Situations are built before the browser opens; what others do meanwhile, whom the story does not follow, stands in `meanwhile`.
`DESK_SHOTS=folder` keeps a picture of every stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, expect

from tests.api.desk.browser import Person, somebody
from tests.api.desk.sitting import PASSWORD, let_in
from tests.worlds import World

PHONE = 390
MENU_STANDS_FROM = 1280
"""Pixels. On narrower windows the menu is behind a button."""
AT_THE_DESK = ("ada", "cora", "petra", "clive", "nell", "nadia", "sadie")


class Colleague(Person):
    """Somebody with an account, at the desk."""

    @property
    def width(self) -> int:
        size = self.page.viewport_size
        assert size is not None
        return size["width"]

    def choose(self, name: str) -> None:
        """An entry of the menu."""
        if self.width < MENU_STANDS_FROM:
            self.press("Show or hide the menu")
        self.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()

    def is_told(self, words: str) -> None:
        """What came of the last press."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def queue(self, title: str) -> Any:
        """A queue on the start page."""
        return self.page.get_by_role("region", name=title)

    def stop(self, name: str) -> None:
        """Look at where one is: nothing stands in the way, and nothing is cut off at the side."""
        self.look(f"story-{name}-{self.width}")
        assert (name, self.barriers()) == (name, [])
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, f"{name} scrolls sideways"


Arrive = Callable[[str], Colleague]
Meanwhile = Callable[[Callable[[], Any]], Any]


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """A machine with much to do may take its time."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def world(transactional_db: None, settings: Any, tmp_path: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    world = World()
    for name in AT_THE_DESK:
        let_in(world, name)
    return world


@pytest.fixture
def home(live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture(params=[1360, PHONE], ids=["desk", "phone"])
def width(request: Any) -> int:
    return int(request.param)


@pytest.fixture
def arrive(browser: Browser, home: str, width: int) -> Iterator[Arrive]:
    """Somebody sits down with a browser of their own, and signs in. Their pages ask only us, and nothing in them breaks."""
    people: list[Person] = []
    with ExitStack() as open_windows:

        def arrived(name: str) -> Colleague:
            window = {"viewport": {"width": width, "height": 844}}
            person = Colleague(open_windows.enter_context(somebody(browser, home, **window)).page, home)
            people.append(person)
            person.sign_in(name, PASSWORD)
            return person

        yield arrived
        assert [(one.foreign, one.broken) for one in people] == [([], [])] * len(people)


@pytest.fixture
def meanwhile() -> Meanwhile:
    """Beside the browser's loop Django opens a connection of its own, which must not outlive what was done with it."""

    def done(what: Callable[[], Any]) -> Any:
        try:
            return what()
        finally:
            connection.close()

    return done
