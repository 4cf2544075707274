"""Each limit of a document has a refusal of its own, which names the limit."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from library.documents.errors import (
    DocumentTooDeep,
    DocumentTooLarge,
    InvalidDocument,
    LimitExceeded,
    TooManyWords,
    TooMuchMarkup,
)
from library.documents.limits import BODY_BYTES, DISTINCT_WORDS, DOCUMENT_BYTES, MARKUP_WEIGHT
from library.documents.parse import parse_document
from library.documents.subset import markup_weight
from tests.growth import STEADY, growth
from tests.library.documents.build import body_fault, section, smallest, with_body


def nested(depth: int) -> Any:
    data: Any = []
    for _ in range(depth):
        data = [data]
    return data


def refusal(data: Any) -> LimitExceeded:
    with pytest.raises(LimitExceeded) as caught:
        parse_document(data)
    return caught.value


def test_a_body_of_64_kb_is_read() -> None:
    parse_document(with_body("word " * (BODY_BYTES // 5)))


def test_a_body_is_measured_in_bytes() -> None:
    assert body_fault("é" * (BODY_BYTES // 2 + 1)) == "This has 65538 bytes in UTF-8; the limit is 65536."


def test_a_document_of_more_than_512_kb_is_refused_by_name() -> None:
    data = smallest(sections=[section("word " * 13_000, id=f"s{number}") for number in range(9)])
    caught = refusal(data)
    assert isinstance(caught, DocumentTooLarge)
    assert caught.members["limit"] == DOCUMENT_BYTES
    assert caught.members["found"] > DOCUMENT_BYTES


def test_defaults_count_as_part_of_the_document() -> None:
    """60 short sections are smaller than their canonical JSON, in which policies and levels are written out."""
    bodies = ["word " * 1_735 for _ in range(60)]
    data = smallest(sections=[section(body, id=f"s{number}") for number, body in enumerate(bodies)])
    assert isinstance(refusal(data), DocumentTooLarge)


def test_sixty_thousand_different_words_are_refused_by_name() -> None:
    words = [f"w{number}" for number in range(60_000)]
    data = smallest(sections=[section(" ".join(words[start::8]), id=f"s{start}") for start in range(8)])
    caught = refusal(data)
    assert isinstance(caught, TooManyWords)
    assert caught.members == {"limit": DISTINCT_WORDS, "found": 60_002}


def test_long_different_words_are_refused_before_there_are_many() -> None:
    words = [f"{number:030d}" for number in range(9_000)]
    data = smallest(sections=[section(" ".join(words[start::6]), id=f"s{start}") for start in range(6)])
    assert isinstance(refusal(data), TooManyWords)


def test_words_in_addresses_count_as_one_more() -> None:
    data = smallest(sections=[section(" ".join(f"a-{n}/b" for n in range(7_000)), id=f"s{n}") for n in range(1)])
    parse_document(data)


@pytest.mark.parametrize("depth", [17, 200_000])
def test_data_that_is_nested_too_deeply_is_refused_by_name(depth: int) -> None:
    assert isinstance(refusal(smallest(citations=nested(depth))), DocumentTooDeep)


HOSTILE = [
    *("[", "[!", "![", "](", "*", "_", "**", "*a", "*a_", "*a **b ", "`", "<", "<a:", "&", "\\", "|", "{{", "{"),
    *("- ", "> ", "- > ", "1. ", "- a\n", "> a\n", "- a\n\n", "|\n", "| |\n", "a |\n-|\n", "# ", "### a\n", "\n"),
    *("[a](https://a.uk)", "![a](asset:a)", "<https://a.uk>", "{{a}}", "{{contact:a}}", "{{quote:a}}\n\n", "a"),
]


@pytest.mark.parametrize("fragment", HOSTILE, ids=ascii)
def test_64_kb_of_anything_is_read_or_refused_in_the_time_that_its_size_takes(fragment: str) -> None:
    def read(quarters: int) -> None:
        with suppress(InvalidDocument):
            parse_document(with_body((fragment * BODY_BYTES)[: BODY_BYTES * quarters // 4]))

    assert growth(read) < STEADY


@pytest.mark.parametrize("fragment", ["[", "*a", "- a\n", "| |\n"], ids=ascii)
def test_too_much_markup_is_refused_by_name(fragment: str) -> None:
    body = (fragment * BODY_BYTES)[:50_000]
    caught = refusal(smallest(sections=[section(body, id=f"s{number}") for number in range(4)]))
    assert isinstance(caught, TooMuchMarkup)
    assert caught.members["limit"] == MARKUP_WEIGHT


def test_markup_is_counted_over_the_whole_document() -> None:
    data = smallest(sections=[section("*a " * 1_000, id=f"s{number}") for number in range(60)])
    assert isinstance(refusal(data), TooMuchMarkup)


@pytest.mark.parametrize(
    ("markdown", "weight"),
    [
        ("Plain words.", 0),
        ("*a* **b**", 6),
        ("a\nb", 2),
        ("[a](https://a.uk)", 5),
        ("|a|b|\n|-|-|\n|c|d|", 9 + 4 + 3 * 4),
        ("|a|b|\n|-|-|\n\nno table", 6 + 6 + 2 * 4),
    ],
)
def test_weight_of_markup(markdown: str, weight: int) -> None:
    assert markup_weight(markdown) == weight


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
@pytest.mark.parametrize("depth", [9, 10, 50, 1_000])
def test_lists_and_quotes_nest_eight_deep(mark: str, depth: int) -> None:
    assert "more than 8 deep" in body_fault(mark * depth + "text")


@pytest.mark.parametrize("mark", ["> ", "- ", "> - "])
def test_eight_levels_are_read(mark: str) -> None:
    parse_document(with_body(mark * (8 // mark.count(" ")) + "text"))


def test_emphasis_nests_eight_deep() -> None:
    assert "more than 8 deep" in body_fault("*a _b " * 5 + "c" + "_*" * 5)
