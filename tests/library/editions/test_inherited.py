"""May an adaptation call itself co-produced? By what it changed in the words that were (domain.md, CP-2)."""

from __future__ import annotations

import pytest

from library.coproduction.claims import Part
from library.editions.inherited import inherited_claim, inherited_statement

MADE = [Part("adults who know", "design", "co_production"), Part("adults who know", "deliver", "co_production")]
ASKED = [Part("adults who know", "design", "consultation")]


@pytest.mark.parametrize(
    # the original   changed  signed off  badge            statement
    ("made", "changed", "signed_off", "badge", "said"),
    [
        (MADE, 0, False, "co-produced", "Based on work co-produced with adults who know."),
        (MADE, 1, False, None, "Based on work co-produced with adults who know, and changed locally since."),
        (MADE, 1, True, "co-produced", "Based on work co-produced with adults who know."),
        (ASKED, 0, False, None, "Based on work made with adults who know."),
        ([], 0, False, None, None),
    ],
)
def test_the_badge_goes_with_the_words(
    made: list[Part], changed: int, signed_off: bool, badge: str | None, said: str | None
) -> None:
    assert inherited_claim(made, changed=changed, signed_off=signed_off).badge == badge
    assert inherited_statement(made, changed=changed, signed_off=signed_off) == said


def test_the_reason_says_what_is_lacking() -> None:
    reason = inherited_claim(MADE, changed=2, signed_off=False).reason
    assert reason == (
        "The original was co-produced; 2 sections were changed here without a sign-off by people with lived experience."
    )
