"""Parts of a file (RFC 9110, section 14): one stretch of bytes per request. Pure.

Several ranges at once, other units and what is malformed are ignored, as the standard allows: the whole is always right.
"""

from __future__ import annotations

import re

from api.http.refusals import RangeNotSatisfiable

WANTED = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.ASCII | re.IGNORECASE)


def wanted_range(header: str | None, size: int, *, if_range: str | None, etag: str) -> tuple[int, int] | None:
    """First byte and byte after the last of what `Range` asks for, or None for the whole.

    `if_range` asks for the whole unless the client's part is of this very file; a date never says that.
    Raises `RangeNotSatisfiable` when the range lies behind the end.
    """
    found = WANTED.fullmatch(header) if header else None
    if found is None or (if_range is not None and if_range.strip() != f'"{etag}"'):
        return None
    first, last = found.groups()
    if first and last and int(last) < int(first):
        return None
    if first:
        start, end = int(first), min(int(last) + 1, size) if last else size
    elif last:
        start, end = max(0, size - int(last)), size
    else:
        return None
    if start >= end:
        raise RangeNotSatisfiable(size)
    return start, end
