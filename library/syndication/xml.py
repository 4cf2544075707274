"""XML that holds whatever people wrote: text is data, and what XML 1.0 can't hold is left out. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, *content: str, text: str | None = None, **attributes: str) -> str:
    """An element. `content` is XML already, `text` is not; an underscore in an attribute's name stands for a colon."""
    given = "".join(f" {key.replace('_', ':')}={quoteattr(clean(value))}" for key, value in attributes.items())
    inside = "".join(content) + (escape(clean(text)) if text is not None else "")
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def clean(text: str) -> str:
    """Without the characters that no XML document may hold, not even escaped (XML 1.0, section 2.2)."""
    return _NOT_XML.sub("", text)


def moment(at: datetime) -> str:
    """RFC 3339, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
