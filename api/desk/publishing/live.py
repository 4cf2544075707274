"""What is in the form of a draft, as it would look and what is to be looked at in it, before anything is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from api.desk.asking import Asked, form_for
from api.desk.publishing.document_form import ORDER, DocumentForm
from api.desk.refusals import where_words
from api.desk.typed import Row, framed, told
from library.documents.errors import InvalidDocument
from library.documents.parse import parse_document
from library.editions.review_status import uk_day
from library.errors import Fault
from library.publishing.checking import how_readable
from library.publishing.conditions import unmet
from library.publishing.findings import draft_findings
from library.publishing.models import Draft
from library.publishing.moves import parsed_document
from library.publishing.previews import draft_page, draft_pdf, with_text
from library.quality.findings import Finding
from library.upkeep.advice import link_findings


def look(about: Asked) -> dict[str, Any]:
    """What a template says about a text: what is missing before it can go out, what a person should look at, how it reads."""
    draft = about.thing
    try:
        document = parsed_document(draft)
        readable = how_readable(document)
        links = link_findings(document, organisation=draft.item.owner_id, on=uk_day(about.at))
    except InvalidDocument:
        readable, links = None, []
    found = [*draft_findings(draft, uk_day(about.at)), *links]
    return {"missing": _missing(about), "to_look_at": _to_look_at(found), "readable": readable}


def _missing(about: Asked) -> list[Row]:
    """What its writers have still to do; what reviewers have to is said by the sign-offs."""
    if about.thing.state == Draft.State.PUBLISHED:
        return []
    return [_row(fault) for fault in unmet(about.thing, at=about.at) if fault.pointer != "/sign_offs"]


def _to_look_at(found: Iterable[Finding]) -> list[Row]:
    return [
        replace(_row(Fault(one.pointer, one.message)), words=one.excerpt or "", suggestion=one.suggestion or "")
        for one in found
        if one.severity != "block"
    ]


def _row(fault: Fault) -> Row:
    is_in_form = fault.pointer.removeprefix("/").partition("/")[0] in ORDER
    return Row(where_words(fault.pointer) or "The text", fault.detail, fault.pointer if is_in_form else "")


def typed_look(about: Asked) -> HttpResponse:
    """The same of what is in the form, as a part of the page. A text that its kind does not take is told by its faults."""
    try:
        context = look(_typed(about))
    except InvalidDocument as refusal:
        context = {"faults": [_row(fault) for fault in refusal.errors]}
    return told(context)


def typed_page(request: HttpRequest, about: Asked) -> HttpResponse:
    """What is in the form as readers would get it."""
    return framed(
        request,
        about.thing.item.slug,
        page=lambda: draft_page(_typed(about).thing, at=about.at),
        paper=lambda name: draft_pdf(_typed(about).thing, name, at=about.at),
    )


def _typed(about: Asked) -> Asked:
    """As asked, about the draft with the text that is in the form. Raises `InvalidDocument`."""
    form = form_for(DocumentForm, about)
    form.full_clean()
    return replace(about, thing=with_text(about.thing, parse_document(form.cleaned_data["document"])))
