"""What has room on a tri-fold leaflet, and how a text that has none is refused (domain.md PR-3)."""

from __future__ import annotations

import pickle
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demo.content import finding_support
from library.documents.parse import parse_document
from library.documents.text import plain_text
from library.rendering.errors import DoesNotFit
from library.rendering.sheet import Sheet
from tests.library.rendering.folded import SHEETS, folded, in_trim, leaflet, numbered, panel_text
from tests.library.rendering.printing import chars, read_aloud
from tests.library.rendering.web_sheets import IMPRINT

_SLOW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_NUMBERED = re.compile(r"(?:[a-h]+|Part)(\d+)x")
_LENGTHS = st.lists(st.integers(1, 420), min_size=1, max_size=6)


def _refusal(sheet: Sheet) -> DoesNotFit:
    with pytest.raises(DoesNotFit) as refused:
        folded(sheet)
    return refused.value


def _sizes(pdf: bytes) -> Counter[float]:
    return Counter(round(char["size"], 1) for char in chars(pdf) if char["page"] == 2)


def _body_size(sheet: Sheet) -> float:
    """The size of most of what stands inside."""
    return _sizes(folded(sheet)).most_common(1)[0][0]


def _letters(text: str) -> str:
    """What is seen of it but marks and spaces; letters joined to others as themselves."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text))


def _cut(sheet: Sheet, refused: DoesNotFit) -> Sheet:
    """The leaflet with each section that runs over cut to the length that was suggested."""
    lengths = {part["section"]: part["suggested_max_chars"] for part in refused.members["sections"]}
    sections: list[dict[str, Any]] = []
    for section in sheet.document.model_dump(mode="json")["sections"]:
        length = lengths.get(section["id"])
        if length != 0:
            sections.append({**section, "body": section["body"][:length].rstrip() if length else section["body"]})
    return leaflet(sections=sections)


def test_a_short_text_is_set_large():
    assert _body_size(leaflet()) >= 14


def test_a_text_that_has_room_at_12_point_is_no_smaller():
    assert _body_size(numbered(110, 110, 110, 110)) >= 12


def test_a_long_text_is_set_smaller_but_not_below_10_point():
    assert 10 <= _body_size(numbered(200, 200, 200)) < 12


def test_a_short_text_keeps_each_section_on_one_panel():
    pdf = folded(leaflet())
    assert panel_text(pdf, "inside-1").startswith("You are not alone")
    assert panel_text(pdf, "inside-2").startswith("Signs to notice")
    assert panel_text(pdf, "inside-3").startswith("How to ask for help")
    assert panel_text(pdf, "flap").startswith("What happens next")


@_SLOW
@given(_LENGTHS)
def test_every_word_is_there_once_and_in_its_order_or_the_text_is_refused(lengths):
    sheet = numbered(*lengths)
    try:
        pdf = folded(sheet)
    except DoesNotFit:
        return
    found = [(page, int(named[1])) for page, _, word in in_trim(pdf) if (named := _NUMBERED.fullmatch(word))]
    assert sorted(number for _, number in found) == list(range(1, sum(lengths) + len(lengths) + 1))
    inside = [number for page, number in found if page == 2]
    flap = [number for page, number in found if page == 1]
    assert inside + flap == sorted(inside + flap)


@_SLOW
@given(_LENGTHS.filter(lambda lengths: sum(lengths) > 700), st.sampled_from([15, 40, 400]), st.sampled_from(["", "- "]))
def test_what_is_cut_to_the_suggested_length_fits(lengths, paragraph, mark):
    sheet = numbered(*lengths, paragraph=paragraph, mark=mark)
    try:
        folded(sheet)
    except DoesNotFit as refused:
        folded(_cut(sheet, refused))


def test_the_section_in_which_the_text_runs_over_is_named():
    refused = _refusal(numbered(100, 1500))
    assert refused.members["section"] == "part-2"
    assert refused.members["panel"] == "back"
    assert refused.members["overflow_mm"] > 0
    assert 0 < refused.members["suggested_max_chars"] < 10_000
    assert refused.detail.startswith("The text runs over in part-2, at the end of back, by ")


def test_the_text_ends_on_the_flap_where_help_stands_on_the_back():
    cards = leaflet().document.model_dump(mode="json")["sections"][4:]
    text = numbered(1500).document.model_dump(mode="json")["sections"]
    assert _refusal(leaflet(sections=[*text, *cards])).members["panel"] == "flap"


def test_every_section_that_runs_over_is_named():
    refused = _refusal(numbered(500, 500, 200, 100))
    told = refused.members["sections"]
    assert [part["section"] for part in told] == ["part-2", "part-3", "part-4"]
    assert [part["suggested_max_chars"] for part in told[1:]] == [0, 0]
    assert told[2]["overflow_mm"] < told[1]["overflow_mm"]


def test_the_figure_grows_with_the_text():
    figures = [_refusal(numbered(100, length)).members["overflow_mm"] for length in (1000, 1100, 1300)]
    assert figures == sorted(figures)
    assert figures[0] < figures[2]


def test_a_table_higher_than_a_panel_is_refused_with_what_stands_before_it():
    rows = "\n".join(f"| row {number} | words |" for number in range(60))
    body = f"Before it.\n\n| One | Two |\n| --- | --- |\n{rows}"
    refused = _refusal(leaflet(sections=[{"id": "table", "heading": "Table", "body": body}]))
    assert (refused.members["section"], refused.members["suggested_max_chars"]) == ("table", len("Before it."))


def test_a_card_too_high_for_the_flap_is_refused_until_it_is_cut():
    card = {"id": "now", "heading": "Help now", "care_level": "emergency", "body": " ".join(["words"] * 600)}
    refused = _refusal(leaflet(sections=[card]))
    assert (refused.members["section"], refused.members["panel"]) == ("now", "flap")
    folded(_cut(leaflet(sections=[card]), refused))


def test_a_title_of_the_widest_letters_is_refused_rather_than_clipped():
    refused = _refusal(leaflet(title=" ".join(["WWWWWWWWW"] * 20)))
    assert (refused.members["section"], refused.members["panel"]) == ("title", "cover")


def test_an_imprint_higher_than_the_back_is_refused():
    sheet = leaflet()
    refused = _refusal(replace(sheet, imprint=replace(sheet.imprint, contact="words " * 900)))
    assert (refused.members["section"], refused.members["panel"]) == ("imprint", "back")
    assert refused.members["suggested_max_chars"] is None


@pytest.mark.parametrize("members", [{"title": "Words " * 32 + "end"}, {"summary": "Words for people " * 17 + "end"}])
def test_the_longest_title_and_summary_of_usual_words_fit(members):
    cover = panel_text(folded(leaflet(**members)), "cover")
    assert " ".join(next(iter(members.values())).split()) in cover


def test_a_long_word_is_broken_inside_its_panel():
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
    pdf = folded(leaflet(sections=[{"id": "one", "heading": word, "body": f"Go to {word} today.\n\n- {word}"}]))
    assert read_aloud(pdf).replace(" ", "").replace("\n", "").count(word) == 3


def test_items_of_more_than_half_a_panel_each_stand_on_panels_of_their_own():
    assert panel_text(folded(numbered(360, paragraph=180, mark="- ")), "inside-2")


def test_numbers_go_on_on_the_next_panel():
    body = "\n".join(f"{number}. " + "some words of a step " * 6 for number in range(5, 39))
    card = leaflet().document.model_dump(mode="json")["sections"][4]
    pdf = folded(leaflet(sections=[{"id": "one", "heading": "Steps", "body": body}, card]))
    inside = re.findall(r"\b(\d+)\.", " ".join(panel_text(pdf, f"inside-{number}") for number in (1, 2, 3)))
    flap = re.findall(r"\b(\d+)\.", panel_text(pdf, "flap"))
    assert [int(number) for number in inside + flap] == list(range(5, 39))


@pytest.mark.parametrize("language", ["arabic", "welsh"])
def test_other_languages_lose_no_word(language):
    sheet = SHEETS[language]
    said = Counter(_letters("".join(char["text"] for char in chars(folded(sheet)))))
    assert not Counter(_letters(plain_text(sheet.document))) - said


def test_a_text_that_is_too_long_in_a_longer_language_is_refused_by_itself():
    assert folded(numbered(150, 150, 150))
    assert _refusal(numbered(450, 450, 450))


def test_text_that_has_no_room_elsewhere_stands_above_the_imprint_if_no_card_does():
    pdf = folded(numbered(760))
    assert re.match(r"[a-h]+\d+x ", panel_text(pdf, "back"))


def test_the_demo_leaflet_for_adults_fits():
    assert folded(Sheet(parse_document(finding_support.DOCUMENT), IMPRINT))


def test_the_refusal_passes_from_a_child_process_with_its_figures():
    refused = _refusal(numbered(100, 1500))
    passed = pickle.loads(pickle.dumps(refused))  # noqa: S301 - our own
    assert (passed.detail, passed.members) == (refused.detail, refused.members)
