"""Public identifiers: UUIDs that sort by time, and slugs."""

from __future__ import annotations

import re
import secrets
import time
import unicodedata
from datetime import UTC, date, datetime
from uuid import UUID

SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
SLUG_MAX_LENGTH = 100


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, 12 of the fraction of one (section 6.2, method 3), so that
    what follows in one process also sorts so, and 62 random bits. New rows land at the end of their index.
    """
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = (nanoseconds << 12) // 1_000_000
    time_and_version = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | fraction << 64
    return UUID(int=time_and_version | 0x2 << 62 | secrets.randbits(62))


def made_on(id: UUID) -> date:
    """The day on which `new_id` made it, in UTC."""
    return datetime.fromtimestamp((id.int >> 80) / 1000, UTC).date()


def slugify(text: str) -> str:
    """A slug of at most 100 characters from any text; empty when nothing of it can stand in one."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")[:SLUG_MAX_LENGTH].strip("-")
