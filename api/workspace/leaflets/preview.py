"""An adaptation in progress as a leaflet: as data, as a web page, as a PDF."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http import negotiation
from api.http.answers import response_of
from api.http.operations import JSON, operation
from api.http.permissions import ANY_MEMBER
from api.http.requests import Query, Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.leaflets.answers import ID
from library.catalogue.files import StorageUnavailable
from library.documents.assemble import InvalidLocalVersion
from library.documents.errors import InvalidDocument
from library.documents.missing import Missing
from library.editions.local_previews import LocalPreview
from library.editions.shapes import SectionShape
from library.leaflets.previews import preview_adaptation
from library.leaflets.queries import get_adaptation
from library.rendering.errors import DoesNotFit, MissingGlyphs, PressBusy, RenderFailed, TooDemanding
from library.rendering.offers import HTML, PDF
from library.rendering.page import page_policy


class AdaptationPreviewQuery(Query):
    rendition: Literal["a4.pdf", "large-print.pdf", "a5.pdf", "trifold.pdf", "poster.pdf"] | None = Field(
        None, description="Which PDF; `a4.pdf` if you send `Accept: application/pdf` without it."
    )


class StillMissing(Shape):
    key: str = Field(description="As it stands between the braces: `area_name`, or `crisis_service.phone`.")
    label: str
    required: bool
    reason: str = Field(description="The rule that asks for it, if one does.")

    @classmethod
    def of(cls, one: Missing) -> StillMissing:
        return cls(key=one.key, label=one.label, required=one.required, reason=one.reason)


class AdaptationPreviewShape(Shape):
    """The leaflet as it stands. A blank is `{{key}}` in Markdown, and a marked `span` in HTML."""

    title: str
    summary: str
    language: str
    direction: str = Field(description="`ltr` or `rtl`.")
    sections: list[SectionShape]
    missing: list[StillMissing] = Field(description="What is still to be filled in, in the order of the template.")

    @classmethod
    def of(cls, preview: LocalPreview) -> AdaptationPreviewShape:
        document = preview.document
        return cls(
            title=document.title,
            summary=document.summary,
            language=document.language,
            direction=preview.direction,
            sections=preview.sections,
            missing=[StillMissing.of(one) for one in preview.missing],
        )


class AdaptationPreview(WorkspaceView):
    @operation(
        id="preview_adaptation",
        summary="Preview an adaptation",
        description=(
            "As it is now, in your organisation's look: as JSON, as a web page, or as PDF, by `Accept`. Nothing is saved. "
            "Blanks are plainly marked, and the page says that nobody has published it."
        ),
        roles=ANY_MEMBER,
        query=AdaptationPreviewQuery,
        answer=AdaptationPreviewShape,
        produces=(JSON, HTML, PDF),
        problems=(
            *(InvalidLocalVersion, InvalidDocument, DoesNotFit, MissingGlyphs, RenderFailed, TooDemanding),
            *(PressBusy, StorageUnavailable),
        ),
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer | HttpResponse:
        media_type = self.media_type
        if self.params.rendition is not None:  # a PDF that is named is wanted, unless `Accept` says otherwise
            media_type = negotiation.choose(request.META.get("HTTP_ACCEPT", "*/*")[:1000], (PDF,))
        adaptation = get_adaptation(id, by=self.actor)
        preview = preview_adaptation(adaptation, at=self.at)
        if media_type == JSON:
            return Answer(AdaptationPreviewShape.of(preview))
        if media_type == HTML:
            page = preview.page()
            headers = {"Content-Type": f"{HTML}; charset=utf-8", "Content-Security-Policy": page_policy(page)}
            return response_of(page, headers)
        name = self.params.rendition or "a4.pdf"
        disposition = f'attachment; filename="{adaptation.item.slug}-preview-{name}"'
        return response_of(preview.pdf(name), {"Content-Type": PDF, "Content-Disposition": disposition})
