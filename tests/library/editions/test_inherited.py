"""May an adaptation call itself co-produced? By what it changed in the words that were (domain.md, CP-2)."""

from __future__ import annotations

import pytest

from library.coproduction.claims import Part
from library.editions.inherited import inherited_claim

MADE = [Part("adults who know", "design", "co_production"), Part("adults who know", "deliver", "co_production")]
ASKED = [Part("adults who know", "design", "consultation")]


@pytest.mark.parametrize(
    # the original   changed  signed off  badge
    ("made", "changed", "signed_off", "badge"),
    [
        (MADE, 0, False, "co-produced"),
        (MADE, 1, False, None),
        (MADE, 1, True, "co-produced"),
        (ASKED, 0, False, None),
        ([], 0, False, None),
    ],
)
def test_the_badge_goes_with_the_words(made: list[Part], changed: int, signed_off: bool, badge: str | None) -> None:
    assert inherited_claim(made, changed=changed, signed_off=signed_off).badge == badge


def test_the_reason_says_what_is_lacking() -> None:
    reason = inherited_claim(MADE, changed=2, signed_off=False).reason
    assert reason == (
        "The original was co-produced; 2 sections were changed here without a sign-off by people with lived experience."
    )
