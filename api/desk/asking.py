"""Asking for something and doing it: a form, one call of the domain, and the way on. Shared by adding, changing and every step."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from api.desk import refusals
from api.desk.seats import Seat, seat_of
from library.accounts.actors import Actor
from library.accounts.roles import ReviewKind, Role
from library.documents.fields import FORBIDDEN_CHARACTERS, name_character
from library.errors import LibraryError, PreconditionFailed

LINE_ENDS = re.compile("\r\n|[\r\v\f]")
"""As browsers send them, and as word processors put them between lines and pages."""
STALE = (
    "Somebody else has saved this since you opened it. Nothing of yours is lost: it is still in the form, and not saved yet. "
    "Where theirs differs from yours it is shown below the field. Save again to keep yours."
)


@dataclass(frozen=True)
class Asked:
    """A request at the desk: who asks, when, and about which thing (None when one is to be added)."""

    request: HttpRequest
    seat: Seat
    at: datetime
    thing: Any = None
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def by(self) -> Actor:
        return self.seat.actor


@dataclass(frozen=True)
class Done:
    """What came of it: a sentence for the person, and where they go on: a thing's page, a page of its own, or the list."""

    said: str
    thing: Any = None
    page: HttpResponse | None = None


def asked(request: HttpRequest, thing: Any = None, **data: Any) -> Asked:
    return Asked(request, seat_of(request), timezone.now(), thing, data)


class DeskForm(forms.Form):
    """A form that knows who asks and about what.

    `groups` are headings with the fields under them; fields that no group names come first. `named` gives the field for the first part of a
    fault's pointer, or for the whole of it (`logo/asset`), where the two differ. A form about a thing with a version carries it in
    `version`, so that nobody overwrites unseen.
    """

    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    named: ClassVar[Mapping[str, str]] = {}
    versioned: ClassVar[bool] = False
    error_css_class = "d-faulty"
    required_css_class = "d-required"

    def __init__(self, *arguments: Any, about: Asked, **options: Any) -> None:
        self.about = about
        self.refusal: LibraryError | None = None
        self.places: list[refusals.Place] = []
        self.theirs: dict[str, str] = {}
        super().__init__(*arguments, **{"label_suffix": "", **options})
        if self.versioned:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
            self.initial.setdefault("version", about.thing.version)
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices that depend on who asks."""

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:  # noqa: ARG003
        """What stands in the fields at first."""
        return {}

    def compare(self, present: Mapping[str, Any]) -> None:
        """Note where what is saved now differs from what was typed."""
        for name, value in present.items():
            if (
                name in self.cleaned_data
                and not self.fields[name].widget.is_hidden
                and _plain(self.cleaned_data[name]) != _plain(value)
            ):
                self.theirs[name] = _plain(value) or "nothing"

    def _post_clean(self) -> None:
        """Text as the library keeps it, whatever the browser and the clipboard made of its lines: Django's hook after all cleaning."""
        super()._post_clean()  # type: ignore[misc]
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str):
                text = LINE_ENDS.sub("\n", value)
                self.cleaned_data[name] = text
                if found := FORBIDDEN_CHARACTERS.search(text):
                    self.add_error(name, f"{name_character(found.group())} can't stand in text: take it out.")

    @property
    def grouped(self) -> list[tuple[str, list[forms.BoundField]]]:
        in_groups = {name for _, names in self.groups for name in names}
        first = [self[name] for name in self.fields if name not in in_groups and not self[name].is_hidden]
        rest = [(title, [self[name] for name in names if name in self.fields]) for title, names in self.groups]
        return [group for group in [("", first), *rest] if group[1]]

    @property
    def has_files(self) -> bool:
        return self.is_multipart()


FormOf = type[DeskForm]


@dataclass(frozen=True)
class Step:
    """Something to do with a thing: a button that leads to a form. `when` says whether the thing is in a state for it; `kind` is the
    kind of review that a reviewer must be able to give for it.
    """

    name: str
    label: str
    run: Callable[[Asked], Done]
    form: FormOf = DeskForm
    lead: str = ""
    button: str = ""
    roles: tuple[Role, ...] = ()
    when: Callable[[Any], bool] = lambda _: True
    main: bool = False
    danger: bool = False
    beside: Callable[[Asked], dict[str, Any]] = lambda _: {}
    template: str = "desk/step.html"
    kind: ReviewKind | None = None

    def open_to(self, seat: Seat, thing: Any) -> bool:
        is_theirs = not self.roles or seat.may(*self.roles)
        return is_theirs and (self.kind is None or self.kind in seat.actor.review_kinds) and self.when(thing)


def form_for(kind: FormOf, about: Asked) -> DeskForm:
    """The form, with what was posted or with what stands at first."""
    if about.request.method == "POST":
        return kind(about.request.POST, about.request.FILES, about=about, initial=kind.present(about))
    return kind(about=about, initial=kind.present(about))


def attempt(form: DeskForm, run: Callable[[Asked], Done]) -> Done | None:
    """Do it if the form is in order. None when it is not, or when the domain refuses: then the form says why."""
    if not form.is_valid():
        return None
    about = form.about
    try:
        with transaction.atomic():
            return run(replace(about, data=form.cleaned_data))
    except PreconditionFailed as refusal:
        _show_theirs(form, refusal)
    except LibraryError as refusal:
        refusals.show(form, refusal)
    return None


def _show_theirs(form: DeskForm, refusal: PreconditionFailed) -> None:
    """Keep what was typed, show what is saved now where it differs, and let the next save be a decision."""
    form.refusal = refusal
    form.add_error(None, STALE)
    about = form.about
    present = type(about.thing)._default_manager.get(pk=about.thing.pk)
    form.compare(type(form).present(replace(about, thing=present)))
    refusals.put(form, "version", present.version)


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple | set) or hasattr(value, "all"):
        return ", ".join(sorted(str(entry) for entry in (value.all() if hasattr(value, "all") else value)))
    return "" if value is None else str(value)
