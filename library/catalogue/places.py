"""Places by the first half of a postcode. Pure."""

from __future__ import annotations

import re

# The outward code of a postcode in the United Kingdom, then perhaps the inward code, which names a few houses.
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)(?:[0-9][A-Z]{2})?")
_NAMED = re.compile(r"[A-Z]{1,2}[0-9]?|[A-Z]{1,2}[0-9][A-Z0-9]")
_PARTS = re.compile(r"([A-Z]{1,2})([0-9]{1,2})([A-Z]?)")


def district_of(text: str) -> str | None:
    """The postcode district of a whole postcode or of its first half: `CB1` for `cb1 2st`. None if it is neither.

    The second half can stand for a single household: it is dropped here and goes no further.
    """
    found = _POSTCODE.fullmatch("".join(text.split()).upper())
    return found[1] if found else None


def is_district_or_area(text: str) -> bool:
    """Whether it can stand in a list of places served: a postcode district (`CB1`) or a whole postcode area (`CB`)."""
    return _NAMED.fullmatch(text) is not None


def containing(district: str) -> list[str]:
    """The district itself and every wider place that it lies in, as they stand in lists of places served.

    `EC1A` lies in `EC1` and in `EC`; `NR10` lies in `NR`, and not in `NR1`.
    """
    found = _PARTS.fullmatch(district)
    if found is None:
        return [district]
    letters, digits, letter = found.groups()
    return list(dict.fromkeys([letters + digits + letter, letters + digits, letters]))
