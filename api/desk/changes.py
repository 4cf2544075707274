"""Changes between two documents, told to people: where, what, and the words that went and came."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from api.desk.forms.json_schema import people_words
from api.desk.refusals import where_words
from library.documents.changes import (
    CareLevelChanged,
    Change,
    FieldChanged,
    Hunk,
    PolicyChanged,
    SectionAdded,
    SectionMoved,
    SectionRemoved,
    SectionReworded,
)


@dataclass(frozen=True)
class Told:
    """One change: `where` it is, `what` happened, and `words` as HTML in which `del` went and `ins` came."""

    where: str
    what: str
    words: SafeString | str = ""


def told(changes: Sequence[Change]) -> list[Told]:
    return [_told(change) for change in changes]


def _told(change: Change) -> Told:
    match change:
        case SectionAdded():
            return Told(f"Section “{change.heading}”", "Added")
        case SectionRemoved():
            return Told(f"Section “{change.heading}”", "Removed")
        case SectionMoved():
            return Told(f"Section {change.section}", f"Moved from place {change.old + 1} to place {change.new + 1}")
        case SectionReworded():
            return Told(f"Section {change.section}, {'text' if change.member == 'body' else 'heading'}", "Reworded", _hunks(change.hunks))
        case PolicyChanged():
            before, after = (f"{people_words(policy)}. {reason}" for policy, reason in ((change.old, change.old_reason), (change.new, change.new_reason)))
            return Told(f"Section {change.section}, policy", "Changed", _swap(before, after))
        case CareLevelChanged():
            return Told(f"Section {change.section}, care level", "Changed", _swap(people_words(change.old), people_words(change.new)))
        case FieldChanged():
            what = {"item_added": "Added", "item_removed": "Removed"}.get(change.change, "Changed")
            return Told(where_words(change.pointer), what, _swap(_plain(change.old), _plain(change.new)))


def _hunks(hunks: Sequence[Hunk]) -> SafeString:
    return format_html_join(" ", "{}", ((format_html("{}", hunk.new) if hunk.op == "equal" else _swap(hunk.old, hunk.new),) for hunk in hunks))


def _swap(old: str, new: str) -> SafeString:
    gone = format_html('<del><span class="d-hidden">Gone: </span>{}</del>', old) if old else ""
    come = format_html('<ins><span class="d-hidden">New: </span>{}</ins>', new) if new else ""
    return format_html("{} {}", gone, come)


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
