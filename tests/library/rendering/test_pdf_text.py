"""The words of a PDF are the words of the document, all of them, in its order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import demo.content
from library.documents.errors import InvalidDocument
from library.documents.parse import parse_document
from library.documents.text import labels_of, markdown_lines
from library.rendering.chapters import chapters
from library.rendering.errors import MissingGlyphs
from library.rendering.sheet import Sheet
from tests.library.rendering.printing import PAGES, chars, leaflet, printed, read_aloud
from tests.library.rendering.web_sheets import IMPRINT, sheet

_MARKUP = "#$*_`[](){}<>|\\@=~^&!\"'/-+.:;%"
_CHARACTERS = st.one_of(
    st.characters(max_codepoint=0x58F, exclude_categories=("Cc", "Cf", "Cn", "M")),
    st.characters(min_codepoint=0x1E00, max_codepoint=0x2BFF, exclude_categories=("Cc", "Cf", "Cn", "M")),
    st.characters(min_codepoint=0x2C00, exclude_categories=("Cs", "Co", "Cf", "Cn", "L", "M", "N")),
).filter(lambda character: character < "\u0180" or not unicodedata.decomposition(character))
"""But for what shows nothing, and what may be set as several signs: pdfplumber loses where such words stand among the tags."""

_LETTERS = "abcdefghij ŵŷâłżó 0123456789 \n\n"


def _bare(text: str) -> str:
    """Without white space and what is never seen; composed, as signs are."""
    seen = "".join(
        character for character in text if unicodedata.category(character) not in ("Cf", "Zs", "Zl", "Zp", "Cc")
    )
    return unicodedata.normalize("NFKC", seen)


def _said(sheet: Sheet, name: str) -> str:
    return _between(printed(sheet, name))


def _between(pdf: bytes) -> str:
    """What is printed between the heading and the imprint."""
    said = _bare(read_aloud(pdf))
    return said.partition("TitleHeading")[2].rpartition("Publishedby:")[0].replace(",", "")


def _meant(body: str) -> str:
    return _bare("".join(markdown_lines(body, {}, {}))).replace(",", "")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "body",
    [
        "#lorem(5000000)",
        '#panic() #eval("1") #sys #import "x": *',
        "$x^2$ and $ sum $",
        "\\*not strong\\* \\_ \\\\ and @ref <label> // no comment /* none */",
        "<script>alert(1)</script> <b>bold</b> &amp; &lt;",
        "\\u{202e} and \\#text",
        "= No heading\n== nor this\n\n/ term: none\n\n+ item",
        "`code` and ``` more ```",
        "~ -- --- ... 'single' \"double\"",
        "One  two\tthree\nfour  \nfive",
        "**strong *and* emphasis** and ***both***",
        "> said\n\n1. first\n2. second\n   - inner\n\n### A heading\n\n#### Another",
        "7. seven\n8. eight",
        "See [www.nhs.uk](https://www.nhs.uk/).",
        "ﬁ ﬂ office — “quoted” ‘so’ … 10 °C ½ £5 €6",
        "Ŵyau ŷd âr, zażółć gęślą jaźń, ĄĆĘŁŃÓŚŹŻ",
        "e\u0301 n\u0303 w\u0302",
    ],
)
def test_text_comes_out_as_it_is(name: str, body: str) -> None:
    assert _said(leaflet(body), name) == _meant(body)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.text(st.sampled_from(_LETTERS + _MARKUP), min_size=1, max_size=300))
def test_no_word_is_lost_whatever_the_markup(body: str) -> None:
    try:
        found = leaflet(body)
    except InvalidDocument:
        assume(False)
    assume("](" not in body)

    assert _said(found, "a4.pdf") == _meant(body)


@settings(max_examples=30, deadline=None)
@given(st.text(_CHARACTERS, min_size=1, max_size=60))
def test_any_character_is_printed_or_refused_by_name(body: str) -> None:
    text = "".join(character for character in body if unicodedata.bidirectional(character) not in ("R", "AL", "AN"))
    try:
        found = leaflet("a" + text)
    except InvalidDocument:
        assume(False)
    try:
        pdf = printed(found, "a4.pdf")
    except MissingGlyphs as refused:
        refusal = refused
    else:
        refusal = None

    if refusal is None:
        assert _between(pdf) == _meant("a" + text)
    else:
        assert {fault.pointer for fault in refusal.errors} == {"/sections/0/body"}


@pytest.mark.parametrize("text", ["q\u0301x", "a\u030bz", "a\u0310b"])
def test_a_letter_with_a_mark_of_its_own_is_printed(text: str) -> None:
    said = "".join(char["text"] for char in chars(printed(leaflet(text), "a4.pdf")))

    assert text[:2] in said


ARABIC = "لست وحدك، وهذا ليس خطأك. اتصل على 0808 801 0677 الآن."
URDU = "آپ اکیلے نہیں ہیں، فون کریں 0808 801 0677 ابھی"
HEBREW = "אתם לא לבד. התקשרו 0808 801 0677 עכשיו."


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("language", "text"), [("ar", ARABIC), ("ur", URDU), ("he", HEBREW)])
def test_words_from_right_to_left_are_all_there(name: str, language: str, text: str) -> None:
    printed_words = Counter(_words(printed(leaflet(text, language=language), name)))

    assert not Counter(map(_folded, text.split())) - printed_words


@pytest.mark.parametrize("number", ["0808 801 0677", "+44 1223 555 010", "[01223 555 010](tel:+441223555010)"])
@pytest.mark.parametrize("language", ["ar", "ur", "he"])
def test_a_telephone_number_keeps_its_order_from_left_to_right(language: str, number: str) -> None:
    body = {"ar": "اتصل {} الآن", "ur": "فون {} کریں", "he": "התקשרו {} עכשיו"}[language].format(number)
    digits = number.partition("]")[0].lstrip("[")

    line = "".join(
        char["text"] for char in sorted(chars(printed(leaflet(body, language=language), "a4.pdf")), key=_place)
    )

    assert digits.replace(" ", "") in line.replace(" ", "")


def test_a_page_from_right_to_left_begins_at_the_right() -> None:
    first = next(char for char in chars(printed(leaflet("نص", language="ar"), "a4.pdf")) if char["text"] in "صن")

    assert first["x0"] > first["across"] * 0.6


def test_an_address_stands_behind_words_that_do_not_say_it() -> None:
    said = _said(leaflet("Ask [Beat](https://www.beateatingdisorders.org.uk/)."), "a4.pdf")

    assert said == "AskBeat(www.beateatingdisorders.org.uk)."


def test_what_is_not_filled_in_is_marked_by_its_label() -> None:
    assert "Ask[Communityservice:phone]in[Nameofyourarea]." in _bare(read_aloud(printed(sheet(), "a4.pdf")))


@pytest.mark.parametrize("name", sorted(module.name for module in iter_modules(demo.content.__path__)))
def test_no_word_of_the_demo_library_is_lost(name: str) -> None:
    found = parse_document(import_module(f"demo.content.{name}").DOCUMENT)
    labels = labels_of(found)
    said = _without_addresses(_bare(read_aloud(printed(Sheet(found, IMPRINT, labels=labels), "a4.pdf"))))

    for chapter in chapters(found):
        for line in [chapter.heading, *markdown_lines(chapter.markdown, labels, {})]:
            assert _without_addresses(_bare(line)) in said


def _without_addresses(text: str) -> str:
    """Without what stands behind links: addresses, and the blanks of those that are not known yet."""
    return re.sub(r"\([^()]+\.[^()]+\)|\[[^\]]*\]|,", "", text)


def test_the_words_of_a_quote_stand_only_where_they_are_given() -> None:
    untold = leaflet("Before.\n\n{{quote:mary}}\n\nAfter.")
    told = replace(untold, labels={"quote:mary": "I *was* heard."})

    assert _said(untold, "a4.pdf") == "Before.After."
    assert _said(told, "a4.pdf") == "Before.I*was*heard.After."


def _place(char: dict[str, float]) -> tuple[float, float, float]:
    return (char["page"], round(char["top"]), char["x0"])


def _words(pdf: bytes) -> list[str]:
    """The words of lines as eyes see them, with their letters sorted: signs of joined letters stand in the order of the
    eye.
    """
    lines: dict[tuple[int, int], str] = {}
    for char in sorted(chars(pdf), key=_place):
        place = (char["page"], round(char["top"]))
        lines[place] = lines.get(place, "") + char["text"]
    return [_folded(word) for line in lines.values() for word in line.split()]


def _folded(word: str) -> str:
    return "".join(sorted(unicodedata.normalize("NFKC", word)))
