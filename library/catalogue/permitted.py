"""What somebody may do with a published work, by its licence (domain.md, section 11). Pure.

Guidance to act on, not legal advice: the licence itself decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from library.catalogue.licences import RESTRICTED, terms_of

Action = Literal["adapt", "embed", "print"]
VERBS = {"adapt": "change it and share your version", "embed": "show it on your own pages", "print": "print it"}


@dataclass(frozen=True)
class Ruling:
    """`reasons` say why it is so, `needs` what is to be done for it; when it is not allowed, what would be needed."""

    allowed: bool
    reasons: tuple[str, ...]
    needs: tuple[str, ...]


def ruling(action: Action, *, spdx: str, licence: str, rights_holder: str) -> Ruling:
    """May it be done under this licence? `licence` is its name for people."""
    terms = terms_of(spdx)
    asked = f"Written permission from {rights_holder}."
    if terms is RESTRICTED:
        return Ruling(False, (f"{licence}: nobody may {VERBS[action]} without permission.",), (asked,))
    if action == "adapt" and not terms.allows_adaptation:
        reason = f"Under {licence} it may be shared as it is; adaptations may not be shared."
        return Ruling(False, (reason,), (asked,))
    reasons = [f"Under {licence} you may {VERBS[action]}."]
    needs = ["Show the attribution that comes with it, with the link to the licence."] if terms.attribution else []
    if action == "adapt":
        needs += ["Say that you changed it, and what. It must not look as if its authors stood behind your version."]
        needs += [f"Publish your version under {licence} too."] if terms.share_alike else []
    if terms.non_commercial:
        reasons.append(
            "Not for commercial use. Using it in a free health service is not; selling it, or teaching with it for a "
            "fee, may be: then ask first."
        )
        needs.append("Do not sell it, nor use it mainly to earn money.")
    return Ruling(True, tuple(reasons), tuple(needs))
