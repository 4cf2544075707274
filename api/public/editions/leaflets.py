"""What a leaflet template asks of a place, and how it looks once a place has answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpResponse
from pydantic import Discriminator, Field, Tag
from pydantic_core import to_json
from rest_framework.request import Request

from api.http import caching, negotiation
from api.http.addressing import PATH, InLanguage
from api.http.answers import response_of
from api.http.caching import surrogate_key
from api.http.operations import JSON, operation
from api.http.requests import Body, Shape
from api.http.views import Answer, PublicView
from library.catalogue.addresses import item_url
from library.catalogue.files import StorageUnavailable
from library.catalogue.models import Item
from library.documents.assemble import InvalidLocalVersion
from library.documents.details.leaflet import AgeRange
from library.documents.errors import InvalidDocument
from library.documents.fields import Markdown, OptionalLine
from library.documents.form import form_schema
from library.documents.local_values import LocalValue, ServiceValue
from library.documents.overrides import Override, SectionProtected
from library.editions.local_previews import LocalPreview, preview_local_version, template_of
from library.editions.reading import LanguageNotAvailable
from library.editions.shapes import SectionShape
from library.errors import Gone, Moved, NotFound
from library.rendering.errors import DoesNotFit, MissingGlyphs, PressBusy, RenderFailed, TooDemanding
from library.rendering.offers import HTML, PDF
from library.rendering.page import page_policy

SCHEMA = "application/schema+json"
LEAFLET = {"slug": {**PATH["slug"], "example": "finding-support"}}
READING = (NotFound, LanguageNotAvailable, Gone, Moved)
SETTING = (DoesNotFit, MissingGlyphs, RenderFailed, TooDemanding, PressBusy, StorageUnavailable)


class PreviewQuery(InLanguage):
    rendition: Literal["a4.pdf", "large-print.pdf", "a5.pdf", "trifold.pdf", "poster.pdf"] | None = Field(
        None, description="Which PDF; `a4.pdf` if you send `Accept: application/pdf` without it."
    )


class ServiceToPrint(Body):
    """For a detail of type `service`, one that is not in the directory: what is to be printed of it."""

    name: str = Field(min_length=1, max_length=200)
    short_name: str = Field("", max_length=200)
    provider: str = Field("", max_length=200)
    phone: str = Field("", max_length=60, description="In figures and spaces.")
    phone_menu: str = Field("", max_length=200, description="What to choose after dialling, such as: option 2.")
    text_number: str = Field("", max_length=60)
    email: str = Field("", max_length=254)
    website: str = Field("", max_length=2000, description="An https address.")
    address: str = Field("", max_length=500)
    opening_hours: str = Field("", max_length=500)
    access_notes: str = Field("", max_length=500)
    waiting_time: str = Field("", max_length=500)


class ChangedSection(Body):
    """Other words for a section, or that it is left out. What is allowed, the section's `policy` says."""

    text: Markdown | None = Field(None, description="Its own text in Markdown, in place of the section's.")
    leave_out: bool = Field(False, description="Whether it is left out; only `optional` sections can be.")
    reason: Annotated[OptionalLine, Field(max_length=300)] = Field("", description="Needed to leave a section out.")


