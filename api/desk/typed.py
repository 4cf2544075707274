"""What is in a form beside a preview and not saved: what is to be looked at in it, and the page or the paper that it would give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from api.desk.refusals import sentences
from library.errors import LibraryError
from library.rendering.offers import HTML, PDF
from library.rendering.page import page_policy

SIZES = {"a4": "a4.pdf", "large-print": "large-print.pdf"}
HERE = "'self'"


@dataclass(frozen=True)
class Row:
    """One thing to look at, and the `words` it is about; `why` names the rule. What leads to its control in the form, where there is one,
    is `pointer` if the form is a document's, else the `control`'s id.
    """

    where: str
    detail: str
    pointer: str = ""
    words: str = ""
    suggestion: str = ""
    why: str = ""
    control: str = ""


def told(context: Mapping[str, Any]) -> HttpResponse:
    """What is to be looked at, as a part of the page that holds the form."""
    return HttpResponse(render_to_string("desk/look.html", {**context, "form": True}))


def framed(
    request: HttpRequest, slug: str, *, page: Callable[[], bytes], paper: Callable[[str], bytes]
) -> HttpResponse:
    """What is typed as readers would get it, for a frame in the desk's page: as a web page, or as a PDF with `?as=`. A refusal is a page
    that can stand there, too; its header `Preview-Refused` tells the desk's script so before it reads the page.
    """
    name = SIZES.get(request.GET.get("as", ""))
    try:
        body = paper(name) if name else page()
    except LibraryError as refusal:
        context = {"refusal": refusal, "places": sentences(refusal.errors)}
        policy = f"default-src 'none'; style-src {HERE}; frame-ancestors {HERE}"
        headers = {"X-Frame-Options": "SAMEORIGIN", "Content-Security-Policy": policy, "Preview-Refused": "true"}
        return HttpResponse(render_to_string("desk/not_shown.html", context), headers=headers)
    headers = {"X-Frame-Options": "SAMEORIGIN", "Content-Type": PDF if name else f"{HTML}; charset=utf-8"}
    if name:
        headers["Content-Disposition"] = f'inline; filename="{slug}-preview-{name}"'
        headers["Content-Security-Policy"] = f"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors {HERE}"
    else:
        headers["Content-Security-Policy"] = page_policy(body, framed_by=HERE)
    return HttpResponse(body, headers=headers)
