"""What is in the form of a draft, as it would look and what is to be looked at in it, before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from api.desk.asking import Asked, form_for
from api.desk.link_panels import links_to_look_at
from api.desk.publishing.document_form import ORDER, DocumentForm
from api.desk.refusals import sentences, where_words
from library.documents.errors import InvalidDocument
from library.documents.parse import parse_document
from library.editions.review_status import uk_day
from library.errors import Fault, LibraryError
from library.publishing.checking import how_readable
from library.publishing.conditions import unmet
from library.publishing.findings import draft_findings
from library.publishing.models import Draft
from library.publishing.moves import parsed_document
from library.publishing.previews import draft_page, draft_pdf, with_text
from library.rendering.offers import HTML, PDF
from library.rendering.page import page_policy

SIZES = {"a4": "a4.pdf", "large-print": "large-print.pdf"}
HERE = "'self'"


@dataclass(frozen=True)
class Row:
    """One thing to look at. `pointer` leads to its control in the form, where there is one; `words` are those it is about."""

    where: str
    detail: str
    pointer: str = ""
    words: str = ""
    suggestion: str = ""


def look(about: Asked) -> dict[str, Any]:
    """What a template says about a text: what is missing before it can go out, what a person should look at, how it reads."""
    draft = about.thing
    try:
        document = parsed_document(draft)
        readable, links = how_readable(document), links_to_look_at(document)
    except InvalidDocument:
        readable, links = None, []
    to_look_at = [*_to_look_at(about), *(replace(_row(fault), words=address) for fault, address in links)]
    return {"missing": _missing(about), "to_look_at": to_look_at, "readable": readable}


def _missing(about: Asked) -> list[Row]:
    """What its writers have still to do; what reviewers have to is said by the sign-offs."""
    if about.thing.state == Draft.State.PUBLISHED:
        return []
    return [_row(fault) for fault in unmet(about.thing, at=about.at) if fault.pointer != "/sign_offs"]


def _to_look_at(about: Asked) -> list[Row]:
    return [
        replace(_row(Fault(one.pointer, one.message)), words=one.excerpt or "", suggestion=one.suggestion or "")
        for one in draft_findings(about.thing, uk_day(about.at))
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
    return HttpResponse(render_to_string("desk/look.html", {**context, "form": True}))


def typed_page(request: HttpRequest, about: Asked) -> HttpResponse:
    """What is in the form as readers would get it: as a web page, or as a PDF with `?as=`, for a frame in the desk's page."""
    name = SIZES.get(request.GET.get("as", ""))
    try:
        typed = _typed(about).thing
        body = draft_pdf(typed, name, at=about.at) if name else draft_page(typed, at=about.at)
    except LibraryError as refusal:
        context = {"refusal": refusal, "places": sentences(refusal.errors)}
        policy = f"default-src 'none'; style-src {HERE}; frame-ancestors {HERE}"
        headers = {"X-Frame-Options": "SAMEORIGIN", "Content-Security-Policy": policy}
        return HttpResponse(render_to_string("desk/not_shown.html", context), headers=headers)
    headers = {"X-Frame-Options": "SAMEORIGIN", "Content-Type": PDF if name else f"{HTML}; charset=utf-8"}
    if name:
        headers["Content-Disposition"] = f'inline; filename="{about.thing.item.slug}-preview-{name}"'
        headers["Content-Security-Policy"] = f"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors {HERE}"
    else:
        headers["Content-Security-Policy"] = page_policy(body, framed_by=HERE)
    return HttpResponse(body, headers=headers)


def _typed(about: Asked) -> Asked:
    """As asked, about the draft with the text that is in the form. Raises `InvalidDocument`."""
    form = form_for(DocumentForm, about)
    form.full_clean()
    return replace(about, thing=with_text(about.thing, parse_document(form.cleaned_data["document"])))
