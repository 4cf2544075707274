"""The page for writing back, opened, filled in and sent as a browser does."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

from api.http.bodies import PAGE_FORM
from library.catalogue.addresses import COLLECTIONS
from library.catalogue.models import Item
from tests.client import Api, Response
from tests.readers import WORDS

PAGE = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
UNCLEAR = {"about": "unclear", "text": WORDS}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def path_of(item: Item) -> str:
    return f"/v1/{COLLECTIONS[item.kind]}/{item.slug}/feedback"


def look(item: Item, query: dict[str, Any] | None = None, **headers: str) -> Response:
    return Api().get(path_of(item), query, **{**PAGE, **headers})


def hidden(page: Response) -> dict[str, str]:
    return dict(HIDDEN.findall(page.body.decode()))


def send(item: Item, fields: dict[str, str] | bytes, address: str = "203.0.113.7", **headers: str) -> Response:
    body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
    return Api(address=address).request(
        "POST", path_of(item), body=body, content_type=PAGE_FORM, headers={**PAGE, **headers}
    )


def fill(item: Item, fields: dict[str, str] | None = None, query: dict[str, Any] | None = None) -> Response:
    """The form, opened, filled in and sent as a browser does."""
    return send(item, {**hidden(look(item, query)), **(UNCLEAR if fields is None else fields)})


def text_of(page: Response) -> str:
    shown = re.sub(r"<style>.*?</style>", "", page.body.decode(), flags=re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", shown).split()))
