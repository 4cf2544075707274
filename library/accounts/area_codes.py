"""What a code of an area looks like: GSS codes by their prefix, or an ODS code, never free text (domain.md, LO-5)."""

from __future__ import annotations

import re

ODS_PATTERN = r"^[A-Z0-9]{3,10}$"
"""ODS codes have no fixed length: five characters for the new ICBs of 2026, three for older bodies, more for sites."""
GSS = re.compile(r"[EWSNK][0-9]{8}")
GSS_PREFIXES = {
    "E06", "E07", "E08", "E09", "E10", "W06", "S12", "N09",  # local authorities and counties
    "E12",  # the nine regions of the Office for National Statistics
    "E40", "E54",  # the seven regions of NHS England, integrated care boards
    "W11", "S08",  # health boards of Wales and Scotland
    "E92", "W92", "S92", "N92", "K02", "K03", "K04",  # nations, and nations together
}  # fmt: skip


def is_ods_code(code: str) -> bool:
    return re.fullmatch(ODS_PATTERN, code) is not None


def is_area_code(code: str) -> bool:
    """Is it a GSS code of a kind of area that we know, or of the form of an ODS code? Whether the area exists is not asked."""
    if GSS.fullmatch(code):
        return code[:3] in GSS_PREFIXES
    return is_ods_code(code)
