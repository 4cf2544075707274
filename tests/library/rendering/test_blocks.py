from __future__ import annotations

import json
from typing import Any

import pytest

from library.rendering.blocks import blocks
from library.rendering.inlines import shown_address
from library.rendering.runs import natural, runs


def _content(markdown: str, **options: Any) -> list[Any]:
    (block,) = blocks(markdown, **options)
    content: list[Any] = block["content"]
    return content


def test_markup_of_the_typesetter_is_a_string_like_any_other() -> None:
    assert _content("#lorem(5) $x$ @ref") == ["#lorem(5) $x$ @ref"]


def test_emphasis_holds_its_words() -> None:
    assert _content("a **b *c***") == ["a ", {"type": "strong", "content": ["b ", {"type": "em", "content": ["c"]}]}]


def test_a_picture_among_words_stands_on_its_own() -> None:
    kinds = [block["type"] for block in blocks("Before ![x](asset:room) after")]

    assert kinds == ["paragraph", "picture", "paragraph"]


def test_a_numbered_list_keeps_its_first_number() -> None:
    (block,) = blocks("7. a\n8. b")

    assert block["start"] == 7
    assert len(block["items"]) == 2


def test_a_table_has_heading_cells_rows_and_sides() -> None:
    (block,) = blocks("| a | b |\n|---|--:|\n| c | d |")

    assert block["sides"] == ["start", "end"]
    assert [cell[0]["content"] for cell in block["head"]] == [["a"], ["b"]]
    assert [[cell[0]["content"] for cell in row] for row in block["rows"]] == [[["c"], ["d"]]]


def test_a_blank_is_its_label_in_brackets() -> None:
    assert _content("{{area}}", labels={"area": "Name of your area"}) == [
        {"type": "blank", "content": ["[Name of your area]"]}
    ]


def test_a_quote_that_is_not_given_says_nothing() -> None:
    assert blocks("{{quote:mary}}") == []


def test_a_link_without_a_number_yet_is_its_words_and_a_blank() -> None:
    words, blank = _content("[call](tel:{{phone}})")

    assert (words, blank["type"]) == ("call ", "blank")


def test_a_link_that_leads_nowhere_allowed_is_its_words() -> None:
    assert _content("[x](javascript:alert(1))") == ["x"]


@pytest.mark.parametrize(
    ("address", "words", "shown"),
    [
        ("https://www.nhs.uk/", "the NHS", "www.nhs.uk"),
        ("https://www.nhs.uk/help", "see www.nhs.uk/help", ""),
        ("https://www.nhs.uk/help", "see NHS.uk/help", ""),
        ("https://example.org/" + "x" * 80, "here", ""),
        ("mailto:a@b.org", "write", "a@b.org"),
        ("mailto:a@b.org", "a@b.org", ""),
        ("tel:+441223", "01223", ""),
        ("tel:+441223", "call us", "+441223"),
    ],
)
def test_the_address_of_a_link_is_shown_unless_its_words_say_it(address: str, words: str, shown: str) -> None:
    assert shown_address(address, words) == shown


def test_a_long_word_may_be_broken_anywhere_but_before_its_marks() -> None:
    (word,) = runs("e\u0301" * 15)

    assert word["type"] == "word"
    assert word["pieces"] == ["e\u0301"] * 15


def test_letters_that_join_are_not_parted_in_words_of_usual_length() -> None:
    assert runs("والمساعدة", longest=4) == ["والمساعدة"]


@pytest.mark.parametrize("kept", ["0808 801 0677", "+441223", "https://www.nhs.uk/a", "a.b@c.org", "www.nhs.uk"])
def test_numbers_and_addresses_among_words_from_right_to_left_keep_their_order(kept: str) -> None:
    found = [piece for piece in runs(f"اتصل {kept} الآن", rtl=True) if isinstance(piece, dict)]

    assert [piece["type"] for piece in found] == ["ltr"]
    assert "".join(found[0]["content"]) == kept


def test_a_name_in_latin_letters_on_a_page_from_right_to_left_is_read_from_left_to_right() -> None:
    (piece,) = natural("The SUN Network.", rtl=True)

    assert piece["type"] == "ltr"


def test_soft_hyphens_and_other_spaces_are_not_handed_on() -> None:
    assert runs("a\u00adb\tc\n\nd   e") == ["ab c d e"]


def test_what_is_handed_on_is_json() -> None:
    markdown = "# a\n\n- b\n  1. c\n\n> d\n\n| e |\n|---|\n| ![f](asset:g) |\n\nh  \ni [j](https://k.org) {{l}}"

    assert json.loads(json.dumps(blocks(markdown))) == blocks(markdown)
