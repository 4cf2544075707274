"""An adaptation in progress as a leaflet: as data, as a web page, as a PDF."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import JSON, operation
from api.http.permissions import ANY_MEMBER
from api.http.previews import PREVIEW_PROBLEMS, PreviewQuery, page_answer, pdf_answer, wanted
from api.http.requests import Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.leaflets.answers import ID
from library.documents.assemble import InvalidLocalVersion
from library.documents.errors import InvalidDocument
from library.documents.missing import Missing
from library.editions.local_previews import LocalPreview
from library.editions.shapes import SectionShape
from library.leaflets.previews import preview_adaptation
from library.leaflets.queries import get_adaptation
from library.rendering.offers import HTML, PDF


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
        query=PreviewQuery,
        answer=AdaptationPreviewShape,
        produces=(JSON, HTML, PDF),
        problems=(InvalidLocalVersion, InvalidDocument, *PREVIEW_PROBLEMS),
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer | HttpResponse:
        adaptation, media_type = get_adaptation(id, by=self.actor), wanted(self)
        preview = preview_adaptation(adaptation, at=self.at)
        if media_type == JSON:
            return Answer(AdaptationPreviewShape.of(preview))
        if media_type == HTML:
            return page_answer(preview.page())
        name = self.params.rendition or "a4.pdf"
        return pdf_answer(preview.pdf(name), adaptation.item.slug, name)
