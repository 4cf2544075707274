"""What a licence allows, by its SPDX identifier (domain.md, section 11). Derived here, never typed by anybody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Terms:
    """`allows_adaptation`: adaptations may be shared. `share_alike`: under the same licence. `non_commercial`: not for commercial use."""

    allows_adaptation: bool
    share_alike: bool = False
    non_commercial: bool = False
    attribution: bool = True


TERMS = {
    "CC0-1.0": Terms(True, attribution=False),
    "CC-BY-4.0": Terms(True),
    "CC-BY-SA-4.0": Terms(True, share_alike=True),
    "CC-BY-NC-4.0": Terms(True, non_commercial=True),
    "CC-BY-NC-SA-4.0": Terms(True, share_alike=True, non_commercial=True),
    "CC-BY-ND-4.0": Terms(False),
    "CC-BY-NC-ND-4.0": Terms(False, non_commercial=True),
    "OGL-UK-3.0": Terms(True),
}
RESTRICTED = Terms(False)
"""All rights reserved, and any `LicenceRef-...`: only as its holder has written."""


def terms_of(spdx: str) -> Terms:
    """The terms of a licence. An identifier that we do not know allows nothing."""
    return TERMS.get(spdx, RESTRICTED)
