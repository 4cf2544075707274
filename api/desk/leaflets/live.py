"""What is in the form of an adaptation, as it would look and what is to be looked at in it, before anything is saved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from api.desk.asking import Asked, DeskForm, form_for
from api.desk.leaflets.recipe_form import RecipeForm, named_controls, recipe_in, template_of
from api.desk.refusals import where_words
from api.desk.typed import Row, framed, told
from library.documents.model import LeafletDocument
from library.editions.local_previews import LocalPreview
from library.editions.review_status import uk_day
from library.errors import Fault, LibraryError
from library.leaflets.checks import findings
from library.leaflets.previews import composed_document, preview_adaptation, with_words
from library.publishing.checking import how_readable
from library.quality.findings import Finding

_RULE = re.compile(r"^domain rules? [^:]+: ")
"""What people who write need not know: where we wrote the rule down."""


def look(about: Asked) -> dict[str, Any]:
    """What a template says about an adaptation: what keeps it from being published, what a person should look at, how it reads."""
    template = template_of(about.thing)
    found = findings(about.thing, on=uk_day(about.at))
    try:
        readable = how_readable(composed_document(about.thing, at=about.at))
    except LibraryError:  # what does not fit is among the findings
        readable = None
    return {
        "missing": _rows([one for one in found if one.severity == "block"], template),
        "to_look_at": _rows([one for one in found if one.severity != "block"], template),
        "readable": readable,
    }


def _rows(found: Sequence[Finding], template: LeafletDocument) -> list[Row]:
    return [
        Row(
            _place_words(one.pointer, template),
            one.message,
            words=one.excerpt or "",
            suggestion=one.suggestion or "",
            why=_RULE.sub("", one.source or ""),
            control=_control(one.pointer, template),
        )
        for one in found
    ]


def _place_words(pointer: str, template: LeafletDocument) -> str:
    """Where it is in the words of the form: the question of a detail, the heading of a section."""
    kind, _, rest = pointer.removeprefix("/").partition("/")
    key = rest.partition("/")[0]
    if kind == "details":
        asked = next((one.label for one in template.details.local_details if one.key == key), "")
    else:
        asked = next((one.heading for one in template.sections if kind == "sections" and one.id == key), "")
    return asked or where_words(pointer) or "The text"


def _control(pointer: str, template: LeafletDocument) -> str:
    controls = named_controls(template)
    parts = pointer.removeprefix("/").split("/")
    name = controls.get("/".join(parts)) or controls.get("/".join(parts[:2]))
    return f"id_{name}" if name else ""


def typed_look(about: Asked) -> HttpResponse:
    """The same of what is in the form, as a part of the page. What could not be saved like this comes first."""
    form = _cleaned(about)
    faults = [
        Row(str(form[name].label), str(sentence), control=form[name].auto_id)
        for name, sentences in form.errors.items()
        if name in form.fields
        for sentence in sentences
    ]
    try:
        context = look(_typed(form))
    except LibraryError as refusal:
        template, context = template_of(about.thing), {}
        faults += [
            Row(_place_words(one.pointer, template), one.detail, control=_control(one.pointer, template))
            for one in refusal.errors or [Fault("", refusal.detail)]
        ]
    return told({**context, "faults": faults})


def typed_page(request: HttpRequest, about: Asked) -> HttpResponse:
    """What is in the form as readers would get it, with blanks plainly marked."""

    def typed() -> LocalPreview:
        return preview_adaptation(_typed(_cleaned(about)).thing, at=about.at)

    return framed(request, about.thing.item.slug, page=lambda: typed().page(), paper=lambda name: typed().pdf(name))


def _cleaned(about: Asked) -> DeskForm:
    form = form_for(RecipeForm, about)
    form.full_clean()
    return form


def _typed(form: DeskForm) -> Asked:
    """As asked, about the adaptation with the words that are in the form; a field that can't be read is left as if it were empty.
    Raises as saving them does.
    """
    about, data = form.about, form.cleaned_data
    recipe = recipe_in(replace(about, data=data))
    return replace(about, thing=with_words(about.thing, recipe, next_review_due=data.get("next_review_due")))
