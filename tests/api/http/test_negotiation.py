"""Which form an `Accept` header takes."""

from __future__ import annotations

import pytest

from api.http.negotiation import choose
from api.http.refusals import NotAcceptable

BOTH = ("application/json", "text/html")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("*/*", "application/json"),
        ("", "application/json"),
        ("application/json", "application/json"),
        ("text/html", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("text/*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/html;q=0.5, application/json;q=0.6", "application/json"),
        ("application/json;q=0, */*", "text/html"),
        ("text/html;level=1", "text/html"),
        ("*/*;q=0.1, text/html;q=0.05", "application/json"),
        ("text/html;q=nonsense, */*", "application/json"),
    ],
)
def test_the_most_wanted_is_chosen(accept: str, chosen: str) -> None:
    assert choose(accept, BOTH) == chosen


@pytest.mark.parametrize(("accept", "is_taken"), [("application/json", True), ("application/json;q=0", False)])
def test_who_takes_json_takes_what_is_json_by_its_suffix(accept: str, is_taken: bool) -> None:
    schema = "application/schema+json"
    if is_taken:
        assert choose(accept, (schema,)) == schema
    else:
        with pytest.raises(NotAcceptable):
            choose(accept, (schema,))


@pytest.mark.parametrize(
    "accept", ["image/png", "text/plain", "*/*;q=0", "application/json;q=0, text/html;q=0", "nonsense"]
)
def test_what_is_not_there_is_refused(accept: str) -> None:
    with pytest.raises(NotAcceptable):
        choose(accept, BOTH)
