"""What is not published yet, as data, as a web page or as a PDF: how it is asked for and answered, for every kind of preview."""

from __future__ import annotations

from typing import Literal

from django.http import HttpResponse
from pydantic import Field

from api.http import negotiation
from api.http.answers import response_of
from api.http.requests import Query
from api.http.views import WorkspaceView
from library.catalogue.files import StorageUnavailable
from library.rendering.errors import DoesNotFit, MissingGlyphs, PressBusy, RenderFailed, TooDemanding
from library.rendering.offers import HTML, PDF
from library.rendering.page import page_policy

PREVIEW_PROBLEMS = (DoesNotFit, MissingGlyphs, RenderFailed, TooDemanding, PressBusy, StorageUnavailable)


class PreviewQuery(Query):
    rendition: Literal["a4.pdf", "large-print.pdf", "a5.pdf", "trifold.pdf", "poster.pdf"] | None = Field(
        None, description="Which PDF; `a4.pdf` if you send `Accept: application/pdf` without it."
    )


def wanted(view: WorkspaceView) -> str:
    """The media type to answer with. A PDF that is named is wanted, unless `Accept` says otherwise."""
    if view.params.rendition is None:
        return view.media_type
    return negotiation.choose(view.request.META.get("HTTP_ACCEPT", "*/*")[:1000], (PDF,))


def page_answer(page: bytes) -> HttpResponse:
    return response_of(page, {"Content-Type": f"{HTML}; charset=utf-8", "Content-Security-Policy": page_policy(page)})


def pdf_answer(content: bytes, slug: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{slug}-preview-{name}"'
    return response_of(content, {"Content-Type": PDF, "Content-Disposition": disposition})
