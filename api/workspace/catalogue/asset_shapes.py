"""What the endpoints for files take and answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from pydantic import AfterValidator, Field

from api.http.fields import FormLine, not_blank
from api.http.requests import Body, Query, Shape
from library.catalogue.addresses import asset_url
from library.catalogue.models import Asset
from library.editions.shapes import LicenceShape

Accessibility = Annotated[
    str,
    Field(
        pattern=f"^({'|'.join(Asset.Accessibility.values)})$",
        description="Whether people with disabilities can use it: "
        + "; ".join(f"`{value}`: {label.lower()}" for value, label in Asset.Accessibility.choices)
        + ". Public with the item.",
    ),
]


Spdx = Annotated[FormLine, Field(min_length=1, max_length=60, description="SPDX identifier; see `/v1/licences`.")]
RightsHolder = Annotated[
    FormLine,
    AfterValidator(not_blank),
    Field(
        min_length=1, max_length=200, description="Who holds the rights to the file; it may be another than the item's."
    ),
]
Note = Annotated[
    FormLine, Field(max_length=500, description="What readers must know about its accessibility. Public with the item.")
]


class AssetFacts(Query):
    """A file, and what is known about it."""

    licence: Spdx
    rights_holder: RightsHolder
    accessibility: Accessibility = Asset.Accessibility.NOT_CHECKED.value
    accessibility_note: Note = ""


def _unchanged() -> Any:
    """A member that may be left out, and then changes nothing. Null is not taken for that."""
    return Field(default_factory=lambda: None)


class AssetChanges(Body):
    """What is to change about a file."""

    licence: Spdx = _unchanged()
    rights_holder: RightsHolder = _unchanged()
    accessibility: Accessibility = _unchanged()
    accessibility_note: Note = _unchanged()


class AssetShape(Shape):
    """A file and what is known about it."""

    id: UUID = Field(description="By which a document refers to it.")
    name: str = Field(description="The file's name, made safe.")
    media_type: str = Field(description="By its content.")
    size: int = Field(description="Bytes.")
    sha256: str = Field(description="Of what is stored: images and recordings are not stored as they were sent.")
    width: int | None = Field(description="Pixels; of images and video.")
    height: int | None
    licence: LicenceShape
    rights_holder: str
    accessibility: str
    accessibility_note: str
    created_at: datetime
    content_url: str = Field(description="Where you download it.")
    public_url: str = Field(description="Where the public finds it, while a published item shows it.")

    @classmethod
    def of(cls, asset: Asset) -> AssetShape:
        copied = ("name", "media_type", "size", "sha256", "width", "height", "rights_holder")
        licence = asset.licence
        return cls(
            **{name: getattr(asset, name) for name in copied},
            id=asset.pk,
            licence=LicenceShape(
                spdx=licence.spdx, name=licence.name, url=licence.url, adaptable=licence.allows_adaptation
            ),
            accessibility=asset.accessibility,
            accessibility_note=asset.accessibility_note,
            created_at=asset.created_at,
            content_url=f"{settings.PUBLIC_URL}/v1/workspace/assets/{asset.pk}/content",
            public_url=asset_url(settings.PUBLIC_URL, asset.sha256, asset.name),
        )


class AssetList(Shape):
    """Files, newest first."""

    items: list[AssetShape]
    next: str | None = Field(description="Address of the next page; null on the last.")
