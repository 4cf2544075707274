"""The hash by which we know that words are those that somebody approved (domain.md, CN-6). Pure."""

from __future__ import annotations

import hashlib


def hash_of(words: str) -> str:
    """SHA-256 of the words in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(words.encode()).hexdigest()
