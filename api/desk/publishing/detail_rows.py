"""What a kind adds to its text, as rows to read: with the words of its form, without what is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from api.desk.forms.filled import kind_of
from api.desk.forms.json_schema import Ask, Blank, people_words
from api.desk.forms.reading import written_value

Rows = list[tuple[str, SafeString | str]]


def detail_rows(blank: Blank, values: Mapping[str, Any]) -> Rows:
    """The members of a group that have a value, with their labels."""
    shown = [(part, values.get(part.name)) for part in blank.parts if part.ask is not Ask.FIXED]
    return [(part.label, _cell(part, value)) for part, value in shown if value not in (None, "", [], {}, False)]


def _cell(blank: Blank, value: Any) -> SafeString | str:
    if blank.ask is Ask.GROUP:
        return format_html_join(" ", '<span class="d-pair"><b>{}:</b> {}</span>', detail_rows(blank, value))
    if blank.ask is Ask.MANY:
        return _list([_cell(blank.parts[kind_of(blank, entry)], entry) for entry in value])
    if blank.ask in {Ask.LINES, Ask.MARKS}:
        return _list([str(entry) for entry in value])
    if blank.ask is Ask.PAIRS:
        return _list([f"{key} = {written_value(entry)}" for key, entry in value.items()])
    known = dict(blank.options)
    return "Yes" if value is True else known.get(str(value), people_words(value) if known else written_value(value))


def _list(cells: list[SafeString | str]) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((cell,) for cell in cells)))
