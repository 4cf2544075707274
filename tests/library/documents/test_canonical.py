"""One spelling of each document, and one hash."""

from __future__ import annotations

import json
import random
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from library.documents.canonical import canonical_json, document_hash
from library.documents.parse import parse_document
from tests.library.documents.build import smallest, with_body
from tests.library.documents.strategies import documents


def test_members_are_sorted_without_white_space() -> None:
    assert canonical_json(parse_document(smallest())) == (
        b'{"citations":[],"details":{"captions":null,"duration":null,"files":[],"media_last_reviewed":null,'
        b'"media_next_review_due":null,"medium":"guide","transcript":null,"url":null},"images":[],"kind":"resource",'
        b'"language":"en-GB","sections":[],"summary":"","title":"Title"}'
    )


def test_text_stands_as_utf_8_with_the_fewest_escapes() -> None:
    body = 'ä😀\u2028\t\n"\\/<>&\u200f'
    spelt = canonical_json(parse_document(with_body(body)))
    assert b'"body":"' + 'ä😀\u2028\\t\\n\\"\\\\/<>&\u200f"'.encode() in spelt


def test_the_hash_is_known() -> None:
    """Written out, so that nobody changes the spelling unnoticed: every edition's hash hangs on it."""
    assert document_hash(parse_document(smallest())) == (
        "f0369e37268d142bc85e20942d39136f00e52b1445b4dc868b053e8887081287"
    )


def shuffled(data: Any, source: random.Random) -> Any:
    if isinstance(data, dict):
        names = list(data)
        source.shuffle(names)
        return {name: shuffled(data[name], source) for name in names}
    return [shuffled(value, source) for value in data] if isinstance(data, list) else data


@settings(max_examples=30, deadline=None)
@given(documents())
def test_parsing_the_canonical_json_gives_the_same_document(data: dict[str, Any]) -> None:
    document = parse_document(data)
    assert parse_document(json.loads(canonical_json(document))) == document


@settings(max_examples=30, deadline=None)
@given(documents(), st.randoms(use_true_random=False))
def test_the_hash_does_not_depend_on_the_order_of_members(data: dict[str, Any], source: random.Random) -> None:
    assert document_hash(parse_document(shuffled(data, source))) == document_hash(parse_document(data))


@settings(max_examples=30, deadline=None)
@given(documents())
def test_what_was_written_is_in_the_canonical_json(data: dict[str, Any]) -> None:
    """Nothing is changed on the way in: each member that was sent comes out as it was."""

    def kept(sent: Any, read: Any) -> bool:
        if isinstance(sent, dict):
            return all(kept(value, read[name]) for name, value in sent.items())
        if isinstance(sent, list):
            return len(sent) == len(read) and all(map(kept, sent, read))
        return bool(sent == read)

    assert kept(data, json.loads(canonical_json(parse_document(data))))


@settings(max_examples=30, deadline=None)
@given(documents())
def test_there_is_no_fraction_in_it(data: dict[str, Any]) -> None:
    values: list[float] = []
    json.loads(canonical_json(parse_document(data)), parse_float=lambda text: values.append(float(text)))
    assert values == []


def test_the_hash_is_sha_256_in_hexadecimal() -> None:
    assert re.fullmatch("[0-9a-f]{64}", document_hash(parse_document(smallest())))
