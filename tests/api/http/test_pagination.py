"""Page tokens: ours or refused, never answered with a first page."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from api.http.pagination import Paged, decode_token, encode_token, link_header, page_url, scope_of
from api.http.requests import CommaSeparated, TrueOrFalse, parse_query
from library.errors import Malformed

SCOPE = "/v1/catalogue?{}"
VALUES = ["2026-04-01T12:00:00.123456+00:00", "01980000-0000-7000-8000-000000000000"]


class Filters(Paged):
    topic: CommaSeparated[str] | None = None
    adaptable: TrueOrFalse | None = None
    order: str = "-published_at"


class Request:
    def __init__(self, query: str) -> None:
        self.META = {"QUERY_STRING": query}


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"])) | st.integers(-(2**53), 2**53) | st.none() | st.booleans(),
        max_size=4,
    ),
    st.text(max_size=50),
)
@hypothesis_settings(max_examples=60)
def test_what_was_written_is_read(values: list[Any], scope: str) -> None:
    scope = scope.encode("utf-8", "replace").decode()
    assert decode_token(encode_token(values, scope), scope) == values


def test_a_token_is_one_plain_word() -> None:
    token = encode_token(VALUES, SCOPE)
    assert token.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    "token",
    [
        "",
        "!!!",
        "é",
        "\x00",
        "=",
        "AAAA",
        "A" * 2000,
        base64.urlsafe_b64encode(json.dumps(VALUES).encode()).decode().rstrip("="),
        base64.urlsafe_b64encode(b"o=2026-99-99").decode().rstrip("="),
        encode_token(VALUES, SCOPE) + "=",
        encode_token(VALUES, SCOPE) + "A",
        encode_token(VALUES, SCOPE)[:-1],
        " " + encode_token(VALUES, SCOPE),
        encode_token(VALUES, "/v1/resources?{}"),
        encode_token(VALUES, '/v1/catalogue?{"topic": ["carers"]}'),
    ],
)
def test_another_token_is_refused(token: str) -> None:
    with pytest.raises(Malformed) as refusal:
        decode_token(token, SCOPE)
    assert refusal.value.errors[0].pointer == "?page_token"


def test_no_bent_character_passes() -> None:
    token = encode_token(VALUES, SCOPE)
    for place in range(len(token)):
        for other in "AQgw-_9":
            if other != token[place]:
                with pytest.raises(Malformed):
                    decode_token(token[:place] + other + token[place + 1 :], SCOPE)


def test_another_secret_reads_none(settings: LazySettings) -> None:
    token = encode_token(VALUES, SCOPE)
    settings.SECRET_KEY = "another-secret-key-of-some-fifty-characters-or-more-0"
    with pytest.raises(Malformed):
        decode_token(token, SCOPE)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("topic=a", "topic=a&page_size=5", True),
        ("topic=a", "topic=a&page_token=x", True),
        ("topic=a&adaptable=true", "adaptable=true&topic=a", True),
        ("topic=a", "topic=b", False),
        ("topic=a,b", "topic=b,a", False),
        ("topic=a", "", False),
        ("order=title", "", False),
        ("order=-published_at", "", True),
        ("adaptable=true", "adaptable=false", False),
    ],
)
def test_a_scope_is_the_filters_and_the_order(one: str, other: str, same: bool) -> None:
    scopes = [scope_of("/v1/x", parse_query(Request(query), Filters)) for query in (one, other)]
    assert (scopes[0] == scopes[1]) is same


@pytest.mark.parametrize(
    ("query", "size"),
    [("", 20), ("page_size=1", 1), ("page_size=100", 100), ("page_size=101", 100), ("page_size=1000000000", 100)],
)
def test_the_size_is_clamped(query: str, size: int) -> None:
    assert parse_query(Request(query), Paged).page_size == size


@pytest.mark.parametrize("size", ["0", "-1", "1" * 23, "", "ten", "1e2", "+5", "5.0"])
def test_what_is_no_size_is_refused(size: str) -> None:
    with pytest.raises(Malformed) as refusal:
        parse_query(Request(f"page_size={size.replace('+', '%2B')}"), Paged)
    assert refusal.value.errors[0].pointer == "?page_size"


def test_a_token_of_any_length_is_refused() -> None:
    with pytest.raises(Malformed):
        parse_query(Request("page_token=" + "a" * 3000), Paged)


def test_the_next_address_has_the_same_filters(settings: LazySettings) -> None:
    settings.PUBLIC_URL = "https://library.example"
    query = parse_query(Request("topic=a,b&adaptable=false&page_size=5&page_token=old"), Filters)
    address = urlsplit(page_url("/v1/catalogue", query, "new"))
    assert (address.scheme, address.netloc, address.path) == ("https", "library.example", "/v1/catalogue")
    assert parse_qs(address.query) == {
        "topic": ["a,b"],
        "adaptable": ["false"],
        "page_size": ["5"],
        "page_token": ["new"],
    }


def test_links_name_the_first_page_and_the_next(settings: LazySettings) -> None:
    settings.PUBLIC_URL = "https://library.example"
    query = parse_query(Request("topic=a"), Filters)
    first = '<https://library.example/v1/catalogue?topic=a>; rel="first"'
    assert link_header("/v1/catalogue", query, None) == first
    assert (
        link_header("/v1/catalogue", query, "https://library.example/n")
        == f'{first}, <https://library.example/n>; rel="next"'
    )
