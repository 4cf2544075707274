"""How a refusal of the domain is shown in a form: at the field that it is about, with everything that was typed still there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from api.desk.forms.fields import BlanksWidget
from api.desk.forms.json_schema import people_words
from library.errors import Fault, LibraryError


@dataclass(frozen=True)
class Place:
    """A fault with words for where it is, and the id of its control in the page."""

    where: str
    detail: str
    anchor: str = ""


def show(form: forms.Form, refusal: LibraryError) -> None:
    """Put a refusal into a form. Faults that no field is about stand at the top, each as a sentence with its place. What a
    field says already is not said again.
    """
    places: list[Place] = []
    for fault in refusal.errors:
        if not _at_its_field(form, fault):
            places.append(_in_blanks(form, fault) or Place(where_words(fault.pointer), fault.detail))
    if "document_hash" in refusal.members and "document_hash" in form.fields:
        # The page shows the text as it is now; the next answer is about that one.
        put(form, "document_hash", refusal.members["document_hash"])
    form.refusal = refusal  # type: ignore[attr-defined]
    form.places = places  # type: ignore[attr-defined]
    if refusal.detail not in {said for errors in form.errors.values() for said in errors}:
        form.add_error(None, refusal.detail)


def put(form: forms.Form, name: str, value: Any) -> None:
    """Change what a posted form says of one thing. What a browser sent can't be changed in its place."""
    data: Any = form.data
    data = data.copy()
    data[name] = str(value)
    form.data = data


def where_words(pointer: str) -> str:
    """`/sections/2/body` is "Sections 3, body": people count from one."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/") if part]
    words: list[str] = []
    for part in parts:
        if part.isdecimal() and words:
            words[-1] += f" {int(part) + 1}"
        else:
            words.append(people_words(part).lower())
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def _at_its_field(form: forms.Form, fault: Fault) -> bool:
    """A fault about one of the form's own fields. One in a field of blanks goes to its place in there."""
    whole = fault.pointer.removeprefix("/")
    name, _, rest = whole.partition("/")
    named = getattr(form, "named", {})
    name = named.get(whole) or named.get(name, name)
    if name not in form.fields:
        return False
    widget = form.fields[name].widget
    if isinstance(widget, BlanksWidget):
        inside = name in {part.name for part in widget.blank.parts}
        widget.errors.setdefault(fault.pointer if inside else f"/{rest}" if rest else "", []).append(fault.detail)
    else:
        form.add_error(name, fault.detail)
    return True


def _in_blanks(form: forms.Form, fault: Fault) -> Place | None:
    """A fault in a document, if the form has one: its pointer leads into the document, not into the form."""
    documents = [(name, field.widget) for name, field in form.fields.items() if isinstance(field.widget, BlanksWidget)]
    root = fault.pointer.removeprefix("/").partition("/")[0]
    for name, widget in documents:
        if root in {part.name for part in widget.blank.parts}:
            widget.errors.setdefault(fault.pointer, []).append(fault.detail)
            return Place(where_words(fault.pointer), fault.detail, f"id_{name}{fault.pointer}".replace("/", "-"))
    return None


def sentences(faults: Iterable[Fault]) -> list[Place]:
    """Faults as a list for reading, where there is no form."""
    return [Place(where_words(fault.pointer), fault.detail) for fault in faults]
