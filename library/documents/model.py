"""What a document is (domain.md HQ-7 for sources, AX-10 for pictures).

`kind` stands once, at the top, and decides which `details` there are. A section's `id` is its identity across editions,
translations and local versions: comparing and merging hang on it. Documents are made by `parse.parse_document`, which
also checks what one part can't know of another.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from library.documents import examples
from library.documents.base import Part
from library.documents.details.case_study import CaseStudyDetails
from library.documents.details.leaflet import LeafletDetails
from library.documents.details.resource import ResourceDetails
from library.documents.details.training import TrainingDetails
from library.documents.fields import Day, HttpsUrl, Identifier, Language, Line, Markdown, OptionalLine, Slug
from library.documents.limits import SECTIONS
from library.documents.vocabulary import BodyShown, CareLevel, Kind, Policy

__all__ = [
    "CaseStudyDetails",
    "CaseStudyDocument",
    "Citation",
    "Details",
    "Document",
    "Image",
    "LeafletDetails",
    "LeafletDocument",
    "ResourceDetails",
    "ResourceDocument",
    "Section",
    "TrainingDetails",
    "TrainingDocument",
]


class Section(Part):
    """A heading and the text under it."""

    id: Slug = Field(
        title="Id", description="Stable name of the section. It stays when the heading is reworded or translated."
    )
    heading: Line = Field(max_length=200, description="Heading, in plain text.")
    policy: Policy = Field(
        Policy.LOCKED,
        description=(
            "What a local version may do with it: `locked` nothing, `adaptable` reword it, "
            "`optional` leave it out with a reason, `slot` write its own text."
        ),
    )
    policy_reason: OptionalLine = Field(
        "", max_length=300, description="Why, in a sentence for the people who adapt it."
    )
    care_level: CareLevel = Field(
        CareLevel.NONE, description="How soon a reader must act. Shown in words as well as in colour."
    )
    body: Markdown = Field(
        "",
        title="Text",
        description=(
            "Markdown: paragraphs, lists, emphasis, links (https, mailto, tel), `![](asset:key)`, tables, `>` for said "
            "words, headings `###` and `####`. No HTML. Placeholders: `{{key}}` and `{{key.part}}` for local details, "
            "`{{contact:key}}` for contact points, `{{quote:id}}` for testimonials. At most 64 kB."
        ),
    )


class Citation(Part):
    """A source of what the document says."""

    id: Slug = Field(title="Id", description="Stable name of the source in this document.")
    title: Line = Field(max_length=300, description="Title of the source.")
    url: HttpsUrl = Field(title="Address", description="Where it can be read.")
    accessed: Day = Field(description="When somebody last read it there.")
    publisher: Line = Field(max_length=200, description="Who published it.")


class Image(Part):
    """A picture that the text shows as `![](asset:key)`: with alternative text, or explicitly decorative, never neither."""

    key: Slug = Field(description="Name in the text: `asset:key`.")
    asset: Identifier = Field(description="Id of the uploaded asset.")
    alt: OptionalLine = Field(
        "", max_length=300, title="Alternative text", description="What the picture says, for people who can't see it."
    )
    decorative: bool = Field(False, description="Whether it says nothing, so that screen readers pass over it.")
    # Left out where nobody has said it: what was published before it was asked keeps its hash.
    depicts_body: BodyShown | None = Field(
        None,
        exclude_if=lambda value: value is None,
        description=(
            "What it shows of a body: `none`; `neutral`, somebody as they are; `low_weight`; `before_after`, a body as it changed. About "
            "eating disorders it has to be said, and the last two are not published."
        ),
    )


class _Document(Part):
    title: Line = Field(max_length=200, description="Title, in plain text.")
    summary: OptionalLine = Field(
        "", max_length=300, description="What it is and for whom, in plain text, as shown in lists."
    )
    language: Language = Field(
        description="Language of the text, as a BCP 47 tag in canonical form: `en-GB`, `cy`, `ar`."
    )
    sections: tuple[Section, ...] = Field((), max_length=SECTIONS, description="The text, in reading order.")
    citations: tuple[Citation, ...] = Field((), max_length=100, description="The sources of what it says.")
    images: tuple[Image, ...] = Field((), max_length=100, description="The pictures that its text shows.")


class ResourceDocument(_Document):
    model_config = ConfigDict(title="Resource", json_schema_extra={"examples": [examples.RESOURCE]})

    kind: Literal[Kind.RESOURCE] = Field(description="What kind of document this is.")
    details: ResourceDetails = Field(description="What a resource says of itself.")


class CaseStudyDocument(_Document):
    model_config = ConfigDict(title="Case study", json_schema_extra={"examples": [examples.CASE_STUDY]})

    kind: Literal[Kind.CASE_STUDY] = Field(description="What kind of document this is.")
    details: CaseStudyDetails = Field(description="How it was made together, and what came of it.")


class LeafletDocument(_Document):
    model_config = ConfigDict(title="Leaflet template", json_schema_extra={"examples": [examples.LEAFLET]})

    kind: Literal[Kind.LEAFLET] = Field(description="What kind of document this is.")
    details: LeafletDetails = Field(description="What a place fills in.")


class TrainingDocument(_Document):
    model_config = ConfigDict(title="Training", json_schema_extra={"examples": [examples.TRAINING]})

    kind: Literal[Kind.TRAINING] = Field(description="What kind of document this is.")
    details: TrainingDetails = Field(description="What people will learn, how, and how to book.")


Details = ResourceDetails | CaseStudyDetails | LeafletDetails | TrainingDetails

Document = Annotated[
    ResourceDocument | CaseStudyDocument | LeafletDocument | TrainingDocument, Field(discriminator="kind")
]
"""Any of the four. A type for annotations and for `pydantic.TypeAdapter`; made by `parse.parse_document`."""
