"""What the licence of a template lets a place do with it (domain.md, section 11). Pure."""

from __future__ import annotations

from collections.abc import Iterable

from library.catalogue.licences import terms_of
from library.errors import Conflict


class LicenceForbidsAdaptation(Conflict):
    """Its licence, or that of a picture in it, allows no adaptations."""

    slug = "licence-forbids-adaptation"
    title = "The licence does not allow adaptations"
    explanation = (
        "Only what may be changed and shared can be adapted. `licence` is the template's; `assets` are pictures in it that are "
        "under a stricter licence. Ask the rights holder; `GET /v1/permissions` explains."
    )


def check_may_adapt(spdx: str, assets: Iterable[tuple[str, str]] = ()) -> None:
    """Raise `LicenceForbidsAdaptation` unless the text and every picture in it may be adapted (domain.md, LIC-1, LIC-2).

    `assets` are names and licences.
    """
    strict = [name for name, licence in assets if not terms_of(licence).allows_adaptation]
    if not terms_of(spdx).allows_adaptation or strict:
        raise LicenceForbidsAdaptation(licence=spdx, assets=sorted(strict))


def satisfies(derivative: str, upstream: str) -> bool:
    """Whether an adaptation may be under a licence, given that of its original (domain.md, LIC-3): share-alike means the same
    one, and not for commercial use stays so.
    """
    theirs, ours = terms_of(upstream), terms_of(derivative)
    if not theirs.allows_adaptation:
        return False
    if theirs.share_alike:
        return derivative == upstream
    return derivative == upstream or (
        ours.non_commercial >= theirs.non_commercial and ours.attribution >= theirs.attribution
    )
