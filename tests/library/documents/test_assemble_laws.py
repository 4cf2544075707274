"""Laws of assembling: whatever is filled in, and wherever it stands."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.documents.assemble import assemble
from library.documents.details.leaflet import AgeRange
from library.documents.filled_example import example_local
from library.documents.local_values import LocalValue, ServiceValue
from library.documents.markdown import tokens
from library.documents.model import LeafletDocument
from library.documents.parse import recheck
from library.documents.placements import Placement, placements
from library.documents.references import references
from library.documents.text import markdown_lines, plain_text
from tests.library.documents.locals import DETAILS, VALUES, template
from tests.library.documents.strategies import lines, markdown_of

PLAIN = ["area", "hours", "where", "open", "route", "day", "ages", "service.name", "service.waiting_time"]
LINKED = ["line", "post", "page", "service.phone", "service.website"]
TARGETS = ["[Go]({{page}})", "[Call](tel:{{line}})", "[Write](mailto:{{service.email}})", "[{{area}}]({{page}})"]
HOSTILE = [
    "**x** [a](b)",
    "a\\",
    "\\|",
    "|--|",
    "1. a",
    "# a #",
    "C #",
    "C ##",
    "- a",
    "![a](b)",
    "<b>&amp;</b>",
    "`a`",
    "~~a~~",
    "(b)",
    "---",
]

said = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))))
values = said.map(lambda text: " ".join(text.replace("{{", "{").split())[:200].strip()).filter(bool)


def texts(keys: list[str]) -> st.SearchStrategy[str]:
    """A template's text, with placeholders in paragraphs, emphasis, lists, links, headings and tables."""
    named = st.sampled_from(keys).map(lambda key: f"{{{{{key}}}}}")
    return markdown_of(st.one_of(lines, named, st.tuples(lines, named, lines).map(" ".join)))


def shape(markdown: str) -> list[str]:
    """The types of all tokens; a placeholder and the words that take its place are both words."""
    inner = [child for block in tokens(markdown) for child in (block, *(block.children or ()))]
    words = [token.type for token in inner]
    types = ["text" if type_ in ("placeholder", "softbreak") else type_ for type_ in words]
    return [type_ for before, type_ in zip(["", *types], types, strict=False) if (before, type_) != ("text", "text")]


def assembled(text: str, **local: LocalValue) -> LeafletDocument:
    return assemble(template(text), {**VALUES, **local}).document


@settings(deadline=None)
@given(texts(PLAIN), values, values)
def test_a_value_never_adds_structure(text: str, value: str, name: str) -> None:
    service = ServiceValue(name=name, waiting_time=value)
    filled = assembled(text, area=value, hours=value, where=value, service=service)
    assert shape(filled.sections[0].body if text else "") == shape(text)


@settings(deadline=None)
@given(texts(["area", "service.name"]), values)
def test_no_text_of_a_value_is_lost(text: str, value: str) -> None:
    filled = assembled(text, area=value, service=ServiceValue(name=value)).sections[0].body
    expected = re.sub(r"\{\{[a-z.]+\}\}", lambda _: value, "\n".join(markdown_lines(marked(text), {}, {})))
    assert "\n".join(markdown_lines(filled, {}, {})) == expected


def marked(text: str) -> str:
    """The text with words that stand for its placeholders, as they come out of it again."""
    return re.sub(r"\{\{([a-z.]+)\}\}", r"\\{\\{\1\\}\\}", text)


GLUED = [
    "{{area}}",
    "{{area}}. More.",
    "{{area}}) more",
    "1{{area}} more",
    "1. {{area}}. More",
    "- {{area}}",
    "- {{area}}. More",
    "> {{area}}",
    "### {{area}}",
    "### Ward {{area}}",
    "### Ward {{area}}  \nword",
    "### {{area}} ###",
    "**{{area}}**",
    "*{{area}}*",
    "[word]{{area}}",
    "{{area}}[word](https://a.uk)",
    "[{{area}}](https://a.uk)",
    "word{{area}}word",
    "word\n{{area}}\nword",
    "!{{area}}",
    "({{area}})",
    "{{area}}{{area}}",
    "| a | b |\n| - | - |\n| {{area}} | {{area}}|",
    "| {{area}} | b |\n| - | - |\n| c | d |",
]
"""Templates that put a value right beside what could make Markdown of it."""
bits = st.lists(
    st.sampled_from([*HOSTILE, *"1234 .)!#>-+=:|(&;*_~", "[", "]", "a", "18", "word", " "]), min_size=1, max_size=6
)
glued_values = st.one_of(values, bits.map("".join).map(lambda text: " ".join(text.split())).filter(bool))


