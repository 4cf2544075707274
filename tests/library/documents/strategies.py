"""Any document, for laws: text of all scripts, every policy and level, Markdown made of every block of the subset."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from library.documents.vocabulary import CareLevel, Medium, Policy

_LETTERS = st.characters(whitelist_categories=("L", "N"), max_codepoint=0x2FFFF)
words = st.text(_LETTERS, min_size=1, max_size=8)
lines = st.lists(words, min_size=1, max_size=6).map(" ".join)
prose = st.lists(lines, max_size=3).map("\n\n".join)
slugs = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?", fullmatch=True)


def markdown_of(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Markdown that says what `text` gives, in paragraphs, emphasis, lists, quotes, links, headings and tables."""
    inline = st.one_of(
        text,
        text.map(lambda said: f"*{said}*"),
        text.map(lambda said: f"**{said}**"),
        text.map(lambda said: f"[{said}](https://www.nhs.uk/)"),
    )
    block = st.one_of(
        inline,
        inline.map(lambda said: f"### {said}"),
        inline.map(lambda said: f"> {said}"),
        st.lists(inline, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
        st.lists(inline, min_size=1, max_size=3).map(lambda items: "\n".join(f"1. {item}" for item in items)),
        st.lists(inline, min_size=1, max_size=3).map(
            lambda cells: "\n".join(("|" + "|".join(row) + "|") for row in (cells, ["---"] * len(cells), cells))
        ),
    )
    return st.lists(block, max_size=4).map("\n\n".join)


sections = st.lists(
    st.fixed_dictionaries(
        {"id": slugs, "heading": lines, "body": markdown_of(lines)},
        optional={
            "policy": st.sampled_from(list(Policy)).map(str),
            "policy_reason": lines,
            "care_level": st.sampled_from(list(CareLevel)).map(str),
        },
    ),
    max_size=5,
    unique_by=lambda section: section["id"],
)
_citations = st.lists(
    st.fixed_dictionaries(
        {
            "id": slugs,
            "title": lines,
            "url": slugs.map(lambda slug: f"https://www.nhs.uk/{slug}"),
            "accessed": st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)).map(str),
            "publisher": lines,
        }
    ),
    max_size=2,
    unique_by=lambda citation: citation["id"],
)
_details = {
    "resource": st.fixed_dictionaries({"medium": st.sampled_from(list(Medium)).map(str)}),
    "case_study": st.fixed_dictionaries({}, optional={"context": prose, "aim": prose, "results_negative": prose}),
    "training": st.fixed_dictionaries(
        {"delivery": st.just("online")},
        optional={"learning_outcomes": st.lists(lines, max_size=4), "booking": markdown_of(lines), "cost": prose},
    ),
    "leaflet": st.fixed_dictionaries(
        {},
        optional={
            "local_details": st.lists(
                st.fixed_dictionaries(
                    {"key": st.from_regex("[a-z]{1,6}", fullmatch=True), "label": lines, "type": st.just("text")},
                    optional={"help": lines, "required": st.booleans(), "example": lines},
                ),
                max_size=3,
                unique_by=lambda detail: detail["key"],
            )
        },
    ),
}


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Data that `parse_document` takes."""
    kind = draw(st.sampled_from(sorted(_details)))
    return {
        "kind": kind,
        "title": draw(lines),
        "summary": draw(st.one_of(st.just(""), lines)),
        "language": draw(st.sampled_from(["en-GB", "cy", "ar", "ur", "zh-Hant"])),
        "sections": draw(sections),
        "citations": draw(_citations),
        "details": draw(_details[kind]),
    }
