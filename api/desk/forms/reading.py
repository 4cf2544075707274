"""From a posted form back to data. Nothing is judged here: what can't be right is handed on as it was typed, for the model to refuse."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from api.desk.forms.json_schema import Ask, Blank
from library.ids import slugify

MARKER = "#"
"""`name#` is posted once for each item of a list, in their order. `token:kind` says under which token its members stand,
and which part it is.
"""

_AGES = re.compile(
    r"(?:from |aged )?(\d{1,3})(?: years)?(?:\s*(?:-|–|to)\s*(\d{1,3})|\s*(?:\+|and over|or over))?", re.IGNORECASE
)
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}


class Posted(Protocol):
    """What `request.POST` can do."""

    def get(self, key: str, default: str = "", /) -> Any: ...
    def getlist(self, key: str, /) -> list[Any]: ...
    def __contains__(self, key: object, /) -> bool: ...


def read(blank: Blank, posted: Posted, name: str) -> Any:
    """The value of a blank that stands in the form under a name; `...` if there is none, so that its member is left out."""
    readers: dict[Ask, Callable[[], Any]] = {
        Ask.GROUP: lambda: _group(blank, posted, name),
        Ask.MANY: lambda: _many(blank, posted, name),
        Ask.FIXED: lambda: blank.fixed,
        Ask.FLAG: lambda: name in posted,
        Ask.MARKS: lambda: posted.getlist(name),
        Ask.LINES: lambda: _lines(posted.get(name, "")),
        Ask.PAIRS: lambda: dict(_pair(line) for line in _lines(posted.get(name, ""))),
    }
    reader = readers.get(blank.ask)
    return reader() if reader else _scalar(blank, text_of(posted.get(name, "")))


def text_of(posted: str) -> str:
    """Browsers send line ends as CR LF; a text has line feeds."""
    return posted.replace("\r\n", "\n").replace("\r", "\n")


def _scalar(blank: Blank, text: str) -> Any:
    if not text.strip():
        return blank.empty
    if blank.ask is Ask.NUMBER:
        return int(text) if re.fullmatch(r"\s*-?\d{1,15}\s*", text) else text
    if blank.ask in {Ask.LINE, Ask.LONG, Ask.ADDRESS, Ask.DAY, Ask.CHOICE}:
        return re.sub(r"\s*\n\s*", " ", text).strip()
    return text


def _group(blank: Blank, posted: Posted, name: str) -> Any:
    data = {part.name: value for part in blank.parts if (value := read(part, posted, f"{name}/{part.name}")) is not ...}
    if blank.empty is None and not any(value not in (None, "", [], False) for value in data.values()):
        return None
    for part in blank.parts:
        if part.ask is Ask.VALUE and isinstance(data.get(part.name), str):
            data[part.name] = _value(data[part.name], str(data.get("type", "")))
    return data


def _many(blank: Blank, posted: Posted, name: str) -> list[Any]:
    items, taken = [], set[str]()
    for marker in posted.getlist(f"{name}{MARKER}"):
        token, _, kind = str(marker).partition(":")
        part = blank.parts[int(kind)] if kind.isdecimal() and int(kind) < len(blank.parts) else blank.parts[0]
        data = read(part, posted, f"{name}/{token}")
        _make_names(part, data, taken)
        items.append(data)
    return items


def _make_names(part: Blank, data: dict[str, Any], taken: set[str]) -> None:
    """Give an item that was left without a name one from its words, that no other item of the list has."""
    for blank in part.parts:
        if not blank.made_from:
            continue
        if not data.get(blank.name):
            made = _free_name(slugify(str(data.get(blank.made_from) or ""))[:60], taken)
            if made:
                data[blank.name] = made.replace("-", "_") if part.noun == "Local detail" else made
        taken.add(str(data.get(blank.name, "")))


def _free_name(wanted: str, taken: set[str]) -> str:
    number, name = 2, wanted
    while name and name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text_of(text).split("\n") if line.strip()]


def _pair(line: str) -> tuple[str, Any]:
    key, _, value = (part.strip() for part in line.partition("="))
    return key, _TRUTH.get(value.lower(), value)


def _value(text: str, type: str) -> Any:
    """What a local detail holds, by its type. "yes" is true, "18 to 25" and "18 and over" are age ranges."""
    if type == "boolean":
        return _TRUTH.get(text.strip().lower(), text)
    if type == "age_range" and (ages := _AGES.fullmatch(text.strip())):
        return {"min": int(ages[1]), "max": int(ages[2]) if ages[2] else None}
    return text


def written_value(value: Any) -> str:
    """The same as people write it: what `_value` reads again."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return (
            f"{value.get('min')} to {value['max']}" if value.get("max") is not None else f"{value.get('min')} and over"
        )
    return "" if value is None else str(value)
