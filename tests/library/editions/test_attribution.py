"""The line to print: golden strings of an adaptation and of an adaptation of that (domain.md, LIC-4, LIC-6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from library.editions.attribution import Adapted, Credit, attribution_html, attribution_text
from library.editions.local_changes import changed_sections, changes_in_words

A = Adapted(
    title="Finding support",
    rights_holder="The SUN Network",
    url="https://library.test/v1/leaflets/finding-support",
    licence_name="CC BY-SA 4.0",
    licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
    changes="1 section reworded",
    by="Norfolk & Waveney",
    on=date(2026, 11, 3),
)
B = Credit(
    title="Finding support in Norfolk",
    rights_holder="Norfolk & Waveney",
    publisher="Norfolk & Waveney",
    url="https://library.test/v1/adaptations/finding-support-norfolk",
    licence_spdx="CC-BY-SA-4.0",
    licence_name="CC BY-SA 4.0",
    licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
    coproduction="Based on work co-produced with adults who know.",
    adapted_from=(A,),
)
C = replace(
    B,
    title="Finding support in King’s Lynn",
    rights_holder="Lynn Charity",
    publisher="Lynn Charity",
    url="https://library.test/c",
    adapted_from=(
        Adapted(
            title=B.title,
            rights_holder=B.rights_holder,
            url=B.url,
            licence_name=B.licence_name,
            licence_url=B.licence_url,
            changes="none to the words",
            by="Lynn Charity",
            on=date(2027, 1, 4),
        ),
        A,
    ),
)


def test_an_adaptation_names_its_original_what_was_changed_and_who_answers_for_it() -> None:
    assert attribution_text(B) == (
        "‘Finding support in Norfolk’ by Norfolk & Waveney (https://library.test/v1/adaptations/finding-support-norfolk). "
        "Licensed under CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/). "
        "Adapted from ‘Finding support’ by The SUN Network (https://library.test/v1/leaflets/finding-support, CC BY-SA 4.0, "
        "https://creativecommons.org/licenses/by-sa/4.0/). Changes made: 1 section reworded, by Norfolk & Waveney, 3 November 2026. "
        "Norfolk & Waveney alone is responsible for this version; it is not endorsed by The SUN Network. "
        "Based on work co-produced with adults who know."
    )


def test_an_adaptation_of_an_adaptation_keeps_both() -> None:
    text = attribution_text(C)
    assert text.index("Adapted from ‘Finding support in Norfolk’") < text.index(
        "Adapted from ‘Finding support’ by The SUN"
    )
    assert "Changes made: 1 section reworded, by Norfolk & Waveney, 3 November 2026." in text
    assert "it is not endorsed by Norfolk & Waveney or The SUN Network." in text


def test_the_html_says_the_same_escaped_and_with_links() -> None:
    html = attribution_html(B)
    assert 'Adapted from ‘<a href="https://library.test/v1/leaflets/finding-support">Finding support</a>’' in html
    assert "by Norfolk &amp; Waveney, 3 November 2026" in html
    assert "Norfolk & Waveney" not in html


def test_an_original_says_nothing_of_adapting() -> None:
    assert "Adapted" not in attribution_text(replace(B, adapted_from=()))
    assert "responsible" not in attribution_text(replace(B, adapted_from=()))


@pytest.mark.parametrize(
    ("statuses", "words", "changed"),
    [
        ([], "none to the words", 0),
        (["verbatim", "verbatim"], "none to the words", 0),
        (["reworded", "verbatim"], "1 section reworded", 1),
        (["reworded", "reworded", "left_out"], "2 sections reworded; 1 section left out", 3),
        (["added", "filled"], "1 section of local text added; local details filled in 1 section", 0),
    ],
)
def test_changes_are_said_in_words(statuses: list[str], words: str, changed: int) -> None:
    sections = [{"id": str(number), "status": status} for number, status in enumerate(statuses)]
    assert (changes_in_words(sections), changed_sections(sections)) == (words, changed)
