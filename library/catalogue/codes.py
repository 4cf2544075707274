"""Coded concepts of a topic (domain.md, MD-1): well-formed codes of systems that we know. We ship codes only, no terminology text."""

from __future__ import annotations

import re

SNOMED_CT = "http://snomed.info/sct"
ICD_10 = "http://hl7.org/fhir/sid/icd-10"
ICD_11 = "http://id.who.int/icd/release/11/mms"

_ICD_PATTERNS = {
    ICD_10: re.compile(r"^[A-Z]\d{2}(\.\d{1,2})?$"),
    ICD_11: re.compile(r"^[0-9A-Z]{4}(\.[0-9A-Z]{1,2})?$"),
}

# Verhoeff's dihedral tables: multiplication and the permutation applied by position.
_MULTIPLY = [[(i + j) % 5 if i < 5 and j < 5 else 0 for j in range(10)] for i in range(10)]
for _i in range(10):
    for _j in range(10):
        if _i < 5 <= _j:
            _MULTIPLY[_i][_j] = (_i + _j - 5) % 5 + 5
        elif _j < 5 <= _i:
            _MULTIPLY[_i][_j] = (_i - 5 - _j) % 5 + 5
        elif _i >= 5 and _j >= 5:
            _MULTIPLY[_i][_j] = (_i - _j) % 5
_PERMUTE = [list(range(10)), [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
for _i in range(2, 8):
    _PERMUTE.append([_PERMUTE[_i - 1][_PERMUTE[1][_j]] for _j in range(10)])


def is_snomed_id(code: str) -> bool:
    """Is this a SNOMED CT identifier with a right check digit (Verhoeff)? It may still mean something else: labels
    need a terminology server.
    """
    if not re.fullmatch(r"[1-9]\d{5,17}", code):
        return False
    check = 0
    for position, digit in enumerate(reversed(code)):
        check = _MULTIPLY[check][_PERMUTE[position % 8][int(digit)]]
    return check == 0


def is_code(system: str, code: str) -> bool:
    """Is `code` well formed in a system that we know?"""
    if system == SNOMED_CT:
        return is_snomed_id(code)
    pattern = _ICD_PATTERNS.get(system)
    return bool(pattern and pattern.match(code))


def condition_tokens(codes: list[dict[str, str]]) -> list[str]:
    """What a reader may filter by: the code alone, and `system|code`."""
    return [token for code in codes for token in (code["code"], f"{code['system']}|{code['code']}")]
