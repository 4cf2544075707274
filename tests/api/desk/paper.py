"""Forms as a browser without scripts would send them: what stands in a page, with some of it changed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.test import Client

Controls = list[tuple[str, str]]


class _Reader(HTMLParser):
    """The controls of the page's main form. What stands in a template is not in the form yet."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Controls = []
        self.templates = 0
        self.text: list[str] | None = None
        self.select: list[str | None] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.templates += tag == "template"
        if self.templates:
            return
        name, ticked = given.get("name"), given.get("type") in {"checkbox", "radio"}
        value = given.get("value") or ("on" if ticked else "")
        if tag == "input" and name and given.get("type") != "file" and (not ticked or "checked" in given):
            self.found.append((name, value))
        elif tag == "textarea" and name:
            self.text = [name, ""]
        elif tag == "select" and name:
            self.select = [name, None]
        elif tag == "option" and self.select and ("selected" in given or self.select[1] is None):
            self.select[1] = value

    def handle_endtag(self, tag: str) -> None:
        self.templates -= tag == "template"
        if tag == "textarea" and self.text:
            # A browser drops one line feed after the tag, and sends line ends as CR LF.
            self.found.append((self.text[0], self.text[1].removeprefix("\n").replace("\n", "\r\n")))
            self.text = None
        elif tag == "select" and self.select:
            self.found.append((str(self.select[0]), self.select[1] or ""))
            self.select = None

    def handle_data(self, data: str) -> None:
        if self.text:
            self.text[1] += data


def controls(html: str) -> Controls:
    reader = _Reader()
    reader.feed(html)
    return [(name, value) for name, value in reader.found if name != "csrfmiddlewaretoken"]


def as_posted(found: Controls) -> QueryDict:
    return QueryDict(urlencode(found))


def fill_in(client: Client, url: str, to: str = "", /, **changes: Any) -> Any:
    """Open a page, change some of its controls (a list gives several values, None takes one out), and send it; elsewhere if `to` is
    given.
    """
    page = client.get(url)
    assert page.status_code == 200, page.status_code
    data: dict[str, Any] = {}
    for name, value in controls(page.content.decode()):
        data.setdefault(name, []).append(value)
    data |= changes
    return client.post(to or url, {name: value for name, value in data.items() if value is not None})
