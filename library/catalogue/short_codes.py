"""Eight characters that name an entry for ever: short enough to be typed from paper (domain.md, PR-9). Pure.

The code is the last 40 bits of the entry's id, which are random, in Crockford's base 32: digits and letters that can't
be taken for one another. So it needs no table, and an index on the end of the id finds it.
"""

from __future__ import annotations

from uuid import UUID

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 8
TAIL = 10
"""Hexadecimal digits at the end of the id that a code stands for."""
CODE_PATTERN = f"^[0-9a-zA-Z]{{{LENGTH}}}$"
_MISREAD = str.maketrans("oil", "011")


def code_of(entry_id: UUID) -> str:
    """The code of an entry."""
    bits = entry_id.int & (1 << 4 * TAIL) - 1
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(LENGTH)))


def tail_of(code: str) -> str | None:
    """The end of the id that a code stands for, in hexadecimal digits; None if it is no code.

    Read as people write: in capitals or not, with O for zero, and I or L for one.
    """
    read = code.lower().translate(_MISREAD)
    if len(read) != LENGTH or any(letter not in ALPHABET for letter in read):
        return None
    bits = 0
    for letter in read:
        bits = bits << 5 | ALPHABET.index(letter)
    return f"{bits:0{TAIL}x}"


def short_url(base_url: str, entry_id: UUID) -> str:
    """The permanent short address of the web page of an entry."""
    return f"{base_url}/s/{code_of(entry_id)}"
