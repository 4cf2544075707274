"""Changes between two documents, told to people: where, what, and the words that went and came."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch
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
from library.documents.words import word_hunks


@dataclass(frozen=True)
class Told:
    """One change: `where` it is, `what` happened, and `words` as HTML in which `del` went and `ins` came."""

    where: str
    what: str
    words: SafeString | str = ""


def told(changes: Sequence[Change]) -> list[Told]:
    return [_told(change) for change in changes]


def words_between(old: str, new: str) -> SafeString:
    """The way from one text to another, as HTML; the text itself if nothing changed."""
    return _hunks(word_hunks(old, new)) if old != new else format_html("{}", new)


@singledispatch
def _told(change: Change) -> Told:
    raise TypeError(f"nobody tells {change!r}")


@_told.register
def _added(change: SectionAdded) -> Told:
    return Told(f"Section “{change.heading}”", "Added")


@_told.register
def _removed(change: SectionRemoved) -> Told:
    return Told(f"Section “{change.heading}”", "Removed")


@_told.register
def _moved(change: SectionMoved) -> Told:
    return Told(f"Section {change.section}", f"Moved from place {change.old + 1} to place {change.new + 1}")


@_told.register
def _reworded(change: SectionReworded) -> Told:
    part = "text" if change.member == "body" else "heading"
    return Told(f"Section {change.section}, {part}", "Reworded", _hunks(change.hunks))


@_told.register
def _policy(change: PolicyChanged) -> Told:
    before, after = (
        f"{people_words(change.old)}. {change.old_reason}",
        f"{people_words(change.new)}. {change.new_reason}",
    )
    return Told(f"Section {change.section}, policy", "Changed", _swap(before, after))


@_told.register
def _care_level(change: CareLevelChanged) -> Told:
    return Told(
        f"Section {change.section}, care level", "Changed", _swap(people_words(change.old), people_words(change.new))
    )


@_told.register
def _member(change: FieldChanged) -> Told:
    what = {"item_added": "Added", "item_removed": "Removed"}.get(change.change, "Changed")
    return Told(where_words(change.pointer), what, _swap(_plain(change.old), _plain(change.new)))


def _hunks(hunks: Sequence[Hunk]) -> SafeString:
    return format_html_join(
        "",
        "{}",
        ((format_html("{}", hunk.new) if hunk.op == "equal" else _swap(hunk.old, hunk.new),) for hunk in hunks),
    )


def _swap(old: str, new: str) -> SafeString:
    """The white space that both end with stands behind them: a new line in the middle would tear the sentence apart."""
    end = new[len(new.rstrip()) :] if old and new else ""
    if end and old.endswith(end):
        old, new = old.removesuffix(end), new.removesuffix(end)
    else:
        end = ""
    gone = format_html('<del><span class="d-hidden">Gone: </span>{}</del>', old) if old else ""
    come = format_html('<ins><span class="d-hidden">New: </span>{}</ins>', new) if new else ""
    return format_html("{}{}{}{}", gone, " " if gone and come else "", come, end)


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