@settings(deadline=None)
@given(st.sampled_from(GLUED), glued_values)
def test_escaped_text_comes_back_as_itself_wherever_it_is_filled_in(text: str, value: str) -> None:
    filled = assembled(text, area=value).sections[0].body
    assert "\n".join(markdown_lines(filled, {}, {})) == "\n".join(markdown_lines(marked(text), {}, {})).replace(
        "{{area}}", value
    )
    assert shape(filled) == shape(text)


@pytest.mark.parametrize("heading", ["### Ward {{area}}", "### {{area}}", "### Ward {{area}} ", "### {{area}} ###"])
@pytest.mark.parametrize("value", ["C #", "C ##", "#", "##", "C#", "# C #"])
def test_a_heading_keeps_its_value_to_the_end(heading: str, value: str) -> None:
    filled = assembled(heading, area=value).sections[0].body
    assert list(markdown_lines(filled, {}, {})) == [heading.strip("# ").replace("{{area}}", value)]


@pytest.mark.parametrize(
    "words",
    ["Ask how long to wait.", "Monday - Friday, 9am to 5pm (not on bank holidays)!", "A & E: +44 1223", "e.g. 18."],
)
def test_ordinary_words_stand_in_markdown_as_they_are(words: str) -> None:
    assert assembled("Before {{area}} after.", area=words).sections[0].body == f"Before {words} after."


@settings(deadline=None)
@given(texts([*PLAIN, *LINKED]), st.lists(st.sampled_from(TARGETS)))
def test_all_values_leave_no_local_detail_open(text: str, more: list[str]) -> None:
    local = {**VALUES, "service": example_local(template(""))["service"]}
    result = assemble(template("\n\n".join([text, *more])), local)
    assert references(result.document).local_details == ()
    assert result.missing == ()


@settings(deadline=None)
@given(texts([*PLAIN, *LINKED, "wording"]), st.sets(st.sampled_from(sorted(DETAILS))))
def test_any_part_of_the_values_gives_a_valid_document(text: str, keys: set[str]) -> None:
    result = assemble(template(text), {key: VALUES[key] for key in keys})
    assert recheck(result.document) == result.document
    named = {missing.key.partition(".")[0] for missing in result.missing}
    assert named >= set(DETAILS) - keys


@settings(deadline=None)
@given(texts([*PLAIN, *LINKED, "wording"]))
def test_nothing_filled_in_gives_the_template_back(text: str) -> None:
    document = template(text)
    result = assemble(document, {})
    assert result.document == document
    assert [missing.key for missing in result.missing] == list(DETAILS)


@settings(deadline=None)
@given(texts(["wording", "area"]), markdown_of(lines).filter(str.strip))
def test_no_word_of_a_rich_text_is_lost(text: str, wording: str) -> None:
    before, after = (plain_text(template(text)), plain_text(assembled(f"{text}\n\n{{{{wording}}}}", wording=wording)))
    assert set(" ".join(markdown_lines(wording, {}, {})).split()) <= set(re.split(r"[\s,]+", after)) | set(
        after.split()
    )
    assert before


@settings(deadline=None)
@given(texts([*PLAIN, *LINKED]))
def test_every_placeholder_has_its_place(text: str) -> None:
    where = placements(text)
    assert [found.content for found, _ in where] == re.findall(r"\{\{([a-z._]+)\}\}", text)
    assert all(isinstance(placement, Placement) for _, placement in where)


@settings(deadline=None)
@given(st.integers(0, 120), st.integers(0, 120))
def test_an_age_range_prints_both_ages(low: int, high: int) -> None:
    ages: Any = AgeRange(min=min(low, high), max=max(low, high))
    words = assembled("{{ages}}", ages=ages).sections[0].body
    assert {str(low), str(high)} == set(re.findall("[0-9]+", words))