def _form_of(value: Any) -> str | None:
    """Which kind of value stands here, so that a fault is told once and not for every other kind."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, bool):
        return "answer"
    if isinstance(value, dict):
        return "ages" if "min" in value or "max" in value else "service"
    if isinstance(value, AgeRange | ServiceToPrint):
        return "ages" if isinstance(value, AgeRange) else "service"
    return None


DetailToPrint = Annotated[
    Annotated[str, Tag("text")]
    | Annotated[bool, Tag("answer")]
    | Annotated[AgeRange, Tag("ages")]
    | Annotated[ServiceToPrint, Tag("service")],
    Discriminator(
        _form_of,
        custom_error_type="detail_to_print",
        custom_error_message="Must be text, true or false, an age range with `min`, or a service with `name`",
    ),
]


class LocalVersion(Body):
    """What a place fills in and changes. Nothing of it is stored."""

    details: dict[str, DetailToPrint] = Field(
        {},
        max_length=200,
        description=(
            "Local details by key, as the form has them: text, true or false, `{min, max}` for ages; for a service its "
            "slug in the directory, or what is to be printed of it. What is left out is marked as a blank."
        ),
    )
    overrides: dict[str, ChangedSection] = Field({}, max_length=200, description="Changed sections, by their id.")

    def to_values(self) -> dict[str, LocalValue]:
        return {
            key: ServiceValue(**value.model_dump()) if isinstance(value, ServiceToPrint) else value
            for key, value in self.details.items()
        }

    def to_overrides(self) -> dict[str, Override]:
        return {
            section: Override(text=changed.text, left_out=changed.leave_out, reason=changed.reason)
            for section, changed in self.overrides.items()
        }


class MissingDetail(Shape):
    key: str = Field(description="As it stands between the braces: `area_name`, or `crisis_service.phone`.")
    label: str
    required: bool
    section: str | None = Field(description="Id of the first section that prints it.")
    place: str = Field(description="JSON pointer to where it is printed first, or to the detail in the template.")
    reason: str = Field(description="The rule that asks for it, if one does.")


class TemplateShape(Shape):
    url: str
    edition: int


class PreviewShape(Shape):
    """The leaflet with what was sent. A blank is `{{key}}` in Markdown, and a marked `span` in HTML."""

    template: TemplateShape
    title: str
    summary: str
    language: str
    direction: str = Field(description="`ltr` or `rtl`.")
    sections: list[SectionShape]
    missing: list[MissingDetail] = Field(description="What is still to be filled in, in the order of the template.")


EXAMPLE: Mapping[str, Any] = {
    "details": {
        "area_name": "Norfolk and Suffolk",
        "community_service": "adult-eating-disorder-service-norfolk-and-suffolk",
        "ages": {"min": 18},
    },
    "overrides": {},
}


class Preview(PublicView):
    @operation(
        id="preview_leaflet",
        summary="See a leaflet with your local details",
        description=(
            "The leaflet as it would be for your place: as JSON, as a web page, or as PDF, by `Accept`. Send as much as "
            "you have: what is missing is listed, and plainly marked on the page. `rendition` picks another PDF. "
            "Nothing is stored, and nobody is told. A preview has no logo and says that nobody has published it."
        ),
        query=PreviewQuery,
        body=LocalVersion,
        answer=PreviewShape,
        produces=(JSON, HTML, PDF),
        problems=(*READING, InvalidLocalVersion, SectionProtected, InvalidDocument, *SETTING),
        costly=True,
        path=LEAFLET,
        example=EXAMPLE,
    )
    def post(self, request: Request, slug: str) -> Answer | HttpResponse:
        media_type = self._wanted()
        preview = preview_local_version(
            slug,
            self.params.language,
            details=self.body.to_values(),
            overrides=self.body.to_overrides(),
            now=self.at,
        )
        if media_type == JSON:
            return Answer(_shape(preview, slug))
        if media_type == HTML:
            page = preview.page()
            return _sent(page, f"{HTML}; charset=utf-8", {"Content-Security-Policy": page_policy(page)})
        name = self.params.rendition or "a4.pdf"
        disposition = f'attachment; filename="{slug}-preview-{name}"'
        return _sent(preview.pdf(name), PDF, {"Content-Disposition": disposition})

    def _wanted(self) -> str:
        """A PDF that is named is a PDF that is wanted, unless `Accept` says otherwise."""
        if self.params.rendition is None:
            return self.media_type
        return negotiation.choose(self.request.META.get("HTTP_ACCEPT", "*/*")[:1000], (PDF,))


class Form(PublicView):
    @operation(
        id="get_leaflet_form",
        summary="Get the form of a leaflet",
        description=(
            "What a place fills in, as JSON Schema (2020-12) of an object by key: build your form from it, and check what "
            "people have typed. `x-sections` says what may be done with each section, `x-rules` what JSON Schema can't say."
        ),
        query=InLanguage,
        produces=(SCHEMA,),
        problems=READING,
        path=LEAFLET,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        _, document = template_of(slug, self.params.language, now=self.at)
        language = f"?language={self.params.language}" if self.params.language else ""
        address = f"{settings.PUBLIC_URL}{request.path}{language}"
        body = to_json(form_schema(document, address=address))
        return self.send(body, media_type=SCHEMA, keys=surrogate_key(Item.Kind.LEAFLET, slug))


def _shape(preview: LocalPreview, slug: str) -> PreviewShape:
    document, ids = preview.document, [section.id for section in preview.document.sections]
    return PreviewShape(
        template=TemplateShape(
            url=item_url(settings.PUBLIC_URL, Item.Kind.LEAFLET, slug), edition=preview.template.edition
        ),
        title=document.title,
        summary=document.summary,
        language=document.language,
        direction=preview.direction,
        sections=preview.sections,
        missing=[
            MissingDetail(
                key=missing.key,
                label=missing.label,
                required=missing.required,
                section=_section(missing.place, ids),
                place=missing.place,
                reason=missing.reason,
            )
            for missing in preview.missing
        ],
    )


def _section(place: str, ids: list[str]) -> str | None:
    """The section that a pointer such as `/sections/3/body` is about."""
    _, member, number, *_ = [*place.split("/"), "", ""]
    return ids[int(number)] if member == "sections" else None


def _sent(body: bytes, media_type: str, headers: Mapping[str, str]) -> HttpResponse:
    return response_of(body, {"Content-Type": media_type, **caching.NO_STORE, **headers})
