"""Form fields of the desk: data asked for by blanks, and lists of words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from api.desk.forms.filled import Filled, fill
from api.desk.forms.json_schema import Blank
from api.desk.forms.reading import read
from library.documents.fields import EARLIEST, LATEST


class BlanksWidget(forms.Widget):
    """Shows a value in blanks. `errors` are sentences by JSON pointer into the value."""

    template_name = "desk/blanks/all.html"

    def __init__(self, blank: Blank) -> None:
        super().__init__()
        self.blank = blank
        self.errors: dict[str, list[str]] = {}

    def filled(self, name: str, value: Any) -> Filled:
        return fill(self.blank, value, name, self.errors)

    def render(self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None) -> SafeString:
        return render_to_string(self.template_name, {"filled": self.filled(name, value)})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return read(self.blank, data, name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class BlanksField(forms.Field):
    """JSON data that a schema describes. It is read, not checked: the domain does that, and its refusals are shown in their places."""

    widget: BlanksWidget

    def __init__(self, blank: Blank, **options: Any) -> None:
        super().__init__(widget=BlanksWidget(blank), required=False, **options)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(initial != data)


class WordsField(forms.CharField):
    """A list of words, one a line."""

    def __init__(self, *, upper: bool = False, **options: Any) -> None:
        self.upper = upper
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        words = [line.strip() for line in text.splitlines() if line.strip()]
        return [word.upper() for word in words] if self.upper else words


class Day(forms.DateField):
    """A day, with the browser's own calendar. One that nobody can mean is refused, as the API refuses it."""

    def __init__(self, **options: Any) -> None:
        calendar = {"type": "date", "min": EARLIEST.isoformat(), "max": LATEST.isoformat()}
        bounds = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]
        super().__init__(widget=forms.DateInput(attrs=calendar, format="%Y-%m-%d"), validators=bounds, **options)


class Moment(forms.DateTimeField):
    """A day and time in the United Kingdom."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=picker, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **options)
