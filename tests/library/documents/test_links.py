"""Where documents send their readers."""

from __future__ import annotations

from typing import Any

import pytest

from library.documents.links import link_places
from library.documents.parse import parse_document
from tests.texts import CITATION, text

SOURCE = ("/citations/0/url", CITATION["url"])


def places(kind: str = "resource", **changes: Any) -> list[tuple[str, str]]:
    return list(link_places(parse_document(text(kind, **changes))))


def body(words: str) -> dict[str, Any]:
    return {"sections": [{"id": "a", "heading": "A", "body": words}]}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Nothing.", []),
        ("See [a](https://a.org.uk/).", ["https://a.org.uk/"]),
        ("- [a](https://a.org.uk/)\n- *[b](https://b.org.uk/x#y)*", ["https://a.org.uk/", "https://b.org.uk/x#y"]),
        ("> | a |\n> |---|\n> | [c](https://c.org.uk/) |", ["https://c.org.uk/"]),
        ("[call](tel:116123) or [write](mailto:a@nhs.net)", []),
        ("https://a.org.uk/ and {{contact:samaritans}}", []),
    ],
)
def test_links_in_texts(words: str, found: list[str]) -> None:
    assert places(**body(words)) == [*(("/sections/0/body", address) for address in found), SOURCE]


def test_addresses_of_details_are_found_however_deep() -> None:
    training = text("training")
    training["details"]["materials"] = [{"title": "Slides", "url": "https://a.org.uk/slides"}]
    found = list(link_places(parse_document(training)))
    assert ("/details/materials/0/url", "https://a.org.uk/slides") in found
    resource = text()
    resource["details"]["url"] = "https://b.org.uk/"
    assert ("/details/url", "https://b.org.uk/") in list(link_places(parse_document(resource)))
