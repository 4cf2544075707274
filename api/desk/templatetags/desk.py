"""Small words for the desk's templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from api.desk.forms.fields import BlanksWidget
from api.desk.forms.filled import Filled
from api.desk.forms.json_schema import people_words
from api.http.pages import prose as as_html

register = template.Library()


@register.filter
def prose(text: str) -> SafeString:
    """Text with `code` as HTML. It is escaped."""
    return mark_safe(as_html(str(text)))  # noqa: S308 - escaped by `prose`


@register.filter
def words(code: Any) -> str:
    """`in_review` is "In review"."""
    return people_words(str(code))


@register.filter
def alone(value: Any) -> list[Any]:
    return [value] if value else []


@register.filter
def not_among(values: Iterable[Any], options: Iterable[tuple[str, str]]) -> list[Any]:
    """Values that the options do not offer: kept, so that saving a form never drops them unseen."""
    offered = {value for value, _ in options}
    return [value for value in values if value not in offered]


@register.simple_tag
def blank_attributes(filled: Filled) -> SafeString:
    """What a control says of itself to assistive technology, and how much it takes."""
    described = [f"{filled.id}_help"] if filled.blank.help else []
    described += [f"{filled.id}_error"] if filled.errors else []
    attributes = [("aria-describedby", " ".join(described))] if described else []
    if filled.errors:
        attributes.append(("aria-invalid", "true"))
    if filled.blank.max_length and filled.blank.ask != "value":
        attributes.append(("maxlength", str(filled.blank.max_length)))
    return format_html_join("", ' {}="{}"', attributes)


@register.filter
def has_blanks(field: Any) -> bool:
    return isinstance(field.field.widget, BlanksWidget)


@register.filter
def entry(entries: Mapping[str, Any], name: str) -> Any:
    return entries.get(name)


@register.filter
def care_words(level: str) -> str:
    """How soon a reader must act, in words: never by colour alone."""
    return {"non_urgent": "Not urgent", "urgent": "Urgent", "emergency": "An emergency"}.get(level, "")
