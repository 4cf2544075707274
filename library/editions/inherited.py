"""Whether an adaptation may still call itself co-produced: by what it changed in the words that were (domain.md, CP-2,
LIC-6). Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from library.coproduction.claims import Claim, Part, claim

LIVED_EXPERIENCE = "lived_experience"
OF_ORIGINAL = "original"
"""The scope of a sign-off that an edition has from its original, for what it shows unchanged."""


def inherited_claim(original: Sequence[Part], *, changed: int, signed_off: bool) -> Claim:
    """The badge that an adaptation has from its original. `changed` is the number of sections whose words are local,
    `signed_off` whether somebody with lived experience has approved those.
    """
    made = claim(original)
    if made.badge is None:
        return made
    if not changed:
        return Claim(made.badge, f"{made.reason} The words of the original are unchanged here.")
    sections = "1 section was" if changed == 1 else f"{changed} sections were"
    if signed_off:
        return Claim(made.badge, f"{made.reason} {sections} changed here, signed off by people with lived experience.")
    return Claim(
        None,
        f"The original was {made.badge}; {sections} changed here without a sign-off by people with lived experience.",
    )
